"""What is counted about people is kept by the week and no nearer."""

from datetime import date, timedelta

import pytest

from app.kernel.clock import week_of

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize("days", range(7))
def test_every_day_of_a_week_counts_for_its_monday(days: int) -> None:
    assert week_of(MONDAY + timedelta(days=days)) == MONDAY


def test_the_next_monday_begins_another_week() -> None:
    assert week_of(MONDAY + timedelta(days=7)) == MONDAY + timedelta(days=7)
