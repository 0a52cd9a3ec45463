"""Referrals and what happened to them. The only module in this room that knows SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint, case, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.assessment.api import Draft, code_hash_of
from app.assessment.domain import Route, Subject
from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now
from app.referrals.domain import (
    KEPT_AFTER_CLOSING,
    Answering,
    Case,
    Happened,
    Promise,
    SomeoneElseWasFirst,
    Status,
    answering,
    new_reference,
)
from app.referrals.sent import SentForm, sealed, unsealed

PAGE = 25
ONE_PRESS = timedelta(minutes=5)  # in which the same words come from the same press


class ReferralRow(Base):
    """One case that a person sent to the council. Route, status and times are plain; every word of theirs is sealed.

    Lives until a year after it was done or withdrawn; by then the council's own record holds what must be kept.
    """

    __tablename__ = "referral"
    __table_args__ = (
        UniqueConstraint("draft_id", "subject"),
        Index("ix_referral_list", "status", "contact_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    draft_id: Mapped[UUID]
    subject: Mapped[str]
    code_hash: Mapped[str] = mapped_column(index=True)
    code: Mapped[str] = mapped_column(Sealed)
    route: Mapped[str]
    recommended: Mapped[str]
    status: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    contact_by: Mapped[datetime] = mapped_column(UtcDateTime)
    start_by: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    answering: Mapped[str]
    about: Mapped[str] = mapped_column(Sealed)
    form: Mapped[str] = mapped_column(Sealed, deferred=True)
    version: Mapped[int]


class EntryRow(Base):
    """Something that happened to a case: added to, looked at, decided, done. Lives as long as its case."""

    __tablename__ = "referral_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    moment: Mapped[datetime] = mapped_column(UtcDateTime)
    happened: Mapped[str]
    by: Mapped[str] = mapped_column(Sealed)
    words: Mapped[str] = mapped_column(Sealed)


@dataclass(frozen=True)
class Referral:
    """A case as lists and confirmations show it."""

    id: UUID
    reference: str
    draft_id: UUID
    subject: Subject
    route: Route
    recommended: Route
    status: Status
    received_at: datetime
    promise: Promise
    answering: Answering
    code: str
    about: str
    version: int


@dataclass(frozen=True)
class Entry:
    """Something that happened to a case. `by` names a member of staff, or nobody for the person themselves."""

    moment: datetime
    happened: Happened
    by: str
    words: str


@dataclass(frozen=True)
class Listed:
    """A page of the staff's list, and how many cases there are in all."""

    referrals: tuple[Referral, ...]
    total: int


def save(session: Session, draft: Draft, case: Case, promise: Promise, form: SentForm, received: datetime) -> Referral:
    """Writes a case as it arrived."""
    row = ReferralRow(
        id=uuid4(),
        reference=_unused_reference(session),
        draft_id=draft.id,
        subject=case.subject,
        code_hash=code_hash_of(draft.code),
        code=draft.code,
        route=case.route,
        recommended=case.route,
        status=Status.RECEIVED,
        received_at=received,
        contact_by=promise.contact_by,
        start_by=promise.start_by,
        answering=answering(form.details),
        about=form.about,
        form=sealed(form),
        version=1,
    )
    session.add(row)
    session.flush()
    return _referral(row)


def of_draft(session: Session, draft_id: UUID) -> tuple[Referral, ...]:
    """What was sent from one draft: the person's case first, then the carer's."""
    rows = session.scalars(select(ReferralRow).where(ReferralRow.draft_id == draft_id))
    return tuple(sorted(map(_referral, rows), key=lambda referral: referral.subject is Subject.CARER))


def draft_of_code(session: Session, code: str) -> UUID | None:
    """The draft whose code this was, if it was sent."""
    of_code = ReferralRow.code_hash == code_hash_of(code)
    return session.scalar(select(ReferralRow.draft_id).where(of_code).limit(1))


def by_id(session: Session, referral_id: UUID) -> Referral | None:
    """One case."""
    row = session.get(ReferralRow, referral_id)
    return None if row is None else _referral(row)


def form_of(session: Session, referral_id: UUID) -> SentForm:
    """What was sent in a case."""
    return unsealed(session.scalars(select(ReferralRow.form).where(ReferralRow.id == referral_id)).one())


