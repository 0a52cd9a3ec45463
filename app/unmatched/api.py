"""What other rooms may ask: to count needs that nothing fitted, and to read the counts."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from app import db
from app.kernel.clock import today, week_of
from app.unmatched import store
from app.unmatched.domain import KEPT_FOR, Filters, Unmatched, in_words

add = store.add
forget = store.forget


def record(session: Session, needs: Iterable[str], outward: str, filters: Filters) -> None:
    """Counts each need once more for this week, in the caller's transaction.

    `outward` is the first half of a postcode, or nothing. Raises NotACodeWord before anything is written when a need or
    a filter is anything but a code word.
    """
    week, words = week_of(today()), in_words(filters)
    store.add(session, [Unmatched(need, outward, week, words) for need in dict.fromkeys(needs)])


def since(day: date) -> tuple[Unmatched, ...]:
    """Every count from the week of this day on, oldest first."""
    return store.listed(db.session(), week_of(day))


def delete_old() -> None:
    """Deletes the counts of weeks that began three years ago."""
    with db.transaction() as session:
        store.forget(session, today() - KEPT_FOR)
