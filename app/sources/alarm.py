"""Tells the council by e-mail that a directory can no longer be read, and that it can again: once, not at each try."""

from flask import current_app
from sqlalchemy.orm import Session

from app.councils.api import council
from app.messages import api as messages
from app.sources import store
from app.sources.domain import Source
from app.web.addresses import public_address

TRIES = 3
"""So many tries are put off before we say so, the last half an hour after the first: most pauses are shorter."""


def is_failing(session: Session, source: Source) -> None:
    """Says that a source fails, unless we have said so already."""
    if store.note_failing(session, source.slug, failing=True):
        subject = f"We can no longer read “{source.name}”"
        _tell(
            session,
            source,
            subject,
            "The directory did not answer, or sent what we cannot use. Its listings stay as they were when it was last "
            "read well, and we go on trying. We write again when it works, and not before.",
        )


def works(session: Session, source: Source) -> None:
    """Says that a source can be read again, if we had said that it cannot."""
    if store.note_failing(session, source.slug, failing=False):
        _tell(session, source, f"“{source.name}” can be read again", "There is nothing that you have to do.")


def _tell(session: Session, source: Source, subject: str, words: str) -> None:
    # The worker answers no request, by which Flask would make an address.
    path = current_app.url_map.bind("").build("sources.shown", {"slug": source.slug})
    body = f"{words}\n\nWhat happened, and when:\n{public_address(path)}\n"
    messages.enqueue(session, to=council().email, subject=subject, body=body)