def entries_of(session: Session, referral_id: UUID) -> tuple[Entry, ...]:
    """What happened to a case, oldest first."""
    rows = session.scalars(select(EntryRow).where(EntryRow.referral_id == referral_id).order_by(EntryRow.id))
    return tuple(Entry(row.moment, Happened(row.happened), row.by, row.words) for row in rows)


def listed(session: Session, statuses: Sequence[Status], routes: Sequence[Route], page: int) -> Listed:
    """The cases in these states and routes: what cannot wait on top, by its risk, then whatever is due first."""
    risk = case({route: route.rank for route in Route if route.cannot_wait}, value=ReferralRow.route, else_=0)
    wanted = (ReferralRow.status.in_(statuses), ReferralRow.route.in_(routes))
    total = session.scalar(select(func.count()).select_from(ReferralRow).where(*wanted)) or 0
    rows = session.scalars(
        select(ReferralRow)
        .where(*wanted)
        .order_by(risk.desc(), ReferralRow.contact_by, ReferralRow.id)
        .offset((page - 1) * PAGE)
        .limit(PAGE)
    )
    return Listed(tuple(map(_referral, rows)), total)


def note(session: Session, referral_id: UUID, happened: Happened, by: str, words: str) -> None:
    """Adds to what happened to a case."""
    session.add(EntryRow(referral_id=referral_id, moment=now(), happened=happened, by=by, words=words))


def note_once(session: Session, referral_id: UUID, happened: Happened, words: str) -> bool:
    """Adds what a person did to their own case, and says whether it is new: a second press or a reload is not."""
    session.execute(select(ReferralRow.id).where(ReferralRow.id == referral_id).with_for_update())
    lately = session.scalars(
        select(EntryRow.words).where(
            EntryRow.referral_id == referral_id,
            EntryRow.happened == happened,
            EntryRow.moment > now() - ONE_PRESS,
        )
    )
    if words in lately.all():
        return False
    note(session, referral_id, happened, "", words)
    return True


def withdraw(session: Session, referral_id: UUID) -> None:
    """Closes a case because the person asked for that, whatever staff are doing with it meanwhile."""
    session.execute(
        update(ReferralRow)
        .where(ReferralRow.id == referral_id, ReferralRow.closed_at.is_(None))
        .values(status=Status.WITHDRAWN, closed_at=now(), version=ReferralRow.version + 1)
    )


def mark(session: Session, referral_id: UUID, version: int, status: Status) -> None:
    """Moves an open case on. Raises SomeoneElseWasFirst when it is no longer as the page showed it."""
    _change(session, referral_id, version, status=status, closed_at=None if status.is_open else now())


def reroute(session: Session, referral_id: UUID, version: int, route: Route, promise: Promise) -> None:
    """Gives a case the route that a member of staff decided on, and its clock. Raises SomeoneElseWasFirst."""
    _change(session, referral_id, version, route=route, contact_by=promise.contact_by, start_by=promise.start_by)


def forget_closed(session: Session) -> int:
    """Deletes the cases whose time is over, and says how many."""
    over = select(ReferralRow.id).where(ReferralRow.closed_at <= now() - KEPT_AFTER_CLOSING)
    ids = session.scalars(over).all()
    session.execute(delete(EntryRow).where(EntryRow.referral_id.in_(ids)))
    session.execute(delete(ReferralRow).where(ReferralRow.id.in_(ids)))
    return len(ids)


def _change(session: Session, referral_id: UUID, version: int, **values: object) -> None:
    still_so = (ReferralRow.id == referral_id, ReferralRow.version == version, ReferralRow.closed_at.is_(None))
    changed = session.execute(
        update(ReferralRow).where(*still_so).values(**values, version=version + 1).returning(ReferralRow.id)
    )
    if changed.first() is None:
        raise SomeoneElseWasFirst


def _unused_reference(session: Session) -> str:
    """Forty random bits may meet once in a long life; the column is unique, and a form must not fail for that."""
    while True:
        reference = new_reference()
        if session.scalar(select(ReferralRow.id).where(ReferralRow.reference == reference)) is None:
            return reference


def _referral(row: ReferralRow) -> Referral:
    return Referral(
        id=row.id,
        reference=row.reference,
        draft_id=row.draft_id,
        subject=Subject(row.subject),
        route=Route(row.route),
        recommended=Route(row.recommended),
        status=Status(row.status),
        received_at=row.received_at,
        promise=Promise(row.contact_by, row.start_by),
        answering=Answering(row.answering),
        code=row.code,
        about=row.about,
        version=row.version,
    )
