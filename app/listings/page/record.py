"""A group's services as records of Open Referral UK 3, which the directory takes in like those of any feed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.directory.domain import Schedule
from app.listings.domain import ACCESS, Contact, Cost, Group, OwnService, Place, filled
from app.listings.page import times
from app.listings.page.seasons import A_DAY, Stretch, closed_until, stretches
from app.listings.page.times import Unreadable
from app.needs.api import vocabulary
from app.registered.domain import Location, typed_id

SOURCE = "community"
"""What the directory calls the source of everything that groups keep themselves."""

NEEDS = "Careway needs"
"""The name by which the directory knows categories that are its own needs."""

ALONE = "A very small business (micro-enterprise), run by one person."
A_FORTNIGHT = timedelta(days=14)
_AT_A_DISTANCE = {
    "telephone": "Telephone support.",
    "online": "Online support.",
    "home": "We visit people at home.",
}
_SEEN_AS = {"telephone": "telephone", "online": "online", "home": "home"}


@dataclass(frozen=True)
class Issue:
    """When a record is made: `checked_on` is the day on which its group last said that it is right."""

    page_id: str
    today: date
    checked_on: date | None
    at: datetime


def records_of(group: Group, issue: Issue) -> tuple[dict[str, Any], ...]:
    """A record for each service that has not ended."""
    group = filled(group)
    return tuple(
        record_of(group, service, issue) for service in group.services if not times.has_ended(service, issue.today)
    )


def record_of(group: Group, service: OwnService, issue: Issue) -> dict[str, Any]:
    """One service with all that is said of it, and who gives it."""
    closed = closed_until(service, issue.today)
    return {
        "id": service.id,
        "name": group.called(service),
        "organization": {
            "id": issue.page_id,
            "name": group.name,
            "description": group.about or None,
            "website": group.website or None,
        },
        "description": description_of(group, service),
        "url": group.website or None,
        "status": "temporarily closed" if closed else "active",
        "x_closed_until": closed.isoformat() if closed else None,
        "alert": " ".join(_pauses(service, issue.today)) or None,
        "fees_description": service.cost_words or ("Free" if service.price == "free" and not service.costs else None),
        "accreditations": _accreditations(group, service),
        "eligibility_description": service.who_for or None,
        "application_process": service.joining or None,
        "x_cqc_location": location_page(service.cqc),
        "minimum_age": service.youngest or None,
        "maximum_age": service.oldest or None,
        "assured_date": issue.checked_on.isoformat() if issue.checked_on else None,
        "last_modified": issue.at.isoformat(),
        "contacts": [_contact(service.id, place, one) for place, one in enumerate(group.contacts)],
        "schedules": list(_schedules(service, issue.today)),
        "cost_options": [_cost(service.id, place, one) for place, one in enumerate(service.costs)],
        "languages": [{"id": f"{service.id}-{name}", "name": name} for name in languages_of(service)],
        "service_areas": [{"id": f"{service.id}-area", "name": service.covers}] if service.covers else [],
        "service_at_locations": [_place(service, place) for place in service.places],
        "attributes": [_need(service.id, need) for need in service.needs if need in vocabulary()],
    }


def description_of(group: Group, service: OwnService) -> str:
    """What happens, with what a sole trader says besides and what no field of the standard holds."""
    parts = [
        service.what,
        f"What I do: {service.does}" if service.does else "",
        f"What I do not do: {service.does_not}" if service.does_not else "",
        " ".join(_AT_A_DISTANCE[way] for way in service.ways if way in _AT_A_DISTANCE) if not service.times else "",
        f"Access information: {'. '.join(access_of(service))}." if access_of(service) and not service.places else "",
        ALONE if group.sole_trader else "",
    ]
    return "\n\n".join(filter(None, parts))


def access_of(service: OwnService) -> tuple[str, ...]:
    """How people get in and take part, in words."""
    return tuple(filter(None, (*(ACCESS[one] for one in service.access if one in ACCESS), service.access_words)))


def languages_of(service: OwnService) -> tuple[str, ...]:
    """The languages that somebody typed in a row."""
    names = (name.strip() for name in service.languages.replace(" and ", ",").replace("\n", ",").split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def location_page(typed: str) -> str | None:
    """The address on CQC's site, by which a location is known whichever kind of id it has."""
    id = typed_id(typed)
    return Location(id, "").page if id else None


