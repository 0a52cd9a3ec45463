"""Reads one record of a feed into a service: what is doubtful is left out and noted, what cannot be used is refused."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from app.directory.domain import (
    Accessibility,
    Address,
    AtLocation,
    Attribute,
    Contact,
    CostOption,
    Eligibility,
    Funding,
    How,
    Language,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    Status,
    Taxonomy,
    Term,
)
from app.directory.importing import cleaning
from app.directory.importing.cleaning import Doubtful
from app.directory.importing.raw import Raw

# A service is found by its id in a web address of ours.
UNFIT_FOR_AN_ADDRESS = frozenset("/?#%\\\"'<>&")
WEEKDAYS = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
FREQUENCIES = {"WEEKLY", "MONTHLY", "DAILY", "YEARLY"}
# No version of the standard has a field for it; these are what directories add.
CONFIDENTIAL_FIELDS = ("confidential", "is_confidential", "mask_exact_address", "hide_address")
CONFIDENTIAL_TERMS = frozenset({"confidential", "confidential address", "confidential location", "address withheld"})

Part = TypeVar("Part")


class Unusable(Exception):
    """A record that cannot be taken."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason


def service_of(record: Mapping[str, Any], note: Callable[[str, str], None]) -> Service:
    """The service that a record of version 3 or 1 describes. Raises Unusable."""
    raw = Raw(record, "", note)
    id, name = _id(raw), raw.line("name")
    if name is None:
        raise Unusable("name", "there is none")
    minimum_age, maximum_age = _ages(raw)
    return Service(
        id=id,
        name=name,
        organisation=_organisation(raw),
        description=raw.text("description"),
        url=raw.web("url"),
        email=raw.email("email"),
        status=_status(raw),
        fees=raw.text("fees") or raw.text("fees_description"),
        accreditations=raw.text("accreditations"),
        eligibility_description=raw.text("eligibility_description"),
        application_process=raw.text("application_process"),
        wait_time=raw.text("wait_time"),
        minimum_age=minimum_age,
        maximum_age=maximum_age,
        ages_how=How.RECORDED if minimum_age is not None or maximum_age is not None else None,
        assured_date=raw.past_day("assured_date"),
        assurer_email=raw.email("assurer_email"),
        alert=raw.text("alert"),
        last_modified=raw.moment("last_modified"),
        closed_until=raw.day("x_closed_until"),
        at_locations=_each(id, _locations(raw), _at_location),
        contacts=tuple(_contacts(id, raw)),
        schedules=_each(id, _schedules(raw), _schedule),
        cost_options=_each(id, raw.children("cost_options"), _cost_option),
        eligibility=_each(id, _eligibility(raw), _one_eligibility),
        service_areas=_each(id, raw.children("service_areas"), _service_area),
        languages=_each(id, raw.children("languages"), _language),
        funding=_each(id, raw.children("funding", "fundings"), _funding),
        attributes=tuple(_attributes(id, raw)),
    )


def _id(raw: Raw) -> str:
    if raw.string("id") is None:
        raise Unusable("id", "there is none")
    id = raw.id()
    if id is None or UNFIT_FOR_AN_ADDRESS.intersection(id) or id in {".", ".."}:
        raise Unusable("id", "it cannot stand in a web address")
    return id


def _each(owner: str, tables: Iterator[Raw], read: Callable[[Raw, str], Part | None]) -> tuple[Part, ...]:
    """The parts of a list, each under an id of its own; one that says nothing is left out."""
    parts: dict[str, Part] = {}
    for place, raw in enumerate(tables):
        id = raw.id_or_made(owner, place)
        part = read(raw, id)
        if part is None or parts.get(id) == part:
            continue
        if id in parts:
            raw.note(raw.path("id"), "mended: the same id stands twice")
            part = read(raw, f"{id[:190]}~{place}")
        if part is not None:
            parts[f"{id}~{place}" if id in parts else id] = part
    return tuple(parts.values())


def _organisation(raw: Raw) -> Organisation | None:
    table = raw.child("organization")
    name = table.line("name") if table else None
    if table is None or name is None:
        return None
    return Organisation(
        id=table.id() or raw.id("organization_id") or table.id_or_made(raw.id() or "", 0),
        name=name,
        description=table.text("description"),
        email=table.email("email"),
        website=table.web("website") or table.web("url"),
        logo=table.web("logo"),
        uri=table.web("uri"),
    )


