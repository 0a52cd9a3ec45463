"""What somebody said of a listing beside its source: that it is still right, or that it has gone. No import undoes it.

It holds until the listing's own source says that it looked later.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime
from app.directory.domain import Service, Status


class Said(StrEnum):
    """What can be said of a listing as a whole."""

    RIGHT = "right"
    GONE = "gone"


@dataclass(frozen=True)
class Word:
    """What was said of a listing last, on which day; `by_council` when staff asked, otherwise by its own people."""

    said: Said
    day: date
    by_council: bool


class ConfirmationRow(Base):
    """The last word about a listing. Kept for as long as the service runs; no import touches it."""

    __tablename__ = "directory_confirmation"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    said: Mapped[str] = mapped_column(String(10))
    day: Mapped[date]
    by_council: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def keep(session: Session, source: str, id: str, word: Word, at: datetime) -> None:
    """Writes a word down, in the place of an earlier one."""
    session.merge(
        ConfirmationRow(
            source=source, service_id=id, said=word.said, day=word.day, by_council=word.by_council, made_at=at
        )
    )
    session.flush()


def all_of(session: Session, source: str) -> dict[str, Word]:
    """The last word about each listing of a source of which there is one."""
    rows = session.scalars(select(ConfirmationRow).where(ConfirmationRow.source == source))
    return {row.service_id: Word(Said(row.said), row.day, row.by_council) for row in rows}


def said_since(session: Session, moment: datetime) -> list[tuple[str, str]]:
    """Source and id of each listing of which somebody said something at this moment or later."""
    columns = (ConfirmationRow.source, ConfirmationRow.service_id)
    rows = session.execute(select(*columns).where(ConfirmationRow.made_at >= moment))
    return [(source, id) for source, id in rows]


def with_word(service: Service, word: Word | None, council_email: str) -> Service:
    """The listing as its source gave it, with the word in its place unless the source looked later.

    Nobody's own address is named as that of whoever looked: the council's stands for its staff, and nothing for others.
    """
    if word is None or (service.assured_date is not None and service.assured_date > word.day):
        return service
    if word.said is Said.GONE:
        return replace(service, status=Status.DEFUNCT)
    return replace(service, assured_date=word.day, assurer_email=council_email if word.by_council else None)
