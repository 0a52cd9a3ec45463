"""An event of the front door. It says that something happened and of what kind, never to whom."""

import re
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

KEPT = timedelta(days=5 * 365)

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,39}")


class NotACodeWord(ValueError):
    """An event holds code words alone, so that nobody's name, address or answer can get into it."""


class Happening(StrEnum):
    """What can happen."""

    CONTACT_BEGAN = "contact-began"
    CONTACT_ENDED = "contact-ended"
    CASE_RECEIVED = "case-received"
    CASE_CONTACTED = "case-contacted"
    CASE_STARTED = "case-started"
    CASE_CLOSED = "case-closed"
    ROUTE_DECIDED = "route-decided"
    RULE_JUDGED = "rule-judged"
    ASSESSMENT_BEGUN = "assessment-begun"
    ASSESSMENT_FINISHED = "assessment-finished"
    SEARCH_FOUND_NOTHING = "search-found-nothing"
    INTRODUCTION_MADE = "introduction-made"
    INTRODUCTION_FOLLOWED_UP = "introduction-followed-up"
    APPOINTMENT_BOOKED = "appointment-booked"


@dataclass(frozen=True)
class Event:
    """One thing that happened, on a day. What does not apply is empty, or None.

    `outcome` says where it ended, `place` is an outward code, `way` how the person came (web, telephone, professional),
    `minutes` how long since the event before it in the same story, `on_time` whether that was within its clock, and
    `again` whether the same person had been in touch within 90 days. Raises NotACodeWord.
    """

    happened: Happening
    day: date
    outcome: str = ""
    route: str = ""
    subject: str = ""
    reason: str = ""
    rule: str = ""
    need: str = ""
    place: str = ""
    language: str = ""
    way: str = ""
    minutes: int | None = None
    on_time: bool | None = None
    again: bool | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str) and value and not _CODE.fullmatch(value):
                raise NotACodeWord(field.name)
