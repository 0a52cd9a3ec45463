"""What the page of the overview map is told: the drawing, the list in the same order, and what is not on the map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext, ngettext
from markupsafe import Markup

from app import db
from app.directory.domain import Idea, Kind, Location, Service
from app.directory.finding.results import Results, results_of
from app.directory.finding.search_address import Search
from app.directory.index import documents
from app.directory.map import overview, tiles
from app.directory.map.overview import Circle, Ground, Spot, Words
from app.directory.reading import wording
from app.directory.record import shelves
from app.directory.service.areas import area_of
from app.kernel.postcode import Postcode
from app.places import api as places
from app.places.domain import Place
from app.search.domain import Point, miles_between

MOST_PAGES = 5  # of the list of results: a hundred services
NO_PLACE = {"virtual", "postal"}


@dataclass(frozen=True)
class Listed:
    """A service in the list beside the map: its number of all that are on it, and how it reads."""

    number: int
    idea: Idea


@dataclass(frozen=True)
class Group:
    """The services of one circle."""

    number: int
    where: str
    listed: tuple[Listed, ...]


@dataclass(frozen=True)
class MapPage:
    """The overview map. `unplaced` are services that are not on it, each with why."""

    results: Results
    back: str
    svg: Markup
    groups: tuple[Group, ...]
    unplaced: tuple[tuple[Idea, str], ...]
    shown: int
    total: int

    @property
    def on_the_map(self) -> int:
        return self.shown - len(self.unplaced)


@dataclass(frozen=True)
class _Whereabouts:
    """Where a service is, in which outward code; or why that is not known."""

    point: Point | None
    outward: str
    why: str


def map_page(search: Search) -> MapPage:
    """Looks for the same as the list of results does, its first hundred services."""
    results, ideas = _found(search)
    place = results.place
    by_key = _whereabouts(list(ideas), place)
    spots = [Spot(key, at.point) for key in ideas if (at := by_key[key]).point]
    here = _point_of(place)
    drawn, far = (spots, []) if (here and search.radius) or not spots else overview.near_enough(spots, here)
    whys = {key: at.why for key, at in by_key.items() if not at.point} | {spot.key: _far_away() for spot in far}
    ground = Ground.under([*(spot.point for spot in drawn), *([here] if here else [])]) if drawn else None
    circles = overview.circles(ground, drawn) if ground else ()
    return MapPage(
        results=results,
        back=search.address(),
        svg=_svg(ground, circles, by_key, place) if ground else Markup(),
        groups=tuple(_groups(circles, ideas, by_key)),
        unplaced=tuple((ideas[key], whys[key]) for key in ideas if key in whys),
        shown=len(ideas),
        total=results.hits.total,
    )


def _found(search: Search) -> tuple[Results, dict[str, Idea]]:
    first = results_of(search, 1)
    others = (results_of(search, number) for number in range(2, min(first.last, MOST_PAGES) + 1))
    return first, {idea.key: idea for page in (first, *others) for idea in (*page.rows, *page.others)}


def _whereabouts(keys: Sequence[str], place: Place | None) -> dict[str, _Whereabouts]:
    """Where each of these services is: a handful of queries for each source."""
    by_source: dict[str, list[str]] = {}
    for source, id in map(documents.parts_of, keys):
        by_source.setdefault(source, []).append(id)
    found: dict[str, _Whereabouts] = {}
    for source, ids in by_source.items():
        services = shelves.services(db.session(), source, ids)
        codes = {code for service in services.values() for _, code in _locations(service) if code}
        points = places.points_of(db.session(), codes)
        found |= {documents.key_of(source, id): _where(service, points, place) for id, service in services.items()}
    return {key: found.get(key, _Whereabouts(None, "", _unknown())) for key in keys}


def _locations(service: Service) -> Iterator[tuple[Location, Postcode | None]]:
    """The places where one can go: none whose address nobody may learn."""
    for location in (at.location for at in service.at_locations):
        if not location.confidential and location.location_type not in NO_PLACE:
            code = location.address.postal_code if location.address else None
            yield location, Postcode.parse(code) if code else None


def _where(service: Service, points: Mapping[Postcode, tuple[float, float]], place: Place | None) -> _Whereabouts:
    """The nearest of the service's places; the first when nobody said where they are."""
    spots = []
    for location, code in _locations(service):
        if location.latitude is not None and location.longitude is not None:
            spots.append((Point(location.latitude, location.longitude), code))
        elif code and code in points:
            spots.append((Point(*points[code]), code))
    if not spots:
        return _Whereabouts(None, "", _why_not(service))
    here = _point_of(place)
    point, code = min(spots, key=lambda spot: miles_between(here, spot[0])) if here else spots[0]
    return _Whereabouts(point, code.outward if code else "", "")


def _why_not(service: Service) -> str:
    """Why a service is not on the map, in a sentence."""
    if any(at.location.confidential for at in service.at_locations):
        return str(gettext("Its address is not given out. Ask them."))
    if ways := service.values(Kind.WAY) - {"venue"}:
        return wording.ways(" ".join(sorted(ways)))
    return str(gettext("It serves a whole area.")) if area_of(service) else _unknown()


def _unknown() -> str:
    return str(gettext("We do not know where it is. Ask them."))


def _far_away() -> str:
    return str(gettext("It is much farther away than the others."))


def _point_of(place: Place | None) -> Point | None:
    return Point(place.latitude, place.longitude) if place else None


def _groups(
    circles: Sequence[Circle], ideas: Mapping[str, Idea], by_key: Mapping[str, _Whereabouts]
) -> Iterator[Group]:
    number = 0
    for circle in circles:
        listed = tuple(Listed(number + place, ideas[key]) for place, key in enumerate(circle.keys, 1))
        number += len(listed)
        yield Group(circle.number, _outwards(circle, by_key), listed)


def _outwards(circle: Circle, by_key: Mapping[str, _Whereabouts]) -> str:
    return ", ".join(dict.fromkeys(by_key[key].outward for key in circle.keys if by_key[key].outward))


def _svg(ground: Ground, circles: Sequence[Circle], by_key: Mapping[str, _Whereabouts], place: Place | None) -> Markup:
    names = {circle.number: _name(circle, by_key) for circle in circles}
    words = Words(str(gettext("Map of these services")), _scale(ground.grid), str(gettext("N")), names)
    outwards = dict.fromkeys(at.outward for at in by_key.values() if at.outward)
    labels = {code: Point(at.latitude, at.longitude) for code in outwards if (at := places.lookup(code))}
    address = current_app.config["MAP_TILES"]
    under = tuple(tiles.pictures(ground, address)) if address else ()
    return Markup(overview.drawn(ground, circles, words, labels, _point_of(place), under))  # it escapes all words


def _name(circle: Circle, by_key: Mapping[str, _Whereabouts]) -> str:
    said = ngettext("%(num)s service", "%(num)s services", len(circle.keys))
    return ", ".join(filter(None, (f"{circle.number}: {said}", _outwards(circle, by_key))))


def _scale(miles: float) -> str:
    if miles < 1:
        return {0.25: "¼", 0.5: "½"}[miles] + " " + str(gettext("mile"))
    return str(ngettext("%(num)s mile", "%(num)s miles", round(miles)))
