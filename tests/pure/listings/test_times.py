"""Rows of times as people fill them in, and what the directory makes of them."""

from datetime import date, datetime, time

import pytest

from app.councils.domain import SchoolTerms
from app.directory.service.timetable import next_occasions
from app.kernel.clock import LONDON
from app.listings.domain import OwnService, Pause, Times
from app.listings.page.times import Unreadable, day_of, hours_of, is_paused, schedule_of, times_of

NOVEMBER = datetime(2026, 11, 22, 18, 0, tzinfo=LONDON).replace(tzinfo=None)
TERMS = SchoolTerms("", date(2026, 11, 1), ((date(2027, 1, 4), date(2027, 2, 12)),))


def test_every_second_tuesday_in_term_time_is_on_when_it_says() -> None:
    row = Times("fortnight", "TU", "10 am", "noon", "5 January 2027", term_time=True)
    schedule = schedule_of("a", row)
    assert schedule.description == "Every second Tuesday in term time, 10 am to noon"
    assert [on.day for on in next_occasions([schedule], NOVEMBER, frozenset(), 4, TERMS)] == [
        date(2027, 1, 5),
        date(2027, 1, 19),
        date(2027, 2, 2),
    ]


def test_the_first_monday_of_the_month_is_on_when_it_says() -> None:
    occasions = next_occasions([schedule_of("a", Times("1", "MO", "2pm", "4pm"))], NOVEMBER, frozenset(), 2)
    assert [(on.day, on.opens_at) for on in occasions] == [(date(2026, 12, 7), time(14)), (date(2027, 1, 4), time(14))]


@pytest.mark.parametrize(
    "row",
    [
        Times("week", "MO", "10am", "noon"),
        Times("week", "weekdays", "9:30am", "5pm"),
        Times("-1", "FR", "7pm", "", ""),
        Times("fortnight", "TU", "10am", "noon", "5 January 2027", term_time=True),
    ],
)
def test_a_row_comes_back_as_it_went(row: Times) -> None:
    assert times_of(schedule_of("a", row)) == row


@pytest.mark.parametrize(
    ("starts", "ends", "read"),
    [
        ("10am", "12", (time(10), time(12))),
        ("10", "noon", (time(10), time(12))),
        ("2", "4pm", (time(14), time(16))),
        ("14:00", "15.30", (time(14), time(15, 30))),
        ("", "", (None, None)),
    ],
)
def test_hours_are_read_as_people_write_them(starts: str, ends: str, read: tuple[time | None, time | None]) -> None:
    assert hours_of(starts, ends) == read


@pytest.mark.parametrize(("starts", "ends"), [("2", "4"), ("early", ""), ("25", ""), ("4pm", "2pm"), ("", "4pm")])
def test_hours_that_could_mean_two_things_are_asked_about(starts: str, ends: str) -> None:
    with pytest.raises(Unreadable):
        hours_of(starts, ends)


@pytest.mark.parametrize("typed", ["27 March 2027", "27th mar 2027", "27/3/2027", "2027-03-27", "27.03.2027"])
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert day_of(typed) == date(2027, 3, 27)


def test_a_pause_of_each_year_goes_over_the_turn_of_the_year() -> None:
    service = OwnService(pauses=(Pause("20 December", "5 January", every_year=True),))
    paused = [day for day in (19, 20, 31) if is_paused(service, date(2026, 12, day))]
    assert paused == [20, 31]
    assert is_paused(service, date(2031, 1, 5))
    assert not is_paused(service, date(2031, 1, 6))