def _pauses(service: OwnService, today: date) -> Iterator[str]:
    for pause in service.pauses:
        if times.matters(pause, today) and (words := times.pause_words(pause)):
            yield words


def _accreditations(group: Group, service: OwnService) -> str | None:
    parts = [
        "Micro-enterprise (sole trader)." if group.sole_trader else "",
        f"Insurance: {service.insurance}" if service.insurance else "",
        f"Training: {service.training}" if service.training else "",
    ]
    return " ".join(filter(None, parts)) or None


def _contact(service_id: str, place: int, contact: Contact) -> Mapping[str, Any]:
    id = f"{service_id}-contact-{place}"
    phones = [{"id": f"{id}-phone", "number": contact.telephone}] if contact.telephone else []
    return {"id": id, "name": contact.name or None, "email": contact.email or None, "phones": phones}


def _schedules(service: OwnService, today: date) -> Iterator[Mapping[str, Any]]:
    """Its times, each once for the days up to the next pause, and again for those after it.

    So its next dates leave the pauses out wherever they are shown, and so do the calendars of others.
    """
    between = stretches(service, today)
    for place, row in enumerate(service.times):
        id = f"{service.id}-times-{place}"
        try:
            schedule = times.schedule_of(id, row)
        except Unreadable:
            schedule = Schedule(id, description=times.said(row))
        for number, stretch in enumerate(between if schedule.freq else between[-1:]):
            yield _schedule(service, schedule, stretch, f"{id}-{number}" if number else id)


def _schedule(service: OwnService, schedule: Schedule, stretch: Stretch, id: str) -> Mapping[str, Any]:
    ways = ", ".join(_SEEN_AS[way] for way in service.ways if way in _SEEN_AS)
    return {
        "id": id,
        "freq": schedule.freq,
        "interval": schedule.interval,
        "byday": schedule.byday,
        "dtstart": _not_before(stretch.first, schedule.dtstart),
        "valid_from": stretch.first.isoformat() if stretch.first else None,
        "opens_at": schedule.opens_at.isoformat() if schedule.opens_at else None,
        "closes_at": schedule.closes_at.isoformat() if schedule.closes_at else None,
        "description": schedule.description,
        "valid_to": stretch.last.isoformat() if stretch.last else None,
        "attending_type": ways + (", venue" if ways and service.places else "") or None,
    }


def _not_before(day: date | None, first: date | None) -> str | None:
    """The first day of every second week on which it is, not before it opens again."""
    if first and day and first < day:
        first += A_FORTNIGHT * ((day - first + A_FORTNIGHT - A_DAY) // A_FORTNIGHT)
    return first.isoformat() if first else None


def _cost(service_id: str, place: int, cost: Cost) -> Mapping[str, Any]:
    return {
        "id": f"{service_id}-cost-{place}",
        "option": cost.what or None,
        "amount": cost.amount.lstrip("£ ") or None,
        "amount_description": cost.per or None,
    }


def _place(service: OwnService, place: Place) -> Mapping[str, Any]:
    access = [
        {"id": f"{place.id}-access-{number}", "description": one} for number, one in enumerate(access_of(service))
    ]
    return {
        "id": f"{service.id}-at-{place.id}",
        "location": {
            "id": place.id,
            "location_type": "physical",
            "name": place.name or None,
            "confidential": place.hidden,
            "addresses": [
                {
                    "id": f"{place.id}-address",
                    "address_1": place.address or None,
                    "city": place.town or None,
                    "postal_code": place.postcode or None,
                    "country": "GB",
                    "address_type": "physical",
                }
            ],
            "accessibility": access,
        },
    }


def _need(service_id: str, need: str) -> Mapping[str, Any]:
    return {
        "id": f"{service_id}-need-{need}",
        "taxonomy_term": {"id": f"need-{need}", "name": vocabulary()[need].name, "code": need, "taxonomy": NEEDS},
    }
