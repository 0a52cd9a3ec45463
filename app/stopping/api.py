"""What other rooms may ask: to count that somebody stopped, and to read the counts."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app.db import session, transaction
from app.kernel.clock import today, week_of
from app.messages.domain import Chore
from app.stopping import store
from app.stopping.domain import KEPT_FOR, Count, Point, Reason

add = store.add
forget = store.forget


def count(session: Session, reason: Reason, point: Point) -> None:
    """Counts one more person who stopped, in the caller's transaction."""
    store.add(session, week_of(today()), reason, point)


def counts() -> tuple[Count, ...]:
    """How many stopped where, why and when, newest week first."""
    return store.counts(session())


def forgetting_old_counts() -> Chore:
    """Deletes counts of weeks that are two years old."""
    return Chore("forget old counts of stopping", timedelta(days=1), _forget)


def _forget() -> None:
    with transaction() as writing:
        store.forget(writing, today() - KEPT_FOR)
