"""The pictures of a real map that lie under the drawing, where a council serves some from its own host. Knows no page.

Pictures are cut as everywhere on the web: zoom, column and row in Web Mercator. Each is put where its corners belong.
"""

from collections.abc import Iterator
from html import escape
from math import asinh, atan, degrees, floor, pi, radians, sinh, tan

from app.directory.map.overview import Ground
from app.search.domain import Point

WIDEST = 150  # units of the drawing, which is shown nearly twice as many pixels wide; a picture has 256
LEAST, MOST = 4, 16
OVERLAP = 0.2  # units, so that no line of the ground shows between two pictures


def pictures(ground: Ground, address: str) -> Iterator[str]:
    """The pictures that cover the ground, as SVG; `address` has places for {z}, {x} and {y}."""
    zoom = zoom_of(ground)
    left, top = _tile(ground.point(0, 0), zoom)
    right, bottom = _tile(ground.point(ground.width, ground.height), zoom)
    yield f'<svg aria-hidden="true" width="{ground.width}" height="{ground.height}">'
    for row in range(floor(top), floor(bottom) + 1):
        for column in range(floor(left), floor(right) + 1):
            x, y, width, height = place_of(ground, zoom, column, row)
            href = escape(address.format(z=zoom, x=column, y=row))
            size = f'width="{width + OVERLAP:.1f}" height="{height + OVERLAP:.1f}"'
            yield f'<image href="{href}" x="{x:.1f}" y="{y:.1f}" {size} preserveAspectRatio="none"/>'
    yield "</svg>"


def zoom_of(ground: Ground) -> int:
    """The least zoom at which the pictures are sharp; the greatest there is for a very small ground."""
    column, row = map(floor, _tile(ground.middle, LEAST))
    width = place_of(ground, LEAST, column, row)[2]
    return next((zoom for zoom in range(LEAST, MOST) if width / 2 ** (zoom - LEAST) <= WIDEST), MOST)


def place_of(ground: Ground, zoom: int, column: int, row: int) -> tuple[float, float, float, float]:
    """Where a picture lies in the drawing: its left, its top, its width and its height."""
    left, top = ground.place(_corner(zoom, column, row))
    right, bottom = ground.place(_corner(zoom, column + 1, row + 1))
    return left, top, right - left, bottom - top


def _tile(point: Point, zoom: int) -> tuple[float, float]:
    """The column and row of a point, with how far it is within them."""
    across = (point.longitude + 180) / 360
    down = (1 - asinh(tan(radians(point.latitude))) / pi) / 2
    return across * 2**zoom, down * 2**zoom


def _corner(zoom: int, column: float, row: float) -> Point:
    """The north-western corner of a picture."""
    return Point(degrees(atan(sinh(pi * (1 - 2 * row / 2**zoom)))), column / 2**zoom * 360 - 180)
