"""A personal assistant (PA): what they say of themselves in public, what stays private, and what the council saw.

What is private is a value of its own (`Details`), so that nothing which makes a public page ever holds it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from dateutil.relativedelta import relativedelta

from app.kernel.postcode import NotAPostcode, outward_code
from app.publishing.checks import as_it_looks, readings_of

FARTHEST_MILES = 30


class NotYours(Exception):
    """It is another's, or there is none; both are answered as an address that is not there."""


class Task(StrEnum):
    """What a PA does."""

    PERSONAL_CARE = "personal_care"
    TOILET = "toilet"
    DRESSING = "dressing"
    MEALS = "meals"
    SHOPPING = "shopping"
    CLEANING = "cleaning"
    GETTING_OUT = "getting_out"
    APPOINTMENTS = "appointments"
    COMPANY = "company"
    WORK = "work"
    CHILDREN = "children"
    PAPERWORK = "paperwork"
    MEDICINES = "medicines"
    MOVING = "moving"
    NIGHTS = "nights"


OUTCOMES: Mapping[Task, frozenset[str]] = MappingProxyType(
    {
        Task.PERSONAL_CARE: frozenset({"hygiene"}),
        Task.TOILET: frozenset({"toilet"}),
        Task.DRESSING: frozenset({"clothing"}),
        Task.MEALS: frozenset({"nutrition"}),
        Task.SHOPPING: frozenset({"nutrition", "community"}),
        Task.CLEANING: frozenset({"home_habitable"}),
        Task.GETTING_OUT: frozenset({"community"}),
        Task.APPOINTMENTS: frozenset({"community"}),
        Task.COMPANY: frozenset({"relationships"}),
        Task.WORK: frozenset({"work_education"}),
        Task.CHILDREN: frozenset({"caring_for_child"}),
        Task.PAPERWORK: frozenset({"home_habitable"}),
        Task.MEDICINES: frozenset({"home_safety"}),
        Task.MOVING: frozenset({"home_safety"}),
        Task.NIGHTS: frozenset({"home_safety"}),
    }
)
"""The outcomes of daily life, by their ids in the assessment, that each task helps with."""

INTIMATE = frozenset({Task.PERSONAL_CARE, Task.TOILET, Task.DRESSING})
"""Tasks for which somebody may ask for a woman or for a man, and for no others.

Equality Act 2010, Schedule 9, paragraph 1: an employer may require a protected characteristic, such as sex, only where
it is an occupational requirement and a proportionate means of achieving a legitimate aim. The decency and privacy of
whoever is washed, dressed or helped at the toilet is such an aim; help with shopping is not.
"""


class Experience(StrEnum):
    """With whom a PA has worked or lived."""

    OLDER_PEOPLE = "older_people"
    DEMENTIA = "dementia"
    LEARNING_DISABILITY = "learning_disability"
    AUTISM = "autism"
    PHYSICAL_DISABILITY = "physical_disability"
    MENTAL_HEALTH = "mental_health"
    SIGHT = "sight"
    HEARING = "hearing"
    LONG_ILLNESS = "long_illness"
    END_OF_LIFE = "end_of_life"
    YOUNG_PEOPLE = "young_people"


