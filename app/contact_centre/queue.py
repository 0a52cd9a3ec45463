"""What the page of waiting calls shows."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from app import db
from app.accounts.domain import Staff
from app.contact_centre import store
from app.contact_centre.domain import how_late
from app.contact_centre.store import Contact
from app.web.pagination import Pager, last_page


@dataclass(frozen=True)
class Waiting:
    """Somebody who was promised a call. `mine` says that whoever reads this has taken it, `taken` that anybody has."""

    contact: Contact
    when: str
    late: bool
    taken: bool
    mine: bool


@dataclass(frozen=True)
class QueuePage:
    """What this member of staff has begun and not ended, and everybody who was promised a call."""

    begun: tuple[Contact, ...]
    waiting: tuple[Waiting, ...]
    total: int
    letters: int
    pager: Pager

    @classmethod
    def of(cls, staff: Staff, page: int, now: datetime) -> "QueuePage":
        """The page of a number."""
        page = max(1, page)
        promised, total = store.to_ring(db.session(), page)
        _, letters = store.to_post(db.session(), 1)
        pager = Pager.of(page, last_page(total, store.PAGE), lambda number: url_for("call_queue.listed", page=number))
        waiting = tuple(_waiting(contact, staff, now) for contact in promised)
        return cls(store.open_of(db.session(), staff.id), waiting, total, letters, pager)


def _waiting(contact: Contact, staff: Staff, now: datetime) -> Waiting:
    assert contact.call_back is not None
    at, by = contact.call_back.at, contact.call_back.by
    return Waiting(contact, how_late(at, now), at < now, by is not None, by == staff.id)
