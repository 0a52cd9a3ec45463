"""The table of counts."""

from datetime import date

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, insert_into
from app.stopping.domain import Count, Point, Reason


class StopRow(Base):
    """How many people stopped for one reason at one point in one week. Kept for two years; it is about nobody."""

    __tablename__ = "stops"

    week: Mapped[date] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(String(20), primary_key=True)
    way: Mapped[str] = mapped_column(String(20), primary_key=True)
    easy_read: Mapped[bool] = mapped_column(primary_key=True)
    section: Mapped[str] = mapped_column(String(40), primary_key=True)
    times: Mapped[int]


def add(session: Session, week: date, reason: Reason, point: Point) -> None:
    """Counts one more. Two processes that meet here count one after the other."""
    new = insert_into(session, StopRow).values(
        week=week, reason=reason, way=point.way, easy_read=point.easy_read, section=point.section, times=1
    )
    same = (StopRow.week, StopRow.reason, StopRow.way, StopRow.easy_read, StopRow.section)
    session.execute(new.on_conflict_do_update(index_elements=same, set_={"times": StopRow.times + 1}))


def counts(session: Session) -> tuple[Count, ...]:
    """Every count, newest week first, and in a week the most frequent first."""
    rows = session.scalars(select(StopRow).order_by(StopRow.week.desc(), StopRow.times.desc(), StopRow.reason))
    return tuple(
        Count(row.week, Reason(row.reason), Point(row.way, row.easy_read, row.section), row.times) for row in rows
    )


def forget(session: Session, before: date) -> None:
    """Deletes the counts of weeks that began before a day."""
    session.execute(delete(StopRow).where(StopRow.week < before))