def _status(raw: Raw) -> Status:
    written = (raw.line("status") or Status.ACTIVE).lower().replace("_", " ")
    try:
        return Status(written)
    except ValueError:
        raw.note("status", f"mended: {written!r} is none of the four; taken as active")
        return Status.ACTIVE


def _ages(raw: Raw) -> tuple[float | None, float | None]:
    """The ages of the service, in years; those that contradict one another are both left out."""
    low, high = raw.number("minimum_age", cleaning.age), raw.number("maximum_age", cleaning.age)
    if low is not None and high is not None and low > high:
        raw.note("minimum_age", f"left out: {low:g} is more than the maximum age, {high:g}")
        return None, None
    return low, high


def _locations(raw: Raw) -> Iterator[Raw]:
    return raw.children("service_at_locations")


def _at_location(raw: Raw, id: str) -> AtLocation | None:
    table = raw.child("location")
    if table is None:
        return None
    latitude, longitude = _coordinates(table)
    location_id = table.id() or raw.id("location_id") or table.id_or_made(id, 0)
    return AtLocation(
        id,
        Location(
            id=location_id,
            location_type=table.line("location_type"),
            name=table.line("name"),
            description=table.text("description"),
            latitude=latitude,
            longitude=longitude,
            external_identifier=table.line("external_identifier"),
            external_identifier_type=table.line("external_identifier_type"),
            addresses=_each(location_id, table.children("addresses", "physical_addresses"), _address),
            accessibility=_each(
                location_id, table.children("accessibility", "accessibility_for_disabilities"), _accessibility
            ),
            confidential=_is_confidential(location_id, table),
        ),
    )


def _is_confidential(id: str, raw: Raw) -> bool:
    """Whether the source says that nobody may learn where this is: by a field of its own, or by a category."""
    marked = any(raw.table.get(field) is True for field in CONFIDENTIAL_FIELDS)
    return marked or any(attribute.term.name.lower() in CONFIDENTIAL_TERMS for attribute in _attributes(id, raw))


def _coordinates(raw: Raw) -> tuple[float | None, float | None]:
    """Where the location is; only a point in the United Kingdom is believed."""
    latitude, longitude = raw.number("latitude"), raw.number("longitude")
    if latitude is None or longitude is None:
        return None, None
    if not (49 <= latitude <= 61.5 and -9 <= longitude <= 2.5):
        raw.note(raw.path("latitude"), f"left out: {latitude:g}, {longitude:g} is not in the United Kingdom")
        return None, None
    return latitude, longitude


def _address(raw: Raw, id: str) -> Address | None:
    return Address(
        id=id,
        attention=raw.line("attention"),
        address_1=raw.line("address_1"),
        address_2=raw.line("address_2"),
        city=raw.line("city"),
        region=raw.line("region"),
        state_province=raw.line("state_province"),
        postal_code=raw.postcode("postal_code"),
        country=raw.line("country"),
        address_type=raw.line("address_type"),
    )


def _accessibility(raw: Raw, id: str) -> Accessibility | None:
    words = raw.text("accessibility"), raw.text("description")
    description = "\n".join(dict.fromkeys(word for word in words if word)) or None
    return Accessibility(id, description, raw.text("details"), raw.web("url"))


def _contacts(owner: str, raw: Raw) -> Iterator[Contact]:
    """The contacts of the service; telephone numbers that hang on no contact get one without a name."""
    yield from _each(owner, raw.children("contacts"), _contact)
    loose = _phones(owner, raw)
    if loose:
        yield Contact(raw.id_or_made(owner, 0) + "-phones", phones=loose)


def _contact(raw: Raw, id: str) -> Contact | None:
    return Contact(id, raw.line("name"), raw.line("title"), raw.email("email"), _phones(id, raw))


def _phones(owner: str, raw: Raw) -> tuple[Phone, ...]:
    phones: list[Phone] = []
    for place, table in enumerate(raw.children("phones")):
        id = table.id_or_made(owner, place)
        numbers = table.numbers("number")
        if len(numbers) > 1:
            table.note(table.path("number"), f"mended: it held {len(numbers)} numbers, which were parted")
        elif numbers and numbers[0].description:
            table.note(table.path("number"), "mended: the words beside the number were parted from it")
        for order, number in enumerate(numbers):
            description = table.line("description") or number.description
            phones.append(Phone(id if order == 0 else f"{id}~{order}", number.number, description))
    return tuple(phones)


