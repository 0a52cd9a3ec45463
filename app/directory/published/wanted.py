"""What another program asks the directory for, and how that is found: by the rows where they can tell, then by place.

Pages for people are found by the search alone; programs ask by ids, dates and metres too, and want to get all there is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.directory.domain import Kind, Service, ServiceArea
from app.directory.record import archive
from app.directory.record import tables as t
from app.directory.record.names import Key
from app.directory.service.areas import area_of
from app.kernel.postcode import NotAPostcode, Postcode
from app.places import api as places
from app.search.domain import Area, Point, miles_between

METRES_IN_A_MILE = 1609.344
_METRES_OF_A_DEGREE = 111_320.0
_EAST_OF_NORTH = 0.48  # cosine of 61.5°, the north of Shetland: a degree of longitude is never shorter here


@dataclass(frozen=True)
class Having:
    """One of these categories, or one of these things found out."""

    terms: frozenset[Key] = frozenset()
    findings: frozenset[tuple[Kind, str]] = frozenset()


@dataclass(frozen=True)
class Slot:
    """On a day ("MO"), opening no earlier and closing no later than; what is None does not matter."""

    day: str | None = None
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True)
class Within:
    """No farther from a point than so many metres; with None, however far."""

    point: Point
    metres: float | None = None


@dataclass(frozen=True)
class Wanted:
    """All of these have to hold; what is left out does not matter.

    `found` are services in the order of a search. `covers` is an outward code that a service's own area has to cover,
    if it states one. Of `slots` one has to hold.
    """

    found: tuple[Key, ...] | None = None
    organisation: Key | None = None
    having: tuple[Having, ...] = ()
    modified_after: datetime | None = None
    youngest: float | None = None
    oldest: float | None = None
    slots: tuple[Slot, ...] = ()
    near: Within | None = None
    covers: str | None = None

    @property
    def needs_ordering(self) -> bool:
        """Whether the rows alone cannot tell which they are, or in what order."""
        return self.found is not None or self.near is not None or self.covers is not None


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What has to hold of the row of a service."""
    service = t.ServiceRow
    found = [_having(having) for having in wanted.having]
    if wanted.organisation is not None:
        found += [service.source == wanted.organisation[0], service.organisation_id == wanted.organisation[1]]
    if wanted.modified_after is not None:
        found.append(or_(service.changed_at >= wanted.modified_after, archive.merged_since(wanted.modified_after)))
    if wanted.youngest is not None:
        found.append(service.minimum_age >= wanted.youngest)
    if wanted.oldest is not None:
        found.append(service.maximum_age <= wanted.oldest)
    if wanted.slots:
        found.append(or_(*(_on(slot) for slot in wanted.slots)))
    return found


def _having(having: Having) -> ColumnElement[bool]:
    by_source: dict[str, list[str]] = {}
    for source, term in having.terms:
        by_source.setdefault(source, []).append(term)
    ways = [
        and_(t.AttributeRow.source == source, t.AttributeRow.term_id.in_(terms)) for source, terms in by_source.items()
    ]
    by_kind: dict[Kind, list[str]] = {}
    for kind, value in having.findings:
        by_kind.setdefault(kind, []).append(value)
    signs = [and_(t.FindingRow.kind == kind.value, t.FindingRow.value.in_(values)) for kind, values in by_kind.items()]
    return or_(
        false(),
        *(_of_it(t.AttributeRow.source, t.AttributeRow.service_id, way) for way in ways),
        *(_of_it(t.FindingRow.source, t.FindingRow.service_id, sign) for sign in signs),
    )


def _of_it(
    source: InstrumentedAttribute[str], service_id: InstrumentedAttribute[str], *what: ColumnElement[bool]
) -> ColumnElement[bool]:
    mine = (source == t.ServiceRow.source, service_id == t.ServiceRow.id)
    return exists().where(*mine, *what).correlate(t.ServiceRow)


def _on(slot: Slot) -> ColumnElement[bool]:
    row = t.ScheduleRow
    what: list[ColumnElement[bool]] = []
    if slot.day is not None:
        what.append(row.byday.contains(slot.day, autoescape=True))
    if slot.opens is not None:
        what.append(row.opens_at >= slot.opens)
    if slot.closes is not None:
        what.append(row.closes_at <= slot.closes)
    return _of_it(row.source, row.service_id, *what)


