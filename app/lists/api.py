"""What other rooms may ask of the lists: to send one, to leave one behind, and to delete those whose time is over."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app import db
from app.directory import api as directory
from app.lists import browser, sending, store
from app.lists.domain import Thing, Things
from app.lists.pages import Booklet as Booklet
from app.lists.pages import booklet_of
from app.lists.recipients import Recipient as Recipient
from app.lists.recipients import WrongRecipient as WrongRecipient
from app.lists.recipients import recipient_of as recipient_of
from app.lists.sending import DayFull as DayFull
from app.lists.sending import sends_texts as sends_texts
from app.messages.domain import Chore

let_go = browser.let_go


def may_send(staff_id: int, to: Recipient) -> bool:
    """Counts a sending by a member of staff; False when the recipient has had enough today.

    Raises TooMany and DayFull. Call it outside a transaction.
    """
    return sending.may_send(sending.from_staff(staff_id), to)


def send(session: Session, link_id: UUID, keys: Sequence[str], to: Recipient) -> None:
    """Makes a link to these services and sends it, in the caller's transaction."""
    sending.send(session, store.add_link(session, link_id, _things(keys), None), to)


def booklet(keys: Sequence[str]) -> Booklet:
    """These services on paper: the page that `lists/_booklet.html` shows."""
    return booklet_of(_things(keys))


def _things(keys: Sequence[str]) -> Things:
    """These services, without those that have left the directory meanwhile."""
    ideas = directory.rows_of(keys)
    return Things(tuple(Thing(key, ideas[key].name) for key in keys if key in ideas))


def forgetting_old_lists() -> Chore:
    """Deletes lists and links whose time is over."""
    return Chore("delete old lists", timedelta(minutes=10), _forget)


def _forget() -> None:
    with db.transaction() as session:
        store.forget_old(session)
