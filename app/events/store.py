"""The table of events."""

from datetime import date

from sqlalchemy import Index, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base
from app.events.domain import Event


class EventRow(Base):
    """Something that happened, with nothing that tells to whom. Rows live five years."""

    __tablename__ = "front_door_events"
    __table_args__ = (Index("ix_front_door_events_happened_day", "happened", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    happened: Mapped[str] = mapped_column(String(40))
    day: Mapped[date]
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


def delete_before(session: Session, day: date) -> None:
    """Deletes what happened before a day."""
    session.execute(delete(EventRow).where(EventRow.day < day))
