"""Taking a personal assistant out of sight at once: the page, the search, and every conversation."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.kernel.clock import now
from app.pa_finder.record import store
from app.pa_finder.talking import talking
from app.publishing import api as publishing

WORDS = "The council has taken your page down. Ring us if you want to talk about it."
"""What the personal assistant reads. The reason may be somebody's safety, so it is told by a person."""


def remove(writing: Session, page: UUID, by: int) -> None:
    """Removes a personal assistant without notice, in the caller's transaction; removed twice is removed."""
    if not is_removed(writing, page):
        store.remove(writing, page, now())
        publishing.take_down(writing, page, by, WORDS)
    talking.end_all_of(writing, page)


def is_removed(session: Session, page: UUID) -> bool:
    """Whether the council has removed them. Their page cannot be seen then, whoever approves it."""
    assistant = store.by_id(session, page)
    return assistant is None or assistant.removed
