"""Whoever looks sees everybody, in an order that the page explains, each with what fits and what does not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.assessment.facts import Outcome
from app.pa_finder.domain import (
    INTIMATE,
    OUTCOMES,
    WEEK,
    Assistant,
    Check,
    CheckKind,
    Conditions,
    Details,
    Experience,
    Gender,
    Profile,
    Task,
)
from app.pa_finder.finding.matching import Asked, Match, Wanted, Way, matches
from app.search.domain import Point

TODAY = date(2027, 3, 9)
HERE = Point(54.56, -1.31)
POINTS = {"TS18": HERE, "TS17": Point(54.53656, -1.30415), "TS29": Point(54.9, -1.5)}
SEEN = tuple(
    Check(UUID(int=9), kind, date(2027, 1, 4), None, "", 1, datetime(2027, 1, 4, tzinfo=UTC)) for kind in CheckKind
)


def pa(number: int, postcode: str = "TS18 1AU", **profile: object) -> Assistant:
    details = Details(born=date(1990, 1, 1), postcode=postcode)
    said = Profile(first_name=f"Pa {number}", **profile)  # type: ignore[arg-type]  # a field of its own each
    return Assistant(UUID(int=number), number, f"PA{number}", details, 1, said, SEEN)


def found(assistants: list[Assistant], wanted: Wanted, today: date = TODAY) -> tuple[Match, ...]:
    return matches(assistants, wanted, POINTS, Conditions(), today)


def numbers(found_: tuple[Match, ...]) -> list[int]:
    return [match.pa.id.int for match in found_]


def fit_in(way: Way, match: Match) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return next((fit.has, fit.lacks) for fit in match.fits if fit.way is way)


def test_each_task_helps_with_outcomes_that_the_assessment_asks_about() -> None:
    assert OUTCOMES.keys() == set(Task)
    assert set().union(*OUTCOMES.values()) == set(Outcome)


def test_what_somebody_can_do_and_what_not_is_told() -> None:
    four = frozenset({Task.MEALS, Task.SHOPPING, Task.COMPANY, Task.NIGHTS})
    [match] = found([pa(1, tasks=four - {Task.NIGHTS})], Wanted(tasks=four))
    assert fit_in(Way.TASKS, match) == (("meals", "shopping", "company"), ("nights",))
    assert not match.fits_all


def test_those_who_fit_come_first_then_those_who_lack_least() -> None:
    wanted = Wanted(tasks=frozenset({Task.MEALS, Task.SHOPPING}), times=frozenset(WEEK[:2]))
    whole = pa(3, tasks=wanted.tasks, times=wanted.times)
    lacks_a_task = pa(2, tasks=frozenset({Task.MEALS}), times=wanted.times)
    lacks_both_times = pa(4, tasks=wanted.tasks)
    lacks_in_two_ways = pa(1, tasks=frozenset({Task.MEALS}), times=frozenset(WEEK[:1]))
    everybody = [lacks_in_two_ways, lacks_both_times, lacks_a_task, whole]
    assert numbers(found(everybody, wanted)) == [3, 2, 4, 1]


def test_the_nearest_come_first_among_those_who_fit_alike() -> None:
    assert numbers(found([pa(1, "TS17 6PB"), pa(2, "TS18 2AA")], Wanted(near=HERE))) == [2, 1]


def test_whoever_lives_farther_than_they_go_does_not_fit_and_is_shown() -> None:
    [match] = found([pa(1, "TS29 6AA", miles=5)], Wanted(near=HERE))
    assert not match.fits_all
    assert match.miles == 25


def test_a_distance_tells_the_district_and_no_home() -> None:
    homes = [pa(1, "TS18 1AU"), pa(2, "TS18 2AA"), pa(3, "TS18 9ZZ")]
    assert len({match.miles for match in found(homes, Wanted(near=Point(54.5, -1.2)))}) == 1


def test_a_woman_is_sought_only_with_help_that_is_intimate() -> None:
    man = pa(1, tasks=frozenset(Task), gender=Gender.MAN)
    for task in Task:
        [match] = found([man], Wanted(tasks=frozenset({task}), gender=Gender.WOMAN))
        assert any(fit.way is Way.GENDER for fit in match.fits) is (task in INTIMATE)


def test_whoever_does_not_say_what_they_are_is_shown_as_not_having_said() -> None:
    [match] = found([pa(1, tasks=INTIMATE)], Wanted(tasks=INTIMATE, gender=Gender.WOMAN))
    assert fit_in(Way.GENDER, match) == ((), ("woman",))


def test_nobody_comes_last_every_day() -> None:
    alike = [pa(number) for number in range(1, 6)]
    last = {numbers(found(alike, Wanted(), date(2027, 3, day)))[-1] for day in range(1, 29)}
    assert last == {1, 2, 3, 4, 5}


@given(
    st.lists(
        st.builds(
            lambda number, tasks, times, experience: pa(number, tasks=tasks, times=times, experience=experience),
            st.integers(1, 10**6),
            st.frozensets(st.sampled_from(Task)),
            st.frozensets(st.sampled_from(WEEK), max_size=6),
            st.frozensets(st.sampled_from(Experience)),
        ),
        unique_by=lambda one: one.id,
        max_size=8,
    ),
    st.frozensets(st.sampled_from(Task)),
    st.frozensets(st.sampled_from(WEEK), max_size=6),
)
def test_nobody_is_left_out_whatever_is_asked(everybody: list[Assistant], tasks: frozenset[Task], times) -> None:
    shown = found(everybody, Wanted(tasks=tasks, times=times))
    assert sorted(numbers(shown)) == sorted(one.id.int for one in everybody)
    whole = [match.fits_all for match in shown]
    assert whole == sorted(whole, reverse=True)
    assert numbers(found(list(reversed(everybody)), Wanted(tasks=tasks, times=times))) == numbers(shown)


def test_whoever_may_not_be_seen_is_not_among_them() -> None:
    assert found([replace(pa(1), paused=True)], Wanted()) == ()


def test_what_was_asked_comes_back_from_the_browser_as_it_went() -> None:
    asked = Asked(("meals",), ("0-morning",), ("dementia",), "pl", "woman", "TS18 1AU")
    assert Asked.from_text(asked.as_text()) == asked
    odd = Asked(("meals", "juggling"), ("9-noon",)).wanted(None)
    assert (odd.tasks, odd.times) == (frozenset({Task.MEALS}), frozenset())
