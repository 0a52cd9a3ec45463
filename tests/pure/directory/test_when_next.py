"""When a service is on next."""

from datetime import date, datetime, time

import pytest

from app.directory.domain import Schedule
from app.directory.service.timetable import Occasion, holds_until, next_occasions

TUESDAY = datetime(2026, 11, 24, 11, 0)  # noqa: DTZ001  a moment on London's clocks


def days(schedule: Schedule, now: datetime = TUESDAY) -> list[str]:
    return [occasion.day.isoformat() for occasion in next_occasions([schedule], now, frozenset(), 3)]


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (Schedule("1", freq="WEEKLY", byday="TU"), ["2026-11-24", "2026-12-01", "2026-12-08"]),
        (Schedule("1", freq="MONTHLY", byday="2SU,-1FR"), ["2026-11-27", "2026-12-13", "2026-12-25"]),
        (Schedule("1", freq="MONTHLY", bymonthday="31"), ["2026-12-31", "2027-01-31", "2027-03-31"]),
        (
            Schedule("1", freq="WEEKLY", byday="TU", interval=2, dtstart=date(2026, 11, 17)),
            ["2026-12-01", "2026-12-15", "2026-12-29"],
        ),
        (Schedule("1", freq="WEEKLY", byday="MO", valid_to=date(2026, 12, 1)), ["2026-11-30"]),
        (
            Schedule("1", freq="WEEKLY", byday="MO", valid_from=date(2027, 1, 1)),
            ["2027-01-04", "2027-01-11", "2027-01-18"],
        ),
    ],
)
def test_the_next_three_days_follow_the_schedule(schedule: Schedule, expected: list[str]) -> None:
    assert days(schedule) == expected


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule("1", description="Ask us"),
        Schedule("1", freq="WEEKLY", byday="TU", interval=2),
        Schedule("1", freq="WEEKLY", byday="XX"),
        Schedule("1", freq="WEEKLY", byday="2TU"),
        Schedule("1", freq="MONTHLY"),
        Schedule("1", freq="MONTHLY", bymonthday="45"),
        Schedule("1", freq="WEEKLY", byday="TU", interval=10**9, dtstart=date(2020, 1, 1)),
        Schedule("1", freq="WEEKLY", byday="TU", valid_to=date(2020, 1, 1)),
    ],
)
def test_a_schedule_that_does_not_say_which_days_gives_none(schedule: Schedule) -> None:
    assert days(schedule) == []


def test_what_is_over_today_is_not_next() -> None:
    morning = Schedule("1", freq="WEEKLY", byday="TU", opens_at=time(9), closes_at=time(11))
    assert days(morning)[0] == "2026-12-01"
    assert days(morning, TUESDAY.replace(hour=10))[0] == "2026-11-24"


def test_a_bank_holiday_is_marked() -> None:
    christmas = date(2026, 12, 25)
    schedule = Schedule("1", freq="WEEKLY", byday="FR")
    marked = [on.day for on in next_occasions([schedule], TUESDAY, frozenset({christmas}), 5) if on.bank_holiday]
    assert marked == [christmas]


TODAY = TUESDAY.date()


@pytest.mark.parametrize(
    ("occasions", "until"),
    [
        ([], datetime(2026, 11, 25)),  # noqa: DTZ001
        ([Occasion(TODAY, time(10), time(12))], datetime(2026, 11, 24, 12)),  # noqa: DTZ001
        ([Occasion(TODAY, time(14))], datetime(2026, 11, 24, 14)),  # noqa: DTZ001
        ([Occasion(TODAY)], datetime(2026, 11, 25)),  # noqa: DTZ001
        ([Occasion(date(2026, 12, 1), time(9), time(10))], datetime(2026, 11, 25)),  # noqa: DTZ001
        ([Occasion(TODAY, time(10), time(16)), Occasion(TODAY, time(11), time(12))], datetime(2026, 11, 24, 12)),  # noqa: DTZ001
    ],
)
def test_the_next_dates_hold_until_one_is_over_or_the_day_is(occasions: list[Occasion], until: datetime) -> None:
    assert holds_until(occasions, TUESDAY) == until
