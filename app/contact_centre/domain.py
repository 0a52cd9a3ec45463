"""A contact: what somebody rang about, how it ended, when they were promised a call, and how they are known again."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from app.kernel.clock import in_london
from app.kernel.postcode import NotAPostcode, outward_code

FACTS_TO_CHECK = 2
"""How many facts a caller has to know before anything of what we have is read out."""

SOON = timedelta(days=90)
"""Whoever is in touch again within this time counts as having come back."""


class Way(StrEnum):
    """How somebody came to us."""

    TELEPHONE = "telephone"
    WALK_IN = "walk-in"
    LETTER = "letter"


class Outcome(StrEnum):
    """How a contact ended."""

    INFORMATION = "information"
    INTRODUCTION = "introduction"
    APPOINTMENT = "appointment"
    CASE = "case"
    CUT_OFF = "cut-off"  # or a wrong number: nothing could be done


class Fact(StrEnum):
    """Something that a caller can be asked, to show that they are who they say."""

    NAME = "name"
    BIRTH = "birth"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    REFERENCE = "reference"


class KnownBy(StrEnum):
    """What somebody is known again by."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    NAME_AND_BIRTH = "name-and-birth"


@dataclass(frozen=True)
class Notes:
    """Everything that is written down of a call. All of it is the caller's, and none of it is anywhere in the clear."""

    way: str = Way.TELEPHONE.value
    for_whom: str = ""
    caller: str = ""
    relation: str = ""
    person: str = ""
    born: str = ""
    telephone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    reference: str = ""
    language: str = ""
    want: str = ""
    working: str = ""
    around: str = ""
    tried: str = ""
    careful: str = ""
    safety: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    support_now: str = ""
    caring: tuple[str, ...] = ()
    asked: bool = False
    looked_for: str = ""
    picked: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """The name of the person whom it is about."""
        return self.person or self.caller

    @property
    def words(self) -> str:
        """All that was written in sentences, to be listened to for danger."""
        return "\n".join((self.want, self.working, self.around, self.tried, self.careful, self.looked_for))

    @property
    def outward(self) -> str:
        """The outward code of where they live, or nothing."""
        try:
            return outward_code(self.postcode)
        except NotAPostcode:
            return ""

    def unlike(self, other: "Notes") -> tuple[str, ...]:
        """The names of what differs between these notes and others."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) != getattr(other, field.name))

    def as_json(self) -> str:
        """As they are sealed in the store."""
        return json.dumps(asdict(self), ensure_ascii=False)


def notes_from_json(text: str) -> Notes:
    """What `as_json` wrote; what an older version of the service wrote and this one does not know is left out."""
    return notes_of(json.loads(text))


def notes_of(values: Mapping[str, Any]) -> Notes:
    """Notes of plain values, each in the kind that it has; what is not a note is left out."""
    defaults = Notes()
    kinds = {field.name: type(getattr(defaults, field.name)) for field in fields(Notes)}
    return Notes(**{name: kinds[name](value) for name, value in values.items() if name in kinds})


@dataclass(frozen=True)
class CallBack:
    """A promise to ring somebody. `by` is the member of staff who has taken it, if anybody has."""

    at: datetime
    by: int | None = None


def date_written(text: str) -> date | None:
    """A day written in figures, as 27 3 1951 or 27/03/1951; None for anything else."""
    figures = re.findall(r"\d+", text)
    if len(figures) != 3 or len(figures[2]) != 4 or not all(figure.isascii() for figure in figures):
        return None
    try:
        return date(int(figures[2]), int(figures[1]), int(figures[0]))
    except ValueError:
        return None


def how_late(promised: datetime, now: datetime) -> str:
    """A promised time beside the clock, in words: "20 minutes late", "in 2 hours", "tomorrow at 09:30"."""
    minutes = round((now - promised).total_seconds() / 60)
    if minutes > 0:
        return f"{_span(minutes)} late"
    if -minutes < 60:
        return f"in {_span(-minutes)}" if minutes else "now"
    there, here = in_london(promised), in_london(now)
    days = (there.date() - here.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"{there:%A} {there.day} {there:%B}")
    return f"{day} at {there:%H:%M}"


def _span(minutes: int) -> str:
    for size, name in ((24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes >= size:
            number = minutes // size
            return f"{number} {name}{'' if number == 1 else 's'}"
    return "less than a minute"
