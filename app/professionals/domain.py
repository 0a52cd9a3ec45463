"""What a professional's referral is: on what grounds, which answers it comes down to, and what they may be told."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.kernel.postcode import NotAPostcode, outward_code
from app.questionnaire.flow import Answer, Answers
from app.referrals.domain import Status

Details = Mapping[str, Mapping[str, Any]]

KEPT_UNSENT = timedelta(hours=12)
"""How long after its last change a referral that is not sent is kept: a long shift."""

NONE, UNSURE, RATHER_NOT_SAY = "none", "unsure", "rather_not_say"

OUTCOMES = (
    "home_safety",
    "home_habitable",
    "nutrition",
    "clothing",
    "hygiene",
    "toilet",
    "relationships",
    "community",
    "work_education",
    "caring_for_child",
)
"""The ten of SI 2015/313 reg 2(2), in the order of the assessment and by its ids."""


class Agreement(StrEnum):
    """Whether the person agrees to be referred or, if they do not, why the council is told all the same."""

    AGREES = "agrees"
    CANNOT_BE_ASKED_SAFELY = "cannot_be_asked_safely"
    LACKS_CAPACITY = "lacks_capacity"
    VITAL_INTERESTS = "vital_interests"
    SAFEGUARDING_DUTY = "safeguarding_duty"
    REFUSES = "refuses"

    @property
    def allows(self) -> bool:
        """Whether a referral may be sent on this ground. A refusal alone is none."""
        return self is not Agreement.REFUSES

    @property
    def do_they_know(self) -> str:
        """The answer to the assessment's question whether the person knows."""
        return {
            Agreement.AGREES: "yes",
            Agreement.CANNOT_BE_ASKED_SAFELY: "not_safe",
            Agreement.LACKS_CAPACITY: "cannot_decide",
        }.get(self, "not_yet")


class Telling(StrEnum):
    """What the professional may be told of what becomes of it."""

    HOW_FAR = "how_far"
    RECEIVED_ALONE = "received_alone"


class Stage(StrEnum):
    """How far a referral has come, as its sender may read it."""

    RECEIVED = "received"
    LOOKED_AT = "looked_at"
    CLOSED = "closed"


def stage_of(status: Status) -> Stage:
    """How far a case is, for its sender: why it was closed is the person's affair."""
    if status is Status.RECEIVED:
        return Stage.RECEIVED
    return Stage.LOOKED_AT if status.is_open else Stage.CLOSED


def agreement_of(details: Details) -> Agreement | None:
    """The ground that was chosen, or nothing yet."""
    chosen = details.get("agreement", {}).get("agreement")
    return Agreement(chosen) if chosen else None


def telling_of(details: Details) -> Telling:
    """What its sender may be told: how far it is, if the person agreed to that; else that it has arrived."""
    agreed = agreement_of(details) is Agreement.AGREES and details.get("answer", {}).get("person_agrees") == "yes"
    return Telling.HOW_FAR if agreed else Telling.RECEIVED_ALONE


def answers_of(details: Details, on: date) -> Answers:
    """The referral as answers to the assessment's questions, so that the same rules read it.

    What was not said, or is not known, is answered as not sure: it never counts as fine.
    """
    safety = details.get("safety", {}).get("safety") or (RATHER_NOT_SAY,)
    situation = details.get("situation", {})
    daily = details.get("daily", {})
    agreement = agreement_of(details)
    return {
        "for_whom": Answer(("someone_else",)),
        "speaks_as": Answer(("other_worker",)),
        "do_they_know": Answer((agreement.do_they_know if agreement else "not_yet",)),
        "age": Answer((_age_band(details.get("person", {}), on),)),
        "place": _place(details.get("person", {})),
        "safety": Answer(_sorted_out(safety)),
        "condition": Answer(("yes" if situation.get("conditions") else UNSURE,)),
        "condition_types": Answer(tuple(situation.get("conditions") or (UNSURE,))),
        **{outcome: Answer((daily.get(outcome) or UNSURE,)) for outcome in OUTCOMES},
        "life_impact": Answer((UNSURE,)),
        "life_areas": Answer((UNSURE,)),
        "support_now": Answer((situation.get("support_now") or UNSURE,)),
        "caring": Answer((situation.get("carer") or UNSURE,)),
        "changes": Answer(_sorted_out(situation.get("changes") or (UNSURE,))),
        "matters": Answer(),
        "hopes": Answer(("wants_assessment",) if asks_for_assessment(details) else (UNSURE,)),
    }


def asks_for_assessment(details: Details) -> bool:
    """Whether the professional, or the person through them, asks the council for an assessment."""
    return "assessment" in details.get("worries", {}).get("asks", ())


def _sorted_out(chosen: Iterable[str]) -> tuple[str, ...]:
    """What was chosen, without "none of these" and "not sure" when something else was."""
    real = tuple(value for value in chosen if value not in (NONE, UNSURE, RATHER_NOT_SAY))
    return real or tuple(chosen)[:1]


def _age_band(person: Mapping[str, Any], on: date) -> str:
    """The band of the assessment that an age or a date of birth falls into."""
    age = person.get("age")
    if person.get("born"):
        born = date.fromisoformat(person["born"])
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if age is None:
        return RATHER_NOT_SAY
    bands = {16: "under_16", 18: "16_17", 26: "18_25", 65: "26_64", 85: "65_84"}
    return next((band for limit, band in bands.items() if age < limit), "85_or_over")


def _place(person: Mapping[str, Any]) -> Answer:
    if person.get("homeless"):
        return Answer(("no_fixed_home",))
    postcode = str(person.get("postcode", ""))
    try:
        outward_code(postcode)
    except NotAPostcode:
        return Answer((RATHER_NOT_SAY,))
    return Answer((), postcode)
