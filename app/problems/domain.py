"""A problem with a listing: what it is about, whom it reaches, and how long it is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

LONGEST = 2_000
KEPT_AFTER_DONE = timedelta(days=90)
KEPT_AT_MOST = timedelta(days=365)


class About(StrEnum):
    """What is wrong. The first three are the owner's to mend; who runs a service never hears of a danger in it."""

    OUT_OF_DATE = "out-of-date"
    CLOSED = "closed"
    MORE = "more"
    SAFETY = "safety"

    @property
    def reaches_owner(self) -> bool:
        """Whether those who run the service are told."""
        return self is not About.SAFETY


@dataclass(frozen=True)
class Report:
    """What somebody typed about one listing. Without an address they want no answer."""

    source: str
    service_id: str
    about: About
    words: str
    email: str = ""


@dataclass(frozen=True)
class Problem:
    """A report as staff see it. Once it is done, nobody knows any more who made it."""

    id: UUID
    source: str
    service_id: str
    about: About
    words: str
    wants_answer: bool
    owner_told: bool
    made_at: datetime
    done_at: datetime | None
    answer: str

    @property
    def is_open(self) -> bool:
        return self.done_at is None
