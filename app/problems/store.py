"""Problems in the database. The only module in this room that knows SQL."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index, String, case, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.at_once import SomeoneElseWasFirst
from app.problems.domain import KEPT_AFTER_DONE, KEPT_AT_MOST, About, Problem, Report

PAGE = 50


class ProblemRow(Base):
    """A problem that somebody reported. Which listing and what kind is plain; every word of theirs is sealed.

    The address of whoever reported it goes as soon as they have been answered. The row lives until 90 days after it was
    done, and never longer than a year.
    """

    __tablename__ = "problem"
    __table_args__ = (Index("ix_problem_list", "done_at", "made_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(60))
    service_id: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Sealed)
    email: Mapped[str] = mapped_column(Sealed)
    wants_answer: Mapped[bool]
    owner_told: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(Sealed)


def add(session: Session, report: Report, owner_told: bool, at: datetime) -> UUID:
    """Writes a report down."""
    row = ProblemRow(
        id=uuid4(),
        source=report.source,
        service_id=report.service_id,
        about=report.about.value,
        words=report.words,
        email=report.email,
        wants_answer=bool(report.email),
        owner_told=owner_told,
        made_at=at,
        done_at=None,
        answer="",
    )
    session.add(row)
    session.flush()
    return row.id


def by_id(session: Session, id: UUID) -> Problem | None:
    """One problem."""
    row = session.get(ProblemRow, id)
    return _problem(row) if row else None


def listed(session: Session, done: bool, page: int) -> tuple[tuple[Problem, ...], int]:
    """A page of the open or the done ones, and how many there are: danger on top, then the longest waiting."""
    which = ProblemRow.done_at.is_not(None) if done else ProblemRow.done_at.is_(None)
    total = session.scalar(select(func.count()).select_from(ProblemRow).where(which)) or 0
    danger = case((ProblemRow.about == About.SAFETY.value, 0), else_=1)
    order = (ProblemRow.done_at.desc(),) if done else (danger, ProblemRow.made_at)
    rows = session.scalars(select(ProblemRow).where(which).order_by(*order).offset((page - 1) * PAGE).limit(PAGE))
    return tuple(map(_problem, rows)), total


def finish(session: Session, id: UUID, answer: str, at: datetime) -> str:
    """Marks a problem as done, forgets who reported it, and gives their address to write to this once.

    Raises SomeoneElseWasFirst.
    """
    email = session.scalar(select(ProblemRow.email).where(ProblemRow.id == id, ProblemRow.done_at.is_(None)))
    this = (ProblemRow.id == id, ProblemRow.done_at.is_(None))
    finished = session.execute(update(ProblemRow).where(*this).values(done_at=at, answer=answer, email=""))
    if not finished.rowcount:  # type: ignore[attr-defined]  # an UPDATE counts its rows
        raise SomeoneElseWasFirst
    return email or ""


def forget_old(session: Session, at: datetime) -> None:
    """Deletes what was done long ago, and what nobody did anything about for a year."""
    done = ProblemRow.done_at < at - KEPT_AFTER_DONE
    session.execute(delete(ProblemRow).where(or_(done, ProblemRow.made_at < at - KEPT_AT_MOST)))


def _problem(row: ProblemRow) -> Problem:
    return Problem(
        id=row.id,
        source=row.source,
        service_id=row.service_id,
        about=About(row.about),
        words=row.words,
        wants_answer=row.wants_answer,
        owner_told=row.owner_told,
        made_at=row.made_at,
        done_at=row.done_at,
        answer=row.answer,
    )
