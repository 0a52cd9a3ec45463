"""What a service is, in the shape of Open Referral UK 3, and what we know of it besides."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from app.kernel.postcode import NotAPostcode, outward_code


class Status(StrEnum):
    """Whether a service runs. Only the first two are shown to residents."""

    ACTIVE = "active"
    TEMPORARILY_CLOSED = "temporarily closed"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"

    @property
    def is_shown(self) -> bool:
        """Whether residents find it."""
        return self in {Status.ACTIVE, Status.TEMPORARILY_CLOSED}


class How(StrEnum):
    """How we know something about a service. What we know in neither way is not stated."""

    RECORDED = "recorded"
    READ = "read"
    CORRECTED = "corrected"


class Kind(StrEnum):
    """What a finding is about. Each is a facet of search too."""

    NEED = "need"
    DAY = "day"
    COST = "cost"
    ACCESS = "access"
    WAY = "way"
    AUDIENCE = "audience"
    LANGUAGE = "language"
    REFERRAL = "referral"
    RUN_BY = "run-by"


@dataclass(frozen=True)
class Finding:
    """One thing that we know of a service: a need it helps with, a day it runs, a way to reach it.

    `how` says whether a field of the feed says so, or the words of the listing, or a member of staff. `words` are what
    it was taken from.
    """

    kind: Kind
    value: str
    how: How
    words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Organisation:
    id: str
    name: str
    description: str | None = None
    email: str | None = None
    website: str | None = None
    logo: str | None = None
    uri: str | None = None


@dataclass(frozen=True)
class Address:
    id: str
    attention: str | None = None
    address_1: str | None = None
    address_2: str | None = None
    city: str | None = None
    region: str | None = None
    state_province: str | None = None
    postal_code: str | None = None
    country: str | None = None
    address_type: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """As it stands on an envelope; a line that repeats the one before it is left out."""
        written = (self.attention, self.address_1, self.address_2, self.city, self.state_province, self.postal_code)
        return tuple(dict.fromkeys(line for line in written if line))


@dataclass(frozen=True)
class Accessibility:
    id: str
    description: str | None = None
    details: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Location:
    """A place. A `confidential` one (a refuge) is known to nobody outside the directory but by its outward code."""

    id: str
    location_type: str | None = None
    name: str | None = None
    description: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    external_identifier: str | None = None
    external_identifier_type: str | None = None
    addresses: tuple[Address, ...] = ()
    accessibility: tuple[Accessibility, ...] = ()
    confidential: bool = False

    @property
    def address(self) -> Address | None:
        """Where to go, rather than where to write."""
        return next((a for a in self.addresses if a.address_type != "postal"), next(iter(self.addresses), None))

    def withheld(self) -> "Location":
        """The same place as pages, files, the index and other programs may know it: somewhere in an outward code."""
        outward = {
            code: Address(address.id, postal_code=code) for address in self.addresses if (code := _outward(address))
        }
        return Location(self.id, self.location_type, addresses=tuple(outward.values())[:1], confidential=True)


def _outward(address: Address) -> str | None:
    with suppress(NotAPostcode):
        return outward_code(address.postal_code or "")
    return None


@dataclass(frozen=True)
class AtLocation:
    """A place where the service is given."""

    id: str
    location: Location


@dataclass(frozen=True)
class Phone:
    id: str
    number: str
    description: str | None = None


@dataclass(frozen=True)
class Contact:
    id: str
    name: str | None = None
    title: str | None = None
    email: str | None = None
    phones: tuple[Phone, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """When a service runs, after iCalendar (RFC 5545). Times are London's. `term_time`: only while schools are open."""

    id: str
    valid_from: date | None = None
    valid_to: date | None = None
    dtstart: date | None = None
    freq: str | None = None
    interval: int | None = None
    byday: str | None = None
    bymonthday: str | None = None
    description: str | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    schedule_link: str | None = None
    attending_type: str | None = None
    notes: str | None = None
    how: How = How.RECORDED
    term_time: bool = False


@dataclass(frozen=True)
class CostOption:
    id: str
    valid_from: date | None = None
    valid_to: date | None = None
    option: str | None = None
    amount: float | None = None
    amount_description: str | None = None


@dataclass(frozen=True)
class Eligibility:
    """Whom a service is for, as version 1 of the standard keeps it; version 3 has only the ages of the service."""

    id: str
    eligibility: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None


@dataclass(frozen=True)
class ServiceArea:
    id: str
    name: str | None = None
    extent: str | None = None
    extent_type: str | None = None
    uri: str | None = None


@dataclass(frozen=True)
class Language:
    id: str
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True)
class Funding:
    id: str
    text: str | None = None


