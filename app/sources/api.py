"""What other rooms may ask of the sources: the worker's share of the work."""

from datetime import timedelta

from app.messages.domain import Chore
from app.sources import merging, visits


def chores() -> tuple[Chore, ...]:
    """Reading what is due, looking for duplicates, and forgetting readings of long ago."""
    return (
        Chore("read the sources that are due", visits.EVERY, visits.visit_all),
        Chore("look for listings in two sources", timedelta(minutes=1), merging.look_if_changed),
        Chore("forget old readings of sources", timedelta(days=1), visits.forgetting),
    )
