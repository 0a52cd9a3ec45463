"""Which letters to the people of pages were written, so that none goes twice: of a month, and of a day to come."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime
from app.listings.use.uses import KEPT


class LetterRow(Base):
    """That the letter about a month went to the owners of a page. Rows live as long as the counts that it tells."""

    __tablename__ = "listing_letters"

    page_id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ToldRow(Base):
    """That the people of a service were told what happens on a day. Rows live until that day is over."""

    __tablename__ = "listing_told"

    service_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    what: Mapped[str] = mapped_column(String(10), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


def written(session: Session, month: date) -> frozenset[UUID]:
    """The pages whose letter about a month was written."""
    return frozenset(session.scalars(select(LetterRow.page_id).where(LetterRow.month == month)))


def write(session: Session, pages: Iterable[UUID], month: date, at: datetime) -> None:
    """Keeps that they were."""
    session.add_all(LetterRow(page_id=id, month=month, written_at=at) for id in pages)
    session.flush()


def tell_once(session: Session, service_id: str, what: str, day: date) -> bool:
    """Keeps that the people of a service are told; False when they were."""
    if session.get(ToldRow, (service_id, what, day)) is not None:
        return False
    session.add(ToldRow(service_id=service_id, what=what, day=day))
    session.flush()
    return True


def forget(session: Session, today: date) -> None:
    """Deletes what has lived its time."""
    session.execute(delete(LetterRow).where(LetterRow.month < today - KEPT))
    session.execute(delete(ToldRow).where(ToldRow.day < today))
