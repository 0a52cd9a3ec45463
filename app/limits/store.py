"""The table of tries. Whom a row is about can be read from it by nobody: the key is a keyed hash."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime, insert_into
from app.limits.domain import Tries

MOST_TO_SWEEP = 100


class Counter(Base):
    """The recent tries of one subject for one purpose. A row lives until the last of its tries stops counting."""

    __tablename__ = "limit_counters"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[list[float]] = mapped_column(JSON)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def held(session: Session, key: str, until: datetime) -> Counter:
    """The counter of `key`, made when there is none, and held until the transaction ends.

    One statement makes it or locks it, so that two processes which meet here count one after the other.
    """
    new = insert_into(session, Counter).values(key=key, tries=[], until=until)
    upsert = new.on_conflict_do_update(index_elements=[Counter.key], set_={"key": new.excluded.key})
    return session.scalars(upsert.returning(Counter), execution_options={"populate_existing": True}).one()


def tries_of(counter: Counter) -> Tries:
    """The tries as moments."""
    return tuple(datetime.fromtimestamp(seconds, tz=counter.until.tzinfo) for seconds in counter.tries)


def keep(counter: Counter, tries: Sequence[datetime], until: datetime) -> None:
    """Writes the tries that count from now on."""
    counter.tries = [moment.timestamp() for moment in tries]
    counter.until = until


def sweep(session: Session, now: datetime) -> None:
    """Forgets some counters that no longer count, and never waits for one that is in use."""
    over = select(Counter.key).where(Counter.until <= now).limit(MOST_TO_SWEEP).with_for_update(skip_locked=True)
    session.execute(delete(Counter).where(Counter.key.in_(session.scalars(over).all())))