class Part(StrEnum):
    """A part of the day. The night is the one that begins in the evening of its day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Gender(StrEnum):
    """What a PA says they are, if they say. Sought only with one of the INTIMATE tasks."""

    WOMAN = "woman"
    MAN = "man"
    OTHERWISE = "otherwise"


class Smoking(StrEnum):
    """Whether a PA smokes, if they say."""

    NO = "no"
    OUTSIDE_WORK = "outside_work"
    YES = "yes"


class Pets(StrEnum):
    """What a PA says about homes with animals."""

    ANY = "any"
    SOME = "some"
    NONE = "none"


class CheckKind(StrEnum):
    """What the council looks at before people can see a PA."""

    IDENTITY = "identity"
    RIGHT_TO_WORK = "right_to_work"
    DBS = "dbs"
    REFERENCES = "references"
    INSURANCE = "insurance"
    TRAINING = "training"


@dataclass(frozen=True)
class Time:
    """A part of a day of the week; `weekday` is 0 on a Monday."""

    weekday: int
    part: Part

    @property
    def mark(self) -> str:
        """As forms and stores carry it: "0-morning"."""
        return f"{self.weekday}-{self.part}"


WEEK = tuple(Time(weekday, part) for weekday in range(7) for part in Part)
_BY_MARK = {time.mark: time for time in WEEK}


def times_of(marks: Iterable[str]) -> frozenset[Time]:
    """The times that these marks name; others are passed over."""
    return frozenset(_BY_MARK[mark] for mark in marks if mark in _BY_MARK)


@dataclass(frozen=True)
class Profile:
    """What a PA says in public. `rate` is pounds and pence for an hour, as text, or nothing when it is to be agreed."""

    first_name: str = ""
    tasks: frozenset[Task] = frozenset()
    experience: frozenset[Experience] = frozenset()
    languages: tuple[str, ...] = ()
    times: frozenset[Time] = frozenset()
    miles: int = 5
    rate: str = ""
    about: str = ""
    worked: str = ""
    training: str = ""
    gender: Gender | None = None
    drives: bool | None = None
    pets: Pets | None = None
    smoking: Smoking | None = None


@dataclass(frozen=True)
class Details:
    """What only the PA and the council's keepers of PAs read. It never goes into a version of the page."""

    surname: str = ""
    born: date | None = None
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    referees: str = ""

    def age_on(self, day: date) -> int | None:
        """Whole years, or nothing when we do not know."""
        return None if self.born is None else relativedelta(day, self.born).years


@dataclass(frozen=True)
class Draft:
    """All that a PA fills in: what becomes public, and what does not."""

    profile: Profile = Profile()
    details: Details = Details()


@dataclass(frozen=True)
class Check:
    """Something that a member of staff saw, and when; of references, `counted` is how many."""

    id: UUID
    kind: CheckKind
    seen_on: date
    expires_on: date | None
    evidence: str
    by: int
    recorded_at: datetime
    counted: int = 0


@dataclass(frozen=True)
class Conditions:
    """What a council wants before people see a PA. These defaults are ours; a council's file may set its own.

    `months` says for how long a check stands that has no end of its own: a DBS certificate has none by law, and three
    years after which it is asked for again is a custom, not a rule of the Disclosure and Barring Service.
    """

    youngest: int = 18
    checks: frozenset[CheckKind] = frozenset(
        {CheckKind.IDENTITY, CheckKind.RIGHT_TO_WORK, CheckKind.DBS, CheckKind.REFERENCES}
    )
    months: Mapping[CheckKind, int] = field(default_factory=lambda: MappingProxyType({CheckKind.DBS: 36}))
    warn_days: int = 30
    findable: bool = False

    def last_day_of(self, check: Check) -> date | None:
        """The last day on which a check stands; nothing when it has no end."""
        if check.expires_on is not None:
            return check.expires_on
        months = self.months.get(check.kind)
        return None if months is None else check.seen_on + relativedelta(months=months)

    def stands(self, check: Check, today: date) -> bool:
        """Whether a check counts today."""
        last = self.last_day_of(check)
        return check.seen_on <= today and (last is None or today <= last)


@dataclass(frozen=True)
class Assistant:
    """A PA as the council keeps them. `published` is what the public may read once every condition is met.

    `short` names their page in public; `closed` says that nobody can sign in by their account any more.
    """

    id: UUID
    account: int
    short: str
    details: Details
    details_version: int
    published: Profile | None = None
    checks: tuple[Check, ...] = ()
    paused: bool = False
    removed: bool = False
    closed: bool = False
    sample: bool = False

    @property
    def outward(self) -> str:
        """The first half of the postcode of their home, or nothing."""
        try:
            return outward_code(self.details.postcode)
        except NotAPostcode:
            return ""

    @property
    def newest_checks(self) -> dict[CheckKind, Check]:
        """The check of each kind that counts."""
        return newest(self.checks)


def newest(checks: Iterable[Check]) -> dict[CheckKind, Check]:
    """Of each kind the check that was seen last, and of these the last recorded."""
    in_order = sorted(checks, key=lambda check: (check.seen_on, check.recorded_at))
    return {check.kind: check for check in in_order}


