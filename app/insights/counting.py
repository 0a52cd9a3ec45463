"""Counts a quarter: reads what happened, hides what is small, and gives what may be known of each family."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import median

from sqlalchemy.orm import Session

from app.directory import api as directory
from app.events import api as events
from app.insights.domain import Quarter, Release, Row, cells_of, key, parts_of
from app.insights.families import CROSSINGS, READINGS, STEPS, UNSAID, Extra, Family, dimensions_of
from app.insights.suppression import released
from app.kernel.clock import today
from app.needs.api import vocabulary
from app.places import api as places
from app.search.domain import Query
from app.stopping import api as stopping
from app.unmatched import api as unmatched

WEEK = timedelta(days=6)


def counted(session: Session, quarter: Quarter, through: date) -> dict[str, Release]:
    """Everything that may be known of a quarter up to a day, small numbers hidden."""
    last = min(quarter.last, through)
    found: dict[str, Release] = {
        family.value: released(cells_of(CROSSINGS[family], _rows(session, family, quarter.first, last)), crossings)
        for family, crossings in CROSSINGS.items()
    }
    found[Extra.MEDIANS] = _medians(session, quarter.first, last, found[Family.STEPS])
    found[Extra.SUPPLY] = _supply(found[Family.UNMATCHED])
    found[Extra.LISTINGS] = _listings(session)
    return found


def _rows(session: Session, family: Family, first: date, last: date) -> list[list[Row]]:
    if family is Family.STOPS:
        return [list(_stops(first, last))]
    if family is Family.UNMATCHED:
        return [list(_unmatched(first, last))]
    return [
        [
            (dimensions_of(kind, said), times)
            for reading in readings
            for kind in reading.kinds
            for said, times in events.counted(session, kind, first, last, reading.by, reading.ways)
        ]
        for readings in READINGS[family]
    ]


def _stops(first: date, last: date) -> Iterator[Row]:
    for count in stopping.counts():
        if _ends_within(count.week, first, last):
            yield {"section": count.point.section, "reason": count.reason.value}, count.times


def _unmatched(first: date, last: date) -> Iterator[Row]:
    for one in unmatched.since(first - WEEK):
        if _ends_within(one.week, first, last):
            yield {"need": one.need, "place": one.outward or UNSAID, "week": one.week.isoformat()}, one.count


def _ends_within(week: date, first: date, last: date) -> bool:
    """A week counts where its Sunday lies, so that only whole ones do."""
    return first <= week + WEEK <= last


def _medians(session: Session, first: date, last: date, steps: Release) -> Release:
    """The minutes that half of the cases took at most, for each step and route of which the number may be known."""
    cells: dict[str, int | None] = {}
    for kind, step in STEPS.items():
        minutes = events.minutes(session, kind, first, last)
        for route in sorted({route for route, _ in minutes}):
            said = route or UNSAID
            if steps.of(step=step, route=said):
                cells[key(step=step, route=said)] = _half(taken for of, taken in minutes if of == route)
        if minutes and steps.of(step=step):
            cells[key(step=step)] = _half(taken for _, taken in minutes)
    return Release(cells)


def _half(minutes: Iterable[int]) -> int:
    return round(median(minutes))


def _supply(unmatched_needs: Release) -> Release:
    """How many services help with each need that nothing answered, where it was looked for; services are no secret."""
    cells: dict[str, int | None] = {}
    for cell in unmatched_needs.cells:
        of = parts_of(cell)
        if of.keys() in ({"need"}, {"need", "place"}) and of["need"] in vocabulary():
            cells[cell] = services_for(of["need"], of.get("place", UNSAID))
    return Release(cells)


def services_for(need: str, outward: str) -> int:
    """How many services help with a need and reach a place; in the whole directory when there is no place."""
    place = None if outward == UNSAID else places.lookup(outward)
    return directory.search_for(Query(needs=(need,), count=1), place, directory.MILES_FOR_IDEAS).total


def _listings(session: Session) -> Release:
    numbers = directory.listings_by_standing(session, today())
    return Release({key(standing=standing.value): number for standing, number in numbers.items()})
