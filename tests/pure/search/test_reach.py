"""Who is let in by a place: the readable rule, and that the arrays decide alike."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.columns import Columns
from app.search.domain import Area, Document, Near, Point, Reach, Whereabouts, miles_between, reach_of
from app.search.place import Placed

HOME = Near(Point(51.47, -0.33), "TW7", 3.0)
CLOSE, FAR = Point(51.48, -0.34), Point(51.08, 1.18)
HERE, ELSEWHERE, EVERYWHERE = Area(frozenset({"TW7", "TW8"})), Area(frozenset({"CT20"})), Area(everywhere=True)

CASES = [
    ("a place within the radius is in", Whereabouts((CLOSE,)), Reach.NEAR),
    ("a place beyond it is out, whatever area it states", Whereabouts((FAR,), remote=True, area=HERE), None),
    ("one of several places within the radius is enough", Whereabouts((FAR, CLOSE)), Reach.NEAR),
    ("a telephone service is in when its area covers the place", Whereabouts(remote=True, area=HERE), Reach.REMOTE),
    ("a national one is in anywhere", Whereabouts(remote=True, area=EVERYWHERE), Reach.REMOTE),
    ("one for another area is out", Whereabouts(remote=True, area=ELSEWHERE, source_area=HERE), None),
    ("without an area of its own its source's counts", Whereabouts(remote=True, source_area=HERE), Reach.REMOTE),
    ("a service area that covers the place lets it in", Whereabouts(area=HERE, source_area=ELSEWHERE), Reach.AREA),
    ("an unknown place is in when the source covers here", Whereabouts(source_area=HERE), Reach.UNKNOWN),
    ("and out when the source covers another area", Whereabouts(source_area=ELSEWHERE), None),
    ("and out when nothing is known at all", Whereabouts(), None),
]


@pytest.mark.parametrize(("where", "reach"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_place_lets_in(where: Whereabouts, reach: Reach | None) -> None:
    assert reach_of(where, HOME) is reach


def test_without_a_radius_nothing_is_out() -> None:
    anywhere = Near(HOME.point, HOME.outward)
    assert all(reach_of(where, anywhere) for _, where, _ in CASES)


def test_distance_is_in_miles() -> None:
    assert isclose(miles_between(Point(51.5, 0), Point(52.5, 0)), 69.1, abs_tol=0.1)


latitudes, longitudes = st.floats(50.0, 52.0), st.floats(-1.0, 1.0)
points = st.builds(Point, latitudes, longitudes)
areas = st.builds(Area, st.frozensets(st.sampled_from(["TW7", "TW8", "CT20"])), st.booleans())
wheres = st.builds(
    Whereabouts,
    st.lists(points, max_size=3).map(tuple),
    st.booleans(),
    st.none() | areas,
    st.none() | areas,
)
nears = st.builds(Near, points, st.sampled_from(["TW7", "CT20", "TS1"]), st.none() | st.floats(0.1, 80.0))


def _on_the_line(where: Whereabouts, near: Near) -> bool:
    return near.radius_miles is not None and any(
        isclose(miles_between(point, near.point), near.radius_miles, rel_tol=1e-9) for point in where.points
    )


@given(st.lists(wheres, min_size=1, max_size=8), nears)
def test_the_arrays_decide_as_the_rule_does(listed: list[Whereabouts], near: Near) -> None:
    columns = Columns.of([Document(str(row), "", whereabouts=where) for row, where in enumerate(listed)])
    placed = Placed.of(columns, near)
    for row, where in enumerate(listed):
        if not _on_the_line(where, near):
            assert placed.reach(row) is reach_of(where, near)


@given(wheres, nears)
def test_the_arrays_measure_as_the_rule_does(where: Whereabouts, near: Near) -> None:
    miles = Placed.of(Columns.of([Document("1", "", whereabouts=where)]), near).distance(0)
    nearest = min((miles_between(point, near.point) for point in where.points), default=None)
    if miles is not None:
        assert nearest is not None
        assert isclose(miles, nearest, abs_tol=1e-6)
    elif nearest is not None and not _on_the_line(where, near):
        assert near.radius_miles is not None
        assert nearest > near.radius_miles
