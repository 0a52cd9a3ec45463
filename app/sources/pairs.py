"""Likely duplicates in the database: those that wait for staff, and what staff decided, with the way back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from app.directory.api import Likely, Reason, What
from app.sources.tables import PairRow

Key = tuple[str, str]

ROWS_AT_ONCE = 500


class Verdict(StrEnum):
    """What staff say of two listings. Of two that are merged, one is shown and the other stands behind it."""

    WAITING = "waiting"
    LEFT_SHOWN = "left"
    RIGHT_SHOWN = "right"
    APART = "apart"


MERGED = (Verdict.LEFT_SHOWN, Verdict.RIGHT_SHOWN)


@dataclass(frozen=True)
class Pair:
    """Two listings that are or may be one service."""

    id: int
    left: Key
    right: Key
    weight: float
    reasons: tuple[Reason, ...]
    verdict: Verdict
    decided_at: datetime | None

    def shown_and_hidden(self, verdict: Verdict) -> tuple[Key, Key]:
        """Which listing is shown by a verdict that merges them, and which stands behind it."""
        return (self.left, self.right) if verdict is Verdict.LEFT_SHOWN else (self.right, self.left)


def refresh(session: Session, likely: Sequence[Likely]) -> None:
    """Puts what was found now in the place of all that waits; what staff decided stays."""
    session.execute(delete(PairRow).where(PairRow.state == Verdict.WAITING.value))
    columns = (PairRow.left_source, PairRow.left_id, PairRow.right_source, PairRow.right_id)
    decided = {tuple(row) for row in session.execute(select(*columns))}
    rows = [_row(pair) for pair in likely if (*pair.left, *pair.right) not in decided]
    for start in range(0, len(rows), ROWS_AT_ONCE):
        session.execute(insert(PairRow), rows[start : start + ROWS_AT_ONCE])


def waiting(session: Session, first: int, most: int) -> list[Pair]:
    """The pairs that wait for staff, the likeliest first."""
    rows = select(PairRow).where(PairRow.state == Verdict.WAITING.value)
    return [_pair(row) for row in session.scalars(rows.order_by(PairRow.weight.desc()).offset(first).limit(most))]


def decided(session: Session, most: int) -> list[Pair]:
    """What staff decided, the latest first."""
    rows = select(PairRow).where(PairRow.state != Verdict.WAITING.value)
    return [_pair(row) for row in session.scalars(rows.order_by(PairRow.decided_at.desc()).limit(most))]


def count_waiting(session: Session) -> int:
    waits = PairRow.state == Verdict.WAITING.value
    return session.scalar(select(func.count()).select_from(PairRow).where(waits)) or 0


def pair(session: Session, id: int) -> Pair | None:
    row = session.get(PairRow, id)
    return _pair(row) if row else None


def decide(session: Session, id: int, before: Verdict, verdict: Verdict, by: str, at: datetime) -> bool:
    """Writes a verdict down; whether the pair still stood as the caller saw it."""
    row = session.scalars(select(PairRow).where(PairRow.id == id).with_for_update()).one_or_none()
    if row is None or row.state != before.value:
        return False
    row.state, row.decided_by, row.decided_at = verdict.value, by, at
    session.flush()
    return True


def forget_waiting_of(session: Session, key: Key) -> None:
    """A listing that stands behind another is no longer compared with a third."""
    left = and_(PairRow.left_source == key[0], PairRow.left_id == key[1])
    right = and_(PairRow.right_source == key[0], PairRow.right_id == key[1])
    session.execute(delete(PairRow).where(or_(left, right), PairRow.state == Verdict.WAITING.value))


def _row(pair: Likely) -> dict[str, object]:
    return {
        "left_source": pair.left[0],
        "left_id": pair.left[1],
        "right_source": pair.right[0],
        "right_id": pair.right[1],
        "weight": pair.weight,
        "reasons": [[reason.what.value, reason.shared, reason.weight] for reason in pair.reasons],
        "state": Verdict.WAITING.value,
        "decided_by": "",
        "decided_at": None,
    }


def _pair(row: PairRow) -> Pair:
    return Pair(
        id=row.id,
        left=(row.left_source, row.left_id),
        right=(row.right_source, row.right_id),
        weight=row.weight,
        reasons=tuple(Reason(What(what), shared, weight) for what, shared, weight in row.reasons),
        verdict=Verdict(row.state),
        decided_at=row.decided_at,
    )
