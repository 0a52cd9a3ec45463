"""Filters let in what the rule lets in, and the number beside every choice is what choosing it would give."""

from dataclasses import replace
from datetime import date, datetime
from math import inf, isclose
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search import columns_file
from app.search.columns import Columns, Flags, Rows
from app.search.domain import (
    OF_SLOTS,
    OPEN,
    REACH,
    SLOT,
    Area,
    Document,
    Hours,
    Near,
    Point,
    Query,
    Reach,
    Session,
    Whereabouts,
    held,
    miles_between,
    reach_of,
    unstated_by,
)
from app.search.narrowing import Narrowing
from app.search.place import Placed

NOBODY: frozenset[str] = frozenset()
FACETS = ("need", "cost", "day", "access")
SLOTS = [f"{day}.{time}" for day in ("MO", "TU") for time in ("morning", "evening", "?")]
RADII = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
TUESDAY = datetime.fromisoformat("2026-11-24T10:30")
HERE = Point(51.5, -0.3)

values = st.frozensets(st.sampled_from("abc"), max_size=3)
some = st.frozensets(st.sampled_from("abcx"), min_size=1, max_size=2)
held_facets = st.dictionaries(st.sampled_from(FACETS), values, max_size=4)
sessions = st.builds(
    Session,
    st.integers(0, 3),
    st.sampled_from([0, 540, 630, 631, 1200]),
    st.sampled_from([None, 630, 631, 1440]),
    st.sampled_from([0, 0, 1, 4, -1]),
    st.sampled_from([date.min, date(2026, 11, 24), date(2026, 11, 25)]),
    st.sampled_from([date.max, date(2026, 11, 24), date(2026, 11, 23)]),
)
hours = st.builds(Hours, st.lists(sessions, max_size=3).map(tuple), st.booleans())
points = st.builds(Point, st.floats(51.3, 51.7), st.floats(-0.6, 0.0))
areas = st.builds(Area, st.frozensets(st.sampled_from(["TW7", "CT20"])), st.booleans())
wheres = st.builds(
    Whereabouts, st.lists(points, max_size=2).map(tuple), st.booleans(), st.none() | areas, st.none() | areas
)
documents = st.lists(
    st.builds(
        lambda facets, slots, hours, where: Document(
            "", "", facets=facets | {SLOT: slots}, hours=hours, whereabouts=where
        ),
        held_facets,
        st.frozensets(st.sampled_from(SLOTS), max_size=3),
        hours,
        wheres,
    ),
    min_size=1,
    max_size=15,
).map(lambda made: [replace(document, id=str(place)) for place, document in enumerate(made)])
queries = st.builds(
    Query,
    near=st.none() | st.builds(Near, st.just(HERE), st.just("TW7"), st.none() | st.sampled_from(RADII)),
    any_of=st.dictionaries(st.sampled_from(["need", "cost", "day"]), some, max_size=3),
    all_of=st.dictionaries(st.just("access"), some, max_size=1),
    none_of=st.dictionaries(st.just("access"), st.just(frozenset({"c"})), max_size=1),
    unstated=st.dictionaries(
        st.sampled_from(["cost", "day", "access", OPEN]), st.sampled_from([NOBODY, frozenset({"c"})]), max_size=3
    ),
    at=st.just(TUESDAY),
    holiday=st.booleans(),
    radii=st.just((*RADII, inf)),
    by_slot=st.just({"day": {"TU": frozenset({"TU.morning", "TU.evening"}), "MO": frozenset({"MO.morning"})}}),
)
open_now = st.sampled_from([{}, {OPEN: frozenset({"now"})}])
reaches = st.dictionaries(st.just(REACH), st.frozensets(st.sampled_from(list(Reach)), min_size=1), max_size=1)


def narrowed(listed: list[Document], query: Query) -> tuple[Narrowing, Placed]:
    made = Columns.of(listed)
    placed = Placed.of(made, query.near, query.radii)
    return Narrowing(made, query, placed), placed


def fitting(listed: list[Document], query: Query) -> list[Document]:
    """By hand: those within the distance that fit every filter and state it."""
    within = [one for one in listed if query.near is None or reach_of(one.whereabouts, query.near)]
    return [one for one in within if unstated_by(one, query) == ()]


def without(query: Query, *facets: str) -> Query:
    return replace(query, any_of={name: wanted for name, wanted in query.any_of.items() if name not in facets})


def by_hand(listed: list[Document], query: Query, facet: str) -> dict[str, int]:
    fit = [held(one, facet, query) for one in fitting(listed, without(query, facet))]
    everything = sorted(NOBODY.union(*fit))
    return {value: count for value in everything if (count := sum(value in one for one in fit))}


def rows_of(flags: Flags | None, size: int) -> Rows:
    return np.arange(size, dtype=np.int32) if flags is None else np.flatnonzero(flags).astype(np.int32)


@settings(deadline=None)  # the first example waits for numpy
@given(documents, queries, open_now, reaches)
def test_filters_let_in_what_the_rule_lets_in(
    listed: list[Document], query: Query, open_: dict[str, frozenset[str]], reach: dict[str, frozenset[str]]
) -> None:
    query = replace(query, any_of={**query.any_of, **open_, **reach})
    narrowing, _ = narrowed(listed, query)
    fits, others = narrowing.fitting(), narrowing.unstating()
    for row, document in enumerate(listed):
        unstated = unstated_by(document, query)
        assert (fits is None or bool(fits[row])) == (unstated == ())
        assert (others is not None and bool(others[row])) == bool(unstated)
        assert not unstated or sorted(narrowing.unstated_by(row)) == sorted(unstated)


