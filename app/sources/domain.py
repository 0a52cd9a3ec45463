"""A source that is read on a schedule, one reading of it, and when it is read next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HOURS = (6, 12, 24, 72, 168)
"""How often a source may be read, in hours."""

HOLD = timedelta(minutes=5)
"""How long whoever reads a source has it to themselves without a sign of life."""

LONGEST_READING = timedelta(hours=24)
"""What was read of a source is gone on with for so long; then it is too old to stand beside what is read now."""

KEPT = timedelta(days=365)
"""How long we remember what a reading changed."""

_FIRST_WAIT = timedelta(minutes=5)
_LONGEST_WAIT = timedelta(hours=6)


class State(StrEnum):
    """Where a reading stands.

    READING: not at its end, perhaps put off. WRITTEN: in the directory, the index to follow. WAITING: too many listings
    would go, so that staff decide. ACCEPTED: they allowed it. OVERTAKEN: a later one came before they decided.
    """

    READING = "reading"
    WRITTEN = "written"
    DONE = "done"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    OVERTAKEN = "overtaken"
    FAILED = "failed"


UNFINISHED = (State.WRITTEN, State.ACCEPTED, State.READING)
"""What a worker goes on with, in this order."""


@dataclass(frozen=True)
class Source:
    """A directory that we read by its address. `due_at` is when next; None while it is paused and nobody asks."""

    slug: str
    name: str
    address: str
    area: str
    hours: int
    licence: str
    paused: bool = False
    allow_private: bool = False
    due_at: datetime | None = None
    good_at: datetime | None = None
    version: int = 1

    def next_after(self, moment: datetime) -> datetime | None:
        """When it is read again after a reading that came to an end."""
        return None if self.paused else moment + timedelta(hours=self.hours)


@dataclass(frozen=True)
class Run:
    """One reading of a source, from its first page to what staff decided. `said` is why it stands where it does."""

    id: int
    source: str
    state: State
    asked_by: str
    started_at: datetime
    ended_at: datetime | None
    tries: int
    said: str
    done: int
    all: int
    read: int
    created: int
    updated: int
    unchanged: int
    removed: int
    clashes: int
    rejected: tuple[tuple[str, str, str], ...]


def wait_after(tries: int, asked: float | None) -> timedelta:
    """How long to leave a source alone after so many tries that failed; longer if it asked for `asked` seconds."""
    own: timedelta = min(_FIRST_WAIT * 2 ** min(tries, 10), _LONGEST_WAIT)
    return max(own, timedelta(seconds=min(asked or 0, LONGEST_READING.total_seconds())))