@dataclass(frozen=True)
class Taxonomy:
    id: str
    name: str


@dataclass(frozen=True)
class Term:
    id: str
    name: str
    description: str | None = None
    code: str | None = None
    parent_id: str | None = None
    term_uri: str | None = None
    taxonomy: Taxonomy | None = None


@dataclass(frozen=True)
class Attribute:
    id: str
    term: Term
    link_type: str | None = None


@dataclass(frozen=True)
class Service:
    """One service with all that belongs to it. `id` and every id within it are the feed's own."""

    id: str
    name: str
    organisation: Organisation | None = None
    description: str | None = None
    url: str | None = None
    email: str | None = None
    status: Status = Status.ACTIVE
    fees: str | None = None
    accreditations: str | None = None
    eligibility_description: str | None = None
    application_process: str | None = None
    wait_time: str | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    ages_how: How | None = None
    assured_date: date | None = None
    assurer_email: str | None = None
    alert: str | None = None
    last_modified: datetime | None = None
    closed_until: date | None = field(default=None, repr=False)  # its record says it too: no fingerprint changes for it
    at_locations: tuple[AtLocation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    cost_options: tuple[CostOption, ...] = ()
    eligibility: tuple[Eligibility, ...] = ()
    service_areas: tuple[ServiceArea, ...] = ()
    languages: tuple[Language, ...] = ()
    funding: tuple[Funding, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    findings: tuple[Finding, ...] = ()

    def found(self, kind: Kind) -> tuple[Finding, ...]:
        """What we know of one kind."""
        return tuple(finding for finding in self.findings if finding.kind is kind)

    @property
    def towns(self) -> str:
        """Where it is given, as a row of results names it: two towns at most."""
        addresses = (at.location.address for at in self.at_locations)
        return ", ".join(list(dict.fromkeys(address.city for address in addresses if address and address.city))[:2])

    def values(self, kind: Kind) -> frozenset[str]:
        """The same as bare values, for search."""
        return frozenset(finding.value for finding in self.found(kind))


@dataclass(frozen=True)
class Digest:
    """What a results row says of a service, besides its name and when it is on next. `unsaid` are words of Unsaid."""

    what: str = ""
    town: str = ""
    cost: str = ""
    ways: str = ""
    unsaid: str = field(default="", repr=False)  # it follows from the service: no fingerprint changes for it


@dataclass(frozen=True)
class Brief:
    """A row of a list: one line of everything, and the schedules that tell when it is on next."""

    source: str
    id: str
    name: str
    closed_for_now: bool
    digest: Digest
    schedules: tuple[Schedule, ...]
    checked: date | None = None
    closed_until: date | None = None
    telephone: str = ""


@dataclass(frozen=True)
class Card:
    """What a row says of a service to everybody who reads it in one language, while its words about time hold."""

    address: str
    name: str
    what: str
    town: str
    ways: str
    when: str
    cost: str
    badges: tuple[str, ...]
    made_at: datetime
    holds_until: datetime
    telephone: str = ""
    checked: str = ""
    complete: str = ""
    is_open: bool | None = None

    def holds_at(self, moment: datetime) -> bool:
        return self.made_at <= moment < self.holds_until


@dataclass(frozen=True)
class Correction:
    """What a member of staff says about a need of a listing; it outlives every import."""

    service_id: str
    need: str
    helps: bool


@dataclass(frozen=True)
class SourceArea:
    """How far a source reaches: the whole country, or these outward codes.

    `given` says that a person said so; otherwise it was worked out from where the source's services are.
    """

    outward_codes: frozenset[str] = frozenset()
    national: bool = False
    given: bool = False


def corrected(findings: Iterable[Finding], corrections: Iterable[Correction]) -> tuple[Finding, ...]:
    """The findings with the staff's own word in the place of ours."""
    said = {correction.need: correction for correction in corrections}
    kept = [finding for finding in findings if finding.kind is not Kind.NEED or finding.value not in said]
    added = (Finding(Kind.NEED, need, How.CORRECTED) for need, correction in said.items() if correction.helps)
    return (*kept, *added)


@dataclass(frozen=True)
class Idea:
    """A row of a list as a page shows it; what is empty is not stated. `key` is by which other rooms remember it.

    What it says of time holds until `holds_until`.
    """

    address: str
    name: str
    what: str = ""
    distance: str = ""
    where: str = ""
    when: str = ""
    cost: str = ""
    because: str = ""
    badges: tuple[str, ...] = ()
    key: str = ""
    telephone: str = ""
    unstated: str = ""
    checked: str = ""
    complete: str = ""
    is_open: bool | None = None
    holds_until: datetime | None = field(default=None, compare=False)
