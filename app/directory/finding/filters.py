"""What a list of services can be narrowed by: each filter with its choices, in the words of the page."""

from collections.abc import Container, Mapping
from dataclasses import replace
from functools import lru_cache

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import MultiDict

from app.directory.importing.people import LANGUAGES
from app.directory.reading import wording
from app.directory.reading.choices import AUDIENCES, COSTS, KINDS, REFERRALS, TIME_NAMES, language_name
from app.directory.service.facets import AGES, NO
from app.directory.service.opening import DAYS, NOT_SAID, TIMES, slots_of
from app.needs.api import vocabulary
from app.search.domain import OPEN, REACH, SLOT, Query

Chosen = Mapping[str, frozenset[str]]
"""What somebody chose, by the name of the filter, which is its parameter in the address and its facet in the index."""

DISTANCE = "miles"
MILES: dict[str, float] = {"half": 0.5, "1": 1, "2": 2, "5": 5, "10": 10, "20": 20}
MILES_AT_FIRST = "5"
ANY_DISTANCE = "any"

OPENING: dict[str, LazyString] = {"now": lazy_gettext("Open now")}

NAMES = (
    "need", "day", "time", OPEN, "cost", "way", "audience", "age", "access", "language", "referral", "kind", REACH,
)  # fmt: skip
ALL_WANTED = frozenset({"access"})
"""Of these every chosen thing has to be there; of the others one is enough."""
NEVER_UNSTATED = frozenset({"need", REACH})
"""Filters that ask for what search itself works out, so that there is nothing that a listing could have left unsaid."""

LEGENDS: dict[str, LazyString] = {
    "need": lazy_gettext("What it helps with"),
    "day": lazy_gettext("Day"),
    "time": lazy_gettext("Time of day"),
    OPEN: lazy_gettext("Open now"),
    "cost": lazy_gettext("Cost"),
    "way": lazy_gettext("How it is given"),
    "audience": lazy_gettext("Who it is for"),
    "age": lazy_gettext("Age"),
    "access": lazy_gettext("Getting in and taking part"),
    "language": lazy_gettext("Language spoken"),
    "referral": lazy_gettext("How to join"),
    "kind": lazy_gettext("Who runs it"),
    REACH: lazy_gettext("How it reaches you"),
}


def chosen_of(typed: MultiDict[str, str]) -> Chosen:
    """What an address chooses, in the order of the filters; what is not on offer counts as not chosen."""
    asked = {
        name: frozenset(value for value in typed.getlist(name) if value in known(name))
        for name in NAMES
        if name in typed
    }
    return {name: values for name, values in asked.items() if values}


def known(name: str) -> Container[str]:
    """The choices of a filter."""
    return vocabulary() if name == "need" else _FIXED[name]


_FIXED: dict[str, frozenset[str]] = {
    "day": frozenset(DAYS),
    "time": frozenset(TIMES),
    OPEN: frozenset(OPENING),
    "cost": frozenset(COSTS),
    "way": frozenset(wording.FORMATS),
    "audience": frozenset(AUDIENCES),
    "age": frozenset(AGES),
    "access": frozenset(wording.ACCESS_ASKED),
    "language": frozenset(LANGUAGES.values()),
    "referral": frozenset(REFERRALS),
    "kind": frozenset(KINDS),
    REACH: frozenset(wording.REACHES),
}
_NAMES_OF: dict[str, Mapping[str, LazyString]] = {
    "time": TIME_NAMES,
    OPEN: OPENING,
    "cost": COSTS,
    "way": wording.FORMATS,
    "audience": AUDIENCES,
    "access": wording.ACCESS_ASKED,
    "referral": REFERRALS,
    "kind": KINDS,
    REACH: wording.REACHES,
}
# Days, times and ages stand in their own order; of the rest those with most results come first.
ORDERED: dict[str, tuple[str, ...]] = {
    "day": DAYS,
    "time": tuple(TIMES),
    "age": tuple(AGES),
    "access": tuple(wording.ACCESS_ASKED),
    "cost": tuple(COSTS),
    "way": tuple(wording.FORMATS),
    "referral": tuple(REFERRALS),
    REACH: tuple(wording.REACHES),
}


def words_for(name: str, value: str) -> str:
    """What a choice is called on the page."""
    if name == "need":
        return str(gettext(vocabulary()[value].name))
    if name == "day":
        return wording.day_name(value)
    if name == "age":
        return wording.age_band(*AGES[value])
    if name == "language":
        return language_name(value)
    return str(_NAMES_OF[name][value])


@lru_cache(maxsize=256)
def distance_words(_language: str, code: str) -> str:
    """What a distance is called; every page of results says them all."""
    return wording.within(MILES[code]) if code in MILES else str(gettext("Any distance"))


def narrowed(query: Query, chosen: Chosen) -> Query:
    """The query with these filters in the place of its own.

    A day and a time of day are wanted at once: "Tuesday morning".
    """
    days, times = chosen.get("day"), chosen.get("time")
    any_of = {name: values for name, values in chosen.items() if name not in ALL_WANTED}
    unstated = {name: frozenset[str]() for name in chosen if name not in NEVER_UNSTATED}
    if times:
        unstated["time"] = frozenset({NOT_SAID})
    if days and times:
        any_of = {name: values for name, values in any_of.items() if name not in {"day", "time"}}
        any_of[SLOT], unstated[SLOT] = slots_of(days, times), slots_of(days, (NOT_SAID,))
    return replace(
        query,
        any_of=any_of,
        all_of={name: chosen[name] for name in chosen.keys() & ALL_WANTED},
        none_of={name: frozenset(NO + value for value in chosen[name]) for name in chosen.keys() & ALL_WANTED},
        unstated=unstated,
        by_slot=_by_slot(days, times),
    )


def _by_slot(days: frozenset[str] | None, times: frozenset[str] | None) -> dict[str, Chosen]:
    """Beside a day stands how many are on then at the chosen time, and the other way round."""
    counted: dict[str, Chosen] = {}
    if times:
        counted["day"] = {day: slots_of((day,), times) for day in DAYS}
    if days:
        counted["time"] = {time: slots_of(days, (time,)) for time in TIMES}
    return counted
