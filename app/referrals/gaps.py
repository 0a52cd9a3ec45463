"""What the council asks back about a form: only what was missing, answered by whoever sent it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now


class GapRow(Base):
    """One question that a form left open, as staff asked it, and the answer. Lives as long as its case."""

    __tablename__ = "referral_gap"

    id: Mapped[int] = mapped_column(primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(Sealed)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str | None] = mapped_column(Sealed)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Gap:
    """One question that was asked back. `answer` is None until it is answered."""

    id: int
    question: str
    asked_at: datetime
    answer: str | None


def ask(session: Session, referral_id: UUID, questions: tuple[str, ...]) -> None:
    """Writes down what is asked back."""
    session.add_all(GapRow(referral_id=referral_id, question=question, asked_at=now()) for question in questions)


def of_case(session: Session, referral_id: UUID) -> tuple[Gap, ...]:
    """What was asked back about a case, oldest first."""
    rows = session.scalars(select(GapRow).where(GapRow.referral_id == referral_id).order_by(GapRow.id))
    return tuple(Gap(row.id, row.question, row.asked_at, row.answer) for row in rows)


def answer(session: Session, referral_id: UUID, gap_id: int, words: str) -> bool:
    """Keeps an answer; what was answered before stays as it is. Says whether this one was taken."""
    still_open = (GapRow.id == gap_id, GapRow.referral_id == referral_id, GapRow.answered_at.is_(None))
    taken = session.execute(
        update(GapRow).where(*still_open).values(answer=words, answered_at=now()).returning(GapRow.id)
    )
    return taken.first() is not None
