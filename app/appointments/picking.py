"""Places of the directory that staff pick for a talking point, so that nobody types an address a second time."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.directory import api as directory
from app.directory.domain import Location

SERVICES_LOOKED_AT = 10


@dataclass(frozen=True)
class ListedPlace:
    """A place where a service of the directory is. `key` is the service's, `number` the place's among those it has."""

    key: str
    number: int
    service: str
    name: str
    lines: tuple[str, ...]
    postcode: str
    access: str

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, *self.lines, self.postcode)))

    @property
    def filled_in(self) -> dict[str, str]:
        """The form of a talking point with this place in it, for somebody to look over."""
        return {
            "name": self.name,
            "address": "\n".join(self.lines),
            "postcode": self.postcode,
            "access": self.access,
            "service": self.key,
        }


def places_for(words: str) -> tuple[ListedPlace, ...]:
    """The places of the services that answer these words best. A confidential place is nobody's to pick."""
    found = directory.first_for(words, (), None, SERVICES_LOOKED_AT) if words else ()
    return tuple(place for idea in found for place in _places_of(idea.key))


def place(key: str, number: int) -> ListedPlace | None:
    """One of them again; None when it has left the directory meanwhile."""
    return next((each for each in _places_of(key) if each.number == number), None)


def _places_of(key: str) -> Iterator[ListedPlace]:
    source, _slash, id = key.partition("/")
    service = directory.listing(source, id)
    if service is None:
        return
    for number, at in enumerate(service.at_locations):
        address, known_as = at.location.address, at.location.name or service.name
        if address is not None and not at.location.confidential:
            lines = tuple(line for line in address.lines if line != address.postal_code)
            postcode, access = address.postal_code or "", _access_to(at.location)
            yield ListedPlace(key, number, service.name, known_as, lines, postcode, access)


def _access_to(location: Location) -> str:
    """What the directory says of getting in."""
    said = (each.description or each.details for each in location.accessibility)
    return "\n".join(filter(None, said))
