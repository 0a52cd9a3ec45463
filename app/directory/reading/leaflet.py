"""What one service says of itself, in the words of a page or a leaflet. What is not stated says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext

from app.councils.api import council
from app.directory.domain import Contact, How, Kind, Location, Schedule, Service, Status
from app.directory.reading import choices, telling, wording
from app.directory.record.registration import Registered, registrations_of
from app.directory.service.digests import first_sentence
from app.directory.service.freshness import Standing, last_known, standing_of, unsaid
from app.directory.service.timetable import Occasion, after_pause, holds_until, next_occasions
from app.kernel import clock
from app.needs.api import vocabulary
from app.web.addresses import public_address
from app.web.words import long_date

DATES = 3
# The source under which the invented services are loaded; they are marked on every page.
SAMPLE = "sample"
# A place of these types is nowhere to go.
NOWHERE = frozenset({"virtual", "postal"})
# The next dates are dates, never "tomorrow": people print the page and keep it.
NO_DAY = date.min


@dataclass(frozen=True)
class Fact:
    """One thing that the service page says; `read` marks what was taken from the listing's own words."""

    words: str
    read: bool = False


@dataclass(frozen=True)
class Site:
    """A place where the service is given. Of one whose address is kept back, `lines` say so and name the area."""

    name: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    postcode: str = ""


@dataclass(frozen=True)
class Trust:
    """How far the listing can be trusted: who looked at it when, and how much of what people ask it answers."""

    standing: Standing
    checked: str
    completeness: str
    unsaid: str

    @property
    def old(self) -> bool:
        """Whether it was checked, but too long ago."""
        return self.standing in {Standing.MARKED, Standing.LOWERED, Standing.HIDDEN}


@dataclass(frozen=True)
class People:
    """What was read of people in the words of a listing, for what its fields do not say."""

    audience: tuple[Fact, ...]
    languages: tuple[Fact, ...]
    joining: tuple[Fact, ...]
    run_by: tuple[Fact, ...]

    @classmethod
    def of(cls, service: Service) -> "People":
        spoken = {code: choices.language_name(code) for code in service.values(Kind.LANGUAGE)}
        return cls(
            audience=_only_read(_facts(service, Kind.AUDIENCE, choices.AUDIENCES)),
            languages=_only_read(_facts(service, Kind.LANGUAGE, spoken)),
            joining=_only_read(_facts(service, Kind.REFERRAL, choices.REFERRALS)),
            run_by=_only_read(_facts(service, Kind.RUN_BY, choices.KINDS)),
        )


@dataclass(frozen=True)
class ServicePage:
    """The page of one service. What is empty is not stated. It holds from `made_at` to `until`."""

    source: str
    service: Service
    address: str
    paragraphs: tuple[str, ...]
    sample: bool
    closed_for_now: bool
    closed_until: str
    ages: Fact | None
    helps_with: tuple[str, ...]
    now: str
    patterns: tuple[Fact, ...]
    dates: tuple[str, ...]
    occasions: tuple[Occasion, ...]
    about_terms: str
    sites: tuple[Site, ...]
    ways: tuple[Fact, ...]
    covers: tuple[str, ...]
    cost: tuple[Fact, ...]
    access: tuple[Fact, ...]
    languages: tuple[str, ...]
    people: People
    registered: tuple[Registered, ...]
    contacts: tuple[Contact, ...]
    checked: date | None
    trust: Trust
    made_at: datetime
    until: datetime

    @property
    def meant_for(self) -> tuple[str, ...]:
        """Whom the service is for, in the words of its listing."""
        told = (self.service.eligibility_description, *(one.eligibility for one in self.service.eligibility))
        return tuple(filter(None, told))

    @property
    def summary(self) -> str:
        """One sentence, for a list of search results elsewhere."""
        return first_sentence(self.service.description or "") or self.service.name

    @property
    def joining(self) -> tuple[str, ...]:
        """How to join, and how long that takes."""
        return tuple(filter(None, (self.service.application_process, self.service.wait_time)))


