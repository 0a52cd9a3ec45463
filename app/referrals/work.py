"""Cases as the council works on them: which there are, and changes that never overwrite somebody else's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, func, or_, select, true, update
from sqlalchemy.orm import Session

from app.assessment.domain import Route, Subject
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.referrals.domain import Case, Promise, Queue, Reach, Status
from app.referrals.store import Referral, ReferralRow, on_route, referral_of

PAGE = 25
OPEN = tuple(status for status in Status if status.is_open)


@dataclass(frozen=True)
class Wanted:
    """Which cases to list: those that somebody may open, narrowed down. Whatever is None narrows nothing."""

    reach: Reach
    statuses: tuple[Status, ...] = OPEN
    queue: Queue | None = None
    assigned_to: int | None = None
    unassigned: bool = False
    due_before: datetime | None = None
    chase_by: date | None = None


@dataclass(frozen=True)
class Listed:
    """A page of cases, and how many there are in all."""

    referrals: tuple[Referral, ...]
    total: int


def find(session: Session, wanted: Wanted, page: int) -> Listed:
    """A page of cases: what cannot wait on top, by its risk, then whatever is due first."""
    narrowed = tuple(_conditions(wanted))
    total = session.scalar(select(func.count()).select_from(ReferralRow).where(*narrowed)) or 0
    in_turn = (ReferralRow.turn, ReferralRow.contact_by, ReferralRow.id)
    # The ids alone are sorted, and the words of a page of cases alone are read.
    ids = session.scalars(
        select(ReferralRow.id).where(*narrowed).order_by(*in_turn).offset((page - 1) * PAGE).limit(PAGE)
    ).all()
    rows = session.scalars(select(ReferralRow).where(ReferralRow.id.in_(ids)).order_by(*in_turn))
    return Listed(tuple(map(referral_of, rows)), total)


def waiting(session: Session, reach: Reach, moment: datetime) -> dict[Queue, tuple[int, int]]:
    """How many open cases wait in each queue, and how many of them are overdue at that moment."""
    late = func.count().filter(ReferralRow.contact_by < moment, ReferralRow.contacted_at.is_(None))
    rows = session.execute(
        select(ReferralRow.queue, func.count(), late).where(*_conditions(Wanted(reach))).group_by(ReferralRow.queue)
    )
    return {Queue(queue): (there, overdue) for queue, there, overdue in rows}


def changed_since(session: Session, moment: datetime, most: int) -> tuple[Referral, ...]:
    """The cases that changed at that moment or since, the earliest change first."""
    rows = session.scalars(
        select(ReferralRow)
        .where(ReferralRow.changed_at >= moment)
        .order_by(ReferralRow.changed_at, ReferralRow.id)
        .limit(most)
    )
    return tuple(map(referral_of, rows))


def of_contact(session: Session, contact_id: UUID) -> tuple[Referral, ...]:
    """The cases that came from one contact with the contact centre."""
    return tuple(map(referral_of, session.scalars(select(ReferralRow).where(ReferralRow.contact_id == contact_id))))


def by_ids(session: Session, ids: tuple[UUID, ...]) -> tuple[Referral, ...]:
    """These cases, as far as they are there."""
    return tuple(map(referral_of, session.scalars(select(ReferralRow).where(ReferralRow.id.in_(ids)))))


def change(session: Session, referral_id: UUID, version: int, **values: Any) -> None:
    """Changes columns of an open case. Raises SomeoneElseWasFirst when it is no longer as the page showed it."""
    _changed(session, referral_id, version, ReferralRow.closed_at.is_(None), values)


def change_any(session: Session, referral_id: UUID, version: int, **values: Any) -> None:
    """The same for a case that may be closed."""
    _changed(session, referral_id, version, true(), values)


def reroute(session: Session, referral_id: UUID, version: int, case: Case, promise: Promise) -> None:
    """Gives a case the route that a member of staff decided on, and its clock. Raises SomeoneElseWasFirst."""
    raised = {"safeguarding": True} if case.route is Route.SAFEGUARDING else {}
    change(session, referral_id, version, **on_route(case, promise), **raised)


def reopen(session: Session, referral_id: UUID, version: int) -> None:
    """Opens a closed case again. Raises SomeoneElseWasFirst."""
    values = {"status": Status.LOOKED_AT, "closed_at": None, "outcome": None}
    _changed(session, referral_id, version, ReferralRow.closed_at.is_not(None), values)


def _changed(
    session: Session, referral_id: UUID, version: int, still_so: ColumnElement[bool], values: dict[str, Any]
) -> None:
    as_shown = (ReferralRow.id == referral_id, ReferralRow.version == version, still_so)
    changed = session.execute(
        update(ReferralRow)
        .where(*as_shown)
        .values(**values, version=version + 1, changed_at=now())
        .returning(ReferralRow.id)
    )
    if changed.first() is None:
        raise SomeoneElseWasFirst


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield ReferralRow.status.in_(wanted.statuses)
    yield _within(wanted.reach)
    if wanted.queue is not None:
        yield ReferralRow.queue == wanted.queue
    if wanted.assigned_to is not None:
        yield ReferralRow.assigned_to == wanted.assigned_to
    if wanted.unassigned:
        # Not by the index on whose they are, which would look at every case of the year that never was anybody's.
        yield func.coalesce(ReferralRow.assigned_to, 0) == 0
    if wanted.chase_by is not None:
        yield ReferralRow.chase_on <= wanted.chase_by
    if wanted.due_before is not None:
        yield ReferralRow.contact_by < wanted.due_before
        yield ReferralRow.contacted_at.is_(None)


def _within(reach: Reach) -> ColumnElement[bool]:
    """The same as Reach.covers, for the database; a test holds the two together."""
    if reach.everything:
        return true()
    return or_(
        ReferralRow.assigned_to == reach.staff_id,
        ReferralRow.subject == Subject.CARER if reach.of_carers else false(),
        ReferralRow.safeguarding.is_(True) if reach.of_safeguarding else false(),
    )
