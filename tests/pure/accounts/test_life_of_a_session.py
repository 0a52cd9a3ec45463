"""How long a session of staff lives."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.domain import still_alive

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

CASES = {
    "just begun": (0, 0, True),
    "idle for nearly half an hour": (29, 29, True),
    "idle for half an hour": (30, 30, False),
    "busy for nearly twelve hours": (719, 0, True),
    "busy for twelve hours": (720, 0, False),
    "last used in an hour from now, by a clock that was turned": (60, -60, False),
    "begun tomorrow, by a clock that was turned": (-1440, 0, False),
}


@pytest.mark.parametrize("case", CASES)
def test_a_session_lives_while_it_is_used_and_never_past_its_longest(case: str) -> None:
    minutes_old, minutes_idle, alive = CASES[case]
    started, seen = NOON - timedelta(minutes=minutes_old), NOON - timedelta(minutes=minutes_idle)
    assert still_alive(started, seen, NOON) is alive
