"""Referrals and what happened to them. The only module in this room that knows SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.assessment.api import code_hash_of
from app.assessment.domain import Route, Subject
from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now
from app.referrals.domain import (
    KEPT_AFTER_CLOSING,
    Answering,
    Case,
    Happened,
    Outcome,
    Promise,
    Queue,
    Source,
    Status,
    answering,
    new_reference,
    queue_of,
    turn_of,
)
from app.referrals.sent import SentForm, sealed, unsealed

ONE_PRESS = timedelta(minutes=5)  # in which the same words come from the same press


class ReferralRow(Base):
    """One case that was sent to the council or that staff opened. Route, status and times are plain, every word sealed.

    Lives until a year after it was done or withdrawn; by then the council's own record holds what must be kept.
    """

    __tablename__ = "referral"
    __table_args__ = (
        UniqueConstraint("draft_id", "subject"),
        Index("ix_referral_in_turn", "status", "turn", "contact_by", "id"),
        Index("ix_referral_queue", "status", "queue", "turn", "contact_by", "id"),
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
    source: Mapped[str]
    contact_id: Mapped[UUID | None] = mapped_column(index=True, doc="the contact with the contact centre it came from")
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    queue: Mapped[str]
    turn: Mapped[int] = mapped_column(doc="what cannot wait comes first: the lower, the sooner")
    safeguarding: Mapped[bool] = mapped_column(
        doc="whether anybody, the rules or staff, ever raised it to safeguarding"
    )
    assigned_to: Mapped[int | None] = mapped_column(index=True, doc="a member of staff")
    chase_on: Mapped[date | None]
    contacted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None]


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
    source: Source
    contact_id: UUID | None
    changed_at: datetime
    queue: Queue
    safeguarding: bool
    assigned_to: int | None
    chase_on: date | None
    contacted_at: datetime | None
    started_at: datetime | None
    closed_at: datetime | None
    outcome: Outcome | None


@dataclass(frozen=True)
class Key:
    """What a case was opened from: it can be opened once for each person. `code` shows what became of it."""

    id: UUID
    code: str
    source: Source = Source.PERSON
    contact_id: UUID | None = None


@dataclass(frozen=True)
class Entry:
    """Something that happened to a case. `by` names a member of staff, or nobody for the person themselves."""

    moment: datetime
    happened: Happened
    by: str
    words: str


def drawn_up(key: Key, case: Case, promise: Promise, form: SentForm, received: datetime) -> ReferralRow:
    """A case as it is to be written. Nothing of it depends on other cases but its reference: see `are_taken`."""
    row = ReferralRow(
        id=uuid4(),
        reference=new_reference(),
        draft_id=key.id,
        subject=case.subject,
        code_hash=code_hash_of(key.code),
        code=key.code,
        recommended=case.route,
        status=Status.RECEIVED,
        received_at=received,
        answering=answering(form.details),
        about=form.about,
        form=sealed(form),
        version=1,
        source=key.source,
        contact_id=key.contact_id,
        changed_at=received,
        safeguarding=any(rule.route is Route.SAFEGUARDING for rule in form.decision.fired),
        **on_route(case, promise),
    )
    row.safeguarding = row.safeguarding or case.route is Route.SAFEGUARDING
    return row


def save(session: Session, row: ReferralRow) -> None:
    """Writes a case as it arrived."""
    session.add(row)
    session.flush()


def on_route(case: Case, promise: Promise) -> dict[str, Any]:
    """What a case's row says of its route: where it waits, in which turn, and until when."""
    return {
        "route": case.route,
        "queue": queue_of(case),
        "turn": turn_of(case.route),
        "contact_by": promise.contact_by,
        "start_by": promise.start_by,
    }


def of_draft(session: Session, draft_id: UUID) -> tuple[Referral, ...]:
    """What was sent from one draft: the person's case first, then the carer's."""
    rows = session.scalars(select(ReferralRow).where(ReferralRow.draft_id == draft_id))
    return tuple(sorted(map(referral_of, rows), key=lambda referral: referral.subject is Subject.CARER))


def was_sent(session: Session, draft_id: UUID) -> bool:
    """Whether a draft has become a case."""
    found = select(ReferralRow.id).where(ReferralRow.draft_id == draft_id).limit(1)
    return session.scalar(found) is not None


def draft_of_code(session: Session, code: str) -> UUID | None:
    """The draft whose code this was, if it was sent."""
    of_code = ReferralRow.code_hash == code_hash_of(code)
    return session.scalar(select(ReferralRow.draft_id).where(of_code).limit(1))


def by_id(session: Session, referral_id: UUID) -> Referral | None:
    """One case."""
    row = session.get(ReferralRow, referral_id)
    return None if row is None else referral_of(row)


def by_reference(session: Session, reference: str) -> Referral | None:
    """The case of a reference."""
    row = session.scalar(select(ReferralRow).where(ReferralRow.reference == reference))
    return None if row is None else referral_of(row)


def form_of(session: Session, referral_id: UUID) -> SentForm:
    """What was sent in a case."""
    return unsealed(session.scalars(select(ReferralRow.form).where(ReferralRow.id == referral_id)).one())


def entries_of(session: Session, referral_id: UUID) -> tuple[Entry, ...]:
    """What happened to a case, oldest first."""
    rows = session.scalars(select(EntryRow).where(EntryRow.referral_id == referral_id).order_by(EntryRow.id))
    return tuple(Entry(row.moment, Happened(row.happened), row.by, row.words) for row in rows)


def note(session: Session, referral_id: UUID, happened: Happened, by: str, words: str) -> None:
    """Adds to what happened to a case."""
    session.add(EntryRow(referral_id=referral_id, moment=now(), happened=happened, by=by, words=words))
    session.execute(update(ReferralRow).where(ReferralRow.id == referral_id).values(changed_at=now()))


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
        .values(
            status=Status.WITHDRAWN,
            outcome=Outcome.WITHDRAWN,
            closed_at=now(),
            changed_at=now(),
            version=ReferralRow.version + 1,
        )
    )


def forget_closed(session: Session) -> int:
    """Deletes the cases whose time is over, and says how many."""
    over = select(ReferralRow.id).where(ReferralRow.closed_at <= now() - KEPT_AFTER_CLOSING)
    ids = session.scalars(over).all()
    session.execute(delete(EntryRow).where(EntryRow.referral_id.in_(ids)))
    session.execute(delete(ReferralRow).where(ReferralRow.id.in_(ids)))
    return len(ids)


def are_taken(session: Session, references: Iterable[str]) -> bool:
    """Whether a case has one: forty random bits may meet once in a long life, and no form must fail for that."""
    found = select(ReferralRow.id).where(ReferralRow.reference.in_(references)).limit(1)
    return session.scalar(found) is not None


def referral_of(row: ReferralRow) -> Referral:
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
        source=Source(row.source),
        contact_id=row.contact_id,
        changed_at=row.changed_at,
        queue=Queue(row.queue),
        safeguarding=row.safeguarding,
        assigned_to=row.assigned_to,
        chase_on=row.chase_on,
        contacted_at=row.contacted_at,
        started_at=row.started_at,
        closed_at=row.closed_at,
        outcome=None if row.outcome is None else Outcome(row.outcome),
    )
