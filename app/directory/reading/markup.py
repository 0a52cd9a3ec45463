"""What a search engine reads of a service: schema.org, from the same facts that the page says."""

from collections.abc import Iterator
from typing import Any

from app.directory.domain import Kind, Location, Schedule, Service
from app.directory.reading.leaflet import NOWHERE, ServicePage

FREE = "free"
_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}


def schema_org(page: ServicePage) -> dict[str, Any]:
    """A schema.org Service. An address that is kept back is not in the page's service, so it is not here either."""
    service = page.service
    told = {
        "@context": "https://schema.org",
        "@type": "Service",
        "@id": page.address,
        "url": page.address,
        "name": service.name,
        "description": service.description,
        "provider": _provider(service),
        "serviceType": list(page.helps_with),
        "areaServed": list(page.covers),
        "hoursAvailable": [hours for schedule in service.schedules for hours in _hours(schedule)],
        "availableChannel": list(_channels(service)),
        "audience": _audience(service),
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "GBP"} if _is_free(service) else None,
    }
    return {name: value for name, value in told.items() if value}


def _provider(service: Service) -> dict[str, Any] | None:
    if service.organisation is None:
        return None
    told = {"@type": "Organization", "name": service.organisation.name, "url": service.organisation.website}
    return {name: value for name, value in told.items() if value}


def _is_free(service: Service) -> bool:
    return FREE in service.values(Kind.COST) or any(option.amount == 0 for option in service.cost_options)


def _audience(service: Service) -> dict[str, Any] | None:
    ages = {"suggestedMinAge": service.minimum_age, "suggestedMaxAge": service.maximum_age}
    said = {name: age for name, age in ages.items() if age is not None}
    return {"@type": "PeopleAudience", **said} if said else None


def _hours(schedule: Schedule) -> Iterator[dict[str, Any]]:
    """Weekly hours; a search engine has no words for the others."""
    if schedule.freq != "WEEKLY" or (schedule.interval or 1) != 1 or schedule.term_time:
        return
    days = [_DAYS[day.strip().upper()] for day in (schedule.byday or "").split(",") if day.strip().upper() in _DAYS]
    if days and schedule.opens_at and schedule.closes_at:
        times = {"opens": f"{schedule.opens_at:%H:%M}", "closes": f"{schedule.closes_at:%H:%M}"}
        bounds = {"validFrom": schedule.valid_from, "validThrough": schedule.valid_to}
        said = {name: day.isoformat() for name, day in bounds.items() if day}
        yield {"@type": "OpeningHoursSpecification", "dayOfWeek": days, **times, **said}


def _channels(service: Service) -> Iterator[dict[str, Any]]:
    """Where and how people reach it. Names of people who answer are left out."""
    for at in service.at_locations:
        if at.location.location_type not in NOWHERE and not at.location.confidential:
            yield {"@type": "ServiceChannel", "serviceLocation": _place(at.location)}
    for phone in (phone for contact in service.contacts for phone in contact.phones):
        contact = {"@type": "ContactPoint", "telephone": phone.number}
        yield {"@type": "ServiceChannel", "servicePhone": contact}
    if service.url:
        yield {"@type": "ServiceChannel", "serviceUrl": service.url}


def _place(location: Location) -> dict[str, Any]:
    place: dict[str, Any] = {"@type": "Place", "name": location.name}
    if address := location.address:
        told = {
            "streetAddress": ", ".join(filter(None, (address.address_1, address.address_2))),
            "addressLocality": address.city,
            "addressRegion": address.state_province,
            "postalCode": address.postal_code,
            "addressCountry": address.country,
        }
        place["address"] = {"@type": "PostalAddress", **{name: value for name, value in told.items() if value}}
    if location.latitude is not None and location.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": location.latitude, "longitude": location.longitude}
    return {name: value for name, value in place.items() if value}
