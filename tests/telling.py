"""Answers that say given facts: the way back from what the rules read to what somebody would press."""

from collections.abc import Mapping, Sequence

from app.assessment.facts import (
    AGES,
    CARER_QUESTIONS,
    FLAGS,
    HOURS,
    CarerFacts,
    Facts,
    Flag,
    ForWhom,
    HealthAtRisk,
    Outcome,
)

Told = dict[str, str | list[str]]

HEALTH = {HealthAtRisk.NO: "no", HealthAtRisk.YES: "yes", HealthAtRisk.UNSURE: "unsure"}


class CannotBeTold(Exception):
    """The questions have no answers that come down to these facts."""


def told(facts: Facts) -> Told:
    """The answers of somebody of whom these facts are true, on the standard way. Raises CannotBeTold."""
    if (facts.for_whom is ForWhom.BOTH) is not (facts.carer is not None) and facts.for_whom is not ForWhom.SELF:
        raise CannotBeTold("who answers for somebody else and cares for them answers for both, and only they do")
    answers: Told = {
        "for_whom": facts.for_whom.value,
        "age": _band(AGES, facts.age) if facts.age is not None else "rather_not_say",
        "support_now": facts.support_now.value,
        "safety": _ticked("safety", facts.flags),
        "changes": _ticked("changes", facts.flags),
        "hopes": ["wants_assessment"] if Flag.WANTS_ASSESSMENT in facts.flags else ["ideas"],
        "caring": _caring(facts),
    }
    if Flag.NO_FIXED_HOME in facts.flags:
        answers["place"] = ["no_fixed_home"]
    answers |= {outcome.value: facts.ability(outcome).value for outcome in Outcome}
    return answers | (_of_carer(facts.carer, facts.flags) if facts.carer else {})


def _of_carer(carer: CarerFacts, flags: frozenset[Flag]) -> Told:
    return {
        "carer_hours": "unsure" if carer.hours_per_week is None else _band(HOURS, carer.hours_per_week),
        "carer_health": HEALTH[carer.health_at_risk],
        "carer_carrying_on": carer.willing_and_able.value,
        **{
            question: "not_without_help" if outcome in carer.outcomes_affected else "yes"
            for outcome, question in CARER_QUESTIONS.items()
        },
        "carer_wishes": ["assessment"] if carer.wants_assessment else ["none"],
        "mutual": "yes" if Flag.HAS_CARER in flags else "no",
    }


def _caring(facts: Facts) -> list[str]:
    said = ["has_carer"] if Flag.HAS_CARER in facts.flags else []
    return [*said, *(["looks_after"] if facts.carer else [])] or ["no"]


def _ticked(question: str, flags: frozenset[Flag]) -> list[str]:
    """One choice for each flag that the question sets."""
    choices = {flag: choice for choice, flag in reversed(FLAGS[question].items())}
    return [choices[flag] for flag in Flag if flag in flags and flag in choices] or ["none"]


def _band(bands: Mapping[str, int], number: float) -> str:
    """The band that a number falls in: the last one that begins at it or below; the first begins at nothing."""
    names: Sequence[str] = list(bands)
    return max((name for name in names[1:] if bands[name] <= number), key=lambda name: bands[name], default=names[0])
