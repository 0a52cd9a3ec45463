"""Every parameter of the open data, and every address with the parameters that it takes."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from app.kernel.clock import LONDON
from app.kernel.postcode import NotAPostcode, Postcode, outward_code
from app.open_data.domain import MOST_PER_PAGE, PER_PAGE, Endpoint, Parameter

LONGEST_SEARCH = 200
MOST_PAGES = 1_000_000
MOST_METRES = 1_000_000
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FORMATS = ("json", "ndjson")


def _text(said: str) -> str:
    if len(said) > LONGEST_SEARCH:
        raise ValueError(f"May be at most {LONGEST_SEARCH} characters.")
    if not said.isprintable():
        raise ValueError("Holds characters that cannot be searched for.")
    return said


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(said: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", said) or not least <= int(said) <= most:
            raise ValueError(f"Has to be a whole number from {least} to {most}.")
        return int(said)

    return read


def _number(most: float) -> Callable[[str], float]:
    def read(said: str) -> float:
        if not re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", said) or not float(said) <= most:
            raise ValueError(f"Has to be a number from 0 to {most:g}.")
        return float(said)

    return read


def _truth(said: str) -> bool:
    if said.lower() not in {"true", "false", "1", "0"}:
        raise ValueError("Has to be true or false.")
    return said.lower() in {"true", "1"}


def _one_of(*values: str) -> Callable[[str], str]:
    def read(said: str) -> str:
        wanted = {value.lower(): value for value in values}
        if said.lower() not in wanted:
            raise ValueError(f"Has to be one of {', '.join(values)}.")
        return wanted[said.lower()]

    return read


def _id(said: str) -> str:
    if not _UUID.fullmatch(said.lower()):
        raise ValueError("Has to be a UUID, as this API gives its ids.")
    return said.lower()


def _moment(said: str) -> datetime:
    """A date, or a date and time; without a zone it is London's. A plus that became a space is forgiven."""
    mended = re.sub(r" (\d\d:?\d\d)$", r"+\1", said)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", mended):
            return datetime.combine(date.fromisoformat(mended), time.min, LONDON).astimezone(UTC)
        moment = datetime.fromisoformat(mended)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError("Has to be a date and time such as 2026-11-22T10:30:00Z, or a date.") from error


def _clock(said: str) -> time:
    if not re.fullmatch(r"\d\d:\d\d(?::\d\d)?", said):
        raise ValueError("Has to be a time such as 09:30.")
    try:
        return time.fromisoformat(said)
    except ValueError as error:
        raise ValueError("Has to be a time such as 09:30.") from error


def _postcode(said: str) -> str:
    try:
        return str(Postcode.parse(said))
    except NotAPostcode as error:
        raise ValueError("Has to be a whole UK postcode such as TS18 1AU.") from error


def _covered(said: str) -> str:
    try:
        return outward_code(said)
    except NotAPostcode as error:
        raise ValueError("Has to be a UK postcode such as TS18 1AU.") from error


_NUMBER: Mapping[str, Any] = {"type": "number", "minimum": 0}
_STRING: Mapping[str, Any] = {"type": "string"}
_A_UUID: Mapping[str, Any] = {"type": "string", "format": "uuid"}
_BOOLEAN: Mapping[str, Any] = {"type": "boolean", "default": False}
_DISTANCE: Mapping[str, Any] = {"type": "number", "minimum": 0, "maximum": MOST_METRES}


def _whole_schema(least: int, most: int, default: int) -> Mapping[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most, "default": default}


SEARCH = Parameter("search", "Words to look for, the best answers first.", _STRING, _text, "lunch club")
PAGE = Parameter("page", "The number of the page.", _whole_schema(1, MOST_PAGES, 1), _whole(1, MOST_PAGES), "2")
PER = Parameter(
    "per_page",
    f"How many on a page, at most {MOST_PER_PAGE}.",
    _whole_schema(1, MOST_PER_PAGE, PER_PAGE),
    _whole(1, MOST_PER_PAGE),
    "100",
)
FORMAT = Parameter(
    "format",
    "ndjson streams everything, one JSON object a line, without pages; only when page or per_page is given, that page.",
    {"type": "string", "enum": list(FORMATS), "default": "json"},
    _one_of(*FORMATS),
    "ndjson",
)
TERM = Parameter(
    "taxonomy_term_id",
    "Only what has this category. A group of needs stands for each need in it.",
    _A_UUID,
    _id,
)
TAXONOMY = Parameter("taxonomy_id", "Only what has a category of this taxonomy.", _A_UUID, _id)
ORGANIZATION = Parameter("organization_id", "Only what this organisation provides.", _A_UUID, _id)
MODIFIED = Parameter(
    "modified_after",
    "Only what changed at this moment or later. Compare with last_modified. Among services stand those that have gone "
    "since, with their id and the status defunct.",
    {"type": "string", "format": "date-time"},
    _moment,
    "2026-11-01T00:00:00Z",
)
MINIMAL = Parameter(
    "minimal",
    "Only id, name, status and when it changed, of everything on one page: to see what is new, changed or gone.",
    _BOOLEAN,
    _truth,
    "true",
)
FULL = Parameter("full", "With everything that belongs to it, nested.", _BOOLEAN, _truth, "true")
FULL_SERVICE = Parameter(
    "full_service", "The services of the organisation whole, rather than by name.", _BOOLEAN, _truth, "true"
)
POSTCODE = Parameter(
    "postcode",
    "A place, the nearest first. A service that states an area which does not hold the place is left out.",
    _STRING,
    _postcode,
    "TS18 1AU",
)
PROXIMITY = Parameter(
    "proximity", "How many metres away from the postcode at most.", _DISTANCE, _number(MOST_METRES), "5000"
)
TOP_ONLY = Parameter("top_only", "Only categories that stand under no other.", _BOOLEAN, _truth, "true")
PARENT = Parameter("parent_id", "Only categories directly under this one.", _A_UUID, _id)

