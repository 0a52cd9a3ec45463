"""When it is quiet: by the clock in London, and on the days that a council names."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from app.messages.quiet import QuietHours

COUNCIL: Any = SimpleNamespace(bank_holidays=frozenset({date(2026, 12, 25)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        ("2026-11-20 07:59", True),
        ("2026-11-20 08:00", False),
        ("2026-11-20 19:59", False),
        ("2026-11-20 20:00", True),
        ("2026-11-20 00:00", True),
        ("2026-07-20 06:59", True),  # 7:59 in London, where it is summer
        ("2026-07-20 07:00", False),
        ("2026-07-20 19:00", True),
        ("2026-10-25 07:59", True),  # the day on which the clocks go back
        ("2026-10-25 08:00", False),
    ],
)
def test_nights_are_quiet_by_the_clock_in_london(moment: str, quiet: bool) -> None:
    assert QuietHours().hold(at(moment), COUNCIL) is quiet


@pytest.mark.parametrize(
    ("noon", "weekends", "bank_holidays"), [("2026-11-21", True, False), ("2026-12-25", False, True)]
)
def test_days_of_rest_are_quiet_where_the_council_says_so(noon: str, weekends: bool, bank_holidays: bool) -> None:
    moment = at(f"{noon} 12:00")
    assert QuietHours(weekends=weekends, bank_holidays=bank_holidays).hold(moment, COUNCIL)
    assert not QuietHours().hold(moment, COUNCIL)


def test_quiet_hours_within_one_day_end_on_that_day() -> None:
    hours = QuietHours("01:00", "02:00")
    assert [hours.hold(at(f"2026-11-20 {clock}"), COUNCIL) for clock in ("00:59", "01:00", "02:00")] == [
        False,
        True,
        False,
    ]
