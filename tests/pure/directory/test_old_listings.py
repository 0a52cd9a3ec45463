"""The rule for old listings: marked, then ranked down, then hidden, by the council's months."""

from datetime import UTC, date, datetime

import pytest

from app.councils.domain import Freshness
from app.directory.domain import Contact, CostOption, Finding, How, Kind, Schedule, Service
from app.directory.service.freshness import Standing, Unsaid, last_known, standing_of, unsaid

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("checked", "standing"),
    [
        (date(2026, 11, 22), Standing.FRESH),
        (date(2026, 5, 23), Standing.FRESH),
        (date(2026, 5, 22), Standing.MARKED),
        (date(2025, 11, 23), Standing.MARKED),
        (date(2025, 11, 22), Standing.LOWERED),
        (date(2024, 11, 23), Standing.LOWERED),
        (date(2024, 11, 22), Standing.HIDDEN),
        (date(1999, 1, 1), Standing.HIDDEN),
        (None, Standing.UNKNOWN),
    ],
)
def test_a_listing_stands_by_the_day_of_its_last_check(checked: date | None, standing: Standing) -> None:
    assert standing_of(checked, Freshness(), TODAY) is standing


def test_a_council_sets_the_months() -> None:
    assert standing_of(date(2026, 9, 1), Freshness(1, 2, 3), TODAY) is Standing.LOWERED


def test_months_end_where_the_calendar_says() -> None:
    assert standing_of(date(2026, 8, 31), Freshness(6, 9, 18), date(2027, 2, 28)) is Standing.FRESH
    assert standing_of(date(2026, 8, 28), Freshness(6, 9, 18), date(2027, 2, 28)) is Standing.MARKED


def test_a_change_to_the_record_is_no_check() -> None:
    changed = datetime(2020, 1, 2, tzinfo=UTC)
    assert last_known(Service("s", "S", last_modified=changed)) is None
    assert last_known(Service("s", "S", last_modified=changed, assured_date=date(2025, 3, 4))) == date(2025, 3, 4)
    assert last_known(Service("s", "S")) is None


def test_a_bare_listing_leaves_everything_open_and_a_full_one_nothing() -> None:
    assert unsaid(Service("s", "S")) == tuple(Unsaid)
    full = Service(
        "s",
        "S",
        description="We knit.",
        minimum_age=18,
        schedules=(Schedule("w", freq="WEEKLY", byday="TU"),),
        cost_options=(CostOption("c", amount=0),),
        contacts=(Contact("k"),),
        findings=(Finding(Kind.WAY, "online", How.READ), Finding(Kind.ACCESS, "toilet", How.READ)),
    )
    assert unsaid(full) == ()
