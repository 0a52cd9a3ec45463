"""The overview map: everything is drawn where it is, apart enough to be pressed, and nothing lies outside."""

import re
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory.map import overview
from app.directory.map.overview import APART, RADIUS, Ground, Spot, Words
from app.search.domain import Point, miles_between

STOCKTON, YARM = Point(54.5646, -1.3187), Point(54.5092, -1.3586)

points = st.builds(Point, st.floats(50.1, 58.6), st.floats(-5.5, 1.7))
near_points = st.builds(Point, st.floats(54.50, 54.60), st.floats(-1.40, -1.25))
spots = st.lists(near_points, min_size=1, max_size=60).map(
    lambda found: [Spot(f"s{place}", point) for place, point in enumerate(found)]
)


def drawing(found: list[Spot], title: str = "Map", here: Point | None = None) -> str:
    ground = Ground.under([spot.point for spot in found])
    circles = overview.circles(ground, found)
    words = Words(title, "1 mile", "N", {circle.number: f"{circle.number} & more" for circle in circles})
    return overview.drawn(ground, circles, words, {"TS18": STOCKTON}, here)


@given(st.lists(points, min_size=1, max_size=40))
def test_every_point_lies_on_the_ground_with_room_for_its_circle(found: list[Point]) -> None:
    ground = Ground.under(found)
    assert all(ground.holds(*ground.place(point), RADIUS) for point in found)


@given(spots)
def test_no_two_circles_touch_and_nothing_is_left_out(found: list[Spot]) -> None:
    circles = overview.circles(Ground.under([spot.point for spot in found]), found)
    for place, one in enumerate(circles):
        assert all(hypot(one.x - other.x, one.y - other.y) >= APART for other in circles[:place])
    assert sorted(key for circle in circles for key in circle.keys) == sorted(spot.key for spot in found)


def test_circles_are_numbered_from_north_to_south() -> None:
    found = [Spot("b", YARM), Spot("a", STOCKTON), Spot("c", STOCKTON)]
    circles = overview.circles(Ground.under([STOCKTON, YARM]), found)
    assert [(circle.number, circle.keys) for circle in circles] == [(1, ("a", "c")), (2, ("b",))]


def test_north_is_up_and_miles_are_as_long_everywhere() -> None:
    ground = Ground.under([STOCKTON, YARM])
    (x, y), (a, b) = ground.place(STOCKTON), ground.place(YARM)
    assert y < b
    assert x > a
    drawn = hypot(x - a, y - b) / ground.units_of_a_mile
    assert drawn == pytest.approx(miles_between(STOCKTON, YARM), rel=0.005)


def test_one_street_is_not_drawn_as_large_as_a_town() -> None:
    ground = Ground.under([STOCKTON, Point(STOCKTON.latitude + 0.0001, STOCKTON.longitude)])
    assert ground.miles_across >= overview.SMALLEST


@given(st.lists(points, min_size=1, max_size=20))
def test_the_grid_has_a_few_lines_whatever_the_size(found: list[Point]) -> None:
    ground = Ground.under(found)
    assert ground.grid == overview.GRIDS[-1] or ground.miles_across / ground.grid <= overview.MOST_LINES


def test_what_lies_in_another_part_of_the_country_is_left_off() -> None:
    london = Spot("far", Point(51.5, -0.1))
    spots = [*(Spot(f"s{n}", STOCKTON) for n in range(5)), Spot("yarm", YARM), london]
    for here in (None, YARM):
        drawn, far = overview.near_enough(spots, here)
        assert far == [london]
        assert len(drawn) == 6


def test_the_drawing_needs_no_style_and_no_script() -> None:
    assert not re.search(
        r"<style|<script|style=|onclick|https?://(?!www\.w3\.org/2000/svg)", drawing([Spot("a", YARM)])
    )


def test_words_cannot_break_out_of_the_drawing() -> None:
    svg = drawing([Spot("a", YARM)], title='"><script>alert(1)</script>')
    assert "<script>" not in svg
    assert "1 &amp; more" in svg


def test_a_label_never_lies_under_a_circle() -> None:
    svg = drawing([Spot("a", STOCKTON), Spot("b", YARM)])
    label = re.search(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>TS18<', svg)
    circles = re.findall(rf'<circle cx="([\d.]+)" cy="([\d.]+)" r="{RADIUS}"', svg)
    assert label
    for x, y in circles:
        apart = abs(float(x) - float(label[1])) >= RADIUS or abs(float(y) - float(label[2]) + 4.5) >= RADIUS
        assert apart


def test_the_place_of_whoever_asks_is_marked() -> None:
    assert drawing([Spot("a", STOCKTON)], here=STOCKTON).count("stroke-width") > drawing([Spot("a", STOCKTON)]).count(
        "stroke-width"
    )
