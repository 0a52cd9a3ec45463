"""What falls due for the contact centre, for the worker to do, and what cases tell it."""

from datetime import timedelta

from app import db
from app.contact_centre import deaths, introducing, introductions, store
from app.councils.api import council
from app.messages.domain import Chore

death_taken_back = deaths.take_back_of_case


def chores() -> tuple[Chore, ...]:
    """Asks how introductions went, and deletes the contacts and introductions whose time is over."""
    return (
        Chore("ask how introductions went", timedelta(minutes=15), introducing.ask_who_is_due),
        Chore("forget old contacts", timedelta(hours=1), _forget),
    )


def _forget() -> None:
    kept_for = timedelta(days=council().contacts.kept_days)
    with db.transaction() as session:
        store.forget(session, kept_for)
        introductions.forget(session, kept_for)
