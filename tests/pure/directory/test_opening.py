"""When a service is on in a usual week, and what it can be filtered by."""

from datetime import date, datetime, time

import pytest

from app.directory.domain import (
    Accessibility,
    AtLocation,
    Finding,
    How,
    Kind,
    Location,
    Schedule,
    Service,
    Status,
)
from app.directory.service import opening
from app.directory.service.facets import facets_of
from app.search.domain import Hours, Session

TUESDAY_MORNING = datetime.fromisoformat("2026-11-24T10:30")
WEEKLY = Schedule("s", freq="WEEKLY", byday="TU,TH", opens_at=time(10), closes_at=time(12))


def service(*schedules: Schedule, **more: object) -> Service:
    days = {day.strip()[-2:] for one in schedules for day in (one.byday or "").split(",") if day}
    findings = tuple(Finding(Kind.DAY, day, How.RECORDED) for day in sorted(days))
    return Service(**({"id": "1", "name": "A", "schedules": schedules, "findings": findings} | more))  # type: ignore[arg-type]


def test_hours_that_are_the_same_every_week_are_whole() -> None:
    assert opening.hours_of(service(WEEKLY)) == Hours((Session(1, 600, 720), Session(3, 600, 720)), whole=True)


@pytest.mark.parametrize(
    "odd",
    [
        Schedule("o", description="Ring for times"),
        Schedule("o", freq="WEEKLY", interval=2, byday="MO", opens_at=time(9)),
        Schedule("o", freq="WEEKLY", byday="MO", opens_at=time(9), term_time=True),
        Schedule("o", freq="WEEKLY", byday="MO", opens_at=time(9), notes="Not in the school holidays"),
        Schedule("o", freq="WEEKLY", byday="XX", opens_at=time(9)),
    ],
)
def test_beside_hours_that_nobody_can_tell_the_rest_is_not_whole(odd: Schedule) -> None:
    assert opening.hours_of(service(WEEKLY, odd)) == Hours(opening.hours_of(service(WEEKLY)).sessions, whole=False)


def test_hours_of_a_month_keep_their_week() -> None:
    monthly = Schedule("m", freq="MONTHLY", byday="2SU,-1FR", opens_at=time(9), closes_at=time(10))
    assert opening.hours_of(service(monthly)).sessions == (Session(6, 540, 600, 2), Session(4, 540, 600, -1))


def test_hours_after_midnight_belong_to_the_next_day() -> None:
    late = Schedule("l", freq="WEEKLY", byday="SU", opens_at=time(22), closes_at=time(2))
    assert opening.hours_of(service(late)).sessions == (Session(6, 1320, 1440), Session(0, 0, 120))


def test_what_is_always_on_has_no_minute_off() -> None:
    always = Schedule("a", freq="DAILY", opens_at=time(0), closes_at=time(23, 59))
    hours = opening.hours_of(service(always))
    assert hours.open_at(datetime.fromisoformat("2026-11-24T23:59")) is True


def test_hours_hold_between_their_days() -> None:
    over = Schedule("o", freq="WEEKLY", byday="TU", opens_at=time(9), closes_at=time(12), valid_to=date(2026, 11, 1))
    assert opening.hours_of(service(over)).open_at(TUESDAY_MORNING) is False


def test_what_is_closed_for_now_is_not_open() -> None:
    assert opening.hours_of(service(WEEKLY, status=Status.TEMPORARILY_CLOSED)).open_at(TUESDAY_MORNING) is False


def test_days_and_times_of_day_are_known_apart_and_together() -> None:
    facets = opening.facets_of(service(WEEKLY, Schedule("e", freq="WEEKLY", byday="FR", opens_at=time(19))))
    assert facets["day"] == {"TU", "TH", "FR"}
    assert facets["time"] == {"morning", "evening"}
    assert facets["slot"] == {"TU.morning", "TH.morning", "FR.evening"}


def test_a_day_without_a_time_says_so() -> None:
    facets = opening.facets_of(service(Schedule("d", freq="WEEKLY", byday="MO")))
    assert facets["time"] == {opening.NOT_SAID}
    assert facets["slot"] == {f"MO.{opening.NOT_SAID}"}


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [
        (60, None, {"60-64", "65-74", "75"}),
        (None, 10, {"0-4", "5-10"}),
        (16, 25, {"16-17", "18-24", "25-49"}),
        (None, None, set()),
    ],
)
def test_an_age_is_in_every_band_of_which_somebody_is_let_in(
    low: float | None, high: float | None, bands: set[str]
) -> None:
    assert facets_of(service(minimum_age=low, maximum_age=high))["age"] == bands


def at(kind: str) -> AtLocation:
    return AtLocation("at", Location("l", kind, accessibility=(Accessibility("x", "Step-free"),)))


def test_what_has_an_address_is_given_in_person_unless_its_feed_records_another_way() -> None:
    assert facets_of(service(at_locations=(at("physical"),)))["way"] == {"venue"}
    assert facets_of(service(at_locations=(at("virtual"),)))["way"] == set()
    by_telephone = (Finding(Kind.WAY, "telephone", How.RECORDED),)
    assert facets_of(service(at_locations=(at("physical"),), findings=by_telephone))["way"] == {"telephone"}


def test_step_free_throughout_serves_who_asks_for_a_step_free_way_in() -> None:
    found = (Finding(Kind.ACCESS, "step-free-throughout", How.RECORDED), Finding(Kind.ACCESS, "no-lift", How.READ))
    assert facets_of(service(findings=found))["access"] == {"step-free-throughout", "step-free", "no-lift"}


def test_what_is_there_outweighs_a_word_that_it_is_not() -> None:
    found = (Finding(Kind.ACCESS, "lift", How.RECORDED), Finding(Kind.ACCESS, "no-lift", How.READ))
    assert facets_of(service(findings=found))["access"] == {"lift"}
