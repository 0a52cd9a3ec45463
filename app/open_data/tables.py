"""The tables of an HSDS data package, filled from what version 3 writes of services."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.open_data.domain import LICENCE, LICENCE_ADDRESS, Shape

NUMBERS = {"minimum_age", "maximum_age", "latitude", "longitude", "amount", "interval"}
DATES = {"assured_date", "valid_from", "valid_to", "dtstart"}
_TELEPHONE = re.compile(r"\+[0-9][0-9 ]*")


@dataclass(frozen=True)
class Table:
    """A table: its file, its columns, and which columns name rows of which other tables."""

    name: str
    columns: tuple[str, ...]
    refers: Mapping[str, str]

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    def resource(self) -> Shape:
        """What the package says of it."""
        keys = [
            {"fields": column, "reference": {"resource": table, "fields": "id"}}
            for column, table in self.refers.items()
        ]
        schema: Shape = {"fields": [_field(column) for column in self.columns], "primaryKey": "id"}
        return {
            "name": self.name,
            "path": self.path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema | ({"foreignKeys": keys} if keys else {}),
        }


def _field(column: str) -> Shape:
    kind = "number" if column in NUMBERS else "date" if column in DATES else "string"
    return {"name": column, "type": "datetime" if column == "last_modified" else kind}


def _table(name: str, columns: str, **refers: str) -> Table:
    return Table(name, tuple(columns.split()), refers)


_ORGANIZATION = _table("organizations", "id name description email website logo uri")
_LOCATION = _table(
    "locations", "id location_type name description latitude longitude external_identifier external_identifier_type"
)
# A row of the first table named here is a part of a service; the columns are those of the standard, and ours with x_.
TABLES: tuple[Table, ...] = (
    _ORGANIZATION,
    _table(
        "services",
        "id organization_id name description url email status fees_description accreditations eligibility_description "
        "application_process wait_time minimum_age maximum_age assured_date alert last_modified x_ages_how x_source",
        organization_id="organizations",
    ),
    _LOCATION,
    _table("service_at_locations", "id service_id location_id", service_id="services", location_id="locations"),
    _table(
        "addresses",
        "id location_id attention address_1 address_2 city region state_province postal_code country address_type",
        location_id="locations",
    ),
    _table("accessibility", "id location_id description details url", location_id="locations"),
    _table(
        "schedules",
        "id service_id valid_from valid_to dtstart freq interval byday bymonthday description opens_at closes_at "
        "schedule_link attending_type notes x_how",
        service_id="services",
    ),
    _table("service_areas", "id service_id name extent extent_type uri", service_id="services"),
    _table("languages", "id service_id name code", service_id="services"),
    _table("funding", "id service_id source", service_id="services"),
    _table(
        "cost_options",
        "id service_id valid_from valid_to option amount currency amount_description",
        service_id="services",
    ),
    _table("contacts", "id service_id name title email", service_id="services"),
    _table("phones", "id contact_id service_id number description", contact_id="contacts", service_id="services"),
    _table("taxonomies", "id name description"),
    _table(
        "taxonomy_terms",
        "id code name description parent_id taxonomy taxonomy_id term_uri",
        taxonomy_id="taxonomies",
    ),
    _table(
        "attributes",
        "id link_id link_type link_entity taxonomy_term_id value label x_how x_reason",
        taxonomy_term_id="taxonomy_terms",
    ),
)
_OF_A_SERVICE = (
    "schedules",
    "service_areas",
    "languages",
    "funding",
    "cost_options",
    "contacts",
    "attributes",
    "service_at_locations",
)


def rows_of(service: Shape) -> Iterator[tuple[str, Shape]]:
    """Every row that a whole service has, with the name of its table. What services share comes with each of them."""
    yield "services", service
    if "organization" in service:
        yield "organizations", service["organization"]
    for name in _OF_A_SERVICE:
        for row in service.get(name, ()):
            yield name, row
    for contact in service.get("contacts", ()):
        yield from (("phones", phone) for phone in contact.get("phones", ()))
    for at in service.get("service_at_locations", ()):
        yield "locations", at["location"]
        for name in ("addresses", "accessibility"):
            yield from ((name, row) for row in at["location"].get(name, ()))


def package(title: str, made: str) -> Shape:
    """The description of the whole package."""
    return {
        "profile": "tabular-data-package",
        "name": "open-referral-uk",
        "title": title,
        "created": made,
        "licenses": [{"name": "OGL-UK-3.0", "title": LICENCE, "path": LICENCE_ADDRESS}],
        "resources": [table.resource() for table in TABLES],
    }


FLAT = (
    "id",
    "name",
    "organisation",
    "description",
    "status",
    "address",
    "postcode",
    "latitude",
    "longitude",
    "telephone",
    "email",
    "website",
    "when",
    "cost",
    "minimum_age",
    "maximum_age",
    "needs",
    "last_checked",
    "last_modified",
    "source",
)


def flat_row(service: Shape, needs_id: str) -> dict[str, Any]:
    """A service on one line of a spreadsheet, at the first of its places; `needs_id` is our taxonomy of needs."""
    location: Shape = next((at["location"] for at in service.get("service_at_locations", ())), {})
    address: Shape = next(iter(location.get("addresses", ())), {})
    phones = [phone["number"] for contact in service.get("contacts", ()) for phone in contact.get("phones", ())]
    terms = [attribute["taxonomy_term"] for attribute in service.get("attributes", ())]
    lines = (address.get(part) for part in ("address_1", "address_2", "city"))
    same = ("id", "name", "description", "status", "email", "minimum_age", "maximum_age", "last_modified")
    return {name: service.get(name) for name in same} | {
        "organisation": service.get("organization", {}).get("name"),
        "address": ", ".join(line for line in lines if line),
        "postcode": address.get("postal_code"),
        "latitude": location.get("latitude"),
        "longitude": location.get("longitude"),
        "telephone": "; ".join(dict.fromkeys(phones)),
        "website": service.get("url"),
        "when": "; ".join(filter(None, (row.get("description") for row in service.get("schedules", ())))),
        "cost": service.get("fees_description"),
        "needs": "; ".join(term["name"] for term in terms if term.get("taxonomy_id") == needs_id),
        "last_checked": service.get("assured_date"),
        "source": service.get("x_source"),
    }


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; a number, and a telephone number from abroad, is none."""
    starts = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if starts and not _TELEPHONE.fullmatch(value) else value
