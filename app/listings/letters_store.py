"""Which page's letter about a month was written, so that none goes twice."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime


class LetterRow(Base):
    """That the letter about a month went to the owners of a page. Rows live as long as the counts that it tells."""

    __tablename__ = "listing_letters"

    page_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


def written(session: Session, month: date) -> frozenset[UUID]:
    """The pages whose letter about a month was written."""
    return frozenset(session.scalars(select(LetterRow.page_id).where(LetterRow.month == month)))


def write(session: Session, pages: Iterable[UUID], month: date, at: datetime) -> None:
    """Keeps that they were."""
    session.add_all(LetterRow(page_id=id, month=month, written_at=at) for id in pages)
    session.flush()


def forget(session: Session, before: date) -> None:
    """Deletes what has lived its time."""
    session.execute(delete(LetterRow).where(LetterRow.month < before))
