"""Which PAs fit what somebody is looking for, in what way each does and does not, and in which order they are shown.

Nobody is left out and nobody is judged: who fits less comes later, and each is shown with what fits and what does not.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from typing import Any

from app.pa_finder.domain import (
    FARTHEST_MILES,
    INTIMATE,
    WEEK,
    Assistant,
    Conditions,
    Experience,
    Gender,
    PublicProfile,
    Task,
    Time,
    public_profile,
    times_of,
)
from app.search.domain import Point, miles_between


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for. `near` is where; `gender` counts only with one of the INTIMATE tasks."""

    tasks: frozenset[Task] = frozenset()
    times: frozenset[Time] = frozenset()
    languages: frozenset[str] = frozenset()
    experience: frozenset[Experience] = frozenset()
    gender: Gender | None = None
    near: Point | None = None

    @property
    def may_ask_for_gender(self) -> bool:
        """Whether the law lets them ask for a woman or a man: see INTIMATE."""
        return bool(self.tasks & INTIMATE)


class Way(StrEnum):
    """In which way somebody may fit."""

    TASKS = "tasks"
    TIMES = "times"
    DISTANCE = "distance"
    LANGUAGES = "languages"
    EXPERIENCE = "experience"
    GENDER = "gender"


@dataclass(frozen=True)
class Fit:
    """How somebody fits in one way: by their ids, what they have of what was asked, and what they lack."""

    way: Way
    has: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether they have all that was asked in this way."""
        return not self.lacks


@dataclass(frozen=True)
class Match:
    """A PA beside what was asked. `miles` are whole ones from the middle of their outward code, or nothing."""

    pa: PublicProfile
    fits: tuple[Fit, ...]
    miles: int | None

    @property
    def fits_all(self) -> bool:
        """Whether there is nothing that was asked and that they lack."""
        return all(fit.is_whole for fit in self.fits)


def matches(
    assistants: Iterable[Assistant],
    wanted: Wanted,
    points: Mapping[str, Point],
    conditions: Conditions,
    today: date,
) -> tuple[Match, ...]:
    """Every PA who may be seen today, in the order that the page explains.

    `points` are the middles of outward codes. Distance is reckoned from there and never from a home, so that whoever
    asks from many postcodes how far it is learns no more than the district.

    First those with the fewest ways in which they do not fit, then those who lack the fewest of the things asked, then
    the nearest. Where all that is alike, the order is drawn anew each day, so that nobody always comes last.
    """
    shown = ((assistant, public_profile(assistant, conditions, today)) for assistant in assistants)
    found = [_match(pa, wanted, points.get(assistant.outward)) for assistant, pa in shown if pa is not None]
    return tuple(sorted(found, key=lambda match: _place(match, today)))


def _place(match: Match, today: date) -> tuple[int, int, int, str]:
    lacking = [fit for fit in match.fits if not fit.is_whole]
    things = sum(len(fit.lacks) for fit in lacking)
    drawn = hashlib.sha256(f"{today.isoformat()} {match.pa.id}".encode()).hexdigest()
    return len(lacking), things, FARTHEST_MILES * 100 if match.miles is None else match.miles, drawn


def _match(pa: PublicProfile, wanted: Wanted, home: Point | None) -> Match:
    miles = _miles(home, wanted.near)
    return Match(pa, tuple(_fits(pa, wanted, miles)), miles)


def _fits(pa: PublicProfile, wanted: Wanted, miles: int | None) -> Iterator[Fit]:
    profile = pa.profile
    if wanted.tasks:
        yield _fit(Way.TASKS, [task for task in Task if task in wanted.tasks], profile.tasks)
    if wanted.times:
        have = frozenset(time.mark for time in profile.times)
        yield _fit(Way.TIMES, [time.mark for time in WEEK if time in wanted.times], have)
    if wanted.near is not None:
        near = miles is not None and miles <= profile.miles
        yield Fit(Way.DISTANCE, ("near",) if near else (), () if near else ("near",))
    if wanted.languages:
        yield _fit(Way.LANGUAGES, sorted(wanted.languages), frozenset(profile.languages))
    if wanted.experience:
        yield _fit(Way.EXPERIENCE, [one for one in Experience if one in wanted.experience], profile.experience)
    if wanted.gender is not None and wanted.may_ask_for_gender:
        yield _fit(Way.GENDER, [wanted.gender], frozenset({profile.gender or ""}))


def _fit(way: Way, asked: Iterable[str], have: frozenset[str]) -> Fit:
    listed = tuple(map(str, asked))
    return Fit(way, tuple(one for one in listed if one in have), tuple(one for one in listed if one not in have))


def _miles(home: Point | None, near: Point | None) -> int | None:
    """Rounded up, and at least one: a distance of nothing would name the district."""
    return None if home is None or near is None else max(1, ceil(miles_between(home, near)))


@dataclass(frozen=True)
class Asked:
    """What somebody filled in to look for a PA, as their browser keeps it: sealed, and for an hour at most."""

    tasks: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()
    language: str = ""
    gender: str = ""
    postcode: str = ""

    def as_text(self) -> str:
        """As it is sealed."""
        return json.dumps(vars(self), separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "Asked":
        """As it was."""
        kept: dict[str, Any] = json.loads(text)
        values: dict[str, Any] = {name: tuple(said) if isinstance(said, list) else said for name, said in kept.items()}
        return cls(**values)

    def wanted(self, near: Point | None) -> Wanted:
        """What is looked for there; words that nobody could have chosen are passed over."""
        return Wanted(
            tasks=frozenset(task for task in Task if task in self.tasks),
            times=times_of(self.times),
            languages=frozenset({self.language} - {""}),
            experience=frozenset(one for one in Experience if one in self.experience),
            gender=next((gender for gender in Gender if gender == self.gender), None),
            near=near,
        )
