"""Which day a service opens again after a pause, and what happens to it soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.listings.domain import OwnService, Pause
from app.listings.page.times import Unreadable, bounds_of, day_of, is_paused

TOLD_BEFORE = timedelta(days=14)
"""How long before the day its people are told."""


class Turn(StrEnum):
    """What happens by itself on a day that a group has named."""

    ENDS = "ends"
    OPENS = "opens"


@dataclass(frozen=True)
class Coming:
    """What happens soon: on the last day of a service, or on the last day of its pause."""

    what: Turn
    day: date


def closed_until(service: OwnService, today: date) -> date | None:
    """The last day of the pause that holds today, of several the latest; None when none does."""
    return max((_end_of(pause, today) for pause in service.pauses if _holds(pause, today)), default=None)


def coming(service: OwnService, today: date) -> Iterator[Coming]:
    """What happens to a service within the time in which its people are told before."""
    ends, opens = _last_day(service), closed_until(service, today)
    if ends and today <= ends <= today + TOLD_BEFORE:
        yield Coming(Turn.ENDS, ends)
    if opens and opens <= today + TOLD_BEFORE and (ends is None or opens < ends):
        yield Coming(Turn.OPENS, opens)


def _holds(pause: Pause, today: date) -> bool:
    return is_paused(OwnService(pauses=(pause,)), today)


def _end_of(pause: Pause, today: date) -> date:
    """The last day of a pause that holds today; of one each year, the next day of that name."""
    _, ends = bounds_of(pause)
    if not pause.every_year:
        return ends
    this_year = _in_year(ends, today.year)
    return this_year if this_year >= today else _in_year(ends, today.year + 1)


def _in_year(day: date, year: int) -> date:
    """The day of that name; the last of February where the year has no 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _last_day(service: OwnService) -> date | None:
    try:
        return day_of(service.ends_on) if service.ends_on else None
    except Unreadable:
        return None
