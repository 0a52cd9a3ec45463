"""What a service can be filtered by: the facets of its document, and the values that each may have."""

from app.directory.domain import How, Kind, Service
from app.directory.service import opening

AGES: dict[str, tuple[float, float]] = {
    "0-4": (0, 4),
    "5-10": (5, 10),
    "11-15": (11, 15),
    "16-17": (16, 17),
    "18-24": (18, 24),
    "25-49": (25, 49),
    "50-54": (50, 54),
    "55-59": (55, 59),
    "60-64": (60, 64),
    "65-74": (65, 74),
    "75": (75, 120),
}
"""Bands of ages in years, cut where services begin and end."""
NO = "no-"
"""Before a value of access: the listing says that it is not there."""
# Who wants the one is served by the other too.
_MEANS_TOO = {"wheelchair": "step-free", "step-free-throughout": "step-free", "changing-places": "toilet"}


def facets_of(service: Service) -> dict[str, frozenset[str]]:
    """Every facet; one that holds nothing is not stated."""
    return opening.facets_of(service) | {
        "need": service.values(Kind.NEED),
        "cost": service.values(Kind.COST),
        "access": _access(service),
        "way": _ways(service),
        "age": _ages(service),
        "audience": service.values(Kind.AUDIENCE),
        "language": service.values(Kind.LANGUAGE),
        "referral": service.values(Kind.REFERRAL),
        "kind": service.values(Kind.RUN_BY),
    }


def _access(service: Service) -> frozenset[str]:
    """What is there outweighs a word that it is not: the word may speak of another building."""
    found = service.values(Kind.ACCESS)
    there = found | {_MEANS_TOO[value] for value in found if value in _MEANS_TOO}
    return frozenset(value for value in there if value.removeprefix(NO) not in there - {value})


def _ways(service: Service) -> frozenset[str]:
    """A service with an address is given there, unless its feed records other ways alone."""
    ways = service.found(Kind.WAY)
    recorded = any(finding.how is How.RECORDED for finding in ways)
    placed = any(at.location.location_type not in {"virtual", "postal"} for at in service.at_locations)
    return frozenset(finding.value for finding in ways) | ({"venue"} if placed and not recorded else frozenset())


def _ages(service: Service) -> frozenset[str]:
    """The bands of which somebody is let in."""
    low, high = service.minimum_age, service.maximum_age
    if low is None and high is None:
        return frozenset()
    oldest = 120 if high is None or high < (low or 0) else high
    return frozenset(band for band, (first, last) in AGES.items() if first <= oldest and last >= (low or 0))