class Why(StrEnum):
    """Why people do not see a PA."""

    REMOVED = "removed"
    CLOSED = "closed"
    NOT_PUBLISHED = "not_published"
    PAUSED = "paused"
    AGE_UNKNOWN = "age_unknown"
    TOO_YOUNG = "too_young"
    CHECK_MISSING = "check_missing"
    CHECK_ENDED = "check_ended"


@dataclass(frozen=True)
class Obstacle:
    """One reason why people do not see a PA, and the check that it is about, if it is about one."""

    why: Why
    check: CheckKind | None = None


def is_visible(assistant: Assistant, conditions: Conditions, today: date) -> bool:
    """Whether people may see this PA today. Decided whenever somebody reads, so that nothing has to run in time."""
    return not any(obstacles(assistant, conditions, today))


def obstacles(assistant: Assistant, conditions: Conditions, today: date) -> Iterator[Obstacle]:
    """Everything that keeps people from seeing a PA today."""
    if assistant.removed:
        yield Obstacle(Why.REMOVED)
    if assistant.closed:
        yield Obstacle(Why.CLOSED)
    if assistant.published is None:
        yield Obstacle(Why.NOT_PUBLISHED)
    if assistant.paused:
        yield Obstacle(Why.PAUSED)
    age = assistant.details.age_on(today)
    if age is None:
        yield Obstacle(Why.AGE_UNKNOWN)
    elif age < conditions.youngest:
        yield Obstacle(Why.TOO_YOUNG)
    yield from _of_checks(assistant, conditions, today)


def _of_checks(assistant: Assistant, conditions: Conditions, today: date) -> Iterator[Obstacle]:
    seen = assistant.newest_checks
    for kind in (kind for kind in CheckKind if kind in conditions.checks):
        if kind not in seen:
            yield Obstacle(Why.CHECK_MISSING, kind)
        elif not conditions.stands(seen[kind], today):
            yield Obstacle(Why.CHECK_ENDED, kind)


@dataclass(frozen=True)
class Ending:
    """A check that the council wants and that ends soon, or has ended."""

    check: Check
    last_day: date


def endings(checks: Iterable[Check], conditions: Conditions, today: date) -> tuple[Ending, ...]:
    """Those of a PA's checks that need doing again: the council wants them, and they end within its days of warning."""
    soon = today + timedelta(days=conditions.warn_days)
    dated = ((check, conditions.last_day_of(check)) for check in newest(checks).values())
    ending = (Ending(check, last) for check, last in dated if last is not None and last <= soon)
    return tuple(sorted((end for end in ending if end.check.kind in conditions.checks), key=lambda end: end.last_day))


@dataclass(frozen=True)
class Seen:
    """A check as the public reads it: a fact with its date, no judgement. `until` is the end that its paper states."""

    kind: CheckKind
    on: date
    until: date | None
    counted: int


@dataclass(frozen=True)
class PublicProfile:
    """A PA as people see them: what they published, and the checks that stand. Nothing here is private."""

    id: UUID
    short: str
    profile: Profile
    seen: tuple[Seen, ...]
    sample: bool


def public_profile(assistant: Assistant, conditions: Conditions, today: date) -> PublicProfile | None:
    """The PA as people may see them today, or nothing."""
    if assistant.published is None or not is_visible(assistant, conditions, today):
        return None
    seen = seen_today(assistant, conditions, today)
    return PublicProfile(assistant.id, assistant.short, assistant.published, seen, assistant.sample)


def seen_today(assistant: Assistant, conditions: Conditions, today: date) -> tuple[Seen, ...]:
    """The checks that stand today, as the public reads them."""
    by_kind = assistant.newest_checks
    standing = (by_kind[kind] for kind in CheckKind if kind in by_kind and conditions.stands(by_kind[kind], today))
    return tuple(Seen(check.kind, check.seen_on, check.expires_on, check.counted) for check in standing)


def hides(text: str, names: Collection[str]) -> bool:
    """Whether one of these names stands in a text as a word of its own, in any case, spelled or disguised."""
    spoken = " ".join(f" {_letters(reading.text)} " for reading in readings_of(text))
    wanted = (_letters(as_it_looks(name).text) for name in names)
    return any(len(name) > 1 and f" {name} " in spoken for name in wanted)


def _letters(text: str) -> str:
    """The words of a text alone, in small letters."""
    return " ".join("".join(one if one.isalnum() else " " for one in text.casefold()).split())
