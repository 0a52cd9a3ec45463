"""A real map under the drawing: its pictures cover the ground, and every point lies where the drawing has it."""

import re
from math import cos, log, pi, radians, tan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory.map import tiles
from app.directory.map.overview import Ground
from app.search.domain import Point

ADDRESS = "/tiles/{z}/{x}/{y}.png"
points = st.builds(Point, st.floats(50.1, 55.6), st.floats(-5.5, 1.7))
grounds = st.lists(points, min_size=1, max_size=5).map(Ground.under)


def pictures(ground: Ground) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Zoom, column and row of each picture, with its left, top, width and height."""
    shape = (
        r'<image href="/tiles/(\d+)/(\d+)/(\d+)\.png" x="([-.\d]+)" y="([-.\d]+)" width="([.\d]+)" height="([.\d]+)"'
    )
    found = re.findall(shape, "".join(tiles.pictures(ground, ADDRESS)))
    return [(tuple(map(int, one[:3])), tuple(map(float, one[3:]))) for one in found]


@given(grounds)
def test_pictures_cover_the_ground_and_are_few(ground: Ground) -> None:
    found = pictures(ground)
    assert min(x for _, (x, _, _, _) in found) <= 0
    assert min(y for _, (_, y, _, _) in found) <= 0
    assert max(x + width for _, (x, _, width, _) in found) >= ground.width
    assert max(y + height for _, (_, y, _, height) in found) >= ground.height
    assert len(found) <= 42


@given(st.lists(points, min_size=2, max_size=2))
def test_a_point_lies_in_its_picture_where_the_drawing_has_it(ends: list[Point]) -> None:
    near = [ends[0], Point(ends[0].latitude + 0.2, ends[0].longitude + 0.2)]
    ground = Ground.under(near)
    at = {tile: place for tile, place in pictures(ground)}
    for point in near:
        (zoom, *_), _ = pictures(ground)[0]
        # As OpenStreetMap's wiki has it (Slippy map tilenames).
        column = (point.longitude + 180) / 360 * 2**zoom
        angle = radians(point.latitude)
        row = (1 - log(tan(angle) + 1 / cos(angle)) / pi) / 2 * 2**zoom
        x, y, width, height = at[zoom, int(column), int(row)]
        drawn = ground.place(point)
        assert drawn[0] == pytest.approx(x + column % 1 * (width - tiles.OVERLAP), abs=1)
        assert drawn[1] == pytest.approx(y + row % 1 * (height - tiles.OVERLAP), abs=1)


def test_pictures_of_a_street_are_no_larger_than_they_are_sharp() -> None:
    street = Ground.under([Point(54.5646, -1.3187)])
    assert tiles.zoom_of(street) == tiles.MOST
    town = Ground.under([Point(54.5646, -1.3187), Point(54.5092, -1.3586)])
    assert all(width <= tiles.WIDEST + 1 for _, (_, _, width, _) in pictures(town))
