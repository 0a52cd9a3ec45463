"""How far a service or its source reaches, in outward codes or over the whole country."""

import re
from collections import Counter
from collections.abc import Iterable

from app.directory.domain import Service, ServiceArea, SourceArea
from app.kernel.postcode import NotAPostcode, Postcode, outward_code

NATIONAL = "national"
_COUNTRY = re.compile(r"(?i)^(?:all of |the )?(?:national|nationwide|uk|u\.k\.|united kingdom|great britain|england)\b")
# A source's area is where it is at home, not where a few of its services happen to have a head office. In a small
# directory each service counts.
FEWEST = 0.01
SMALL_SOURCE = 20


class NotAnArea(ValueError):
    """Text that names no area; the message is the part that was not understood."""


def area_given(text: str) -> SourceArea:
    """The area that a person gave: "national", or outward codes parted by commas. Raises NotAnArea."""
    if text.strip().lower() == NATIONAL:
        return SourceArea(national=True, given=True)
    try:
        codes = frozenset(outward_code(code) for code in text.split(",") if code.strip())
    except NotAPostcode as error:
        raise NotAnArea(str(error)) from error
    if not codes:
        raise NotAnArea(text)
    return SourceArea(codes, given=True)


def area_worked_out(services: Iterable[Service]) -> SourceArea:
    """The outward codes in which the source has services with a place, each a fair share of them."""
    counts = Counter(outward for service in services for outward in _outwards(service))
    all_ = sum(counts.values())
    fewest = FEWEST * all_ if all_ > SMALL_SOURCE else 1
    return SourceArea(frozenset(outward for outward, count in counts.items() if count >= fewest))


def area_of(service: Service) -> SourceArea | None:
    """The area that a service states for itself; None when it states none that we can read."""
    areas = [_stated(area) for area in service.service_areas]
    known = [area for area in areas if area]
    if not known:
        return None
    return SourceArea(frozenset().union(*(area.outward_codes for area in known)), any(a.national for a in known))


def _stated(area: ServiceArea) -> SourceArea | None:
    if _COUNTRY.match(area.name or "") or (area.extent or "").strip().lower() == NATIONAL:
        return SourceArea(national=True)
    try:
        codes = frozenset(outward_code(code) for code in re.split(r"[\s,;]+", area.extent or "") if code)
    except NotAPostcode:
        return None
    return SourceArea(codes) if codes else None


def _outwards(service: Service) -> set[str]:
    found = set()
    for at in service.at_locations:
        for address in at.location.addresses:
            if address.postal_code:
                found.add(Postcode.parse(address.postal_code).outward)
    return found
