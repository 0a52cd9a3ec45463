"""The tables of case systems: who may ask, the row of changes with the notices of them, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.case_systems.domain import LEASE, Acknowledgement, Change, Notice, Standing, State, Stuck, System
from app.db import Base, Sealed, UtcDateTime, insert_into

LONG_AGO = datetime(2020, 1, 1).astimezone()


class SystemRow(Base):
    """A case system with its key. Rows live for ever, so that the audit's actors keep their names."""

    __tablename__ = "case_systems"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked: Mapped[datetime | None] = mapped_column(UtcDateTime)


class HeadRow(Base):
    """The end of the row of changes: its last number, and until when we looked. The row lives as long as we do."""

    __tablename__ = "case_changes_head"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]
    seen: Mapped[datetime] = mapped_column(UtcDateTime)


class ChangeRow(Base):
    """The latest change of a case, and the notice of it. A row lives as long as its case."""

    __tablename__ = "case_changes"
    __table_args__ = (Index("ix_case_changes_state_due", "state", "due"),)

    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10))
    tries: Mapped[int]
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(100))

    def change(self) -> Change:
        return Change(self.case_id, self.number, self.changed_at)


class AcknowledgementRow(Base):
    """What a system said of a case, under the key that it gave the saying. A row lives as long as its case."""

    __tablename__ = "case_acknowledgements"
    __table_args__ = (
        UniqueConstraint("system_id", "idempotency_key"),
        Index("ix_case_acknowledgements_case_id", "case_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    system_id: Mapped[int]
    case_id: Mapped[UUID]
    idempotency_key: Mapped[str] = mapped_column(String(64))
    theirs: Mapped[str] = mapped_column(Sealed)
    standing: Mapped[str] = mapped_column(String(20))
    said_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def acknowledgement(self) -> Acknowledgement:
        return Acknowledgement(self.theirs, Standing(self.standing))


@dataclass(frozen=True)
class Said:
    """What was said earlier under a key, and of which case."""

    case_id: UUID
    acknowledgement: Acknowledgement


# Who may ask.


def add(session: Session, name: str, key_hash: str, now: datetime) -> int:
    """Writes a system; gives its id."""
    row = SystemRow(name=name, key_hash=key_hash, made=now)
    session.add(row)
    session.flush()
    return row.id


def named(session: Session, name: str) -> System | None:
    """The system of a name."""
    row = session.scalar(select(SystemRow).where(SystemRow.name == name))
    return None if row is None else _system(row)


def of_key(session: Session, key_hash: str) -> System | None:
    """The system whose key this is, if it may still ask."""
    row = session.scalar(select(SystemRow).where(SystemRow.key_hash == key_hash, SystemRow.revoked.is_(None)))
    return None if row is None else _system(row)


def systems(session: Session) -> tuple[System, ...]:
    """Every system there is or was."""
    return tuple(map(_system, session.scalars(select(SystemRow).order_by(SystemRow.id))))


def revoke(session: Session, system_id: int, now: datetime) -> None:
    """Ends a system's key."""
    session.execute(update(SystemRow).where(SystemRow.id == system_id).values(revoked=now))


# The row of changes.


def held_head(session: Session) -> HeadRow:
    """The end of the row of changes, held until the transaction ends: numbers are given by one process at a time."""
    new = insert_into(session, HeadRow).values(id=1, number=0, seen=LONG_AGO)
    upsert = new.on_conflict_do_update(index_elements=[HeadRow.id], set_={"id": new.excluded.id})
    return session.scalars(upsert.returning(HeadRow), execution_options={"populate_existing": True}).one()


def known(session: Session, cases: Iterable[UUID]) -> dict[UUID, datetime]:
    """Of these cases, when the latest change was that has a number."""
    rows = session.execute(select(ChangeRow.case_id, ChangeRow.changed_at).where(ChangeRow.case_id.in_(list(cases))))
    return {case_id: changed_at for case_id, changed_at in rows}


def note(session: Session, change: Change, state: State, now: datetime) -> None:
    """Writes the latest change of a case, of which a notice is due now, or none."""
    values: dict[str, Any] = {
        "number": change.number,
        "changed_at": change.changed_at,
        "state": state,
        "tries": 0,
        "due": now,
        "reason": "",
    }
    new = insert_into(session, ChangeRow).values(case_id=change.case_id, **values)
    session.execute(new.on_conflict_do_update(index_elements=[ChangeRow.case_id], set_=values))


def changes_after(session: Session, number: int, most: int) -> tuple[Change, ...]:
    """The changes with a higher number, in their order."""
    rows = session.scalars(select(ChangeRow).where(ChangeRow.number > number).order_by(ChangeRow.number).limit(most))
    return tuple(row.change() for row in rows)


def forget(session: Session, cases: Iterable[UUID]) -> None:
    """Deletes what is kept of cases that are gone."""
    gone = list(cases)
    for table in (ChangeRow, AcknowledgementRow):
        session.execute(delete(table).where(table.case_id.in_(gone)))


def cases_from(session: Session, after: UUID | None, most: int) -> tuple[UUID, ...]:
    """The cases of which something is kept, some at a time in the order of their ids."""
    chosen = select(ChangeRow.case_id).order_by(ChangeRow.case_id).limit(most)
    return tuple(session.scalars(chosen if after is None else chosen.where(ChangeRow.case_id > after)))


# The notices.


def next_due(session: Session, now: datetime) -> UUID | None:
    """A case of which a notice is due."""
    return session.scalar(select(ChangeRow.case_id).where(*_due(now)).limit(1))


def claim(session: Session, now: datetime) -> Notice | None:
    """The notice that has waited longest, for this worker alone for a while; the try is counted already."""
    oldest = select(ChangeRow).where(*_due(now)).order_by(ChangeRow.due, ChangeRow.number).limit(1)
    row = session.scalar(oldest.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.tries += 1
    row.due = now + LEASE
    return Notice(row.case_id, row.number, row.tries)


def settle(session: Session, notice: Notice, state: State, reason: str = "") -> None:
    """Notes what became of a notice, unless the case has changed again meanwhile."""
    session.execute(_of(notice).values(state=state, reason=reason))


def put_off(session: Session, notice: Notice, due: datetime, reason: str) -> None:
    """Notes that a notice is to be sent again, unless the case has changed again meanwhile."""
    session.execute(_of(notice).values(due=due, reason=reason))


def stuck(session: Session, first: int, most: int) -> tuple[Stuck, ...]:
    """The notices that wait for a person, oldest first."""
    rows = session.scalars(
        select(ChangeRow)
        .where(ChangeRow.state == State.STUCK)
        .order_by(ChangeRow.changed_at, ChangeRow.number)
        .offset(first)
        .limit(most)
    )
    return tuple(Stuck(row.case_id, row.number, row.tries, row.reason, row.changed_at) for row in rows)


def number_stuck(session: Session) -> int:
    """How many notices wait for a person."""
    return session.scalar(select(func.count()).where(ChangeRow.state == State.STUCK)) or 0


def try_again(session: Session, case_id: UUID, now: datetime) -> bool:
    """Lets a stuck notice be sent again from the start; False when it is not stuck."""
    stuck = (ChangeRow.case_id == case_id, ChangeRow.state == State.STUCK)
    again = update(ChangeRow).where(*stuck).values(state=State.WAITING, tries=0, due=now)
    return bool(session.execute(again.returning(ChangeRow.case_id)).first())


# What was answered.


def said_under(session: Session, system_id: int, idempotency_key: str) -> Said | None:
    """What a system said under a key before."""
    row = session.scalar(
        select(AcknowledgementRow).where(
            AcknowledgementRow.system_id == system_id, AcknowledgementRow.idempotency_key == idempotency_key
        )
    )
    return None if row is None else Said(row.case_id, row.acknowledgement())


def said_last(session: Session, system_id: int, case_id: UUID) -> Acknowledgement | None:
    """What a system said of a case last."""
    of_case = (AcknowledgementRow.system_id == system_id, AcknowledgementRow.case_id == case_id)
    row = session.scalar(select(AcknowledgementRow).where(*of_case).order_by(AcknowledgementRow.id.desc()).limit(1))
    return None if row is None else row.acknowledgement()


def keep(
    session: Session, system_id: int, case_id: UUID, idempotency_key: str, said: Acknowledgement, now: datetime
) -> None:
    """Keeps what a system said."""
    session.add(
        AcknowledgementRow(
            system_id=system_id,
            case_id=case_id,
            idempotency_key=idempotency_key,
            theirs=said.theirs,
            standing=said.standing,
            said_at=now,
        )
    )
    session.flush()


def _system(row: SystemRow) -> System:
    return System(row.id, row.name, row.made, row.revoked)


def _due(now: datetime) -> tuple[Any, ...]:
    return ChangeRow.state == State.WAITING, ChangeRow.due <= now


def _of(notice: Notice) -> Any:
    return update(ChangeRow).where(
        ChangeRow.case_id == notice.case_id, ChangeRow.number == notice.number, ChangeRow.state == State.WAITING
    )
