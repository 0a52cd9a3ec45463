"""Contacts and what their callers are known again by. The notes can be read from the store by nobody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.contact_centre.domain import CallBack, Notes, Outcome, notes_from_json
from app.contact_centre.keys import Key, keys_of
from app.db import Base, Sealed, UtcDateTime
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now

PAGE = 25
MOST_EARLIER = 10


class ContactRow(Base):
    """A call, a visit or a letter. Lives as long after its last change as the council sets: a year unless it says else.

    What is plain here says when, how and by whom of our staff; everything about the person is in the sealed notes.
    """

    __tablename__ = "contacts"
    __table_args__ = (Index("ix_contacts_staff_id_ended_at", "staff_id", "ended_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    staff_id: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(20), default="")
    notes: Mapped[str] = mapped_column(Sealed)
    checked: Mapped[bool] = mapped_column(default=False)
    saved_from: Mapped[str] = mapped_column(String(32), default="")
    case_reference: Mapped[str] = mapped_column(String(20), default="")
    call_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    call_back_by: Mapped[int | None]
    letter: Mapped[str] = mapped_column(Sealed, default="")
    letter_waiting: Mapped[bool] = mapped_column(default=False, index=True)
    version: Mapped[int]


class CallerKeyRow(Base):
    """A keyed hash by which the person of a contact is known again. Lives as long as its contact."""

    __tablename__ = "contact_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    hash: Mapped[str] = mapped_column(String(64), index=True)


@dataclass(frozen=True)
class Contact:
    """A contact as it is now."""

    id: UUID
    staff_id: int
    began_at: datetime
    saved_at: datetime
    ended_at: datetime | None
    outcome: Outcome | None
    notes: Notes
    checked: bool
    case_reference: str
    call_back: CallBack | None
    letter: str
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None


def begin(session: Session, staff_id: int, notes: Notes) -> Contact:
    """A new contact, with what is known of it."""
    moment = now()
    row = ContactRow(id=uuid4(), staff_id=staff_id, began_at=moment, saved_at=moment, notes=notes.as_json(), version=1)
    session.add(row)
    session.flush()
    _know_by(session, row.id, notes)
    return _contact(row)


def by_id(session: Session, contact_id: UUID) -> Contact | None:
    """One contact."""
    row = session.get(ContactRow, contact_id)
    return None if row is None else _contact(row)


def save(session: Session, contact: Contact, notes: Notes, version: int, window: str) -> Contact:
    """Keeps what was written in a window, which had seen this `version`. Raises SomeoneElseWasFirst.

    When the same window was the last to save, it need not have heard of that: the line may have dropped meanwhile.
    Whoever is known by something new has still to show who they are.
    """
    mine = and_(ContactRow.saved_from == window, ContactRow.saved_from != "")
    seen = (ContactRow.id == contact.id, or_(ContactRow.version == version, mine), ContactRow.ended_at.is_(None))
    new = keys_of(notes) - keys_of(contact.notes) or notes.reference not in ("", contact.notes.reference)
    values = {"notes": notes.as_json(), "saved_at": now(), "saved_from": window}
    saved = _changed(session, seen, **values, **({"checked": False} if new else {}))
    if keys_of(contact.notes) != keys_of(notes):
        _know_by(session, contact.id, notes)
    return saved


def end(session: Session, contact: Contact, outcome: Outcome, case_reference: str = "", letter: str = "") -> Contact:
    """Ends a contact, and with it the promise to ring. A `letter` is the address to which its list is to be posted.

    Raises SomeoneElseWasFirst when it has ended already.
    """
    return _change(
        session,
        contact.id,
        contact.version,
        outcome=outcome,
        ended_at=now(),
        case_reference=case_reference,
        call_back_at=None,
        call_back_by=None,
        letter=letter,
        letter_waiting=bool(letter),
    )


def check_identity(session: Session, contact: Contact) -> Contact:
    """Notes that the caller showed who they are. Raises SomeoneElseWasFirst."""
    return _change(session, contact.id, contact.version, checked=True)


def promise_call(session: Session, contact: Contact, at: datetime) -> Contact:
    """Puts a contact into the queue of those to ring. Raises SomeoneElseWasFirst."""
    return _change(session, contact.id, contact.version, call_back_at=at, call_back_by=None)


def take_call(session: Session, contact_id: UUID, staff_id: int) -> bool:
    """Gives a promised call to one member of staff; False when somebody else has taken it, or nobody is to be rung."""
    free = or_(ContactRow.call_back_by.is_(None), ContactRow.call_back_by == staff_id)
    waiting = (ContactRow.id == contact_id, ContactRow.call_back_at.is_not(None), ContactRow.ended_at.is_(None), free)
    taken = update(ContactRow).where(*waiting).values(call_back_by=staff_id, version=ContactRow.version + 1)
    return session.execute(taken.returning(ContactRow.id)).first() is not None


def give_back(session: Session, contact_id: UUID, staff_id: int) -> None:
    """Puts a promised call back for others to take."""
    mine = (ContactRow.id == contact_id, ContactRow.call_back_by == staff_id)
    session.execute(update(ContactRow).where(*mine).values(call_back_by=None, version=ContactRow.version + 1))


def open_of(session: Session, staff_id: int) -> tuple[Contact, ...]:
    """What a member of staff has begun and not ended, the newest first."""
    mine = (ContactRow.staff_id == staff_id, ContactRow.ended_at.is_(None), ContactRow.call_back_at.is_(None))
    rows = session.scalars(select(ContactRow).where(*mine).order_by(ContactRow.began_at.desc()).limit(PAGE))
    return tuple(map(_contact, rows))


def to_ring(session: Session, page: int) -> tuple[tuple[Contact, ...], int]:
    """A page of those who were promised a call, the longest overdue first, and how many there are in all."""
    waiting = (ContactRow.call_back_at.is_not(None), ContactRow.ended_at.is_(None))
    total = session.scalar(select(func.count()).select_from(ContactRow).where(*waiting)) or 0
    order = select(ContactRow).where(*waiting).order_by(ContactRow.call_back_at, ContactRow.id)
    rows = session.scalars(order.offset((page - 1) * PAGE).limit(PAGE))
    return tuple(map(_contact, rows)), total


def to_post(session: Session, page: int) -> tuple[tuple[Contact, ...], int]:
    """A page of the letters that wait to be posted, the oldest first, and how many there are in all."""
    waiting = ContactRow.letter_waiting.is_(True)
    total = session.scalar(select(func.count()).select_from(ContactRow).where(waiting)) or 0
    order = select(ContactRow).where(waiting).order_by(ContactRow.ended_at, ContactRow.id)
    rows = session.scalars(order.offset((page - 1) * PAGE).limit(PAGE))
    return tuple(map(_contact, rows)), total


def posted(session: Session, contact_id: UUID) -> bool:
    """Notes that a letter was posted; False when it was already."""
    waiting = (ContactRow.id == contact_id, ContactRow.letter_waiting.is_(True))
    done = update(ContactRow).where(*waiting).values(letter_waiting=False).returning(ContactRow.id)
    return session.execute(done).first() is not None


def earlier(session: Session, contact: Contact) -> tuple[Contact, ...]:
    """Other contacts that share something with this one by which a person is known, the newest first."""
    hashes = [hash for _, hash in keys_of(contact.notes)]
    if not hashes:
        return ()
    same = select(CallerKeyRow.contact_id).where(CallerKeyRow.hash.in_(hashes), CallerKeyRow.contact_id != contact.id)
    rows = session.scalars(
        select(ContactRow).where(ContactRow.id.in_(same)).order_by(ContactRow.began_at.desc()).limit(MOST_EARLIER)
    )
    return tuple(map(_contact, rows))


def known(session: Session, keys: Iterable[Key]) -> tuple[Contact, ...]:
    """The contacts of whoever is known by any of these, the newest first."""
    hashes = [hash for _, hash in keys]
    of_them = select(CallerKeyRow.contact_id).where(CallerKeyRow.hash.in_(hashes))
    order = select(ContactRow).where(ContactRow.id.in_(of_them)).order_by(ContactRow.began_at.desc())
    return tuple(map(_contact, session.scalars(order.limit(MOST_EARLIER)))) if hashes else ()


def forget(session: Session, kept_for: timedelta) -> None:
    """Deletes the contacts that have lived their time."""
    session.execute(delete(ContactRow).where(ContactRow.saved_at <= now() - kept_for))


def _change(session: Session, contact_id: UUID, version: int, **values: Any) -> Contact:
    """Changes a contact that is open and as the page showed it."""
    same = (ContactRow.id == contact_id, ContactRow.version == version, ContactRow.ended_at.is_(None))
    return _changed(session, same, **values)


def _changed(session: Session, still_so: Sequence[ColumnElement[bool]], **values: Any) -> Contact:
    changed = update(ContactRow).where(*still_so).values(**values, version=ContactRow.version + 1)
    row = session.scalars(changed.returning(ContactRow), execution_options={"populate_existing": True}).first()
    if row is None:
        raise SomeoneElseWasFirst
    return _contact(row)


def _know_by(session: Session, contact_id: UUID, notes: Notes) -> None:
    session.execute(delete(CallerKeyRow).where(CallerKeyRow.contact_id == contact_id))
    session.add_all(CallerKeyRow(contact_id=contact_id, kind=kind, hash=hash) for kind, hash in keys_of(notes))
    session.flush()


def _contact(row: ContactRow) -> Contact:
    return Contact(
        id=row.id,
        staff_id=row.staff_id,
        began_at=row.began_at,
        saved_at=row.saved_at,
        ended_at=row.ended_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        notes=notes_from_json(row.notes),
        checked=row.checked,
        case_reference=row.case_reference,
        call_back=CallBack(row.call_back_at, row.call_back_by) if row.call_back_at else None,
        letter=row.letter,
        version=row.version,
    )
