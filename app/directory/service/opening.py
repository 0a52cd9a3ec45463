"""When a service is on in a usual week, for search: its hours, its days, and the times of day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from itertools import chain

from app.directory.domain import Kind, Schedule, Service, Status
from app.search.domain import Hours, Session

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TIMES = {"morning": (0, 12 * 60), "afternoon": (12 * 60, 17 * 60), "evening": (17 * 60, 24 * 60)}
"""Times of day as people say them, in minutes from midnight."""
NOT_SAID = "?"
"""Stands for the time of a day whose hours are not known."""
MIDNIGHT = 24 * 60

_DAY = re.compile(r"^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$")
_NOT_EVERY_WEEK = re.compile(r"(?i)\bholidays?\b|fortnight|alternate|\bevery other\b")


def hours_of(service: Service) -> Hours:
    """Its regular hours. What is closed for now is never open."""
    return Hours(whole=True) if service.status is Status.TEMPORARILY_CLOSED else regular_hours(service.schedules)


def regular_hours(schedules: Sequence[Schedule]) -> Hours:
    """The hours that are the same every week or month; whole when there are no others."""
    regular = [schedule for schedule in schedules if _is_regular(schedule)]
    read = [tuple(_sessions(schedule)) for schedule in regular]
    return Hours(tuple(dict.fromkeys(chain(*read))), bool(read) and all(read) and len(regular) == len(schedules))


def facets_of(service: Service) -> dict[str, frozenset[str]]:
    """The days on which it is on, the times of day, and both at once ("TU.morning")."""
    slots = {slot for schedule in service.schedules for session in _sessions(schedule) for slot in _slots(session)}
    days = service.values(Kind.DAY) | {slot[:2] for slot in slots}
    slots |= {f"{day}.{NOT_SAID}" for day in days if not any(slot.startswith(day) for slot in slots)}
    return {"day": days, "time": frozenset(slot[3:] for slot in slots), "slot": frozenset(slots)}


def slots_of(days: Iterable[str], times: Iterable[str]) -> frozenset[str]:
    """Each of these days at each of these times."""
    return frozenset(f"{day}.{time}" for day in days for time in times)


def _is_regular(schedule: Schedule) -> bool:
    """Whether it is the same every week or month of the year."""
    words = f"{schedule.description or ''} {schedule.notes or ''}"
    every = schedule.interval in {None, 0, 1} and not schedule.bymonthday
    return every and not schedule.term_time and not _NOT_EVERY_WEEK.search(words)


def _sessions(schedule: Schedule) -> Iterator[Session]:
    """The hours of a schedule on each of its days; nothing when it does not say both."""
    first, last = schedule.valid_from or schedule.dtstart or date.min, schedule.valid_to or date.max
    for which, day in _days(schedule) if schedule.opens_at else ():
        yield from _on(day, which, schedule.opens_at or time(), schedule.closes_at, first, last)


def _on(day: int, which: int, opens_at: time, closes_at: time | None, first: date, last: date) -> Iterator[Session]:
    """The hours of one day; those that go on after midnight are parted there."""
    opens, closes = _minutes(opens_at), None if closes_at is None else _minutes(closes_at)
    if closes is None or closes > opens:
        yield Session(day, opens, closes if closes != MIDNIGHT - 1 else MIDNIGHT, which, first, last)
        return
    yield Session(day, opens, MIDNIGHT, which, first, last)
    if closes and not which:
        yield Session((day + 1) % 7, 0, closes, 0, first, last)


def _days(schedule: Schedule) -> list[tuple[int, int]]:
    """The week of the month (0 for every) and the day of the week; nothing when one of them cannot be told."""
    shapes = [_DAY.match(day.strip().upper()) for day in (schedule.byday or "").split(",") if day.strip()]
    found = [(int(shape[1] or 0), DAYS.index(shape[2])) for shape in shapes if shape]
    if schedule.freq == "DAILY" and not shapes:
        return [(0, day) for day in range(7)]
    monthly = schedule.freq == "MONTHLY"
    known = schedule.freq in {"DAILY", "WEEKLY", "MONTHLY"} and len(found) == len(shapes)
    return found if known and all(bool(which) == monthly and which >= -1 for which, _ in found) else []


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _slots(session: Session) -> Iterator[str]:
    closes = session.opens + 1 if session.closes is None else session.closes
    for name, (begins, ends) in TIMES.items():
        if session.opens < ends and closes > begins:
            yield f"{DAYS[session.weekday]}.{name}"
