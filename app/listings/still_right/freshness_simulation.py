"""Two years of a directory, week by week: how many of its listings were checked within six months, asked and unasked.

Everything that is not a rule of ours is an assumption, and printed with the figures. The rules are those that run.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from random import Random

from dateutil.relativedelta import relativedelta

from app.councils.domain import Freshness, Reminders
from app.listings.still_right.reminders import Due, next_letter

WEEKS = 104
A_WEEK = timedelta(weeks=1)
BEGINS = date(2027, 1, 4)
FRESH_FOR = relativedelta(months=6)


@dataclass(frozen=True)
class Assumption:
    """A number that nobody has measured here, and why it is this one."""

    value: float
    because: str


@dataclass(frozen=True)
class Assumptions:
    """How groups and directories behave. Shares are of one; a year's share is spread evenly over its weeks."""

    checked_in_the_year_before: Assumption = Assumption(
        0.12, "of the listings, when we begin: 3 of 25 in one county's directory that was sampled in public"
    )
    oldest_years: Assumption = Assumption(4, "years: the others were last checked so long ago at most, evenly spread")
    has_email: Assumption = Assumption(0.80, "of the listings name an address; the others can only be rung")
    reads_it: Assumption = Assumption(0.90, "of these addresses reach somebody")
    ever_answers: Assumption = Assumption(0.80, "of those people are of the kind that answers such letters at all")
    answers_first: Assumption = Assumption(0.45, "of these press the button after the first letter")
    answers_second: Assumption = Assumption(0.25, "of the others, after the second")
    answers_third: Assumption = Assumption(0.15, "of the rest, after the third")
    unasked_a_year: Assumption = Assumption(0.10, "of the groups look at their listing in a year without being asked")
    ends_a_year: Assumption = Assumption(0.06, "of the groups end in a year; nobody answers for them")
    reached_by_telephone: Assumption = Assumption(0.60, "of the calls of staff are answered")

    def with_answers(self, times: float) -> "Assumptions":
        """The same with people who answer letters more or less often."""
        names = ("answers_first", "answers_second", "answers_third")
        return replace(
            self, **{name: replace(old := getattr(self, name), value=min(old.value * times, 1)) for name in names}
        )

    def lines(self) -> Iterator[str]:
        """Each with its name, as it is printed."""
        for field in fields(self):
            one: Assumption = getattr(self, field.name)
            yield f"{field.name.replace('_', ' ')}: {one.value:g} ({one.because})"


@dataclass(frozen=True)
class Policy:
    """What the council does: whether it asks by letter, and how many calls its staff make in a week."""

    name: str
    asks: bool
    calls_a_week: int = 0


WITHOUT = Policy("without reminders", asks=False)
WITH = Policy("with reminders", asks=True)
WITH_CALLS = Policy("with reminders and 10 calls a week", asks=True, calls_a_week=10)


@dataclass(frozen=True)
class Point:
    """A week: the share checked within six months of all listings, of those that search finds, and of openings.

    `hidden` is the share that search no longer finds.
    """

    checked: float
    found: float
    opened: float
    hidden: float


@dataclass
class Listing:
    """One listing on its way through two years. `weight` is how often it is opened, beside the others."""

    checked: date
    weight: float
    has_email: bool
    answers: bool
    runs: bool = True
    began: date | None = None
    sent: int = 0
    due: date | None = None


class Years:
    """Two years of made-up listings under one policy; the same seed makes the same listings and the same groups."""

    def __init__(
        self, policy: Policy, listings: int, seed: int, assumed: Assumptions, reminders: Reminders, limits: Freshness
    ) -> None:
        self.policy, self.assumed, self.reminders, self.limits = policy, assumed, reminders, limits
        self.random = Random(seed)
        self.listings = [self._listing(place) for place in range(listings)]

    def points(self) -> Iterator[Point]:
        """Each week as it ends, from the day on which we begin."""
        for week in range(WEEKS + 1):
            day = BEGINS + week * A_WEEK
            if week:
                self._live(day)
            yield self._point(day)

    def _listing(self, place: int) -> Listing:
        assumed, random = self.assumed, self.random
        lately = random.random() < assumed.checked_in_the_year_before.value
        days = random.uniform(0, 365) if lately else random.uniform(365, 365 * assumed.oldest_years.value)
        reads = random.random() < assumed.reads_it.value and random.random() < assumed.ever_answers.value
        return Listing(
            checked=BEGINS - timedelta(days=int(days)),
            weight=1 / (place + 1) ** 0.7,  # a few are opened often, most seldom
            has_email=random.random() < assumed.has_email.value,
            answers=reads,
        )

    def _live(self, day: date) -> None:
        for listing in self.listings:
            if listing.runs and self._happens(self.assumed.ends_a_year.value):
                listing.runs = False
            elif listing.runs and self._happens(self.assumed.unasked_a_year.value):
                listing.checked = day
        if self.policy.asks:
            self._write(day)
        if self.policy.calls_a_week:
            self._ring(day)

    def _write(self, day: date) -> None:
        """The letters of a week, by the rules that the worker follows."""
        room, rule = self.reminders.most_a_day * 7, Due.on(day, self.reminders.months)
        for listing in self.listings:
            if listing.due and listing.due <= day:
                self._send(listing, day)
            elif room and listing.has_email and rule.is_met(listing.checked, listing.began):
                listing.began, listing.sent, room = day, 0, room - 1
                self._send(listing, day)

    def _send(self, listing: Listing, day: date) -> None:
        assert listing.began is not None
        if listing.checked >= listing.began:
            listing.due = None
            return
        listing.sent += 1
        coming = next_letter(datetime.combine(listing.began, time()), listing.sent)
        listing.due = coming.date() if coming else None
        assumed = self.assumed
        chances = (assumed.answers_first, assumed.answers_second, assumed.answers_third)
        if listing.runs and listing.answers and self.random.random() < chances[listing.sent - 1].value:
            listing.checked = day

    def _ring(self, day: date) -> None:
        """The calls of a week: what people open most comes first. What has ended is taken out."""
        since = Due.on(day, self.reminders.months).checked_by
        old = [one for one in self.listings if one.checked <= since]
        for listing in sorted(old, key=lambda one: -one.weight)[: self.policy.calls_a_week]:
            if not listing.runs:
                self.listings.remove(listing)
            elif self.random.random() < self.assumed.reached_by_telephone.value:
                listing.checked = day

    def _happens(self, in_a_year: float) -> bool:
        return self.random.random() < in_a_year / 52

    def _point(self, day: date) -> Point:
        since, hidden_since = day - FRESH_FOR, day - relativedelta(months=self.limits.hide_months)
        fresh = [one for one in self.listings if one.checked > since]
        found = [one for one in self.listings if one.checked > hidden_since]
        return Point(
            checked=len(fresh) / len(self.listings),
            found=len(fresh) / len(found) if found else 0.0,
            opened=sum(one.weight for one in fresh) / sum(one.weight for one in self.listings),
            hidden=1 - len(found) / len(self.listings),
        )


def two_years(
    policy: Policy,
    listings: int,
    seed: int,
    assumed: Assumptions,
    reminders: Reminders,
    limits: Freshness,
) -> tuple[Point, ...]:
    """The weeks of two years under a policy."""
    return tuple(Years(policy, listings, seed, assumed, reminders, limits).points())
