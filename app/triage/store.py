"""What officers decided of two cases: that they are of one person, or are not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime, insert_into
from app.kernel.clock import now


class LinkRow(Base):
    """Two cases, the lower id first, and whether they are of one person. Lives as long as both cases."""

    __tablename__ = "case_link"

    one_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), primary_key=True, index=True)
    same_person: Mapped[bool]
    by: Mapped[str] = mapped_column(Sealed)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Links:
    """What was decided about one case: the cases of the same person, and those that are not."""

    same: frozenset[UUID]
    others: frozenset[UUID]


def decide(session: Session, one: UUID, other: UUID, same_person: bool, by: str) -> None:
    """Notes a decision; a later one takes the place of an earlier."""
    first, second = sorted((one, other), key=str)
    said = {"same_person": same_person, "by": by, "decided_at": now()}
    row = insert_into(session, LinkRow).values(one_id=first, other_id=second, **said)
    session.execute(row.on_conflict_do_update(index_elements=["one_id", "other_id"], set_=said))


def links_of(session: Session, case_id: UUID) -> Links:
    """What was decided about a case."""
    rows = session.scalars(select(LinkRow).where(or_(LinkRow.one_id == case_id, LinkRow.other_id == case_id))).all()
    decided = {row.other_id if row.one_id == case_id else row.one_id: row.same_person for row in rows}
    return Links(
        same=frozenset(case for case, same in decided.items() if same),
        others=frozenset(case for case, same in decided.items() if not same),
    )
