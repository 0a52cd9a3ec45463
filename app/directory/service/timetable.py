"""When a service is on next, worked out from its schedules after iCalendar (RFC 5545)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrulestr

from app.councils.domain import SchoolTerms
from app.directory.domain import Schedule

A_YEAR = timedelta(days=366)
MOST_BETWEEN = 52  # weeks or months between two occasions
_DAY = re.compile(r"^([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)$")


@dataclass(frozen=True, order=True)
class Occasion:
    """One day on which a service is on. On a bank holiday it may be closed without saying so."""

    day: date
    opens_at: time | None = None
    closes_at: time | None = None
    bank_holiday: bool = False


def next_occasions(
    schedules: Iterable[Schedule],
    now: datetime,
    bank_holidays: frozenset[date],
    count: int,
    terms: SchoolTerms | None = None,
) -> tuple[Occasion, ...]:
    """The next occasions after `now`, which is a moment in London; none beyond a year.

    What runs in term time alone is on in `terms` and on no other day; without them nobody knows when.
    """
    days = {
        (day, schedule.opens_at, schedule.closes_at)
        for schedule in schedules
        for day in islice(_in_term(schedule, _days(schedule, now), terms), count)
    }
    ordered = sorted(days, key=lambda entry: (entry[0], entry[1] or time.min, entry[2] or time.min))
    return tuple(Occasion(day, opens, closes, day in bank_holidays) for day, opens, closes in ordered[:count])


def is_on_now(occasions: Iterable[Occasion], now: datetime) -> Occasion | None:
    """The occasion that has begun and not ended; none on a bank holiday, when nobody can tell."""
    today = (on for on in occasions if on.day == now.date() and not on.bank_holiday)
    return next((on for on in today if on.opens_at and on.closes_at and on.opens_at <= now.time() < on.closes_at), None)


def holds_until(occasions: Iterable[Occasion], now: datetime) -> datetime:
    """Until when these stay the next ones and "today" stays today: until one of them ends, midnight at the latest."""
    ends = (occasion.closes_at or occasion.opens_at for occasion in occasions if occasion.day == now.date())
    midnight = datetime.combine(now.date() + timedelta(days=1), time())
    return min([midnight, *(datetime.combine(now.date(), end) for end in ends if end)])


def _in_term(schedule: Schedule, days: Iterator[date], terms: SchoolTerms | None) -> Iterator[date]:
    if not schedule.term_time:
        return days
    return (day for day in days if terms and terms.are_open(day))


def _days(schedule: Schedule, now: datetime) -> Iterator[date]:
    """The days of one schedule from now on; none when it does not say which weeks."""
    start = _start(schedule, now.date())
    rule = rule_of(schedule)
    if start is None or rule is None:
        return
    last = min(schedule.valid_to or date.max, now.date() + A_YEAR)
    for moment in _recurring(rule, start):
        if moment.date() > last:
            return
        if moment.date() >= now.date() and not _is_over(schedule, moment.date(), now):
            yield moment.date()


# Most listings share a few rules: each is read once, and its days are worked out once.
@lru_cache(maxsize=4096)
def _recurring(rule: str, start: date) -> Iterable[datetime]:
    return rrulestr(rule, dtstart=datetime.combine(start, time()), cache=True)


def after_pause(moment: datetime, closed_until: date | None) -> datetime:
    """The moment from which a service may be on: the end of its pause, if that comes within a year.

    To reckon with a later one a rule would have to be followed for ever.
    """
    if closed_until is None or not moment.date() <= closed_until <= moment.date() + A_YEAR:
        return moment
    return datetime.combine(closed_until + timedelta(days=1), time())


def rule_of(schedule: Schedule) -> str | None:
    """The rule as iCalendar writes it; None when the schedule does not say which days."""
    return _rule(schedule.freq, _interval(schedule), schedule.byday or "", schedule.bymonthday or "")


@lru_cache(maxsize=4096)
def _rule(freq: str | None, interval: int, byday: str, bymonthday: str) -> str | None:
    days, month_days = _byday(freq, byday), _bymonthday(bymonthday)
    if freq not in {"DAILY", "WEEKLY", "MONTHLY"} or days is None or month_days is None:
        return None
    if freq == "MONTHLY" and not (days or month_days):
        return None
    parts = [f"FREQ={freq}", f"INTERVAL={interval}"]
    parts += [f"BYDAY={','.join(days)}"] if days else []
    parts += [f"BYMONTHDAY={','.join(month_days)}"] if month_days else []
    return ";".join(parts)


def _byday(freq: str | None, byday: str) -> list[str] | None:
    """The days as written; None when one of them makes no sense."""
    days = [day.strip().upper() for day in byday.split(",") if day.strip()]
    shapes = [_DAY.match(day) for day in days]
    if not all(shapes) or (freq != "MONTHLY" and any(shape and shape[1] for shape in shapes)):
        return None
    return days


def _bymonthday(bymonthday: str) -> list[str] | None:
    days = [day.strip() for day in bymonthday.split(",") if day.strip()]
    return days if all(day.isdecimal() and 1 <= int(day) <= 31 for day in days) else None


def _interval(schedule: Schedule) -> int:
    return schedule.interval if schedule.interval and schedule.interval > 0 else 1


def _start(schedule: Schedule, today: date) -> date | None:
    """Where to start counting; "every other week" means nothing without a first week."""
    anchor = schedule.dtstart or schedule.valid_from
    between = _interval(schedule)
    if between > MOST_BETWEEN:
        return None
    if between == 1 and (schedule.byday or schedule.bymonthday or schedule.freq == "DAILY"):
        return max(anchor or today, today)
    if anchor is None or anchor >= today or schedule.freq == "MONTHLY":
        return anchor
    step = between * (7 if schedule.freq == "WEEKLY" else 1)
    return anchor + timedelta(days=(today - anchor).days // step * step)


def _is_over(schedule: Schedule, day: date, now: datetime) -> bool:
    end = schedule.closes_at or schedule.opens_at
    return end is not None and day == now.date() and end <= now.time()
