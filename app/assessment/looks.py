"""What each rule looks at and which question tells it: found by asking the rules and the questions, never listed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache, partial
from itertools import product
from typing import Any

from app.assessment.case import DailyLife
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
from app.assessment.flow import facts_on
from app.assessment.rules_walk import VALUES, abilities, ways
from app.assessment.table import Rule
from app.assessment.ways import Way
from app.questionnaire.flow import Answer, Answers, Flow, Question

CARER = "carer"  # that somebody who looks after another person speaks of themselves

# Every fact by the name that it has in a decision, in the order in which people are asked.
NAMES = (
    *(flag.value for flag in Flag),
    "age",
    *(outcome.value for outcome in Outcome),
    "support_now",
    CARER,
    *(f"carer.{outcome.value}" for outcome in CarerOutcome),
    *(f"carer.{entry.name}" for entry in fields(CarerFacts) if entry.name != "outcomes_affected"),
)
_AXES = {"support": ("support_now",), "under_18": ("age",), CARER: (CARER,), "life": ()}
_OUTCOMES = tuple(outcome.value for outcome in Outcome)
_CARERS_OUTCOMES = tuple(f"carer.{outcome.value}" for outcome in CarerOutcome)
_HARD = (Ability.SLOW_OR_PAINFUL, Ability.NEEDS_HELP, Ability.CANNOT, Ability.RISKY)


@cache
def looked_at(rule: Rule) -> frozenset[str]:
    """The facts that a rule looks at, in whatever case: those that make it fire and those that keep it from firing."""
    noted: set[str] = set()
    values = {
        **VALUES,
        "life": [_NotingLife(DailyLife(abilities(life)), noted) for life in _lives()],
        CARER: [None, *(_NotingCarer(carer, noted) for carer in _carers())],
    }
    for known, _ in ways(rule.fires, values, {}):
        noted.update(name for axis in known for name in _AXES.get(axis, (axis,)))
    return frozenset(noted)


@cache
def gives_as_reason(rule: Rule) -> frozenset[str]:
    """The facts that a rule can give as its reasons when it fires."""
    known = partial(Facts, for_whom=ForWhom.BOTH, age=17, flags=frozenset(Flag))
    carers = [CarerFacts(40, frozenset(CarerOutcome), HealthAtRisk.YES, will, True) for will in Willing]
    cases = (
        known(outcomes=dict.fromkeys(Outcome, ability), support_now=support, carer=carer)
        for ability, support, carer in product(_HARD, Support, carers)
    )
    return frozenset(fact.name for facts in cases for evidence in rule.because for fact in evidence(facts))


def told_by(question: Question, way: Way, flow: Flow) -> frozenset[str]:
    """The facts that hang on the answer to a question on a way, be it through what it tells of other questions."""
    told: set[str] = set()
    for choice, before in product(question.choice, _BEFORE):
        answers = {**before, question.id: Answer((choice,))}
        others = {other.id: flow.told(other, answers) for other in flow.bank if other.id not in answers}
        told.update(_differ(facts_on(way, before), facts_on(way, {**answers, **_known(others)})))
    return frozenset(told)


# A carer's answers count once somebody has said that they look after another person.
_BEFORE: tuple[Answers, ...] = ({}, {"caring": Answer(("looks_after",))})


def _known(answers: Mapping[str, Answer | None]) -> Answers:
    return {question: answer for question, answer in answers.items() if answer is not None}


def _differ(one: Facts, other: Facts) -> Iterator[str]:
    yield from (flag.value for flag in one.flags ^ other.flags)
    yield from (outcome.value for outcome in Outcome if one.ability(outcome) is not other.ability(outcome))
    if one.age != other.age:
        yield "age"
    if one.support_now is not other.support_now:
        yield "support_now"
    if one.carer is None or other.carer is None:
        yield from (CARER for _ in range(one.carer is not other.carer))
    else:
        yield from _carers_differ(one.carer, other.carer)


def _carers_differ(one: CarerFacts, other: CarerFacts) -> Iterator[str]:
    yield from (f"carer.{outcome.value}" for outcome in one.outcomes_affected ^ other.outcomes_affected)
    for entry in fields(CarerFacts):
        if entry.name != "outcomes_affected" and getattr(one, entry.name) != getattr(other, entry.name):
            yield f"carer.{entry.name}"


class _NotingLife:
    """Daily life that notes which outcomes a rule asks it about; a count is about all."""

    def __init__(self, life: DailyLife, noted: set[str]) -> None:
        self._life, self._noted = life, noted

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._life, name)
        if not callable(found):
            self._noted.update(_OUTCOMES)
            return found
        return partial(self._ask, found)

    def _ask(self, question: Any, *outcomes: Outcome) -> Any:
        self._noted.update([outcome.value for outcome in outcomes] or _OUTCOMES)
        return question(*outcomes)


class _NotingCarer:
    """A carer that notes which of their answers a rule looks at."""

    def __init__(self, carer: CarerFacts, noted: set[str]) -> None:
        self._carer, self._noted = carer, noted

    def __getattr__(self, name: str) -> Any:
        self._noted.update(_CARERS_OUTCOMES if name == "outcomes_affected" else [f"carer.{name}"])
        return getattr(self._carer, name)


def _lives() -> Iterator[tuple[Ability, ...]]:
    """Lives in which nothing, one thing, two things or everything is hard: no rule counts otherwise."""
    fine = (Ability.FINE,) * len(Outcome)
    yield fine
    for hard in _HARD:
        yield (hard,) * len(Outcome)
        yield (hard, hard, *fine[2:])
        yield from ((*fine[:place], hard, *fine[place + 1 :]) for place in range(len(Outcome)))


def _carers() -> Iterable[CarerFacts]:
    affected = (frozenset[CarerOutcome](), frozenset(CarerOutcome))
    for outcomes, health, will, asks in product(affected, HealthAtRisk, Willing, (False, True)):
        yield CarerFacts(40, outcomes, health, will, asks)
