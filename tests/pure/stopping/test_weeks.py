"""When somebody stopped is kept as a week and no nearer."""

from datetime import date, timedelta

import pytest

from app.stopping.domain import week_of

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize("days", range(7))
def test_every_day_of_a_week_counts_for_its_monday(days: int) -> None:
    assert week_of(MONDAY + timedelta(days=days)) == MONDAY


def test_the_next_monday_begins_another_week() -> None:
    assert week_of(MONDAY + timedelta(days=7)) == MONDAY + timedelta(days=7)
