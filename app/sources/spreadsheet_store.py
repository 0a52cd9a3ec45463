"""Uploaded spreadsheets and remembered matchings in the database."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Integer, LargeBinary, String, Text, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime
from app.directory.api import spreadsheets as directory
from app.sources.spreadsheet_domain import KEPT, UNDECIDED_FOR, Report, Spreadsheet, Stage


class SpreadsheetRow(Base):
    """An upload. A row lives until 90 days after it was taken in, or 7 days when nobody decides about it.

    `touched`, `before` and `after` are what it takes to undo it: public words of listings, as they stood.
    """

    __tablename__ = "sources_spreadsheet"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    source: Mapped[str] = mapped_column(String(60))
    files: Mapped[list[str]] = mapped_column(JSON)
    area: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(String(12), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    matching: Mapped[dict[str, Any]] = mapped_column(JSON)
    remembered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    allow_removals: Mapped[bool] = mapped_column(Boolean)
    done: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    tries: Mapped[int] = mapped_column(Integer)
    said: Mapped[str] = mapped_column(Text)
    report: Mapped[dict[str, Any]] = mapped_column(JSON)
    touched: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    before: Mapped[bytes | None] = mapped_column(LargeBinary)
    after: Mapped[str] = mapped_column(String(64))


class MatchingRow(Base):
    """What staff said of the columns of a spreadsheet, by its headings. Kept until they say otherwise."""

    __tablename__ = "sources_matching"
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    matching: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


def add(session: Session, spreadsheet: Spreadsheet) -> None:
    """Writes a new upload down."""
    values = {name: getattr(spreadsheet, name) for name in spreadsheet.__dataclass_fields__}
    values |= {"files": list(spreadsheet.files), "stage": spreadsheet.stage.value}
    values |= {"report": spreadsheet.report.as_json(), "matching": dict(spreadsheet.matching)}
    session.add(SpreadsheetRow(**values, touched=None, before=None, after=""))
    session.flush()


def by_id(session: Session, id: str) -> Spreadsheet | None:
    row = session.get(SpreadsheetRow, id)
    return _spreadsheet(row) if row else None


def listed(session: Session) -> list[Spreadsheet]:
    """All of them, the newest first."""
    rows = session.scalars(select(SpreadsheetRow).order_by(SpreadsheetRow.uploaded_at.desc()))
    return [_spreadsheet(row) for row in rows]


def with_the_worker(session: Session) -> list[str]:
    """The ids of those that the worker has to do something about, the oldest first."""
    stages = [stage.value for stage in Stage if stage.is_with_the_worker]
    waiting = select(SpreadsheetRow.id).where(SpreadsheetRow.stage.in_(stages))
    return list(session.scalars(waiting.order_by(SpreadsheetRow.changed_at)))


def move(session: Session, id: str, before: Stage, after: Stage, at: datetime, /, **values: Any) -> bool:
    """Brings an upload from one stage to another, with what else changes; False when somebody was first."""
    this = (SpreadsheetRow.id == id, SpreadsheetRow.stage == before.value)
    changed = {"stage": after.value, "changed_at": at, "tries": 0, "done": 0, "total": 0, **values}
    moved = session.execute(update(SpreadsheetRow).where(*this).values(**changed).returning(SpreadsheetRow.id))
    return moved.first() is not None


def tell(session: Session, id: str, done: int, total: int) -> None:
    """Writes down how far the worker is."""
    session.execute(update(SpreadsheetRow).where(SpreadsheetRow.id == id).values(done=done, total=total))


def try_again(session: Session, id: str) -> int:
    """Counts one more try; says how many there were."""
    this = SpreadsheetRow.id == id
    counted = update(SpreadsheetRow).where(this).values(tries=SpreadsheetRow.tries + 1).returning(SpreadsheetRow.tries)
    return session.execute(counted).scalar_one()


def remember_what_was(session: Session, id: str, memory: directory.Memory) -> None:
    """Keeps what it takes to undo an import."""
    values = {"touched": asdict(memory.touched), "before": memory.before, "after": memory.after}
    session.execute(update(SpreadsheetRow).where(SpreadsheetRow.id == id).values(**values))


def what_was(session: Session, id: str) -> directory.Memory | None:
    """What it takes to undo an import; None when nothing is kept."""
    row = session.get_one(SpreadsheetRow, id)
    if row.touched is None or row.before is None:
        return None
    touched: dict[str, Any] = {name: value if name == "source" else tuple(value) for name, value in row.touched.items()}
    return directory.Memory(directory.Touched(**touched), row.before, row.after)


def drop(session: Session, id: str, stage: Stage) -> bool:
    """Forgets an upload; False when somebody has moved it on from this stage."""
    this = (SpreadsheetRow.id == id, SpreadsheetRow.stage == stage.value)
    return session.execute(delete(SpreadsheetRow).where(*this).returning(SpreadsheetRow.id)).first() is not None


def forget(session: Session, now: datetime) -> list[str]:
    """Forgets what has lived its time; says which."""
    decided = [stage.value for stage in Stage if not stage.needs_the_file]
    old = or_(
        SpreadsheetRow.stage.in_(decided) & (SpreadsheetRow.changed_at < now - KEPT),
        SpreadsheetRow.stage.not_in(decided) & (SpreadsheetRow.changed_at < now - UNDECIDED_FOR),
    )
    return list(session.scalars(delete(SpreadsheetRow).where(old).returning(SpreadsheetRow.id)))


def ids(session: Session) -> set[str]:
    """Those whose files are still wanted."""
    wanted = [stage.value for stage in Stage if stage.needs_the_file]
    return set(session.scalars(select(SpreadsheetRow.id).where(SpreadsheetRow.stage.in_(wanted))))


def matching_for(session: Session, fingerprint: str) -> tuple[Mapping[str, Any], datetime] | None:
    """What staff said of a spreadsheet with the same headings, and when."""
    row = session.get(MatchingRow, fingerprint)
    return (row.matching, row.made_at) if row else None


def remember_matching(session: Session, fingerprint: str, matching: Mapping[str, Any], at: datetime) -> None:
    """Keeps what staff said of the columns, for the next spreadsheet with these headings."""
    session.merge(MatchingRow(fingerprint=fingerprint, matching=dict(matching), made_at=at))
    session.flush()


def _spreadsheet(row: SpreadsheetRow) -> Spreadsheet:
    values = {name: getattr(row, name) for name in Spreadsheet.__dataclass_fields__}
    values |= {"files": tuple(row.files), "stage": Stage(row.stage), "report": Report.from_json(row.report)}
    return Spreadsheet(**values)
