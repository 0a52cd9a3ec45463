"""Services and what belongs to them as version 3.0 of Open Referral UK writes them, with the fields of HSDS 3 besides.

Fields of our own begin with `x_`. `x_how` says how we know: recorded in a field, read in the words, or said by staff.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from app.directory.api import OWN_TAXONOMY, Names, Published
from app.directory.domain import (
    Accessibility,
    Address,
    AtLocation,
    Attribute,
    Contact,
    CostOption,
    Finding,
    How,
    Kind,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    Term,
)
from app.needs.domain import Vocabulary
from app.open_data.categories import PUBLISHED, Category, Group, own_category
from app.open_data.domain import Shape, told
from app.open_data.privacy import mailbox_of, office_of
from app.open_data.web_addresses import uri

NOT_STATED = "Not stated"
NO_LONGER_LISTED = "No longer listed"
SAMPLE = "sample"
_PLACES = {"physical", "postal", "virtual"}
_EVERY_DAY = "MO,TU,WE,TH,FR,SA,SU"
LABELS = {
    How.RECORDED: "Recorded",
    How.READ: "Read from the words of the listing",
    How.CORRECTED: "Said by staff of the council",
}


def moment(at: datetime) -> str:
    """To the millisecond, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Writer:
    """Writes the shapes of one version of the directory."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self.names = names
        self._vocabulary = vocabulary
        self._own: dict[tuple[Kind, str], Shape] = {}

    def service(self, published: Published, full: bool) -> Shape:
        """A row of the list, or the service with everything that belongs to it."""
        source, service = published.source, published.service
        return self._row(published) | (self._belongings(source, service) if full else {})

    def _row(self, published: Published) -> Shape:
        source, service = published.source, published.service
        organisation = service.organisation
        return told(
            id=self.names.public("service", published.key),
            organization_id=self.names.public("organisation", (source, organisation.id)) if organisation else None,
            name=service.name,
            description=service.description,
            url=uri(service.url),
            email=service.email,
            status=service.status.value,
            fees=service.fees,
            fees_description=service.fees,
            accreditations=service.accreditations,
            eligibility_description=service.eligibility_description,
            application_process=service.application_process,
            wait_time=service.wait_time,
            minimum_age=_plain(service.minimum_age),
            maximum_age=_plain(service.maximum_age),
            x_ages_how=service.ages_how.value if service.ages_how else None,
            assured_date=_day(service.assured_date),
            alert=service.alert,
            last_modified=moment(published.changed_at),
            x_source=source,
            x_source_last_modified=moment(service.last_modified) if service.last_modified else None,
            x_sample=True if source == SAMPLE else None,
            organization=self.organization(source, organisation) if organisation else None,
        )

    def gone(self, key: Sequence[str], at: datetime) -> Shape:
        """A service that can no longer be found, for whoever keeps a copy: nothing of what it was."""
        changed = moment(at)
        return {
            "id": self.names.public("service", key),
            "name": NO_LONGER_LISTED,
            "status": "defunct",
            "last_modified": changed,
            "modified_date": changed,
        }

    def organization(self, source: str, organisation: Organisation) -> Shape:
        """An organisation, which the standard wants described: without a description, its name has to do."""
        return told(
            id=self.names.public("organisation", (source, organisation.id)),
            name=organisation.name,
            description=organisation.description or organisation.name,
            email=organisation.email,
            website=uri(organisation.website),
            logo=uri(organisation.logo),
            uri=uri(organisation.uri),
        )

    def _belongings(self, source: str, service: Service) -> Shape:
        key = (source, service.id)
        id = self.names.public("service", key)
        open_places = [at for at in service.at_locations if not at.location.confidential]
        return told(
            schedules=[self._schedule(key, id, schedule) for schedule in service.schedules],
            service_areas=[
                told(
                    id=self.names.public("service area", (*key, area.id)),
                    service_id=id,
                    name=area.name,
                    service_area=area.name,
                    extent=area.extent,
                    extent_type=area.extent_type,
                    uri=uri(area.uri),
                )
                for area in service.service_areas
            ],
            service_at_locations=[self.at_location(key, at, full=True) for at in open_places],
            languages=[
                told(id=self.names.public("language", (*key, lang.id)), service_id=id, name=lang.name, code=lang.code)
                for lang in service.languages
            ],
            funding=[
                told(id=self.names.public("funding", (*key, part.id)), service_id=id, source=part.text)
                for part in service.funding
            ],
            cost_options=[self._cost_option(key, id, option) for option in service.cost_options],
            contacts=list(self._contacts(key, id, service)),
            attributes=[*self._attributes(key, id, service.attributes), *self._findings(key, id, service)],
        )

    def at_location(self, service: Sequence[str], at: AtLocation, full: bool) -> Shape:
        """A place where the service is given."""
        location_key = (service[0], at.location.id)
        return told(
            id=self.names.public("service at location", (*service, at.id)),
            service_id=self.names.public("service", service),
            location_id=self.names.public("location", location_key),
            location=self.location(location_key, at.location, full),
        )

    def location(self, key: Sequence[str], location: Location, full: bool) -> Shape:
        """A place, with its addresses and what is known of access when it is wanted in full."""
        id = self.names.public("location", key)
        parts = {
            "addresses": [self._address(key, id, address, location) for address in location.addresses],
            "accessibility": [self._accessibility(key, id, access) for access in location.accessibility],
        }
        kind = (location.location_type or "").lower()
        return told(
            id=id,
            location_type=kind if kind in _PLACES else "physical",
            name=location.name,
            description=location.description,
            latitude=location.latitude,
            longitude=location.longitude,
            external_identifier=location.external_identifier,
            external_identifier_type=location.external_identifier_type,
            **(parts if full else {}),
        )

    def _address(self, key: Sequence[str], location_id: str, address: Address, location: Location) -> Shape:
        """The standard wants whole addresses; what is missing is said to be not stated."""
        kind = (address.address_type or "").lower()
        return told(
            id=self.names.public("address", (*key, address.id)),
            location_id=location_id,
            attention=address.attention,
            address_1=address.address_1 or location.name or NOT_STATED,
            address_2=address.address_2,
            city=address.city or address.region or NOT_STATED,
            region=address.region,
            state_province=address.state_province or address.region or address.city or NOT_STATED,
            postal_code=address.postal_code or NOT_STATED,
            country=address.country or "GB",
            address_type=kind if kind in _PLACES else "physical",
        )

    def _accessibility(self, key: Sequence[str], location_id: str, access: Accessibility) -> Shape:
        return told(
            id=self.names.public("accessibility", (*key, access.id)),
            location_id=location_id,
            description=access.description,
            accessibility=access.description,
            details=access.details,
            url=uri(access.url),
        )

    def _schedule(self, key: Sequence[str], service_id: str, schedule: Schedule) -> Shape:
        freq, byday = rhythm(schedule)
        return told(
            id=self.names.public("schedule", (*key, schedule.id)),
            service_id=service_id,
            valid_from=_day(schedule.valid_from),
            valid_to=_day(schedule.valid_to),
            dtstart=_day(schedule.dtstart),
            freq=freq,
            interval=schedule.interval,
            byday=byday,
            bymonthday=schedule.bymonthday,
            description=schedule.description,
            opens_at=_clock(schedule.opens_at),
            closes_at=_clock(schedule.closes_at),
            schedule_link=uri(schedule.schedule_link),
            attending_type=schedule.attending_type,
            notes=". ".join(filter(None, (schedule.notes, LABELS[How.READ] if schedule.how is How.READ else None))),
            x_term_time=True if schedule.term_time else None,
            x_how=schedule.how.value,
        )

    def _cost_option(self, key: Sequence[str], service_id: str, option: CostOption) -> Shape:
        return told(
            id=self.names.public("cost option", (*key, option.id)),
            service_id=service_id,
            valid_from=_day(option.valid_from),
            valid_to=_day(option.valid_to),
            option=option.option,
            amount=option.amount,
            currency="GBP" if option.amount is not None else None,
            amount_description=option.amount_description,
        )

    def _contacts(self, key: Sequence[str], service_id: str, service: Service) -> Iterator[Shape]:
        for contact in service.contacts:
            said = told(
                name=office_of(contact),
                title=contact.title,
                email=mailbox_of(contact, service),
                phones=[self._phone(key, service_id, contact, phone) for phone in contact.phones],
            )
            if said:
                id = self.names.public("contact", (*key, contact.id))
                yield {"id": id, "service_id": service_id, **said}

    def _phone(self, key: Sequence[str], service_id: str, contact: Contact, phone: Phone) -> Shape:
        return told(
            id=self.names.public("phone", (*key, contact.id, phone.id)),
            contact_id=self.names.public("contact", (*key, contact.id)),
            service_id=service_id,
            number=phone.number,
            description=phone.description,
        )

    def _attributes(self, key: Sequence[str], link_id: str, attributes: Sequence[Attribute]) -> Iterator[Shape]:
        """The categories of the feed. Needs that a feed gives in our own words are among what was found out."""
        for attribute in attributes:
            term = attribute.term
            if term.taxonomy and term.taxonomy.name == OWN_TAXONOMY and term.code in self._vocabulary:
                continue
            category = foreign_category(self.names, key[0], term)
            yield _attribute(self.names.public("attribute", (*key, attribute.id)), link_id, term_shape(category))

    def _findings(self, key: Sequence[str], link_id: str, service: Service) -> Iterator[Shape]:
        for finding in service.findings:
            if finding.kind in PUBLISHED:
                yield self._finding(key, link_id, finding)

    def _finding(self, key: Sequence[str], link_id: str, finding: Finding) -> Shape:
        id = self.names.public("finding", (*key, finding.kind.value, finding.value))
        term = self._own.get((finding.kind, finding.value))
        if term is None:
            term = term_shape(own_category(finding.kind, finding.value, self._vocabulary))
            self._own[finding.kind, finding.value] = term
        marked = told(value=finding.words, label=LABELS[finding.how], x_how=finding.how.value, x_reason=finding.reason)
        return _attribute(id, link_id, term) | marked


def _attribute(id: str, link_id: str, term: Shape) -> Shape:
    return {
        "id": id,
        "link_id": link_id,
        "link_type": "service",
        "link_entity": "service",
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }


def foreign_category(names: Names, source: str, term: Term) -> Category:
    """A category of a feed as it is published."""
    taxonomy = term.taxonomy
    return Category(
        names.public("term", (source, term.id)),
        term.name,
        term.description or term.name,
        names.public("taxonomy", (source, taxonomy.id)) if taxonomy else "",
        taxonomy.name if taxonomy else "",
        term.code or "",
        names.public("term", (source, term.parent_id)) if term.parent_id else "",
        uri(term.term_uri) or "",
    )


def term_shape(category: Category) -> Shape:
    """A category."""
    return told(
        id=category.id,
        code=category.code,
        name=category.name,
        term=category.name,
        description=category.description,
        parent_id=category.parent_id,
        taxonomy=category.taxonomy,
        taxonomy_id=category.taxonomy_id,
        term_uri=category.term_uri,
    )


def taxonomy_shape(group: Group) -> Shape:
    """A taxonomy, without its categories."""
    return told(id=group.id, name=group.name, description=group.description)


def rhythm(schedule: Schedule) -> tuple[str | None, str | None]:
    """How often and on which days, in the two frequencies that the standard knows: every day is every week's days."""
    if schedule.freq == "DAILY" and schedule.interval in {None, 1}:
        return "WEEKLY", schedule.byday or _EVERY_DAY
    return (schedule.freq if schedule.freq in {"WEEKLY", "MONTHLY"} else None), schedule.byday


def _plain(number: float | None) -> float | None:
    """18 rather than 18.0."""
    return int(number) if number is not None and number.is_integer() else number


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(at: time | None) -> str | None:
    return at.isoformat() if at else None