def ranked(wanted: Wanted, keys: Sequence[Key], metres: Mapping[Key, float] | None, session: Session) -> list[Key]:
    """Those of these keys that are in, in order: the nearest first, or as they were found, or as they are.

    A key begins with the key of its service; `metres` are how far away places are, by their own keys.
    """
    if wanted.covers is not None:
        elsewhere = _elsewhere(session, wanted.covers)
        keys = [key for key in keys if key[:2] not in elsewhere]
    if wanted.found is not None:
        places_in_line = {key: place for place, key in enumerate(wanted.found)}
        keys = [key for key in keys if key[:2] in places_in_line]
        keys.sort(key=lambda key: places_in_line[key[:2]])
    if metres is None:
        return list(keys)
    far: dict[Key, float] = {}
    for place, distance in metres.items():
        for key in (place, place[:2]):
            far[key] = min(distance, far.get(key, distance))
    if wanted.near is None or wanted.near.metres is None:
        return sorted(keys, key=lambda key: far.get(key, float("inf")))
    return sorted((key for key in keys if key in far), key=lambda key: far[key])


def _elsewhere(session: Session, outward: str) -> set[Key]:
    """The services that state an area, and not this one."""
    row = t.ServiceAreaRow
    stated: dict[Key, list[tuple[str | None, str | None]]] = {}
    for source, service_id, name, extent in session.execute(select(row.source, row.service_id, row.name, row.extent)):
        stated.setdefault((source, service_id), []).append((name, extent))
    covered: dict[tuple[tuple[str | None, str | None], ...], bool] = {}
    for areas in map(tuple, stated.values()):
        if areas not in covered:
            covered[areas] = _covers(areas, outward)
    return {key for key, areas in stated.items() if not covered[tuple(areas)]}


def _covers(areas: Iterable[tuple[str | None, str | None]], outward: str) -> bool:
    """Whether these areas cover an outward code, or say nothing that we can read."""
    stated = tuple(ServiceArea("", name, extent) for name, extent in areas)
    area = area_of(Service("", "", service_areas=stated))
    return area is None or Area(area.outward_codes, area.national).covers(outward)


def metres_away(session: Session, within: Within, hidden: Collection[Key]) -> dict[Key, float]:
    """How far away the places of services are that are within reach, by the key of the service's being there."""
    at, location = t.AtLocationRow, t.LocationRow
    there = and_(location.source == at.source, location.id == at.location_id)
    columns = (at.source, at.service_id, at.id, location.latitude, location.longitude)
    rows = session.execute(select(*columns).join(location, there).where(_in_the_box(within))).all()
    points = {tuple(row[:3]): Point(row.latitude or 0.0, row.longitude or 0.0) for row in rows}
    points |= _by_postcode(session)
    away = {
        key: miles_between(within.point, point) * METRES_IN_A_MILE for key, point in points.items() if key not in hidden
    }
    return {key: metres for key, metres in away.items() if within.metres is None or metres <= within.metres}


def _in_the_box(within: Within) -> ColumnElement[bool]:
    known = t.LocationRow.latitude.is_not(None) & t.LocationRow.longitude.is_not(None)
    if within.metres is None:
        return known
    north = within.metres / _METRES_OF_A_DEGREE * 1.01
    east = north / _EAST_OF_NORTH
    point = within.point
    return known & and_(
        t.LocationRow.latitude.between(point.latitude - north, point.latitude + north),
        t.LocationRow.longitude.between(point.longitude - east, point.longitude + east),
    )


def _by_postcode(session: Session) -> dict[Key, Point]:
    """The points of places that have a postcode and no coordinates."""
    at, location, address = t.AtLocationRow, t.LocationRow, t.AddressRow
    rows = session.execute(
        select(at.source, at.service_id, at.id, address.postal_code)
        .join(location, and_(location.source == at.source, location.id == at.location_id))
        .join(address, and_(address.source == at.source, address.location_id == at.location_id))
        .where(location.latitude.is_(None), address.postal_code.is_not(None), _not_for_post(address.address_type))
    )
    codes: dict[Key, Postcode] = {}
    for source, service_id, id, code in rows:
        try:
            codes[source, service_id, id] = Postcode.parse(code or "")
        except NotAPostcode:
            continue
    points = places.points_of(session, set(codes.values()))
    return {key: Point(*points[code]) for key, code in codes.items() if code in points}


def _not_for_post(kind: Any) -> ColumnElement[bool]:
    return or_(kind.is_(None), kind != "postal")
