"""Facts as JSON: read strictly, so that a wrong field is named and never guessed at, and written back."""

from collections.abc import Iterable
from enum import Enum
from typing import Any, TypeVar

from app.assessment.facts import (
    Ability,
    CarerFacts,
    CarerOutcome,
    Facts,
    Flag,
    ForWhom,
    HealthAtRisk,
    Outcome,
    Support,
    Willing,
)

OLDEST = 125
HOURS_IN_A_WEEK = 168

_E = TypeVar("_E", bound=Enum)


class WrongFacts(ValueError):
    """Facts that cannot be used; the message begins with the field."""

    def __init__(self, field: str, fault: str) -> None:
        super().__init__(f"{field}: {fault}")


def facts_from_json(value: Any) -> Facts:
    """Reads facts that keep to their schema. Raises WrongFacts."""
    facts = _table("facts", value, ("for_whom", "age", "outcomes", "support_now", "carer", "flags"))
    return Facts(
        for_whom=_member("facts.for_whom", facts["for_whom"], ForWhom),
        age=_age("facts.age", facts["age"]),
        outcomes=_outcomes("facts.outcomes", facts["outcomes"]),
        support_now=_member("facts.support_now", facts["support_now"], Support),
        carer=None if facts["carer"] is None else _carer("facts.carer", facts["carer"]),
        flags=_members("facts.flags", facts["flags"], Flag),
    )


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """The facts as plain values that `facts_from_json` reads back."""
    carer = facts.carer
    return {
        "for_whom": facts.for_whom.value,
        "age": facts.age,
        "outcomes": {outcome.value: facts.ability(outcome).value for outcome in Outcome},
        "support_now": facts.support_now.value,
        "carer": carer
        and {
            "hours_per_week": carer.hours_per_week,
            "outcomes_affected": [outcome.value for outcome in CarerOutcome if outcome in carer.outcomes_affected],
            "health_at_risk": carer.health_at_risk.value,
            "willing_and_able": carer.willing_and_able.value,
        },
        "flags": [flag.value for flag in Flag if flag in facts.flags],
    }


def _carer(field: str, value: Any) -> CarerFacts:
    carer = _table(field, value, ("hours_per_week", "outcomes_affected", "health_at_risk", "willing_and_able"))
    return CarerFacts(
        hours_per_week=_number(f"{field}.hours_per_week", carer["hours_per_week"], HOURS_IN_A_WEEK),
        outcomes_affected=_members(f"{field}.outcomes_affected", carer["outcomes_affected"], CarerOutcome),
        health_at_risk=_member(f"{field}.health_at_risk", carer["health_at_risk"], HealthAtRisk),
        willing_and_able=_member(f"{field}.willing_and_able", carer["willing_and_able"], Willing),
    )


def _outcomes(field: str, value: Any) -> dict[Outcome, Ability]:
    if not isinstance(value, dict):
        raise WrongFacts(field, "must be an object")
    named = {outcome.value: outcome for outcome in Outcome}
    _refuse_unknown(field, value, named)
    return {named[key]: _member(f"{field}.{key}", ability, Ability) for key, ability in value.items()}


def _table(field: str, value: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise WrongFacts(field, "must be an object")
    _refuse_unknown(field, value, keys)
    for key in keys:
        if key not in value:
            raise WrongFacts(f"{field}.{key}", "missing")
    return value


def _refuse_unknown(field: str, value: dict[str, Any], keys: Iterable[str]) -> None:
    unknown = value.keys() - set(keys)
    if unknown:
        raise WrongFacts(f"{field}.{_shown(min(unknown))}", "is not a fact")


def _member(field: str, value: Any, kind: type[_E]) -> _E:
    # By type as well as by value: 1 and 1.0 equal True, and neither is a yes.
    for member in kind:
        if type(value) is type(member.value) and value == member.value:
            return member
    allowed = ", ".join(str(member.value).lower() for member in kind)
    raise WrongFacts(field, f"{_shown(value)} is not one of {allowed}")


def _members(field: str, value: Any, kind: type[_E]) -> frozenset[_E]:
    if not isinstance(value, list):
        raise WrongFacts(field, "must be a list")
    members = [_member(field, one, kind) for one in value]
    if len(set(members)) != len(members):
        raise WrongFacts(field, "names one thing twice")
    return frozenset(members)


def _age(field: str, value: Any) -> int | None:
    age = _number(field, value, OLDEST)
    if age is not None and age != int(age):
        raise WrongFacts(field, "must be a whole number of years")
    return None if age is None else int(age)


def _number(field: str, value: Any, most: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise WrongFacts(field, f"{_shown(value)} is not a number from 0 to {most}, or null")
    return value


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "a list or an object"
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
