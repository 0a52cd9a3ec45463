"""The table of events."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Index, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base
from app.events.domain import Event, Happening


class EventRow(Base):
    """Something that happened, with nothing that tells to whom. Rows live five years."""

    __tablename__ = "front_door_events"
    __table_args__ = (Index("ix_front_door_events_happened_day", "happened", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    happened: Mapped[str] = mapped_column(String(40))
    day: Mapped[date] = mapped_column(index=True)
    outcome: Mapped[str] = mapped_column(String(40))
    route: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(String(40))
    rule: Mapped[str] = mapped_column(String(40))
    need: Mapped[str] = mapped_column(String(40))
    place: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(40))
    way: Mapped[str] = mapped_column(String(40))
    minutes: Mapped[int | None]
    on_time: Mapped[bool | None]
    again: Mapped[bool | None]


def add(session: Session, event: Event) -> None:
    """Writes an event."""
    session.add(EventRow(**vars(event)))


def counted(
    session: Session, kind: Happening, first: date, last: date, by: Sequence[str], ways: Sequence[str] = ()
) -> list[tuple[dict[str, Any], int]]:
    """How many events of a kind there were between two days, both included, for each of these of their codes."""
    columns = [getattr(EventRow, name) for name in by]
    which = [EventRow.happened == kind.value, EventRow.day.between(first, last)]
    if ways:
        which.append(EventRow.way.in_(ways))
    rows = session.execute(select(func.count(), *columns).where(*which).group_by(*columns))
    return [(dict(zip(by, row[1:], strict=True)), row[0]) for row in rows if row[0]]


def minutes(session: Session, kind: Happening, first: date, last: date) -> list[tuple[str, int]]:
    """The route and the minutes of each event of a kind between two days, the shortest first."""
    which = (EventRow.happened == kind.value, EventRow.day.between(first, last), EventRow.minutes.is_not(None))
    rows = session.execute(select(EventRow.route, EventRow.minutes).where(*which).order_by(EventRow.minutes))
    return [(row[0], row[1] or 0) for row in rows]


def first_day(session: Session) -> date | None:
    """The day of the first event there is."""
    return session.scalar(select(func.min(EventRow.day)))


def add_many(session: Session, events: Iterable[Event]) -> None:
    """Writes events at once, for whoever has thousands."""
    session.execute(insert(EventRow), [vars(event) for event in events])


def delete_before(session: Session, day: date) -> None:
    """Deletes what happened before a day."""
    session.execute(delete(EventRow).where(EventRow.day < day))
