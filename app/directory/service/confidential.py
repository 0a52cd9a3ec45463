"""Addresses that nobody may learn from us: where people live or go who hide from somebody that hurts them.

Services are read through here, so that pages, files, the index and other programs never hold such an address.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.directory.domain import Kind, Location, Service
from app.kernel.postcode import NotAPostcode, Postcode

# Needs whose places are kept back until staff say that everybody may know them.
NEEDS = frozenset({"refuge", "domestic-abuse"})
INSTEAD = "(address given by telephone)"
_SHORTEST_LINE = 6  # "1 Bow" could stand in any sentence; longer lines are somebody's address
_BETWEEN_WORDS = r"(?:\s|\+|-|%20)*"  # as people write them, and as links do
# A link to a map. Its lengths are bounded, so that a hostile text cannot make the search long.
_LINK_WITH_COORDINATES = r"(?:https?://|www\.|geo:)\S{0,300}?\d\.\d{3,}+\S{0,60}?\d\.\d{3,}+[^\s<>\"')]*"
_BY_NAME = re.compile(
    r"(?i)(?<!animal )(?<!wildlife )(?<!cat )(?<!dog )\brefuges?\b|\bsafe ?houses?\b|\bdomestic (?:abuse|violence)\b"
)


def is_by_nature(service: Service) -> bool:
    """Whether the service is of a kind whose address is kept back unless somebody says otherwise."""
    organisation = service.organisation.name if service.organisation else ""
    names = (service.name, organisation, *(attribute.term.name for attribute in service.attributes))
    return bool(NEEDS & service.values(Kind.NEED)) or any(map(_BY_NAME.search, names))


def hidden(service: Service, said: Mapping[str, bool]) -> Service:
    """The service as everybody may know it.

    `said` is what staff said of locations, by id: their word goes before the feed's, and the feed's before our guess.
    """
    by_nature = is_by_nature(service)
    kept_back = [
        at.location for at in service.at_locations if said.get(at.location.id, at.location.confidential or by_nature)
    ]
    if not kept_back:
        return service
    ids = {location.id for location in kept_back}
    places = tuple(
        replace(at, location=at.location.withheld() if at.location.id in ids else at.location)
        for at in service.at_locations
    )
    without: Service = _without(replace(service, at_locations=()), _telling(service, kept_back))
    return replace(without, id=service.id, at_locations=places)


def _telling(service: Service, locations: list[Location]) -> re.Pattern[str]:
    """What would give these places away when it stands in any words; what the service is called would not."""
    called = f"{service.name}\n{service.organisation.name if service.organisation else ''}".lower()
    parts = {part for part in _parts(locations) if part.lower() not in called}
    shapes = [_BETWEEN_WORDS.join(map(re.escape, part.split())) for part in parts]
    return re.compile("|".join([_LINK_WITH_COORDINATES, *sorted(shapes, key=len, reverse=True)]), re.IGNORECASE)


def _parts(locations: list[Location]) -> Iterator[str]:
    for location in locations:
        lines = [location.name or "", location.external_identifier or ""]
        for address in location.addresses:
            lines += [address.address_1 or "", address.address_2 or "", _spaced(address.postal_code or "")]
        lines += [part.strip() for line in lines for part in line.split(",") if re.search(r"\d", part)]
        yield from (line for line in lines if len(line) >= _SHORTEST_LINE)


def _spaced(code: str) -> str:
    """A postcode in its two parts, however its source wrote it; what is none stays."""
    with suppress(NotAPostcode):
        return str(Postcode.parse(code))
    return code


def _without(value: Any, telling: re.Pattern[str]) -> Any:
    """The same value, of whatever shape, with these words taken out of every text in it."""
    if type(value) is str:
        return telling.sub(INSTEAD, value)
    if isinstance(value, tuple | list):
        return type(value)(_without(part, telling) for part in value)
    if isinstance(value, dict):
        return {name: _without(part, telling) for name, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = ((field.name, getattr(value, field.name)) for field in fields(value))
        return replace(value, **{name: _without(part, telling) for name, part in parts})
    return value