_PAGED = (PAGE, PER, FORMAT)
_NARROWED = (TERM, TAXONOMY, ORGANIZATION, MODIFIED)

V3: tuple[Endpoint, ...] = (
    Endpoint("/", "about", "What this API is: version, profile, description, licence", "api_details", (), True),
    Endpoint(
        "/services",
        "services",
        "A page of services",
        "service_list",
        (SEARCH, *_PAGED, *_NARROWED, MINIMAL, FULL),
        True,
    ),
    Endpoint("/services/{id}", "service", "One service, with everything that belongs to it", "service", (), True),
    Endpoint("/taxonomies", "taxonomies", "A page of taxonomies", "taxonomy_list", (SEARCH, *_PAGED)),
    Endpoint("/taxonomies/{id}", "taxonomy", "One taxonomy, with its categories", "taxonomy"),
    Endpoint(
        "/taxonomy_terms",
        "taxonomy_terms",
        "A page of categories",
        "taxonomy_term_list",
        (SEARCH, *_PAGED, TAXONOMY, TOP_ONLY, PARENT),
    ),
    Endpoint("/taxonomy_terms/{id}", "taxonomy_term", "One category", "taxonomy_term"),
    Endpoint(
        "/organizations",
        "organizations",
        "A page of organisations",
        "organization_list",
        (SEARCH, FULL_SERVICE, FULL, *_PAGED),
    ),
    Endpoint(
        "/organizations/{id}", "organization", "One organisation, with its services", "organization", (FULL_SERVICE,)
    ),
    Endpoint(
        "/service_at_locations",
        "service_at_locations",
        "A page of places where services are given",
        "service_at_location_list",
        (SEARCH, *_NARROWED, FULL, *_PAGED, POSTCODE, PROXIMITY),
    ),
    Endpoint(
        "/service_at_locations/{id}",
        "service_at_location",
        "One place where a service is given, with the service",
        "service_at_location",
    ),
)

TEXT = Parameter("text", SEARCH.about, _STRING, _text, SEARCH.example)
INCLUDES = (
    "contacts",
    "cost_options",
    "eligibilitys",
    "fundings",
    "languages",
    "regular_schedules",
    "service_areas",
    "service_at_locations",
    "service_taxonomys",
)
_LIST = {"type": "array", "items": {"type": "string"}}
_TYPES = ("organization", "eligibility", "cost_option", "area", "service")


def _terms(name: str, about: str) -> Parameter:
    return Parameter(name, about, _LIST, _text, many=True)


V1: tuple[Endpoint, ...] = (
    Endpoint(
        "/services",
        "services",
        "A page of services",
        "service_list",
        (
            TEXT,
            Parameter(
                "taxonomy_type",
                "What carries the category; our services carry theirs themselves, so only service finds any.",
                {"type": "string", "enum": list(_TYPES)},
                _one_of(*_TYPES),
                many=True,
            ),
            _terms("taxonomy_id", "Only what has each of these categories, by id or code."),
            _terms("vocabulary", "The taxonomies of the categories, by name or id, in the same order."),
            _terms("need", "Only what helps with one of these needs, by id or code."),
            _terms("circumstance", "Only what has one of these categories of the taxonomy Circumstances."),
            _terms("service_type", "Only what has one of these categories of the taxonomy Service types."),
            Parameter(
                "day", "On one of these days.", {"type": "string", "enum": list(DAYS)}, _one_of(*DAYS), "MO", many=True
            ),
            Parameter("start_time", "Opens at this time or later.", _LIST, _clock, "09:00", many=True),
            Parameter("end_time", "Closes at this time or earlier.", _LIST, _clock, "17:00", many=True),
            POSTCODE,
            PROXIMITY,
            Parameter("coverage", "Leaves out what states an area without this postcode.", _STRING, _covered),
            Parameter("minimum_age", "Its minimum age is this or more.", _NUMBER, _number(150), "18"),
            Parameter("maximum_age", "Its maximum age is this or less.", _NUMBER, _number(150), "65"),
            Parameter(
                "include", "Parts to add to each service.", _LIST, _one_of(*INCLUDES), "service_at_locations", many=True
            ),
            PAGE,
            PER,
        ),
        True,
    ),
    Endpoint("/services/{id}", "service", "One service, with everything that belongs to it", "service", (), True),
    Endpoint(
        "/taxonomies",
        "taxonomies",
        "A page of categories",
        "taxonomy_list",
        (
            TEXT,
            Parameter("parent_id", PARENT.about, _STRING, _text),
            Parameter("vocabulary", "Only categories of this taxonomy, by name or id.", _STRING, _text),
            Parameter("root_only", TOP_ONLY.about, _BOOLEAN, _truth),
            PAGE,
            PER,
        ),
    ),
    Endpoint("/taxonomies/{id}", "taxonomy", "One category", "taxonomy"),
    Endpoint("/vocabularies", "vocabularies", "The names of all taxonomies", "vocabularies"),
    Endpoint("/organizations", "organizations", "A page of organisations", "organization_list", (TEXT, PAGE, PER)),
    Endpoint("/organizations/{id}", "organization", "One organisation, with its services", "organization"),
    Endpoint("/locations", "locations", "A page of places", "location_list", (PAGE, PER)),
    Endpoint("/locations/{id}", "location", "One place, with what is given there", "location"),
)


def by_operation(endpoints: tuple[Endpoint, ...]) -> dict[str, Endpoint]:
    """The addresses by the names of their views."""
    return {endpoint.operation: endpoint for endpoint in endpoints}
