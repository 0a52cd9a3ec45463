"""The tables of personal assistants and of the checks that staff recorded. Only this module knows their SQL."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Select, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.accounts.api import closed_accounts
from app.db import Base, Sealed, UtcDateTime, insert_into
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.reference import new_code
from app.pa_finder.domain import Assistant, Check, CheckKind, Details, Ending, Profile
from app.pa_finder.record.written import details_from_text, details_to_text, profile_as_json, profile_from_json

LENGTH_OF_A_NAME = 10


class AssistantRow(Base):
    """A personal assistant, beside their page in publishing (same id). Lives as long as that: see `own_pages`.

    What is private is sealed as one text. `published` holds what the public may read, as it was last approved.
    """

    __tablename__ = "pa_profiles"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), unique=True)
    short: Mapped[str] = mapped_column(String(20), unique=True)
    details: Mapped[str] = mapped_column(Sealed)
    details_version: Mapped[int]
    published: Mapped[str | None]
    paused: Mapped[bool]
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sample: Mapped[bool]


class CheckRow(Base):
    """What staff saw of a personal assistant. Lives as long as they; what was recorded wrongly is withdrawn."""

    __tablename__ = "pa_checks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    profile_id: Mapped[UUID] = mapped_column(ForeignKey("pa_profiles.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    seen_on: Mapped[date]
    expires_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(Sealed)
    counted: Mapped[int]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn: Mapped[bool]
    warned_on: Mapped[date | None]


def begin(session: Session, id: UUID, account: int, sample: bool = False) -> str:
    """Makes room for a PA beside the page that was begun; gives the name of their page in public."""
    short = new_code(LENGTH_OF_A_NAME)
    kept = details_to_text(Details())
    empty = {"published": None, "paused": False, "removed_at": None}
    session.add(
        AssistantRow(id=id, account_id=account, short=short, details=kept, details_version=1, sample=sample, **empty)
    )
    session.flush()
    return short


def by_id(session: Session, id: UUID) -> Assistant | None:
    """One PA, also when nobody may see them."""
    return _one(session, select(AssistantRow).where(AssistantRow.id == id))


def by_short(session: Session, short: str) -> Assistant | None:
    """The PA whose page in public has this name."""
    return _one(session, select(AssistantRow).where(AssistantRow.short == short))


def of_account(session: Session, account: int) -> Assistant | None:
    """The PA who has this account."""
    return _one(session, select(AssistantRow).where(AssistantRow.account_id == account))


def published(session: Session) -> tuple[Assistant, ...]:
    """Every PA with something published, who has not paused or been removed; whether they show, `domain` says.

    What staff wrote of a check is not among it: those who look for a PA have no business with it.
    """
    open_to_all = (
        AssistantRow.published.is_not(None),
        AssistantRow.paused.is_(False),
        AssistantRow.removed_at.is_(None),
    )
    checks = checks_of_published(session)
    rows = session.scalars(select(AssistantRow).where(*open_to_all).order_by(AssistantRow.id))
    closed = closed_accounts(session)
    return tuple(_assistant(row, checks.get(row.id, ()), row.account_id in closed) for row in rows)


def everybody(session: Session) -> tuple[Assistant, ...]:
    """Every PA, for whoever keeps their pages."""
    return _all(session, select(AssistantRow))


def checks_of_published(session: Session) -> dict[UUID, tuple[Check, ...]]:
    """The checks of each PA with something published, by dates alone: nothing is unsealed, so that it is quick."""
    dates = (CheckRow.id, CheckRow.profile_id, CheckRow.kind, CheckRow.seen_on, CheckRow.expires_on)
    rows = session.execute(
        select(*dates, CheckRow.recorded_by, CheckRow.recorded_at, CheckRow.counted)
        .join(AssistantRow, AssistantRow.id == CheckRow.profile_id)
        .where(CheckRow.withdrawn.is_(False), AssistantRow.published.is_not(None), AssistantRow.removed_at.is_(None))
    )
    checks: dict[UUID, tuple[Check, ...]] = {}
    for id, pa, kind, seen, expires, by, at, counted in rows:
        checks[pa] = (*checks.get(pa, ()), Check(id, CheckKind(kind), seen, expires, "", by, at, counted))
    return checks


def save_details(session: Session, id: UUID, seen: int, details: Details) -> None:
    """Keeps the private part. Raises SomeoneElseWasFirst when it is not the one that the page showed."""
    this = (AssistantRow.id == id, AssistantRow.details_version == seen)
    changed = update(AssistantRow).where(*this).values(details=details_to_text(details), details_version=seen + 1)
    if session.execute(changed.returning(AssistantRow.id)).first() is None:
        raise SomeoneElseWasFirst


def publish(session: Session, id: UUID, profile: Profile | None) -> None:
    """Puts in the public's hands what was approved, or takes it away."""
    text = None if profile is None else json.dumps(profile_as_json(profile), ensure_ascii=False)
    _change(session, id, published=text)