def service_page(source: str, service: Service, on_paper: bool = False) -> ServicePage:
    """The page of one service, as it stands today. Paper lies about: it says nothing of now."""
    moment = clock.in_london(clock.now()).replace(tzinfo=None)
    terms = council().school_terms
    from_then = after_pause(moment, service.closed_until)
    occasions = next_occasions(service.schedules, from_then, council().bank_holidays, DATES, terms)
    today = moment.date()
    known = vocabulary()
    closed = is_closed_on(service, today)
    return ServicePage(
        source=source,
        service=service,
        address=public_address(url_for("directory.service", source=source, id=service.id)),
        paragraphs=tuple(part for part in (service.description or "").split("\n\n") if part.strip()),
        sample=source == SAMPLE,
        closed_for_now=closed,
        closed_until=long_date(service.closed_until) if closed and service.closed_until else "",
        ages=_ages(service),
        helps_with=tuple(gettext(known[need].name) for need in sorted(service.values(Kind.NEED)) if need in known),
        now="" if closed or on_paper else telling.now(occasions, moment),
        patterns=tuple(_patterns(service.schedules)),
        dates=tuple(wording.occasion(occasion, NO_DAY) for occasion in occasions),
        occasions=occasions,
        about_terms=telling.about_terms(service.schedules, terms, today),
        sites=tuple(_site(at.location) for at in service.at_locations if at.location.location_type not in NOWHERE),
        ways=_facts(service, Kind.WAY, wording.WAYS),
        covers=tuple(filter(None, (area.name or area.extent for area in service.service_areas))),
        cost=tuple(_cost(service)),
        access=_facts(service, Kind.ACCESS, wording.ACCESS),
        languages=tuple(dict.fromkeys(filter(None, (lang.name for lang in service.languages)))),
        people=People.of(service),
        registered=registrations_of(source, service),
        contacts=service.contacts,
        checked=service.assured_date,
        trust=_trust(service, today),
        made_at=moment,
        until=min(holds_until(occasions, moment), telling.now_until(occasions, moment)),
    )


def is_closed_on(service: Service, today: date) -> bool:
    """Whether a service is closed for now. One that has said until when is open again after that day by itself."""
    ended = service.closed_until is not None and service.closed_until < today
    return service.status is Status.TEMPORARILY_CLOSED and not ended


def _only_read(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.read)


def _trust(service: Service, today: date) -> Trust:
    missing = unsaid(service)
    return Trust(
        standing=standing_of(last_known(service), council().freshness, today),
        checked=telling.checked(service),
        completeness=telling.completeness(missing),
        unsaid=telling.not_said(missing),
    )


def _ages(service: Service) -> Fact | None:
    words = wording.ages(service.minimum_age, service.maximum_age)
    return Fact(words, service.ages_how is How.READ) if words else None


def _patterns(schedules: tuple[Schedule, ...]) -> Iterator[Fact]:
    seen: set[str] = set()
    for schedule in schedules:
        words = wording.pattern(schedule)
        if words and words not in seen:
            seen.add(words)
            yield Fact(words, schedule.how is How.READ)


def _facts(service: Service, kind: Kind, names: Mapping[str, object]) -> tuple[Fact, ...]:
    return tuple(
        Fact(str(names[finding.value]), finding.how is How.READ)
        for finding in service.found(kind)
        if finding.value in names
    )


def _cost(service: Service) -> Iterator[Fact]:
    for option in service.cost_options:
        yield Fact(wording.price(option))
    if service.fees:
        yield Fact(service.fees)
    elif not service.cost_options:
        for finding in service.found(Kind.COST):
            yield Fact(wording.cost(finding.value), finding.how is How.READ)


def _site(location: Location) -> Site:
    if location.confidential:
        return Site("", telling.address_by_telephone(location), ())
    lines = location.address.lines if location.address else ()
    name = location.name if location.name and not any(location.name in line for line in lines) else ""
    notes = filter(None, (": ".join(filter(None, (one.description, one.details))) for one in location.accessibility))
    postcode = (location.address.postal_code or "") if location.address else ""
    return Site(name or "", lines, tuple(notes), postcode)
