"""Days and hours as people type them, and rows of times as the directory keeps them (RFC 5545), there and back."""

import re
from dataclasses import replace
from datetime import date, time

from app.directory.domain import Schedule
from app.listings.domain import DAYS, OFTEN, SEVERAL_DAYS, OwnService, Pause, Times

LONG_WORDS = 200
_CLOCK = re.compile(r"(?i)^(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?$")
_NAMED = {"noon": time(12), "12 noon": time(12), "midday": time(12), "midnight": time(23, 59)}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"(?i)^(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+([a-z]{3,9}|\d{1,2})\.?(?:[\s/.,-]+(\d{4}))?$")
_WHICH = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
_A_LEAP_YEAR = 2024


class Unreadable(ValueError):
    """What somebody typed is no day or no hour; the message says what to type."""


def hours_of(starts: str, ends: str) -> tuple[time | None, time | None]:
    """From when to when. Raises Unreadable.

    An hour from 7 to 12 means itself; an earlier one without am or pm takes that of the other, or is asked for.
    """
    until = _clock(ends, "")
    begins = _clock(starts, "pm" if until and until.hour > 12 else "")
    if until and not begins:
        raise Unreadable("Write when it starts too")
    if begins and until and until <= begins:
        raise Unreadable("The end comes before the start. Check both, and write am or pm")
    return begins, until


def _clock(typed: str, otherwise: str) -> time | None:
    text = " ".join(typed.lower().split())
    if not text or text in _NAMED:
        return _NAMED.get(text)
    match = _CLOCK.match(text)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Unreadable("Write a time like 10am, 2:30pm or noon")
    hour, half = int(match[1]), (match[3] or "").lower()[:1]
    if not half and hour < 7:
        half = otherwise[:1]
        if not half:
            raise Unreadable("Write am or pm, like 10am or 2:30pm")
    if half and not 1 <= hour <= 12:
        raise Unreadable("Write a time like 10am, 2:30pm or noon")
    return time(hour % 12 + (12 if half == "p" else 0) if half else hour, int(match[2] or 0))


def day_of(typed: str, year: int | None = None) -> date:
    """A day like "27 March 2027" or 27/3/2027; with a `year`, one that is typed without. Raises Unreadable."""
    text = " ".join(typed.split())
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        text = "/".join(reversed(text.split("-")))
    match = _DAY.match(text)
    if match is None or (year is None and match[3] is None):
        raise Unreadable("Write a day like 20 December" if year else "Write a day with its year, like 27 March 2027")
    month = int(match[2]) if match[2].isdecimal() else _month(match[2])
    try:
        return date(year or int(match[3]), month, int(match[1]))
    except ValueError:
        raise Unreadable("There is no such day. Check the number and the month") from None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in _MONTHS else 0


def schedule_of(id: str, row: Times) -> Schedule:
    """A row as the directory keeps it. Raises Unreadable.

    What the directory's own words would leave out (every two weeks, term time) is said in its description.
    """
    if not row.day:
        return Schedule(id, description=row.words[:LONG_WORDS] or None)
    opens, closes = hours_of(row.starts, row.ends)
    monthly = row.often in _WHICH
    return Schedule(
        id=id,
        dtstart=day_of(row.first) if row.often == "fortnight" and row.first else None,
        freq="MONTHLY" if monthly else "WEEKLY",
        interval=2 if row.often == "fortnight" else 1,
        byday=",".join(f"{row.often if monthly else ''}{day}" for day in _days(row.day)),
        description=said(row) if row.often == "fortnight" or row.term_time or row.words else None,
        opens_at=opens,
        closes_at=closes,
        term_time=row.term_time,
    )


def times_of(schedule: Schedule) -> Times:
    """A schedule of the directory as a row that its group can change; what no row can say keeps its words."""
    days = [day.strip().upper() for day in (schedule.byday or "").split(",") if day.strip()]
    numbers = {day[:-2].lstrip("+") for day in days}
    day = _named_days([day[-2:] for day in days])
    often = {1: "week", None: "week", 2: "fortnight"}.get(schedule.interval, "")
    if schedule.freq == "MONTHLY":
        often = numbers.pop() if len(numbers) == 1 and (schedule.interval or 1) == 1 else ""
    elif schedule.freq != "WEEKLY":
        often = ""
    if often not in OFTEN or not day:
        return Times(words=schedule.description or "")
    return Times(
        often=often,
        day=day,
        starts=clock_words(schedule.opens_at),
        ends=clock_words(schedule.closes_at),
        first=day_words(schedule.dtstart) if often == "fortnight" and schedule.dtstart else "",
        term_time=schedule.term_time,
    )


