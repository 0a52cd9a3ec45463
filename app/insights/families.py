"""What is counted together: each family of figures with the ways in which it is broken down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.events.domain import PROFESSIONAL, WEB, Ending, Happening


class Family(StrEnum):
    """Counts of one kind of thing. No two families count the same thing, so that none tells of another."""

    CONTACTS = "contacts"
    CASES = "cases"
    CLOSED = "closed"
    STEPS = "steps"
    RULES = "rules"
    ROUTES = "routes"
    INTRODUCTIONS = "introductions"
    FOLLOWED_UP = "followed-up"
    ASSESSMENTS = "assessments"
    STOPS = "stops"
    EMPTY_SEARCHES = "empty-searches"
    UNMATCHED = "unmatched"


class Extra(StrEnum):
    """What is kept beside the counts and says nothing of people."""

    MEDIANS = "medians"
    SUPPLY = "supply"
    LISTINGS = "listings"


@dataclass(frozen=True)
class Reading:
    """A way to count events: of which kinds, by which of their codes, and only those of these ways."""

    kinds: tuple[Happening, ...]
    by: tuple[str, ...]
    ways: tuple[str, ...] = ()


CROSSINGS: Mapping[Family, tuple[tuple[str, ...], ...]] = {
    Family.CONTACTS: (
        (),
        ("outcome",),
        ("way",),
        ("language",),
        ("again",),
        ("month",),
        ("outcome", "way"),
        ("language", "outcome"),
        ("again", "outcome"),
    ),
    Family.CASES: ((), ("route",), ("subject",), ("way",), ("language",)),
    Family.CLOSED: ((), ("outcome",)),
    Family.STEPS: (("step",), ("on_time", "step"), ("route", "step"), ("on_time", "route", "step")),
    Family.RULES: ((), ("rule",), ("outcome",), ("outcome", "rule")),
    Family.ROUTES: ((), ("outcome",)),
    Family.INTRODUCTIONS: ((),),
    Family.FOLLOWED_UP: ((), ("outcome",)),
    Family.ASSESSMENTS: (("stage",), ("stage", "way"), ("language", "stage")),
    Family.STOPS: ((), ("section",), ("reason",), ("reason", "section")),
    Family.EMPTY_SEARCHES: ((), ("month",)),
    Family.UNMATCHED: ((), ("need",), ("place",), ("week",), ("need", "place")),
}
"""The breakdowns of each family. Whatever of a family is shown anywhere is a cell of these."""

STEPS: Mapping[Happening, str] = {
    Happening.CASE_CONTACTED: "contacted",
    Happening.CASE_STARTED: "started",
    Happening.CASE_CLOSED: "closed",
}
STAGES: Mapping[Happening, str] = {
    Happening.ASSESSMENT_BEGUN: "begun",
    Happening.ASSESSMENT_FINISHED: "finished",
}
_ENDINGS_OF_ROUTES: Mapping[str, Ending] = {
    "community": Ending.SIGNPOSTED,
    "short_term_help": Ending.SHORT_TERM,
    "formal_assessment": Ending.FORMAL,
    "urgent_council": Ending.URGENT,
    "safeguarding": Ending.SAFEGUARDING,
    "emergency": Ending.URGENT,
}
RESOLVED = (Ending.SIGNPOSTED, Ending.INTRODUCED, Ending.BOOKED)
"""Where a contact ends without a case: at the front door."""

FIRST, AGAIN, UNKNOWN = "first", "again", "unknown"
UNSAID = "unsaid"
"""What stands for a code that an event leaves empty."""


def ending_of(outcome: str, route: str) -> Ending:
    """Where a contact ended, by its own word or else by the route of its case."""
    if outcome in set(Ending):
        return Ending(outcome)
    return _ENDINGS_OF_ROUTES.get(route, Ending.OTHER)


def again_of(again: bool | None) -> str:
    """Whether the person had been in touch within 90 days, in a word."""
    return UNKNOWN if again is None else AGAIN if again else FIRST


def on_time_of(on_time: bool | None) -> str:
    """Whether a step was within its clock, in a word."""
    return UNKNOWN if on_time is None else "yes" if on_time else "no"


def dimensions_of(kind: Happening, said: Mapping[str, Any]) -> dict[str, str]:
    """What was read of events of a kind, as it is counted."""
    found = {name: str(value) or UNSAID for name, value in said.items() if name not in {"again", "on_time", "day"}}
    if kind in (Happening.CONTACT_ENDED, Happening.CASE_RECEIVED) and "outcome" in said:
        found["outcome"] = ending_of(said["outcome"], said["route"]).value
    if "again" in said:
        found["again"] = again_of(said["again"])
    if "on_time" in said:
        found["on_time"] = on_time_of(said["on_time"])
    if "day" in said:
        found["month"] = f"{said['day']:%Y-%m}"
    if kind in STEPS:
        found["step"] = STEPS[kind]
    if kind in STAGES:
        found["stage"] = STAGES[kind]
    return found


_OF_A_CONTACT = ("outcome", "route", "way", "language", "again")
_WITHOUT_A_CALL = (WEB, PROFESSIONAL)

READINGS: Mapping[Family, Sequence[tuple[Reading, ...]]] = {
    Family.CONTACTS: (
        (
            Reading((Happening.CONTACT_ENDED,), _OF_A_CONTACT),
            Reading((Happening.CASE_RECEIVED,), _OF_A_CONTACT, _WITHOUT_A_CALL),
        ),
        (
            Reading((Happening.CONTACT_ENDED,), ("day",)),
            Reading((Happening.CASE_RECEIVED,), ("day",), _WITHOUT_A_CALL),
        ),
    ),
    Family.CASES: ((Reading((Happening.CASE_RECEIVED,), ("route", "subject", "way", "language")),),),
    Family.CLOSED: ((Reading((Happening.CASE_CLOSED,), ("outcome",)),),),
    Family.STEPS: ((Reading(tuple(STEPS), ("route", "on_time")),),),
    Family.RULES: ((Reading((Happening.RULE_JUDGED,), ("rule", "outcome")),),),
    Family.ROUTES: ((Reading((Happening.ROUTE_DECIDED,), ("outcome",)),),),
    Family.INTRODUCTIONS: ((Reading((Happening.INTRODUCTION_MADE,), ()),),),
    Family.FOLLOWED_UP: ((Reading((Happening.INTRODUCTION_FOLLOWED_UP,), ("outcome",)),),),
    Family.ASSESSMENTS: ((Reading(tuple(STAGES), ("way", "language")),),),
    Family.EMPTY_SEARCHES: ((Reading((Happening.SEARCH_FOUND_NOTHING,), ("day",)),),),
}
"""How the families that are counted from events are read: rows that tell the most, then rows for what those do not.

A form that somebody sent and a referral by a professional are contacts too. A case that was taken down in a call is
counted with its call.
"""
