"""Why somebody stopped, where they had got to, and in which week: never who, and never what they had answered."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

KEPT_FOR = timedelta(days=730)


class Reason(StrEnum):
    """What a person says in one press."""

    TOO_LONG = "too_long"
    TOO_TIRED = "too_tired"
    NOT_CLEAR = "not_clear"
    TOO_PRIVATE = "too_private"
    RATHER_TALK = "rather_talk"
    NEED_SOMEONE = "need_someone"
    OTHER = "other"


@dataclass(frozen=True)
class Point:
    """Where somebody was: on which way through, in Easy Read or not, and in which section of the questions."""

    way: str
    easy_read: bool
    section: str


@dataclass(frozen=True)
class Count:
    """How many stopped for one reason at one point in the week that begins on that Monday."""

    week: date
    reason: Reason
    point: Point
    times: int