def pause(session: Session, id: UUID, paused: bool) -> None:
    """Hides a PA for as long as they like, or shows them again."""
    _change(session, id, paused=paused)


def remove(session: Session, id: UUID, removed_at: datetime | None) -> None:
    """Removes a PA, or takes the removal back."""
    _change(session, id, removed_at=removed_at)


def forget_private(session: Session, id: UUID) -> None:
    """Forgets how to reach somebody who takes their page away; who they are stays beside what staff saw."""
    row = session.get_one(AssistantRow, id)
    kept = details_from_text(row.details)
    row.details = details_to_text(Details(surname=kept.surname, born=kept.born))
    row.details_version += 1
    session.flush()


def add_check(session: Session, id: UUID, check: Check) -> bool:
    """Writes down what a member of staff saw, once: False when it stands there already."""
    row = insert_into(session, CheckRow).values(
        id=check.id,
        profile_id=id,
        kind=check.kind,
        seen_on=check.seen_on,
        expires_on=check.expires_on,
        evidence=check.evidence,
        counted=check.counted,
        recorded_by=check.by,
        recorded_at=check.recorded_at,
        withdrawn=False,
        warned_on=None,
    )
    once = row.on_conflict_do_nothing(index_elements=[CheckRow.id])
    return session.scalar(once.returning(CheckRow.id)) is not None


def withdraw_check(session: Session, id: UUID, check_id: UUID) -> bool:
    """Lets a check count no more; whether there was one."""
    this = update(CheckRow).where(CheckRow.profile_id == id, CheckRow.id == check_id, CheckRow.withdrawn.is_(False))
    return session.execute(this.values(withdrawn=True).returning(CheckRow.id)).first() is not None


def withdraw_checks(session: Session, id: UUID) -> None:
    """Lets every check of a PA count no more."""
    session.execute(update(CheckRow).where(CheckRow.profile_id == id).values(withdrawn=True))


def not_warned(session: Session, ending: Sequence[Ending]) -> tuple[Ending, ...]:
    """Those of these of which the PA has not been told yet."""
    ids = [end.check.id for end in ending]
    told = select(CheckRow.id).where(CheckRow.id.in_(ids), CheckRow.warned_on.is_not(None))
    already = set(session.scalars(told))
    return tuple(end for end in ending if end.check.id not in already)


def note_warned(session: Session, ending: Iterable[Ending], today: date) -> None:
    """Notes that the PA has been told."""
    ids = [end.check.id for end in ending]
    session.execute(update(CheckRow).where(CheckRow.id.in_(ids)).values(warned_on=today))


def forget(session: Session, id: UUID) -> None:
    """Deletes a PA with their checks."""
    session.execute(delete(CheckRow).where(CheckRow.profile_id == id))
    session.execute(delete(AssistantRow).where(AssistantRow.id == id))


def _change(session: Session, id: UUID, **values: Any) -> None:
    session.execute(update(AssistantRow).where(AssistantRow.id == id).values(**values))


def _one(session: Session, query: Select[AssistantRow]) -> Assistant | None:
    return next(iter(_all(session, query)), None)


def _all(session: Session, query: Select[AssistantRow]) -> tuple[Assistant, ...]:
    rows = session.scalars(query.order_by(AssistantRow.id)).all()
    of_them = select(CheckRow).where(CheckRow.withdrawn.is_(False), CheckRow.profile_id.in_([row.id for row in rows]))
    checks: dict[UUID, list[Check]] = {row.id: [] for row in rows}
    for row in session.scalars(of_them.order_by(CheckRow.recorded_at, CheckRow.id)):
        checks[row.profile_id].append(_check(row))
    closed = closed_accounts(session)
    return tuple(_assistant(row, tuple(checks[row.id]), row.account_id in closed) for row in rows)


def _check(row: CheckRow) -> Check:
    return Check(
        id=row.id,
        kind=CheckKind(row.kind),
        seen_on=row.seen_on,
        expires_on=row.expires_on,
        evidence=row.evidence,
        by=row.recorded_by,
        recorded_at=row.recorded_at,
        counted=row.counted,
    )


def _assistant(row: AssistantRow, checks: tuple[Check, ...], closed: bool) -> Assistant:
    return Assistant(
        id=row.id,
        account=row.account_id,
        short=row.short,
        details=details_from_text(row.details),
        details_version=row.details_version,
        published=None if row.published is None else profile_from_json(json.loads(row.published)),
        checks=checks,
        paused=row.paused,
        removed=row.removed_at is not None,
        closed=closed,
        sample=row.sample,
    )
