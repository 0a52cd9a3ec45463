"""What other rooms may ask of the lists: to delete those whose time is over, and to leave one behind."""

from datetime import timedelta

from app import db
from app.lists import browser, store
from app.messages.domain import Chore

let_go = browser.let_go


def forgetting_old_lists() -> Chore:
    """Deletes lists and links whose time is over."""
    return Chore("delete old lists", timedelta(minutes=10), _forget)


def _forget() -> None:
    with db.transaction() as session:
        store.forget_old(session)
