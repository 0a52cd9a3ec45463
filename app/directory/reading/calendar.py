"""The times of a service as a file for calendars (iCalendar, RFC 5545), in London's time and without anybody's name."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING

from flask_babel import gettext

from app.councils.api import council
from app.directory.domain import Schedule
from app.directory.reading.leaflet import ServicePage
from app.directory.service.timetable import Occasion, next_occasions, rule_of
from app.kernel import clock

if TYPE_CHECKING:  # loaded when a file is wanted: it would slow every start
    from icalendar import Event, Timezone

# Of what keeps to school terms, a calendar gets so many single dates; a rule cannot tell of half-terms.
DATES = 12


def calendar_of(page: ServicePage) -> bytes:
    """The file; without any event when nobody knows a time."""
    return calendar_of_all(page.service.name, (page,))


def calendar_of_all(name: str, pages: Iterable[ServicePage]) -> bytes:
    """The times of several services in one file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{council().name}//{council().service_name}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add_component(_london())
    for page in pages:
        for event in _events(page):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


@cache
def _london() -> "Timezone":
    """What London's clocks do in the years of which anybody will plan."""
    from icalendar import Timezone

    return Timezone.from_tzinfo(clock.LONDON, "Europe/London", date(2025, 1, 1), date(2038, 1, 1))


def _events(page: ServicePage) -> Iterator["Event"]:
    from icalendar import vRecur

    moment = clock.in_london(clock.now()).replace(tzinfo=None)
    for schedule in page.service.schedules:
        count = DATES if schedule.term_time else 1
        occasions = next_occasions([schedule], moment, council().bank_holidays, count, council().school_terms)
        for place, occasion in enumerate(occasions):
            event = _event(page, schedule, occasion, place)
            if not schedule.term_time:
                event.add("rrule", vRecur.from_ical(_rule(schedule)))
            yield event


def _rule(schedule: Schedule) -> str:
    """The rule, ending when the schedule does: in UTC, as RFC 5545 asks where the start has a time zone."""
    rule = rule_of(schedule) or ""
    if schedule.valid_to is None:
        return rule
    if schedule.opens_at is None:
        return f"{rule};UNTIL={schedule.valid_to:%Y%m%d}"
    last = datetime.combine(schedule.valid_to, time(23, 59), clock.LONDON).astimezone(UTC)
    return f"{rule};UNTIL={last:%Y%m%dT%H%M%SZ}"


def _event(page: ServicePage, schedule: Schedule, occasion: Occasion, place: int) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{schedule.id}-{place}@{page.source}.{page.service.id}")
    event.add("dtstamp", clock.now())
    event.add("summary", page.service.name)
    event.add("dtstart", _moment(occasion.day, occasion.opens_at))
    if ends := _end(occasion):
        event.add("dtend", ends)
    if page.sites:
        event.add("location", ", ".join(filter(None, (page.sites[0].name, *page.sites[0].lines))))
    event.add(
        "description",
        gettext("Check before you go, above all on a bank holiday. What we know: %(address)s", address=page.address),
    )
    event.add("url", page.address)
    return event


def _moment(day: date, at: time | None) -> date | datetime:
    return day if at is None else datetime.combine(day, at, clock.LONDON)


def _end(occasion: Occasion) -> date | datetime | None:
    if occasion.opens_at is None:
        return occasion.day + timedelta(days=1)
    if occasion.closes_at is None or occasion.closes_at <= occasion.opens_at:
        return None
    return datetime.combine(occasion.day, occasion.closes_at, clock.LONDON)
