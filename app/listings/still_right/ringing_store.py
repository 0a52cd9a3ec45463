"""What staff heard when they rang the people of a listing. The last call about each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime, hold
from app.kernel.at_once import SomeoneElseWasFirst

Key = tuple[str, str]
"""The source and the id of a listing."""


class Heard(StrEnum):
    """What a call can end with."""

    RIGHT = "right"
    CHANGED = "changed"
    GONE = "gone"
    NOBODY = "nobody"


class RingingRow(Base):
    """The last call about a listing. Kept as long as the service runs, one row for each listing."""

    __tablename__ = "listing_ringing"

    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    heard: Mapped[str] = mapped_column(String(10))
    rang_at: Mapped[datetime] = mapped_column(UtcDateTime)
    staff_id: Mapped[int]
    version: Mapped[int]


@dataclass(frozen=True)
class Call:
    """The last call about a listing. `version` counts all there were."""

    heard: Heard
    rang_at: datetime
    version: int


def last(session: Session, key: Key) -> Call | None:
    """The last call about a listing."""
    row = session.get(RingingRow, key)
    return _call(row) if row else None


def all_of(session: Session) -> dict[Key, Call]:
    """The last call about each listing about which somebody rang."""
    return {(row.source, row.service_id): _call(row) for row in session.scalars(select(RingingRow))}


def write(session: Session, key: Key, heard: Heard, staff_id: int, seen: int, at: datetime) -> None:
    """Writes a call down. `seen` is the version that the page showed, 0 for none. Raises SomeoneElseWasFirst."""
    hold(session, RingingRow)  # two who ring about it for the first time at once find no row to wait for
    row = session.get(RingingRow, key)
    if (row.version if row else 0) != seen:
        raise SomeoneElseWasFirst
    if row is None:
        row = RingingRow(source=key[0], service_id=key[1])
        session.add(row)
    row.heard, row.rang_at, row.staff_id, row.version = heard, at, staff_id, seen + 1
    session.flush()


def _call(row: RingingRow) -> Call:
    return Call(Heard(row.heard), row.rang_at, row.version)
