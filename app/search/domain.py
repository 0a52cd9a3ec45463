"""What can be searched, what is asked, what is found and why, and whom a place lets in; knows no engine."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple, Protocol

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
class Session:
    """Hours on one day of the week (Monday is 0) in minutes from midnight; `closes` is None when the end is not known.

    `which` is the week of the month, 1 to 5 or -1 for the last; 0 is every week. It holds from `first` to `last`.
    """

    weekday: int
    opens: int
    closes: int | None = None
    which: int = 0
    first: date = date.min
    last: date = date.max

    def is_on(self, day: date) -> bool:
        weeks = {0, (day.day + 6) // 7, -1 if (day + timedelta(days=7)).month != day.month else 0}
        return day.weekday() == self.weekday and self.which in weeks and self.first <= day <= self.last


@dataclass(frozen=True)
class Hours:
    """When a service is on. Unless they are `whole`, it may be on at other times too."""

    sessions: tuple[Session, ...] = ()
    whole: bool = False

    def open_at(self, moment: datetime, holiday: bool = False) -> bool | None:
        """Whether it is open at this moment in London; None when nobody can tell, as on a bank holiday."""
        minute = moment.hour * 60 + moment.minute
        begun = [session for session in self.sessions if session.is_on(moment.date()) and session.opens <= minute]
        if any(session.closes is not None and minute < session.closes for session in begun):
            return None if holiday else True
        sure = self.whole and not any(session.closes is None for session in begun)
        return False if sure else None

    def hold_until(self, moment: datetime) -> datetime:
        """Until when the answer of `open_at` can stay the same: the next opening or closing, midnight at the latest."""
        minute = moment.hour * 60 + moment.minute
        today = [session for session in self.sessions if session.is_on(moment.date())]
        turns = [turn for session in today for turn in (session.opens, session.closes) if turn and turn > minute]
        return datetime.combine(moment.date(), time()) + timedelta(minutes=min([24 * 60, *turns]))


@dataclass(frozen=True)
class Document:
    """One service as a room offers it to be found.

    `needs` are the words of its needs and categories. `place` are the towns, districts and postcodes of its addresses,
    without streets and buildings, which go into `body`; `towns` are the towns and districts, each name whole.
    `facets` maps a facet ("need", "day", "cost" …) to the values that hold; the room chooses both, but for those named
    in this module.
    """

    id: str
    name: str
    organisation: str = ""
    needs: str = ""
    body: str = ""
    place: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    whereabouts: Whereabouts = Whereabouts()
    hours: Hours = Hours()
    towns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Town:
    """A town or district where listings are: its name, its middle, and the outward code of most of them."""

    name: str
    point: Point
    outward: str


OPEN = "open"
"""A facet that follows from the hours of a document and from when somebody asks: "now", "shut", or nothing known."""
REACH = "reach"
"""A facet that follows from where a document is and where somebody asks: the values of `Reach`."""
SLOT = "slot"
"""A facet of days with their times of day ("TU.morning"), for who wants both at once; counted only by `by_slot`."""
STANDING = "standing"
"""A facet that says that a listing is to come further down ("lowered"): nobody has checked it for long."""
LOWERED = "lowered"
OF_SLOTS = frozenset({"day", "time", SLOT})


class Order(StrEnum):
    BEST = "best"
    NEAREST = "nearest"


@dataclass(frozen=True)
class Query:
    """What somebody asks for.

    `needs` are wanted for themselves (an assessment's answers): a service must help with one, and more is better.
    `any_of`, `all_of` and `none_of` are filters: facet to the values of which one, or every one, or none has to hold.
    In the facets of `unstated` a document that states nothing is let in too, after those that fit; the values given
    there say as little as nothing. For `all_of`, every value that a document does not hold is unstated.
    `at` is a moment in London, to tell what is open. `by_slot` asks for the counts of a facet's values to be taken from
    the slots of which one has to hold. `radii` asks how many there would be within each of these miles.
    `exactly` searches the words as they were typed, without mending one. `town` is what was taken out of the words for
    a place: what names it goes before what is merely near. `typed` is the whole text, when it is more than `words`.
    """

    words: str = ""
    needs: tuple[str, ...] = ()
    near: Near | None = None
    any_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    all_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    none_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unstated: Mapping[str, frozenset[str]] = field(default_factory=dict)
    at: datetime | None = None
    holiday: bool = False
    by_slot: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    radii: tuple[float, ...] = ()
    order: Order = Order.BEST
    exactly: bool = False
    town: str = ""
    typed: str = ""
    first: int = 0
    count: int = 20


class Because(StrEnum):
    WORDS = "words"
    MEANING = "meaning"
    NEED = "need"
    NAME = "name"
    LANGUAGE = "language"


class Why(NamedTuple):
    """One reason for a hit: the person said `said`; the service has these words, or this meaning, need or language."""

    said: str
    because: Because
    found: str


class Hit(NamedTuple):  # made twenty times a search, three times as fast as a dataclass
    """One service that was found. `unstated` are the facets of the filters of which it says nothing."""

    id: str
    why: tuple[Why, ...] = ()
    reach: Reach | None = None
    miles: float | None = None
    unstated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """How the words were read. `corrected` is what was searched when a word was mended; `needs` is what they speak of.

    `spoken` are languages that somebody there should speak, by their English names. `tongue` is the code of the
    language that the words are in, when that is not English.
    """

    corrected: str | None = None
    needs: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    tongue: str = ""


@dataclass(frozen=True)
class Hits:
    """One page of hits: those that fit the filters, best first, then those that do not state what the filters ask.

    `total` counts both and `stated` the first alone, of whom `counts` (facet → value → how many) and `within` (miles →
    how many) speak. A facet's counts ignore the person's own choice in that facet, so they say what another choice
    would give; where every value is wanted (`all_of`) they say what is left when one more is chosen.
    `fallback` holds ids worth suggesting when nothing fits.
    """

    page: tuple[Hit, ...] = ()
    total: int = 0
    stated: int = 0
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    within: Mapping[float, int] = field(default_factory=dict)
    reading: Reading = Reading()
    fallback: tuple[str, ...] = ()

    @property
    def corrected(self) -> str | None:
        """What was searched when a word was mended."""
        return self.reading.corrected


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
        found.sort(key=lambda document: bool(unstated_by(document, query)))
        page = found[query.first : query.first + query.count]
        stated = sum(not unstated_by(document, query) for document in found)
        return Hits(tuple(_hit(document, query) for document in page), len(found), stated)

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


def held(document: Document, facet: str, query: Query) -> frozenset[str]:
    """The values of a facet that hold for a document when and where the query asks."""
    if facet == OPEN:
        open_ = document.hours.open_at(query.at, query.holiday) if query.at else None
        return frozenset() if open_ is None else frozenset({"now" if open_ else "shut"})
    if facet == REACH:
        reach = reach_of(document.whereabouts, query.near) if query.near else None
        return frozenset({reach.value}) if reach else frozenset()
    return document.facets.get(facet, frozenset())


def unstated_by(document: Document, query: Query) -> tuple[str, ...] | None:
    """The facets of the query's filters of which a document states nothing; None when it states something else."""
    unstated = []
    for facet, wanted in query.any_of.items():
        values, vague = held(document, facet, query), query.unstated.get(facet)
        if wanted and not values & wanted:
            if vague is None or (values and not values & vague):
                return None
            unstated.append(facet)
    for facet, wanted in query.all_of.items():
        if not held(document, facet, query) >= wanted:
            if facet not in query.unstated:
                return None
            unstated.append(facet)
    denied = any(held(document, facet, query) & values for facet, values in query.none_of.items())
    return None if denied else tuple(unstated)


def _suits(document: Document, query: Query) -> bool:
    text = " ".join((document.name, document.organisation, document.needs, document.body)).lower()
    worded = all(word in text for word in query.words.lower().split())
    placed = query.near is None or reach_of(document.whereabouts, query.near) is not None
    return worded and placed and unstated_by(document, query) is not None


def _hit(document: Document, query: Query) -> Hit:
    reach = reach_of(document.whereabouts, query.near) if query.near else None
    return Hit(document.id, reach=reach, unstated=unstated_by(document, query) or ())
