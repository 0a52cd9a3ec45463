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


class Ending(StrEnum):
    """Where a contact ends: the `outcome` of CONTACT_ENDED. What a council calls otherwise counts as something else."""

    SIGNPOSTED = "signposted"  # told of help that is there for everybody
    INTRODUCED = "introduced"  # to a named group, which confirms
    BOOKED = "booked"  # a talk at a place nearby
    SHORT_TERM = "short-term"
    FORMAL = "formal"
    URGENT = "urgent"
    SAFEGUARDING = "safeguarding"
    OTHER = "other"


class Judgement(StrEnum):
    """What a person made of what the rules said: the `outcome` of ROUTE_DECIDED and of RULE_JUDGED."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"


class FollowedUp(StrEnum):
    """What came of an introduction: the `outcome` of INTRODUCTION_FOLLOWED_UP."""

    HELPED = "helped"
    DID_NOT_HELP = "did-not-help"
    DID_NOT_HAPPEN = "did-not-happen"
    NOT_REACHED = "not-reached"


FULL_ASSESSMENT = "full-assessment"
"""The `outcome` of CASE_CLOSED when the council did a full assessment."""

WEB, TELEPHONE, PROFESSIONAL = "web", "telephone", "professional"
"""How somebody came: the `way` of contacts and cases. That of an assessment is its way through the questions."""


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