def _schedules(raw: Raw) -> Iterator[Raw]:
    """The schedules of the service and of its places, under the names of either version."""
    names = ("schedules", "regular_schedules", "regular_schedule")
    yield from raw.children(*names)
    for at in raw.children("service_at_locations"):
        yield from at.children(*names)


def _schedule(raw: Raw, id: str) -> Schedule:
    weekday = _weekdays(raw)
    freq = (raw.line("freq") or ("WEEKLY" if weekday else "")).upper()
    if freq and freq not in FREQUENCIES:
        raw.note(raw.path("freq"), f"left out: {freq!r} is not a frequency")
        freq = ""
    return Schedule(
        id=id,
        valid_from=raw.day("valid_from"),
        valid_to=raw.day("valid_to"),
        dtstart=raw.day("dtstart"),
        freq=freq or None,
        interval=raw.whole("interval"),
        byday=raw.line("byday") or weekday,
        bymonthday=raw.line("bymonthday"),
        description=raw.text("description"),
        opens_at=raw.clock("opens_at"),
        closes_at=raw.clock("closes_at"),
        schedule_link=raw.web("schedule_link"),
        attending_type=raw.line("attending_type"),
        notes=raw.text("notes"),
    )


def _weekdays(raw: Raw) -> str | None:
    """The days of version 1, which writes "Monday", "monday" or "MO"."""
    written = raw.line("weekday") or ""
    days = [WEEKDAYS[word[:2].lower()] for word in written.replace(",", " ").split() if word[:2].lower() in WEEKDAYS]
    return ",".join(days) or None


def _cost_option(raw: Raw, id: str) -> CostOption:
    return CostOption(
        id,
        raw.day("valid_from"),
        raw.day("valid_to"),
        raw.line("option"),
        raw.number("amount", _amount),
        raw.line("amount_description"),
    )


def _amount(value: float) -> float:
    if value < 0:
        raise Doubtful("is less than nothing")
    return value


def _eligibility(raw: Raw) -> Iterator[Raw]:
    return raw.children("eligibility", "eligibilities", "eligibilitys")


def _one_eligibility(raw: Raw, id: str) -> Eligibility:
    low, high = _ages(raw)
    return Eligibility(id, raw.line("eligibility"), low, high)


def _service_area(raw: Raw, id: str) -> ServiceArea:
    return ServiceArea(
        id, raw.line("service_area") or raw.line("name"), raw.text("extent"), raw.line("extent_type"), raw.web("uri")
    )


def _language(raw: Raw, id: str) -> Language | None:
    name, code = raw.line("name") or raw.line("language"), raw.line("code")
    return Language(id, name, code) if name or code else None


def _funding(raw: Raw, id: str) -> Funding:
    return Funding(id, raw.text("source"))


def _attributes(owner: str, raw: Raw) -> Iterator[Attribute]:
    """Categories: attributes in version 3, service taxonomies in version 1."""
    yield from _each(owner, raw.children("attributes", "service_taxonomys", "service_taxonomies"), _attribute)


def _attribute(raw: Raw, id: str) -> Attribute | None:
    table = raw.child("taxonomy_term") or raw.child("taxonomy")
    name = (table.line("name") or table.line("term")) if table else None
    if table is None or name is None:
        return None
    term_id = table.id() or raw.id("taxonomy_term_id") or table.id_or_made(name, 0)
    term = Term(
        id=term_id,
        name=name,
        description=table.text("description"),
        code=table.line("code"),
        parent_id=table.id("parent_id"),
        term_uri=table.web("term_uri"),
        taxonomy=_taxonomy(table),
    )
    return Attribute(id, term, raw.line("link_type"))


def _taxonomy(raw: Raw) -> Taxonomy | None:
    detail = raw.table.get("taxonomy_detail")
    name = raw.line("taxonomy") or raw.line("vocabulary")
    if name is None and isinstance(detail, Mapping):
        name = Raw(detail, raw.path("taxonomy_detail"), raw.note).line("name")
    return Taxonomy(raw.id("taxonomy_id") or name, name) if name else None
