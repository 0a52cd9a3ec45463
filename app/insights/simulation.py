"""A made-up year of a front door, always the same for the same seed: to try the figures at their real size."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.events.domain import (
    FULL_ASSESSMENT,
    PROFESSIONAL,
    TELEPHONE,
    WEB,
    Ending,
    Event,
    FollowedUp,
    Happening,
    Judgement,
)
from app.insights.families import ending_of
from app.kernel.clock import week_of
from app.stopping.domain import Point, Reason
from app.unmatched.domain import Unmatched

DAYS = 365
DAY = 24 * 60  # minutes

# How much comes on each day of the week from Monday, and in each month from January, beside an ordinary one.
WEEKDAYS = (1.35, 1.15, 1.05, 1.0, 0.95, 0.3, 0.2)
MONTHS = (1.25, 1.15, 1.1, 1.0, 0.95, 0.9, 0.9, 0.85, 0.95, 1.0, 1.1, 0.95)

Weights = dict[str, float]
LANGUAGES: Weights = {"en": 930, "pl": 30, "ur": 24, "ar": 8, "ro": 5, "so": 2, "fa": 1}
ENDINGS: Weights = {Ending.SIGNPOSTED: 757, Ending.INTRODUCED: 95, Ending.BOOKED: 58, Ending.OTHER: 90}
CASE_WAYS: Weights = {TELEPHONE: 55, WEB: 30, PROFESSIONAL: 15}
ROUTES: Weights = {
    "formal_assessment": 56,
    "short_term_help": 22,
    "urgent_council": 11,
    "safeguarding": 9,
    "emergency": 2,
}
OUTCOMES: Weights = {FULL_ASSESSMENT: 15, "short-term-help": 30, "information": 27, "equipment": 16, "withdrawn": 12}
RULES: Weights = {"F1": 40, "F2": 18, "K1": 16, "F0": 9, "S1": 8, "F4": 7, "G1": 6, "S3": 5, "S4": 4, "U1": 3, "U8": 1}
CHANGED = {"F1": 0.07, "F2": 0.19, "S1": 0.14, "K1": 0.04, "G1": 0.22}
WAYS_THROUGH: Weights = {"standard": 62, "short": 23, "carer": 15}
FOLLOWED: Weights = {
    FollowedUp.HELPED: 58,
    FollowedUp.DID_NOT_HELP: 11,
    FollowedUp.DID_NOT_HAPPEN: 14,
    FollowedUp.NOT_REACHED: 17,
}
SECTIONS: Weights = {
    "who": 12,
    "safety": 9,
    "health": 7,
    "daily_life": 40,
    "support": 9,
    "carer": 8,
    "changes": 6,
    "hopes": 4,
    "check": 5,
}
REASONS: Weights = {
    Reason.TOO_LONG: 30,
    Reason.TOO_TIRED: 18,
    Reason.NOT_CLEAR: 12,
    Reason.TOO_PRIVATE: 9,
    Reason.RATHER_TALK: 21,
    Reason.NEED_SOMEONE: 7,
    Reason.OTHER: 3,
}
# The minutes in which a case is to be contacted, and in which it is contacted by half of the teams.
CLOCKS = {"formal_assessment": (2 * DAY, 1300), "short_term_help": (DAY, 700)}
SAME_DAY = (8 * 60, 170)
START_CLOCK, USUAL_START = 28 * DAY, 17 * DAY


@dataclass(frozen=True)
class Plan:
    """How large the year is, and of which needs and places."""

    seed: int
    contacts: int
    cases: int
    last: date
    needs: Sequence[str]
    places: Sequence[str]

    @property
    def first(self) -> date:
        return self.last - timedelta(days=DAYS - 1)


class Year:
    """Draws the year, each part from chances of its own, so that a change to one leaves the others as they were."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._days = [plan.first + timedelta(days=number) for number in range(DAYS)]
        self._weights = [WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] for day in self._days]

    def events(self) -> Iterator[Event]:
        """Everything that happened."""
        yield from self._contacts()
        yield from self._cases()
        yield from self._assessments()
        yield from self._empty_searches()

    def stops(self) -> Iterator[tuple[date, Reason, Point]]:
        """Where people stopped, and why."""
        chance = self._chance("stops")
        for day in self._days_of(chance, self.plan.contacts // 40):
            way, section = _one(chance, WAYS_THROUGH), _one(chance, SECTIONS)
            yield week_of(day), Reason(_one(chance, REASONS)), Point(way, chance.random() < 0.15, section)

    def unmatched(self) -> Iterator[Unmatched]:
        """The needs that nothing answered. A few are asked for often, most of them seldom."""
        chance = self._chance("unmatched")
        needs = {need: 1 / rank for rank, need in enumerate(self._mixed(chance, self.plan.needs), 1)}
        places = {place: 1 / rank for rank, place in enumerate(self._mixed(chance, self.plan.places), 2)}
        days = self._days_of(chance, self.plan.contacts // 12)
        drawn = Counter((week_of(day), _one(chance, needs), _one(chance, places)) for day in days)
        for (week, need, place), times in sorted(drawn.items()):
            yield Unmatched(need, place, week, "", times)

    def _contacts(self) -> Iterator[Event]:
        chance = self._chance("contacts")
        for day in self._days_of(chance, self.plan.contacts - self.plan.cases):
            way = WEB if chance.random() < 0.17 else TELEPHONE
            yield from self._contact(chance, day, way, _one(chance, ENDINGS))

    def _contact(self, chance: Random, day: date, way: str, outcome: str) -> Iterator[Event]:
        language = _one(chance, LANGUAGES)
        if way == WEB:
            yield Event(Happening.CONTACT_ENDED, day, outcome=outcome, way=way, language=language)
            return
        again = None if chance.random() < 0.2 else chance.random() < 0.21
        minutes = round(chance.lognormvariate(2.1, 0.5))
        yield Event(Happening.CONTACT_BEGAN, day, way=way)
        ended = Event(Happening.CONTACT_ENDED, day, outcome=outcome, way=way, language=language)
        yield Event(**{**vars(ended), "minutes": minutes, "again": again, "place": chance.choice(self.plan.places)})
        if outcome == Ending.INTRODUCED:
            yield from self._introduction(chance, day)
        if outcome == Ending.BOOKED:
            yield Event(Happening.APPOINTMENT_BOOKED, day, way=way)

    def _introduction(self, chance: Random, day: date) -> Iterator[Event]:
        yield Event(Happening.INTRODUCTION_MADE, day)
        later = day + timedelta(days=42)
        if later <= self.plan.last:
            yield Event(Happening.INTRODUCTION_FOLLOWED_UP, later, outcome=_one(chance, FOLLOWED))

    def _cases(self) -> Iterator[Event]:
        chance = self._chance("cases")
        for day in self._days_of(chance, self.plan.cases):
            way, route = _one(chance, CASE_WAYS), _one(chance, ROUTES)
            subject = "carer" if chance.random() < 0.2 else "person"
            received = Event(Happening.CASE_RECEIVED, day, route=route, subject=subject, way=way)
            yield Event(**{**vars(received), "language": _one(chance, LANGUAGES)})
            if way == TELEPHONE:
                yield from self._contact(chance, day, way, ending_of("", route))
            steps = [*self._judged(chance, day, route), *self._steps(chance, day, route)]
            yield from (event for event in steps if event.day <= self.plan.last)

    def _judged(self, chance: Random, day: date, route: str) -> Iterator[Event]:
        changed = False
        for rule in sorted({_one(chance, RULES) for _ in range(chance.randint(1, 3))}):
            disagrees = chance.random() < CHANGED.get(rule, 0.08)
            changed = changed or disagrees
            judgement = Judgement.CHANGED if disagrees else Judgement.CONFIRMED
            yield Event(Happening.RULE_JUDGED, day, rule=rule, outcome=judgement)
        judgement = Judgement.CHANGED if changed else Judgement.CONFIRMED
        yield Event(Happening.ROUTE_DECIDED, day, route=route, outcome=judgement)

    def _steps(self, chance: Random, day: date, route: str) -> Iterator[Event]:
        clock, usual = CLOCKS.get(route, SAME_DAY)
        minutes = round(usual * chance.lognormvariate(0, 0.7))
        day += timedelta(minutes=minutes)
        on_time = minutes <= clock
        yield Event(Happening.CASE_CONTACTED, day, route=route, minutes=minutes, on_time=on_time)
        if route == "formal_assessment" and chance.random() < 0.7:
            minutes = round(USUAL_START * chance.lognormvariate(0, 0.45))
            day += timedelta(minutes=minutes)
            on_time = minutes <= START_CLOCK
            yield Event(Happening.CASE_STARTED, day, route=route, minutes=minutes, on_time=on_time)
        minutes = round(9 * DAY * chance.lognormvariate(0, 0.8))
        day += timedelta(minutes=minutes)
        yield Event(Happening.CASE_CLOSED, day, route=route, outcome=_one(chance, OUTCOMES), minutes=minutes)

    def _assessments(self) -> Iterator[Event]:
        chance = self._chance("assessments")
        for day in self._days_of(chance, self.plan.contacts // 5):
            way, language = _one(chance, WAYS_THROUGH), _one(chance, LANGUAGES)
            subject = "carer" if way == "carer" else "person"
            begun = Event(Happening.ASSESSMENT_BEGUN, day, way=way, language=language, subject=subject)
            yield begun
            if chance.random() < (0.81 if way == "short" else 0.62):
                route = _one(chance, {**ROUTES, "community": 60})
                yield Event(**{**vars(begun), "happened": Happening.ASSESSMENT_FINISHED, "route": route})

    def _empty_searches(self) -> Iterator[Event]:
        chance = self._chance("searches")
        for day in self._days_of(chance, self.plan.contacts // 12):
            yield Event(Happening.SEARCH_FOUND_NOTHING, day, place=chance.choice(self.plan.places))

    def _days_of(self, chance: Random, number: int) -> list[date]:
        return sorted(chance.choices(self._days, self._weights, k=number))

    def _mixed(self, chance: Random, things: Sequence[str]) -> list[str]:
        return chance.sample(sorted(things), len(things))

    def _chance(self, part: str) -> Random:
        return Random(f"{self.plan.seed} {part}")


def _one(chance: Random, weights: Weights) -> str:
    return str(chance.choices(list(weights), list(weights.values()))[0])
