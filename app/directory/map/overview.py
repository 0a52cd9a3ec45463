"""Draws where services are: numbered circles on a plain ground with a grid, a compass and a scale. Knows no page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, floor, hypot, radians
from statistics import median

from app.search.domain import EARTH_RADIUS_MILES, Point, miles_between

# Lengths are units of the drawing, which is shown about as many pixels wide on the smallest telephone.
WIDTH, LOWEST, HIGHEST = 300, 220, 360
STRIP = 34  # below the ground, where compass and scale hide nothing
RADIUS = 13  # a circle is as large as a finger needs (24 pixels) even when the drawing is made a little smaller
MARGIN = 24
APART = 2 * RADIUS + 2
MILES_OF_A_DEGREE = radians(1) * EARTH_RADIUS_MILES
SMALLEST = 0.6  # miles across: two doors of one street are not drawn a town apart
GRIDS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
MOST_LINES = 6
# Without a distance that was chosen, what lies this many times farther out than most is left off: the rest is seen.
FAR_OUT, NEVER_FAR = 5.0, 10.0

INK, BRAND, QUIET, LINE, PAPER = "#0b0c0c", "#0b5563", "#484d51", "#d8d0c0", "#ffffff"
_SHIFTS = ((0, 0), (0, -28), (0, 30), (-34, 0), (34, 0))


@dataclass(frozen=True)
class Spot:
    """Where one thing is."""

    key: str
    point: Point


@dataclass(frozen=True)
class Circle:
    """A circle of the drawing, and the things that are there or too near to be told apart, in their order."""

    number: int
    x: float
    y: float
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """A piece of the earth, flat, north up."""

    middle: Point
    miles_across: float
    width: int
    height: int

    @classmethod
    def under(cls, points: Sequence[Point]) -> "Ground":
        """The smallest ground that holds all these points with a margin."""
        north, south = max(p.latitude for p in points), min(p.latitude for p in points)
        east, west = max(p.longitude for p in points), min(p.longitude for p in points)
        middle = Point((north + south) / 2, (east + west) / 2)
        across = max((east - west) * _miles_of_longitude(middle), SMALLEST)
        down = max((north - south) * MILES_OF_A_DEGREE, SMALLEST)
        inner = WIDTH - 2 * MARGIN
        height = round(min(max(down / across * inner + 2 * MARGIN, LOWEST), HIGHEST))
        miles_a_unit = max(across / inner, down / (height - 2 * MARGIN))
        return cls(middle, miles_a_unit * WIDTH, WIDTH, height)

    @property
    def units_of_a_mile(self) -> float:
        return self.width / self.miles_across

    def place(self, point: Point) -> tuple[float, float]:
        """Where a point is in the drawing."""
        east = (point.longitude - self.middle.longitude) * _miles_of_longitude(self.middle)
        north = (point.latitude - self.middle.latitude) * MILES_OF_A_DEGREE
        return self.width / 2 + east * self.units_of_a_mile, self.height / 2 - north * self.units_of_a_mile

    def point(self, x: float, y: float) -> Point:
        """What lies there."""
        east, north = (x - self.width / 2) / self.units_of_a_mile, (self.height / 2 - y) / self.units_of_a_mile
        longitude = self.middle.longitude + east / _miles_of_longitude(self.middle)
        return Point(self.middle.latitude + north / MILES_OF_A_DEGREE, longitude)

    @property
    def grid(self) -> float:
        """How many miles apart its lines are."""
        return next((miles for miles in GRIDS if self.miles_across / miles <= MOST_LINES), GRIDS[-1])

    def holds(self, x: float, y: float, margin: float = 0) -> bool:
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def near_enough(spots: Sequence[Spot], here: Point | None) -> tuple[list[Spot], list[Spot]]:
    """Those that are drawn, and those that lie so far out, from here or from most, that the others would be one dot."""
    middle = here or Point(median(s.point.latitude for s in spots), median(s.point.longitude for s in spots))
    miles = [miles_between(middle, spot.point) for spot in spots]
    farthest = max(FAR_OUT * median(miles), NEVER_FAR)
    drawn = [spot for spot, away in zip(spots, miles, strict=True) if away <= farthest]
    return drawn, [spot for spot in spots if spot not in drawn]


def circles(ground: Ground, spots: Iterable[Spot]) -> tuple[Circle, ...]:
    """Circles that do not touch, numbered from north to south as one reads them; each is where its first thing is."""
    found: list[tuple[float, float, list[str]]] = []
    for spot in spots:
        x, y = ground.place(spot.point)
        nearest = min(found, key=lambda circle: hypot(x - circle[0], y - circle[1]), default=None)
        if nearest and hypot(x - nearest[0], y - nearest[1]) < APART:
            nearest[2].append(spot.key)
        else:
            found.append((x, y, [spot.key]))
    from_the_top = sorted(found, key=lambda circle: (circle[1], circle[0]))
    return tuple(Circle(number, x, y, tuple(keys)) for number, (x, y, keys) in enumerate(from_the_top, 1))


@dataclass(frozen=True)
class Words:
    """What the drawing says: its title, its scale, and what each circle is called, by number."""

    title: str
    scale: str
    north: str
    circles: Mapping[int, str]


def drawn(
    ground: Ground,
    circles: Sequence[Circle],
    words: Words,
    labels: Mapping[str, Point],
    here: Point | None = None,
    under: Sequence[str] = (),
) -> str:
    """The map as SVG, which needs no style sheet. Each circle leads to "#circle-" and its number.

    `under` is a picture of the ground, which then needs neither a grid nor labels of ours.
    """
    parts = [
        f'<rect width="{ground.width}" height="{ground.height}" fill="{PAPER}" stroke="{LINE}" stroke-width="2"/>',
        *(under or (*_lines(ground), *_labels(ground, circles, labels))),
        *(_here(*ground.place(here)) if here else ()),
        *(_circle(circle, words.circles[circle.number]) for circle in circles),
        *_compass(ground, words.north),
        *_scale(ground, words.scale),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-labelledby="map-title" direction="ltr"'
        f' viewBox="0 0 {ground.width} {ground.height + STRIP}" width="{ground.width}" height="{ground.height + STRIP}"'
        f' font-family="Helvetica, Arial, sans-serif" font-size="13">'
        f'<title id="map-title">{escape(words.title)}</title>{"".join(parts)}</svg>'
    )


def _miles_of_longitude(point: Point) -> float:
    return MILES_OF_A_DEGREE * cos(radians(point.latitude))


def _lines(ground: Ground) -> Iterator[str]:
    step = ground.grid * ground.units_of_a_mile
    for length, other, horizontal in ((ground.width, ground.height, False), (ground.height, ground.width, True)):
        for line in range(-floor(length / 2 / step), floor(length / 2 / step) + 1):
            at = round(length / 2 + line * step, 1)
            path = f"M0 {at}H{other}" if horizontal else f"M{at} 0V{other}"
            yield f'<path d="{path}" stroke="{LINE}" stroke-width="1"/>'


def _labels(ground: Ground, circles: Sequence[Circle], labels: Mapping[str, Point]) -> Iterator[str]:
    """Names of parts of the map, each beside the circles rather than under them; one without room is left out."""
    taken = [(circle.x, circle.y, RADIUS + 2.0, RADIUS + 2.0) for circle in circles]
    for name, point in labels.items():
        x, y = ground.place(point)
        half = 4.2 * len(name)
        free = ((x + dx, y + dy) for dx, dy in _SHIFTS if _has_room(ground, x + dx, y + dy, half, taken))
        if spot := next(free, None):
            taken.append((*spot, half, 8.0))
            yield _text(spot[0], spot[1] + 4.5, name, QUIET, "middle")


def _has_room(ground: Ground, x: float, y: float, half: float, taken: Sequence[tuple[float, ...]]) -> bool:
    clear = all(abs(x - a) >= half + w or abs(y - b) >= 8 + h for a, b, w, h in taken)
    return clear and ground.holds(x, y, half) and ground.holds(x, y, 14)


def _circle(circle: Circle, words: str) -> str:
    ring = f'<circle cx="{circle.x:.1f}" cy="{circle.y:.1f}" r="{RADIUS - 2.5}" fill="none" stroke="{PAPER}"/>'
    return (
        f'<a href="#circle-{circle.number}" aria-label="{escape(words)}">'
        f'<circle cx="{circle.x:.1f}" cy="{circle.y:.1f}" r="{RADIUS}" fill="{BRAND}" stroke="{PAPER}"/>'
        f"{ring if len(circle.keys) > 1 else ''}"
        f"{_text(circle.x, circle.y + 4.5, str(circle.number), PAPER, 'middle', bold=True)}</a>"
    )


def _here(x: float, y: float) -> Iterator[str]:
    yield f'<path d="M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16" stroke="{PAPER}" stroke-width="6"/>'
    yield f'<path d="M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16" stroke="{INK}" stroke-width="3"/>'


def _compass(ground: Ground, north: str) -> Iterator[str]:
    x, y = ground.width - 12, ground.height
    yield f'<path d="M{x} {y + 9}l6 18l-6 -5l-6 5z" fill="{INK}"/>'
    yield _text(x - 12, y + 24, north, INK, "end", bold=True)


def _scale(ground: Ground, words: str) -> Iterator[str]:
    y, length = ground.height + 24, ground.grid * ground.units_of_a_mile
    yield f'<path d="M1 {y - 6}v6h{length:.1f}v-6" fill="none" stroke="{INK}" stroke-width="1.5"/>'
    yield _text(length + 8, y, words, INK, "start")


def _text(x: float, y: float, words: str, colour: str, anchor: str, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'
