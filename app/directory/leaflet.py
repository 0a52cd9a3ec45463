"""What one service says of itself, in the words of a page or a leaflet. What is not stated says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from app.councils.api import council
from app.directory import wording
from app.directory.domain import Contact, How, Kind, Location, Schedule, Service, Status
from app.directory.timetable import next_occasions
from app.kernel import clock
from app.needs.api import vocabulary

DATES = 3
MONTHS_UNTIL_OLD = 12
# The source under which the invented services are loaded; they are marked on every page.
SAMPLE = "sample"


@dataclass(frozen=True)
class Fact:
    """One thing that the service page says; `read` marks what was taken from the listing's own words."""

    words: str
    read: bool = False


@dataclass(frozen=True)
class Site:
    """A place where the service is given."""

    name: str
    lines: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ServicePage:
    """The page of one service. What is empty is not stated, and the page says so."""

    service: Service
    paragraphs: tuple[str, ...]
    sample: bool
    closed_for_now: bool
    ages: Fact | None
    helps_with: tuple[str, ...]
    patterns: tuple[Fact, ...]
    dates: tuple[str, ...]
    sites: tuple[Site, ...]
    ways: tuple[Fact, ...]
    covers: tuple[str, ...]
    cost: tuple[Fact, ...]
    access: tuple[Fact, ...]
    languages: tuple[str, ...]
    contacts: tuple[Contact, ...]
    checked: date | None
    old: bool

    @property
    def meant_for(self) -> tuple[str, ...]:
        """Whom the service is for, in the words of its listing."""
        told = (self.service.eligibility_description, *(one.eligibility for one in self.service.eligibility))
        return tuple(filter(None, told))


def service_page(source: str, service: Service, on_paper: bool = False) -> ServicePage:
    """The page of one service, as it stands today. On paper, which lies about, no day is called tomorrow."""
    moment = clock.in_london(clock.now()).replace(tzinfo=None)
    occasions = next_occasions(service.schedules, moment, council().bank_holidays, DATES)
    today = moment.date()
    known = vocabulary()
    return ServicePage(
        service=service,
        paragraphs=tuple(part for part in (service.description or "").split("\n\n") if part.strip()),
        sample=source == SAMPLE,
        closed_for_now=service.status is Status.TEMPORARILY_CLOSED,
        ages=_ages(service),
        helps_with=tuple(gettext(known[need].name) for need in sorted(service.values(Kind.NEED)) if need in known),
        patterns=tuple(_patterns(service.schedules)),
        dates=tuple(wording.occasion(occasion, date.min if on_paper else today) for occasion in occasions),
        sites=tuple(_site(at.location) for at in service.at_locations if at.location.location_type != "virtual"),
        ways=_facts(service, Kind.WAY, wording.WAYS),
        covers=tuple(filter(None, (area.name or area.extent for area in service.service_areas))),
        cost=tuple(_cost(service)),
        access=_facts(service, Kind.ACCESS, wording.ACCESS),
        languages=tuple(dict.fromkeys(filter(None, (lang.name for lang in service.languages)))),
        contacts=service.contacts,
        checked=service.assured_date,
        old=bool(service.assured_date) and _months_since(service.assured_date, today) >= MONTHS_UNTIL_OLD,
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
    lines = location.address.lines if location.address else ()
    name = location.name if location.name and not any(location.name in line for line in lines) else ""
    notes = [note for access in location.accessibility for note in (access.description, access.details) if note]
    return Site(name or "", lines, tuple(notes))


def _months_since(day: date | None, today: date) -> int:
    return (today.year - day.year) * 12 + today.month - day.month if day else 0
