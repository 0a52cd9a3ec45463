"""What an import changed of a listing, field by field and in words that staff can compare."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.directory.domain import AtLocation, CostOption, Kind, Schedule, Service

LONGEST_SHOWN = 2_000


class Happened(StrEnum):
    """What became of a listing. A clash is a change of its feed to what staff had put right, which waits for them."""

    CREATED = "created"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"
    CLASH = "clash"


@dataclass(frozen=True)
class FieldChange:
    """One field as it was and as it is; of a clash, as staff wrote it and as the feed now has it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """One listing that an import changed."""

    id: str
    name: str
    happened: Happened
    fields: tuple[FieldChange, ...] = ()


def changes(before: Service, after: Service) -> tuple[FieldChange, ...]:
    """The fields that differ."""
    pairs = ((field, tell(before), tell(after)) for field, tell in TOLD.items())
    return tuple(FieldChange(field, _cut(old), _cut(new)) for field, old, new in pairs if old != new)


def telephones(service: Service) -> str:
    return _lines(phone.number for contact in service.contacts for phone in contact.phones)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _lines(parts: Iterable[str | None]) -> str:
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _words(parts: Iterable[object]) -> str:
    return " ".join(str(part) for part in parts if part not in (None, ""))


def _ages(service: Service) -> str:
    if service.minimum_age is None and service.maximum_age is None:
        return ""
    return "–".join("" if age is None else f"{age:g}" for age in (service.minimum_age, service.maximum_age))


def _place(at: AtLocation) -> str:
    place, address = at.location, at.location.address
    lines = (address.address_1, address.address_2, address.city, address.postal_code) if address else ()
    return ", ".join(part for part in (place.name, *lines) if part)


def _time(schedule: Schedule) -> str:
    times = "–".join(f"{moment:%H:%M}" for moment in (schedule.opens_at, schedule.closes_at) if moment)
    return _words((schedule.byday, schedule.freq, times, schedule.valid_from, schedule.valid_to, schedule.description))


def _cost(option: CostOption) -> str:
    return _words((option.option, None if option.amount is None else f"£{option.amount:g}", option.amount_description))


TOLD: dict[str, Callable[[Service], str]] = {
    "name": lambda service: service.name,
    "organisation": lambda service: service.organisation.name if service.organisation else "",
    "description": lambda service: service.description or "",
    "telephone": telephones,
    "email": lambda service: _lines((service.email, *(contact.email for contact in service.contacts))),
    "url": lambda service: service.url or "",
    "status": lambda service: service.status.value,
    "where": lambda service: _lines(_place(at) for at in service.at_locations),
    "when": lambda service: _lines(_time(schedule) for schedule in service.schedules),
    "fees": lambda service: service.fees or "",
    "cost": lambda service: _lines(_cost(option) for option in service.cost_options),
    "ages": _ages,
    "for_whom": lambda service: _lines(
        (service.eligibility_description, *(each.eligibility for each in service.eligibility))
    ),
    "how_to_join": lambda service: service.application_process or "",
    "waiting": lambda service: service.wait_time or "",
    "alert": lambda service: service.alert or "",
    "accreditations": lambda service: service.accreditations or "",
    "area": lambda service: _lines(area.name or area.extent for area in service.service_areas),
    "languages": lambda service: _lines(language.name or language.code for language in service.languages),
    "access": lambda service: _lines(
        access.description for at in service.at_locations for access in at.location.accessibility
    ),
    "categories": lambda service: _lines(attribute.term.name for attribute in service.attributes),
    "checked": lambda service: str(service.assured_date or ""),
    "needs": lambda service: ", ".join(sorted(service.values(Kind.NEED))),
}
"""Each field by which a listing is compared, and how it is said."""
