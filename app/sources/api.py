"""What other rooms may ask of the sources: the worker's share of the work."""

from datetime import timedelta

from app.messages.domain import Chore
from app.sources import visits


def chores() -> tuple[Chore, ...]:
    """Reading what is due, and forgetting readings of long ago."""
    return (
        Chore("read the sources that are due", visits.EVERY, visits.visit_all),
        Chore("forget old readings of sources", timedelta(days=1), visits.forgetting),
    )