def rows_of(schedule: Schedule) -> tuple[Times, ...]:
    """The rows for a schedule: one for each day where several hold the same hours."""
    days = [day.strip() for day in (schedule.byday or "").split(",") if day.strip()]
    if times_of(schedule).day or len(days) < 2:
        return (times_of(schedule),)
    each = tuple(times_of(_on(schedule, day)) for day in days)
    return each if all(row.day for row in each) else (times_of(schedule),)


def said(row: Times) -> str:
    """A row in words: "Every second Tuesday in term time, 10am to noon"."""
    if not row.day:
        return row.words
    several = SEVERAL_DAYS.get(row.day, "")
    name = several or DAYS.get(row.day, "")
    which = _WHICH.get(row.often)
    when = f"The {which} {name} of each month" if which else several or f"Every {name}"
    if row.often == "fortnight":
        when = f"Every second {name}" if not several else f"Every second week, {name}"
    hours = " to ".join(filter(None, (row.starts, row.ends)))
    note = f" ({row.words})" if row.words else ""
    return ", ".join(filter(None, (when + (" in term time" if row.term_time else ""), hours))) + note


def is_paused(service: OwnService, today: date) -> bool:
    """Whether nothing happens on this day; a pause that cannot be read is none."""
    return any(_holds(pause, today) for pause in service.pauses)


def has_ended(service: OwnService, today: date) -> bool:
    """Whether its last day has been."""
    try:
        return bool(service.ends_on) and day_of(service.ends_on) < today
    except Unreadable:
        return False


def bounds_of(pause: Pause) -> tuple[date, date]:
    """The first and the last day of a pause; of one each year, in a leap year. Raises Unreadable."""
    year = _A_LEAP_YEAR if pause.every_year else None
    starts, ends = day_of(pause.starts, year), day_of(pause.ends, year)
    if not pause.every_year and ends < starts:
        raise Unreadable("The last day comes before the first. Check both")
    return starts, ends


def pause_words(pause: Pause) -> str:
    """What residents read of a pause."""
    try:
        starts, ends = bounds_of(pause)
    except Unreadable:
        return ""
    days = [f"{day.day} {day:%B}" + ("" if pause.every_year else f" {day.year}") for day in (starts, ends)]
    return f"Closed from {days[0]} to {days[1]}{' each year' if pause.every_year else ''}."


def matters(pause: Pause, today: date) -> bool:
    """Whether a pause is still to come or holds now."""
    try:
        return pause.every_year or bounds_of(pause)[1] >= today
    except Unreadable:
        return False


def clock_words(moment: time | None) -> str:
    """An hour as people type it."""
    if moment is None:
        return ""
    if moment == time(12):
        return "noon"
    hour, half = moment.hour % 12 or 12, "am" if moment.hour < 12 else "pm"
    return f"{hour}:{moment.minute:02}{half}" if moment.minute else f"{hour}{half}"


def day_words(day: date) -> str:
    """A day as people type it."""
    return f"{day.day} {day:%B %Y}"


def _holds(pause: Pause, today: date) -> bool:
    try:
        starts, ends = bounds_of(pause)
    except Unreadable:
        return False
    if not pause.every_year:
        return starts <= today <= ends
    first, last, now = ((day.month, day.day) for day in (starts, ends, today))
    return first <= now <= last if first <= last else now >= first or now <= last


def _days(day: str) -> tuple[str, ...]:
    names = tuple(DAYS)
    return {"weekdays": names[:5], "every": names}.get(day, (day,) if day in DAYS else ())


def _named_days(days: list[str]) -> str:
    """The choice of a row that means these days."""
    choices = (*DAYS, *SEVERAL_DAYS)
    return next((choice for choice in choices if days and sorted(_days(choice)) == sorted(days)), "")


def _on(schedule: Schedule, day: str) -> Schedule:
    return replace(schedule, byday=day)
