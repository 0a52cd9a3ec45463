"""What falls due for the contact centre, for the worker to do."""

from datetime import timedelta

from app import db
from app.contact_centre import introducing, introductions, store
from app.messages.domain import Chore

KEPT_FOR = timedelta(days=365)


def chores() -> tuple[Chore, ...]:
    """Asks how introductions went, and deletes the contacts and introductions whose time is over."""
    return (
        Chore("ask how introductions went", timedelta(minutes=15), introducing.ask_who_is_due),
        Chore("forget old contacts", timedelta(hours=1), _forget),
    )


def _forget() -> None:
    with db.transaction() as session:
        store.forget(session, KEPT_FOR)
        introductions.forget(session, KEPT_FOR)
