"""What can be searched, what is asked, what is found and why, and whom a place lets in; knows no engine."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import Protocol

EARTH_RADIUS_MILES = 3958.7613


@dataclass(frozen=True)
class Point:
    """A place on the map in degrees (WGS 84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Area:
    """Where a service or its source reaches: a set of outward codes ("TW7"), or the whole country."""

    outwards: frozenset[str] = frozenset()
    everywhere: bool = False

    def covers(self, outward: str) -> bool:
        return self.everywhere or outward in self.outwards


@dataclass(frozen=True)
class Whereabouts:
    """Where a service is, how far it reaches, and how far the directory it came from reaches.

    `points` are the places where the service is given; the office of a telephone service is not one.
    """

    points: tuple[Point, ...] = ()
    remote: bool = False
    area: Area | None = None
    source_area: Area | None = None


@dataclass(frozen=True)
class Near:
    """A person's place. Without a radius nothing is too far, and distances are only shown."""

    point: Point
    outward: str
    radius_miles: float | None = None


class Reach(StrEnum):
    """Why a service is among the results for a place; the order is the order of belief."""

    NEAR = "near"
    REMOTE = "remote"
    AREA = "area"
    UNKNOWN = "unknown"


def miles_between(a: Point, b: Point) -> float:
    """Great-circle distance (haversine)."""
    north = radians(b.latitude - a.latitude)
    east = radians(b.longitude - a.longitude)
    h = sin(north / 2) ** 2 + cos(radians(a.latitude)) * cos(radians(b.latitude)) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(sqrt(h))


def reach_of(where: Whereabouts, near: Near) -> Reach | None:
    """Why the service is in for somebody there; None when it is out.

    A known point decides alone. Otherwise the service's own area, or else its source's, has to cover the place.
    """
    if where.points:
        within = near.radius_miles is None or any(
            miles_between(point, near.point) <= near.radius_miles for point in where.points
        )
        return Reach.NEAR if within else None
    area = where.area or where.source_area
    covered = near.radius_miles is None or (area is not None and area.covers(near.outward))
    if not covered:
        return None
    if where.remote:
        return Reach.REMOTE
    return Reach.AREA if where.area else Reach.UNKNOWN


@dataclass(frozen=True)
class Document:
    """One service as a room offers it to be found.

    `needs` are the words of its needs and categories. `place` are the towns, districts and postcodes of its addresses,
    without streets and buildings, which go into `body`.
    `facets` maps a facet ("need", "day", "free" …) to the values that hold; the room chooses both.
    """

    id: str
    name: str
    organisation: str = ""
    needs: str = ""
    body: str = ""
    place: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    whereabouts: Whereabouts = Whereabouts()


class Order(StrEnum):
    BEST = "best"
    NEAREST = "nearest"


@dataclass(frozen=True)
class Query:
    """What somebody asks for.

    `needs` are wanted for themselves (an assessment's answers): a service must help with one, and more is better.
    `any_of` and `all_of` are filters: facet to the values of which one, or every one, has to hold.
    """

    words: str = ""
    needs: tuple[str, ...] = ()
    near: Near | None = None
    any_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    all_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.BEST
    first: int = 0
    count: int = 20


class Because(StrEnum):
    WORDS = "words"
    MEANING = "meaning"
    NEED = "need"


@dataclass(frozen=True)
class Why:
    """One reason for a hit: the person said `said`; the service has these words, this meaning or this need."""

    said: str
    because: Because
    found: str


@dataclass(frozen=True)
class Hit:
    id: str
    why: tuple[Why, ...] = ()
    reach: Reach | None = None
    miles: float | None = None


@dataclass(frozen=True)
class Hits:
    """One page of hits, best first; `total` and `counts` (facet → value → how many) are over all hits.

    A facet's counts ignore the person's own choice in that facet, so they say what another choice would give.
    `corrected` is what was searched when a word was mended. `fallback` holds ids worth suggesting when nothing fits.
    """

    page: tuple[Hit, ...] = ()
    total: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    corrected: str | None = None
    fallback: tuple[str, ...] = ()


class Index(Protocol):
    """Where documents are kept to be found. One process writes; any number read and see changes at once."""

    def search(self, query: Query) -> Hits: ...

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Puts these documents in the place of all others, at one moment; says how many."""

    def update(self, documents: Iterable[Document], gone: Collection[str] = ()) -> None:
        """Adds or replaces these by id and drops the ids that are gone; doing it twice changes nothing."""

    def version(self) -> str:
        """Another text whenever what can be found has changed, in whichever process; empty without an index."""

    def is_missing(self) -> bool:
        """There is no index, or it was made for another database or by another version: rebuild it."""


class NullIndex:
    """An index for tests and for rooms that need none: keeps documents in order and finds every one that is in."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.changes = 0

    def search(self, query: Query) -> Hits:
        found = [document for document in self.documents.values() if _suits(document, query)]
        page = found[query.first : query.first + query.count]
        return Hits(tuple(_hit(document, query) for document in page), len(found))

    def rebuild(self, documents: Iterable[Document]) -> int:
        self.documents = {document.id: document for document in documents}
        self.changes += 1
        return len(self.documents)

    def update(self, documents: Iterable[Document], gone: Collection[str] = ()) -> None:
        for document in documents:
            self.documents[document.id] = document
        for id in gone:
            self.documents.pop(id, None)
        self.changes += 1

    def version(self) -> str:
        return str(self.changes)

    def is_missing(self) -> bool:
        return False


def passes(facets: Mapping[str, frozenset[str]], query: Query) -> bool:
    """Whether a service with these facets is let through by the query's filters."""
    none: frozenset[str] = frozenset()
    return all(facets.get(facet, none) & values for facet, values in query.any_of.items()) and all(
        facets.get(facet, none) >= values for facet, values in query.all_of.items()
    )


def _suits(document: Document, query: Query) -> bool:
    text = " ".join((document.name, document.organisation, document.needs, document.body)).lower()
    worded = all(word in text for word in query.words.lower().split())
    placed = query.near is None or reach_of(document.whereabouts, query.near) is not None
    return worded and placed and passes(document.facets, query)


def _hit(document: Document, query: Query) -> Hit:
    return Hit(document.id, reach=reach_of(document.whereabouts, query.near) if query.near else None)
