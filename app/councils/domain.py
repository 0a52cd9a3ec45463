"""A council as data: what it is called, how it is reached, where it is, how soon it answers, and what it offers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.kernel.clock import in_london
from app.kernel.toml_lines import TomlFile

SATURDAY = 5


class Room(StrEnum):
    """What a council may switch off. The questions, the way to ask the council and safeguarding are not among these."""

    EQUIPMENT = "equipment"
    GUIDANCE = "guidance"
    PLAN_PDF = "plan_pdf"
    EASY_READ = "easy_read"
    SHORT_WAY = "short_way"
    TEXT_MESSAGES = "text_messages"
    PERSONAL_ASSISTANTS = "personal_assistants"
    EMPLOYING = "employing"


@dataclass(frozen=True)
class Neighbour:
    """A council to hand a person over to, by name and number."""

    name: str
    telephone: str
    outward_codes: frozenset[str]


@dataclass(frozen=True)
class Replies:
    """How soon the council promises to answer; calendar days unless said otherwise. No working day is the same day."""

    formal_contact_working_days: int
    formal_start_days: int
    carer_contact_working_days: int
    short_term_working_days: int
    safeguarding_working_days: int = 0
    urgent_working_days: int = 0
    carer_start_days: int = 28


@dataclass(frozen=True)
class Sending:
    """The most messages that people may have sent in a day, all together: to themselves, and by staff to callers."""

    emails_a_day: int = 1000
    texts_a_day: int = 100


@dataclass(frozen=True)
class Contacts:
    """How long the notes of a call are kept after their last change."""

    kept_days: int = 365


@dataclass(frozen=True)
class Review:
    """Who at the council has read a rule and answers for it, and when that was."""

    reviewer: str
    date: date


@dataclass(frozen=True)
class Freshness:
    """After how many months without a check a listing is marked, ranked down, and hidden from search."""

    mark_months: int = 6
    lower_months: int = 12
    hide_months: int = 24


@dataclass(frozen=True)
class Reminders:
    """After how many months without a check a listing's people are asked whether it is right, and how many a day.

    The number of letters a day keeps the first round through a directory from filling everybody's post on one morning.
    """

    months: int = 6
    most_a_day: int = 200


@dataclass(frozen=True)
class SchoolTerms:
    """The stretches in which schools are open, first and last day each, with where and when they were read."""

    source: str
    as_of: date
    open: tuple[tuple[date, date], ...]

    def are_open(self, day: date) -> bool:
        """Whether the day lies in a term and not in half-term."""
        return any(first <= day <= last for first, last in self.open)

    def are_known(self, day: date) -> bool:
        """Whether the council has said anything about so late a day."""
        return any(day <= last for _, last in self.open)


PURPOSES = ("council", "safeguarding", "childrens")
"""What one may ring a council for, each with a number of its own."""


@dataclass(frozen=True)
class Ring:
    """Whom to ring, and on which number. 999 needs no name."""

    name: str
    telephone: str


@dataclass(frozen=True)
class Council:
    """The council of this deployment. Numbers and names come from its file in `directory_data/councils`."""

    slug: str
    name: str
    sample: bool
    service_name: str
    team: str
    telephone: str
    telephone_hours: str
    opens_at: str
    closes_at: str
    out_of_hours_telephone: str
    out_of_hours_name: str
    safeguarding_telephone: str
    childrens_telephone: str
    childrens_name: str
    email: str
    address: tuple[str, ...]
    website: str
    brand_colour: str
    exit_site: str
    languages: tuple[str, ...]
    outward_codes: frozenset[str]
    neighbours: tuple[Neighbour, ...]
    replies: Replies
    bank_holidays: frozenset[date]
    rooms_off: frozenset[Room]
    words: Mapping[str, Mapping[str, str]]  # passage, then language
    confirmed_facts: Mapping[str, date]  # table of facts.toml, and the day on which the council confirmed it
    rule_review: Mapping[str, Review]  # by the id of the rule
    freshness: Freshness
    reminders: Reminders
    school_terms: SchoolTerms | None
    sending: Sending
    contacts: Contacts
    teams: Mapping[str, str]  # queue of cases, and the name of the team that works on it
    file: TomlFile = field(repr=False)

    def has(self, room: str) -> bool:
        """Whether the council offers this. Raises ValueError for what can never be switched off."""
        return Room(room) not in self.rooms_off

    def covers(self, outward: str) -> bool:
        """Whether the outward code lies in this council's area."""
        return outward in self.outward_codes

    def works_on(self, day: date) -> bool:
        """Whether the council's offices work that day."""
        return day.weekday() < SATURDAY and day not in self.bank_holidays

    def is_open(self, moment: datetime) -> bool:
        """Whether the day line is answered at this moment; otherwise the out-of-hours number comes first."""
        there = in_london(moment)
        return self.works_on(there.date()) and self.opens_at <= f"{there:%H:%M}" < self.closes_at

    def ring_order(self, purpose: str, moment: datetime) -> tuple[Ring, ...]:
        """The numbers for a purpose (PURPOSES); when the offices are closed, the out-of-hours team comes first."""
        day = {
            "council": Ring(self.name, self.telephone),
            "safeguarding": Ring(self.name, self.safeguarding_telephone),
            "childrens": Ring(self.childrens_name, self.childrens_telephone),
        }[purpose]
        night = Ring(self.out_of_hours_name, self.out_of_hours_telephone)
        return (day,) if self.is_open(moment) else (night, day)

    def working_days_after(self, day: date, days: int) -> date:
        """The working day that is `days` working days after `day`."""
        while days > 0:
            day += timedelta(days=1)
            days -= self.works_on(day)
        return day

    def neighbour_of(self, outward: str) -> Neighbour | None:
        """The other council that we know to look after an outward code."""
        return next((neighbour for neighbour in self.neighbours if outward in neighbour.outward_codes), None)