@settings(deadline=None)  # the first example waits for numpy
@given(documents, queries, open_now, reaches)
def test_the_number_beside_a_choice_is_what_counting_by_hand_gives(
    listed: list[Document], query: Query, open_: dict[str, frozenset[str]], reach: dict[str, frozenset[str]]
) -> None:
    query = replace(query, any_of={**query.any_of, **open_, **reach})
    narrowing, placed = narrowed(listed, query)
    near = rows_of(placed.inside, len(listed))
    fits = rows_of(narrowing.fitting(), len(listed))
    counts = narrowing.counts(near, np.intersect1d(near, fits).astype(np.int32))
    for facet in ("need", "cost", "access"):
        assert counts.get(facet, {}) == by_hand(listed, query, facet)
    assert counts[OPEN]["now"] == by_hand(listed, query, OPEN).get("now", 0)
    assert counts.get(REACH, {}) == by_hand(listed, query, REACH)


@settings(deadline=None)  # the first example waits for numpy
@given(documents, queries)
def test_days_beside_a_chosen_time_of_day_are_counted_by_both_at_once(listed: list[Document], query: Query) -> None:
    narrowing, placed = narrowed(listed, query)
    near = rows_of(placed.inside, len(listed))
    fit = fitting(listed, without(query, *OF_SLOTS))
    wanted = query.by_slot["day"]
    expected = {day: sum(bool(held(one, SLOT, query) & slots) for one in fit) for day, slots in wanted.items()}
    assert narrowing.counts(near, near)["day"] == {day: count for day, count in expected.items() if count}


@settings(deadline=None)  # the first example waits for numpy
@given(documents, queries, reaches)
def test_the_number_beside_a_distance_is_what_it_would_give(
    listed: list[Document], query: Query, reach: dict[str, frozenset[str]]
) -> None:
    query = replace(query, any_of={**query.any_of, **reach})
    if query.near is None or _on_a_line(listed):
        return
    narrowing, _ = narrowed(listed, query)
    within = narrowing.within(np.arange(len(listed), dtype=np.int32))
    for radius in RADII:
        other = replace(query, near=replace(query.near, radius_miles=radius))
        assert within[radius] == len(fitting(listed, other))
    anywhere = replace(query, near=replace(query.near, radius_miles=None))
    assert within[inf] == len(fitting(listed, anywhere))


def _on_a_line(listed: list[Document]) -> bool:
    miles = [miles_between(point, HERE) for one in listed for point in one.whereabouts.points]
    return any(isclose(one, radius, rel_tol=1e-9) for one in miles for radius in RADII)


@settings(deadline=None)  # the first example waits for numpy
@given(documents, documents)
def test_hours_that_are_replaced_are_what_making_all_anew_would_give(
    before: list[Document], after: list[Document]
) -> None:
    changed = Columns.of(before).replaced(after)
    now = {document.id: document for document in (*before, *after)}
    is_open, unsure = changed.opening.at(TUESDAY, holiday=False)
    for row, id in enumerate(changed.ids):
        state = now[id].hours.open_at(TUESDAY)
        assert (bool(is_open[row]), bool(unsure[row])) == (state is True, state is None)


@pytest.mark.parametrize(
    ("hours", "moment", "is_open"),
    [
        (Hours((Session(1, 600, 720),), whole=True), TUESDAY, True),
        (Hours((Session(1, 600, 630),), whole=True), TUESDAY, False),
        (Hours((Session(1, 600, 630),)), TUESDAY, None),
        (Hours((Session(1, 600),), whole=True), TUESDAY, None),
        (Hours((Session(1, 600, 720, which=4),), whole=True), TUESDAY, True),
        (Hours((Session(1, 600, 720, which=-1),), whole=True), TUESDAY, True),
        (Hours((Session(1, 600, 720, which=2),), whole=True), TUESDAY, False),
        (Hours((Session(1, 600, 720, last=date(2026, 11, 1)),), whole=True), TUESDAY, False),
        (Hours(), TUESDAY, None),
    ],
)
def test_open_now_is_said_only_when_it_is_known(hours: Hours, moment: datetime, is_open: bool | None) -> None:
    assert hours.open_at(moment) is is_open


def test_on_a_bank_holiday_nobody_can_tell() -> None:
    assert Hours((Session(1, 600, 720),), whole=True).open_at(TUESDAY, holiday=True) is None


def test_nobody_opens_or_closes_before_the_next_turn() -> None:
    sessions = (
        Session(1, 600, 720),
        Session(1, 780),
        Session(2, 540, 600),
        Session(1, 900, 960, last=date(2026, 1, 1)),
    )
    opening = Columns.of([Document("1", "", hours=Hours(sessions, whole=True))]).opening
    turns = [opening.until(TUESDAY.replace(hour=hour, minute=minute)) for hour, minute in ((9, 59), (10, 0), (12, 0))]
    assert [(turn.hour, turn.minute) for turn in turns] == [(10, 0), (12, 0), (13, 0)]
    midnight = opening.until(TUESDAY.replace(hour=13, minute=0))
    assert (midnight.date() - TUESDAY.date()).days == 1


def test_hours_are_read_as_they_were_saved(tmp_path: Path) -> None:
    made = Columns.of([Document("1", "", hours=Hours((Session(1, 600, 720, -1),), whole=True)), Document("2", "")])
    columns_file.save(made, tmp_path / "columns-1")
    read = columns_file.load(tmp_path / "columns-1").opening
    assert (read.sessions.tolist(), read.whole.tolist()) == (made.opening.sessions.tolist(), [True, False])
