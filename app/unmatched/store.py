"""The table of unmatched needs."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import String, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, insert_into
from app.unmatched.domain import Unmatched


class UnmatchedNeed(Base):
    """How often nothing that fits was found for a need in one week. Kept for three years; it is about nobody."""

    __tablename__ = "unmatched_need"

    need: Mapped[str] = mapped_column(String(60), primary_key=True)
    outward: Mapped[str] = mapped_column(String(4), primary_key=True)
    week: Mapped[date] = mapped_column(primary_key=True)
    filters: Mapped[str] = mapped_column(Text, primary_key=True)
    count: Mapped[int]


def add(session: Session, unmatched: Iterable[Unmatched]) -> None:
    """Counts each once more. Their order is always the same, so that two processes that meet here never block."""
    for one in sorted(unmatched, key=lambda one: one.need):
        new = insert_into(session, UnmatchedNeed).values(
            need=one.need, outward=one.outward, week=one.week, filters=one.filters, count=one.count
        )
        key = list(UnmatchedNeed.__table__.primary_key)
        session.execute(
            new.on_conflict_do_update(index_elements=key, set_={"count": UnmatchedNeed.count + new.excluded.count})
        )


def listed(session: Session, since: date) -> tuple[Unmatched, ...]:
    """Every count of the weeks from this day on, oldest week first, and in a week the most frequent first."""
    rows = session.scalars(
        select(UnmatchedNeed)
        .where(UnmatchedNeed.week >= since)
        .order_by(UnmatchedNeed.week, UnmatchedNeed.count.desc(), UnmatchedNeed.need, UnmatchedNeed.outward)
    )
    return tuple(Unmatched(row.need, row.outward, row.week, row.filters, row.count) for row in rows)


def forget(session: Session, before: date) -> None:
    """Deletes the counts of weeks that began before a day."""
    session.execute(delete(UnmatchedNeed).where(UnmatchedNeed.week < before))
