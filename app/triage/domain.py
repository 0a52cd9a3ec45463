"""What staff do with cases: who may open which, how an attempt to reach somebody ended, what was kept on time."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.accounts.domain import Role
from app.assessment.domain import Decision, Route
from app.referrals.domain import NOT_SAFE_TO_RING, Details, Reach

OF_EVERYTHING = frozenset({Role.TRIAGE, Role.MANAGER})


class Attempt(StrEnum):
    """How an attempt to reach somebody ended."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    MESSAGE_LEFT = "message_left"
    WRONG_NUMBER = "wrong_number"
    NOT_SAFE = "not_safe"


class Assurance(StrEnum):
    """What an officer makes of a self-assessment (Care and Support (Assessment) Regulations 2014, reg 2)."""

    WHOLE = "whole"
    GAPS = "gaps"


@dataclass(frozen=True)
class Clock:
    """How long something took and whether that was within its promise."""

    minutes: int
    on_time: bool


def reach_of(staff_id: int, roles: Collection[Role]) -> Reach:
    """The cases that somebody with these roles may open: always their own, and those of their team."""
    return Reach(
        staff_id=staff_id,
        everything=bool(OF_EVERYTHING & frozenset(roles)),
        of_carers=Role.CARERS_TEAM in roles,
        of_safeguarding=Role.SAFEGUARDING in roles,
    )


def may_assign(roles: Collection[Role]) -> bool:
    """Whether they may give a case to somebody else; taking one for oneself is everybody's who may open it."""
    return bool(OF_EVERYTHING & frozenset(roles))


def clock(since: datetime, moment: datetime, due: datetime) -> Clock:
    """From one moment to another, against the moment it was due."""
    return Clock(max(0, int((moment - since).total_seconds() // 60)), moment <= due)


def may_be_unsafe_to_ring(details: Details, do_they_know: str, decision: Decision) -> bool:
    """Whether a number is shown only to somebody who has ticked how to ring it safely (domestic abuse, control)."""
    ringing = details.get("ringing", {})
    return (
        ringing.get("when") in (NOT_SAFE_TO_RING, "as_written")
        or ringing.get("say_who") == "no"
        or do_they_know == "not_safe"
        or any(rule.route is Route.SAFEGUARDING for rule in decision.fired)
    )


def numbers_in(details: Details) -> tuple[str, ...]:
    """Every telephone number that a form gives for reaching somebody."""
    places = (("reach", "telephone"), ("address", "telephone"), ("ringing", "instead_telephone"))
    return tuple(str(details[page][name]) for page, name in places if details.get(page, {}).get(name))


def share(changed: int, judged: int) -> int:
    """How many of a hundred were changed."""
    return round(100 * changed / judged) if judged else 0


def gaps_in(text: str) -> tuple[str, ...]:
    """The questions to ask back, one to a line."""
    return tuple(_lines(text.splitlines()))


def _lines(lines: Iterable[str]) -> Iterable[str]:
    return (line.strip() for line in lines if line.strip())
