"""The table of kept counts: for each quarter and family what may be known of it, and the mark of a made-up year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, insert_into
from app.insights.domain import Quarter


class KeptFigures(Base):
    """What may be known of one family of figures in one quarter, counted to a day. Rows live as long as their events.

    Small numbers are hidden before they get here. All of it can be counted again from the events.
    """

    __tablename__ = "figures_kept"

    quarter: Mapped[date] = mapped_column(primary_key=True)
    family: Mapped[str] = mapped_column(String(40), primary_key=True)
    through: Mapped[date]
    told: Mapped[dict[str, Any]] = mapped_column(JSON)


class MadeUpYear(Base):
    """One row when the events of this database are made up. It lives until the database is emptied."""

    __tablename__ = "figures_made_up"

    seed: Mapped[int] = mapped_column(primary_key=True)
    written_on: Mapped[date]


def keep(session: Session, quarter: Quarter, family: str, through: date, told: Mapping[str, Any]) -> None:
    """Keeps the counts of a quarter in the place of those from before."""
    values = {"quarter": quarter.first, "family": family, "through": through, "told": dict(told)}
    new = insert_into(session, KeptFigures).values(**values)
    key = list(KeptFigures.__table__.primary_key)
    changed = {"through": new.excluded.through, "told": new.excluded.told}
    session.execute(new.on_conflict_do_update(index_elements=key, set_=changed))


def kept(session: Session, first: Quarter, last: Quarter) -> dict[tuple[date, str], tuple[date, dict[str, Any]]]:
    """What is kept of these quarters: by first day and family, the last day counted and the counts."""
    of = KeptFigures.__table__.columns
    rows = session.execute(select(*of).where(of.quarter.between(first.first, last.last)))
    return {(row.quarter, row.family): (row.through, row.told) for row in rows}


def through_days(session: Session) -> dict[tuple[date, str], date]:
    """To which day each quarter and family was counted."""
    rows = session.execute(select(KeptFigures.quarter, KeptFigures.family, KeptFigures.through))
    return {(row.quarter, row.family): row.through for row in rows}


def forget(session: Session, before: date | None = None) -> None:
    """Deletes what is kept of quarters that began before a day, or of all."""
    session.execute(delete(KeptFigures).where(KeptFigures.quarter < (before or date.max)))


def made_up(session: Session) -> bool:
    """Whether the events are made up."""
    return session.scalar(select(MadeUpYear.seed)) is not None


def mark_made_up(session: Session, seed: int, day: date) -> None:
    """Marks the events as made up."""
    session.execute(delete(MadeUpYear))
    session.add(MadeUpYear(seed=seed, written_on=day))
