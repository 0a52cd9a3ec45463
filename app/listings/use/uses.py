"""How often the page of a service was opened in a month, and how often people said that it helped. Nothing of whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dateutil.relativedelta import relativedelta
from sqlalchemy import String, delete, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime, insert_into

KEPT = relativedelta(months=25)

Key = tuple[str, str]
"""The source and the id of a listing."""


class UseRow(Base):
    """The counts of a listing in a month, which `month` names by its first day. Rows live 25 months."""

    __tablename__ = "listing_use"

    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True, index=True)
    opened: Mapped[int]
    helped: Mapped[int]
    did_not_help: Mapped[int]


class TakenRow(Base):
    """The name of a file of openings whose lines were counted. Rows live a day longer than the file."""

    __tablename__ = "listing_use_taken"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Use:
    """How a listing was used in some time."""

    opened: int = 0
    helped: int = 0
    did_not_help: int = 0


def month_of(day: date) -> date:
    """The first day of a day's month, by which the month is known."""
    return day.replace(day=1)


def add(session: Session, key: Key, month: date, use: Use) -> None:
    """Adds to the counts of a listing in a month."""
    source, id = key
    more = vars(use)
    adding = insert_into(session, UseRow).values(source=source, service_id=id, month=month, **more)
    there = ["source", "service_id", "month"]
    sums = {name: getattr(UseRow, name) + number for name, number in more.items()}
    session.execute(adding.on_conflict_do_update(index_elements=there, set_=sums))


def take(session: Session, name: str, opened: Mapping[Key, int], month: date, at: datetime) -> None:
    """Adds what a file of openings holds, once: a file that was taken before adds nothing."""
    if session.get(TakenRow, name) is not None:
        return
    session.add(TakenRow(name=name, taken_at=at))
    for key, number in sorted(opened.items()):
        add(session, key, month, Use(opened=number))


def of(session: Session, key: Key, month: date) -> Use:
    """How a listing was used in a month."""
    row = session.get(UseRow, (*key, month))
    return Use(row.opened, row.helped, row.did_not_help) if row else Use()


def opened_since(session: Session, month: date) -> dict[Key, int]:
    """How often each listing was opened from a month on; one that was not is left out."""
    total = func.sum(UseRow.opened)
    rows = select(UseRow.source, UseRow.service_id, total).where(UseRow.month >= month)
    found = session.execute(rows.group_by(UseRow.source, UseRow.service_id))
    return {(source, id): int(number) for source, id, number in found if number}


def forget(session: Session, today: date, taken_before: datetime) -> None:
    """Deletes what has lived its time."""
    session.execute(delete(UseRow).where(UseRow.month < today - KEPT))
    session.execute(delete(TakenRow).where(TakenRow.taken_at < taken_before))


def was_counted(session: Session, month: date) -> bool:
    """Whether anything at all was counted in a month: before that, a nought would say what nobody knows."""
    return bool(session.scalar(select(exists().where(UseRow.month == month))))
