"""The rule for old listings: marked, then ranked down, then hidden from search. And what a listing leaves unsaid.

Staff see the rule and what it does at `/staff/listings`. Nothing is deleted by it: a hidden page opens by its address.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from app.councils.domain import Freshness
from app.directory.domain import Kind, Service


class Standing(StrEnum):
    """How far a listing can still be trusted, by the day of its last check."""

    FRESH = "fresh"
    UNKNOWN = "unknown"
    MARKED = "marked"
    LOWERED = "lowered"
    HIDDEN = "hidden"


class Unsaid(StrEnum):
    """What people ask of every service."""

    WHAT = "what"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    COST = "cost"
    ACCESS = "access"
    CONTACT = "contact"


def last_known(service: Service) -> date | None:
    """When somebody last checked the listing, as far as it says. A change to its record is no check."""
    return service.assured_date


def standing_of(known: date | None, limits: Freshness, today: date) -> Standing:
    """Where a listing stands that was last known to be right on a day.

    One without any day is marked and no more: directories that record no checks would otherwise vanish whole.
    """
    if known is None:
        return Standing.UNKNOWN
    reached = [standing for standing, since in limits_on(limits, today) if known <= since]
    return reached[0] if reached else Standing.FRESH


@lru_cache(maxsize=16)
def limits_on(limits: Freshness, today: date) -> tuple[tuple[Standing, date], ...]:
    """The last days of check that are too long ago on a day, the gravest first."""
    return (
        (Standing.HIDDEN, today - relativedelta(months=limits.hide_months)),
        (Standing.LOWERED, today - relativedelta(months=limits.lower_months)),
        (Standing.MARKED, today - relativedelta(months=limits.mark_months)),
    )


def unsaid(service: Service) -> tuple[Unsaid, ...]:
    """What the listing leaves open of all that people ask."""
    return tuple(_unsaid(service))


def _unsaid(service: Service) -> Iterator[Unsaid]:
    said = {
        Unsaid.WHAT: service.description,
        Unsaid.WHO: _who(service),
        Unsaid.WHEN: service.schedules,
        Unsaid.WHERE: service.at_locations or service.service_areas or service.found(Kind.WAY),
        Unsaid.COST: service.fees or service.cost_options or service.found(Kind.COST),
        Unsaid.ACCESS: service.found(Kind.ACCESS) or any(at.location.accessibility for at in service.at_locations),
        Unsaid.CONTACT: service.email or service.url or service.contacts,
    }
    return (thing for thing in Unsaid if not said[thing])


def _who(service: Service) -> bool:
    ages = service.minimum_age is not None or service.maximum_age is not None
    return ages or bool(service.eligibility_description) or any(one.eligibility for one in service.eligibility)
