"""The rule of a limit."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.limits.domain import Limit, Tries

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
LIMIT = Limit(10, timedelta(minutes=5))


def allowed_of(limit: Limit, moments: list[datetime]) -> Tries:
    """Which of the tries get through, when each that is allowed is counted."""
    counted: Tries = ()
    for moment in moments:
        if not limit.minutes_to_wait(counted, moment):
            counted = (*counted, moment)
    return counted


@given(
    st.integers(1, 12),
    st.lists(st.integers(0, 3600), max_size=80).map(
        lambda seconds: [START + timedelta(seconds=s) for s in sorted(seconds)]
    ),
)
def test_no_stretch_of_the_window_ever_holds_more_than_the_most(most: int, moments: list[datetime]) -> None:
    limit = Limit(most, timedelta(minutes=5))
    allowed = allowed_of(limit, moments)
    for first in allowed:
        assert sum(first <= later < first + limit.window for later in allowed) <= most


@given(st.lists(st.integers(0, 299), min_size=10, max_size=10))
def test_whoever_waits_as_long_as_they_are_told_may_try_again(seconds: list[int]) -> None:
    tries = [START + timedelta(seconds=s) for s in sorted(seconds)]
    now = tries[-1]
    wait = LIMIT.minutes_to_wait(tries, now)
    assert wait > 0
    assert LIMIT.minutes_to_wait(tries, now + timedelta(minutes=wait)) == 0


def test_a_try_that_is_as_old_as_the_window_no_longer_counts() -> None:
    assert LIMIT.recent([START], START + timedelta(minutes=5)) == ()


def test_tries_below_the_most_need_no_waiting() -> None:
    assert LIMIT.minutes_to_wait([START] * 9, START) == 0
