"""Which days a service is on between its pauses, when it opens again, and what happens to it soon."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.listings.domain import OwnService, Pause
from app.listings.page.times import Unreadable, bounds_of, day_of, is_paused

A_DAY, A_YEAR = timedelta(days=1), timedelta(days=366)
MOST_STRETCHES = 6
"""Of days on which a service is on. Those that are further off come when these are over."""

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


@dataclass(frozen=True)
class Stretch:
    """Days on end on which a service is on, from the first to the last; without either there is no such bound."""

    first: date | None
    last: date | None


def stretches(service: OwnService, today: date) -> tuple[Stretch, ...]:
    """When it is on from today, between the pauses that begin within a year and up to its last day."""
    found, begins, ends = [], None, _last_day(service)
    for closes, opens_after in _pauses_to_come(service, today):
        if closes > today and (begins is None or closes > begins):
            found.append(Stretch(begins, _earlier(closes - A_DAY, ends)))
        begins = max(begins or opens_after + A_DAY, opens_after + A_DAY)
    found.append(Stretch(begins, ends))
    return tuple(one for one in found if not (one.first and ends and one.first > ends))[:MOST_STRETCHES]


def coming(service: OwnService, today: date) -> Iterator[Coming]:
    """What happens to a service within the time in which its people are told before."""
    ends, opens = _last_day(service), closed_until(service, today)
    if ends and today <= ends <= today + TOLD_BEFORE:
        yield Coming(Turn.ENDS, ends)
    if opens and opens <= today + TOLD_BEFORE and (ends is None or opens < ends):
        yield Coming(Turn.OPENS, opens)


def _pauses_to_come(service: OwnService, today: date) -> list[tuple[date, date]]:
    """The first and the last day of each pause that holds today or begins within a year, in their order."""
    found = []
    for pause in service.pauses:
        with suppress(Unreadable):
            found += [days for days in _occurrences(pause, today) if days[1] >= today and days[0] <= today + A_YEAR]
    return sorted(found)


def _occurrences(pause: Pause, today: date) -> Iterator[tuple[date, date]]:
    """The days of a pause; of one each year, as they fall from last year to next year."""
    starts, ends = bounds_of(pause)
    if not pause.every_year:
        yield starts, ends
        return
    over_new_year = (ends.month, ends.day) < (starts.month, starts.day)
    for year in range(today.year - 1, today.year + 2):
        yield _in_year(starts, year), _in_year(ends, year + over_new_year)


def _earlier(day: date, other: date | None) -> date:
    return day if other is None else min(day, other)


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
