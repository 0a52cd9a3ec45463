"""Offers services to the search: their words, their facets, and where they are."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy.orm import Session

from app.councils.api import council
from app.directory.domain import How, Kind, Location, Service, SourceArea
from app.directory.record import shelves, store
from app.directory.service.areas import area_of
from app.directory.service.facets import facets_of
from app.directory.service.freshness import Standing, last_known, standing_of
from app.directory.service.opening import hours_of
from app.kernel import clock
from app.kernel.postcode import Postcode
from app.needs.domain import Vocabulary
from app.places import api as places
from app.search.domain import Area, Document, Point, Whereabouts

SERVICES_AT_ONCE = 500


def key_of(source: str, id: str) -> str:
    """What a service is called in the index. A source's name holds no slash."""
    return f"{source}/{id}"


def parts_of(key: str) -> tuple[str, str]:
    """The source and the id of a service in the index."""
    source, _, id = key.partition("/")
    return source, id


def every_document(session: Session, vocabulary: Vocabulary) -> Iterator[Document]:
    """A document for each service that residents can find."""
    return documents_of(session, vocabulary, store.live_ids(session))


def documents_of(session: Session, vocabulary: Vocabulary, keys: Iterable[tuple[str, str]]) -> Iterator[Document]:
    """A document for each of these services but the ones that are too old, read a few hundred at a time."""
    by_source: dict[str, list[str]] = {}
    for source, id in keys:
        by_source.setdefault(source, []).append(id)
    areas = store.areas(session)
    limits, today = council().freshness, clock.today()
    for source, ids in by_source.items():
        for start in range(0, len(ids), SERVICES_AT_ONCE):
            services = shelves.services(session, source, ids[start : start + SERVICES_AT_ONCE])
            points = places.points_of(session, _unplaced(services.values()))
            for service in services.values():
                standing = standing_of(last_known(service), limits, today)
                if standing is not Standing.HIDDEN:
                    yield document_of(source, service, vocabulary, areas.get(source), points, standing)


def document_of(
    source: str,
    service: Service,
    vocabulary: Vocabulary,
    source_area: SourceArea | None,
    points: Mapping[Postcode, tuple[float, float]],
    standing: Standing = Standing.FRESH,
) -> Document:
    """The document of one service; `points` are the places of the postcodes that have no coordinates of their own."""
    needs = service.values(Kind.NEED)
    terms = [attribute.term.name for attribute in service.attributes]
    languages = [language.name for language in service.languages if language.name]
    return Document(
        id=key_of(source, service.id),
        name=service.name,
        organisation=service.organisation.name if service.organisation else "",
        needs=". ".join([*(vocabulary[need].name for need in sorted(needs) if need in vocabulary), *terms]),
        body="\n".join(filter(None, [*_told(service), *languages, *_buildings_and_streets(service)])),
        place=" ".join(_place_words(service)),
        towns=tuple(_towns(service)),
        facets=facets_of(service)
        | {"standing": frozenset({standing.value}) if standing is Standing.LOWERED else frozenset()},
        whereabouts=_whereabouts(service, source_area, points),
        hours=hours_of(service),
    )


def _whereabouts(
    service: Service, source_area: SourceArea | None, points: Mapping[Postcode, tuple[float, float]]
) -> Whereabouts:
    ways = {finding.value: finding.how for finding in service.found(Kind.WAY)}
    only_remote = bool(ways) and "venue" not in ways and How.RECORDED in ways.values()
    own_area = area_of(service)
    return Whereabouts(
        points=() if only_remote else tuple(_points(service, points)),
        remote=bool(ways.keys() - {"venue"}),
        area=_area(own_area),
        source_area=_area(source_area),
    )


def _points(service: Service, points: Mapping[Postcode, tuple[float, float]]) -> Iterator[Point]:
    for at in service.at_locations:
        location = at.location
        if location.location_type in {"virtual", "postal"}:
            continue
        postcode = _postcode(location)
        if location.latitude is not None and location.longitude is not None:
            yield Point(location.latitude, location.longitude)
        elif postcode and postcode in points:
            yield Point(*points[postcode])


def _unplaced(services: Iterable[Service]) -> set[Postcode]:
    """The postcodes of locations without coordinates."""
    locations = (at.location for service in services for at in service.at_locations)
    return {
        postcode
        for location in locations
        if location.latitude is None and (postcode := _postcode(location)) is not None
    }


def _postcode(location: Location) -> Postcode | None:
    """Of a place whose address is kept back only the outward code is known, and the middle of that stands for it."""
    code = location.address.postal_code if location.address else None
    if not code:
        return None
    return Postcode(code, "") if location.confidential else Postcode.parse(code)


def _area(area: SourceArea | None) -> Area | None:
    return Area(area.outward_codes, area.national) if area else None


def _told(service: Service) -> tuple[str | None, ...]:
    return service.description, service.eligibility_description, service.fees


def _buildings_and_streets(service: Service) -> Iterator[str]:
    for at in service.at_locations:
        yield at.location.name or ""
        for address in at.location.addresses:
            yield from filter(None, (address.address_1, address.address_2))


def _towns(service: Service) -> Iterator[str]:
    """The towns and districts of its addresses, where there is a place to go to."""
    for at in service.at_locations:
        for address in at.location.addresses:
            yield from filter(None, (address.city, address.region))


def _place_words(service: Service) -> Iterator[str]:
    """Towns, districts and postcodes: a word among them is taken for a place when a person types it."""
    for at in service.at_locations:
        for address in at.location.addresses:
            yield from filter(None, (address.city, address.region, address.postal_code))
    for area in service.service_areas:
        yield area.name or ""
