"""What falls due for the contact centre, for the worker to do."""

from datetime import timedelta

from app import db
from app.contact_centre import store
from app.messages.domain import Chore

KEPT_FOR = timedelta(days=365)


def chores() -> tuple[Chore, ...]:
    """Deletes the contacts whose time is over."""
    return (Chore("forget old contacts", timedelta(hours=1), _forget),)


def _forget() -> None:
    with db.transaction() as session:
        store.forget(session, KEPT_FOR)
