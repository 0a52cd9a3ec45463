"""The written record that a person is given of what was decided and why (Care Act 2014, section 13)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now


class SentBy(StrEnum):
    """How a record goes to the person."""

    EMAIL = "email"
    PRINT = "print"


class RecordRow(Base):
    """A record as it was written for the person, in their language. Lives as long as its case."""

    __tablename__ = "referral_record"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    language: Mapped[str] = mapped_column(String(10))
    way: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Sealed)


@dataclass(frozen=True)
class Record:
    """What was decided and why, in the words that the person gets."""

    written_at: datetime
    language: str
    way: SentBy
    words: str


def write(session: Session, referral_id: UUID, language: str, way: SentBy, words: str) -> None:
    """Keeps a record."""
    row = RecordRow(referral_id=referral_id, written_at=now(), language=language, way=way, words=words)
    session.add(row)


def of_case(session: Session, referral_id: UUID) -> tuple[Record, ...]:
    """The records of a case, the newest first."""
    rows = session.scalars(select(RecordRow).where(RecordRow.referral_id == referral_id).order_by(RecordRow.id.desc()))
    return tuple(Record(row.written_at, row.language, SentBy(row.way), row.words) for row in rows)
