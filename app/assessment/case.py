"""How a rule sees one case, and how it names the facts that made it fire."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Protocol

from app.assessment.domain import FiredFact
from app.assessment.facts import Ability, CarerFacts, Facts, Flag, HealthAtRisk, Outcome, Support, Willing

ADULT_AT = 18

NEEDS_SOMEBODY = frozenset({Ability.NEEDS_HELP, Ability.CANNOT, Ability.RISKY})
FAILS = frozenset({Ability.CANNOT, Ability.RISKY})


class DailyLife:
    """The ten outcomes as the rule table counts them. `unsure` and a missing answer count as slow or painful."""

    def __init__(self, abilities: Mapping[Outcome, Ability]) -> None:
        counted = ((outcome, abilities.get(outcome, Ability.UNSURE)) for outcome in Outcome)
        self._hard = {
            outcome: Ability.SLOW_OR_PAINFUL if ability is Ability.UNSURE else ability
            for outcome, ability in counted
            if ability is not Ability.FINE
        }

    @cached_property
    def n(self) -> int:
        """How many outcomes are affected: any answer but fine."""
        return len(self._hard)

    @cached_property
    def h(self) -> int:
        """How many need help, cannot be done, or are done at a risk."""
        return self._count(NEEDS_SOMEBODY)

    @cached_property
    def c(self) -> int:
        """How many cannot be done or are done at a risk."""
        return self._count(FAILS)

    def affects(self, *outcomes: Outcome) -> bool:
        """Whether any of these is affected."""
        return any(outcome in self._hard for outcome in outcomes)

    def needs_somebody(self, *outcomes: Outcome) -> bool:
        """Whether any of these needs help, cannot be done, or is done at a risk."""
        return any(self._hard.get(outcome) in NEEDS_SOMEBODY for outcome in outcomes)

    def cannot(self, *outcomes: Outcome) -> bool:
        """Whether any of these cannot be done."""
        return any(self._hard.get(outcome) is Ability.CANNOT for outcome in outcomes)

    def risky(self, *outcomes: Outcome) -> bool:
        """Whether any of these is done at a risk; without names, any at all."""
        return any(self._hard.get(outcome) is Ability.RISKY for outcome in outcomes or Outcome)

    def _count(self, abilities: frozenset[Ability]) -> int:
        return sum(ability in abilities for ability in self._hard.values())


class Case(Protocol):
    """All that a rule may look at."""

    def has(self, flag: Flag) -> bool: ...

    @property
    def life(self) -> DailyLife: ...

    @property
    def support(self) -> Support: ...

    @property
    def under_18(self) -> bool: ...

    @property
    def carer(self) -> CarerFacts | None: ...


class CaseOf:
    """The case that facts describe."""

    def __init__(self, facts: Facts) -> None:
        self.has = facts.flags.__contains__
        self.life = DailyLife(facts.outcomes)
        self.support = Support.NONE if facts.support_now is Support.UNSURE else facts.support_now
        self.under_18 = is_under_18(facts.age)
        self.carer = facts.carer


def is_under_18(age: int | None) -> bool:
    """An age that was not given is an adult's."""
    return age is not None and age < ADULT_AT


Evidence = Callable[[Facts], Iterable[FiredFact]]


def flag(*flags: Flag) -> Evidence:
    """Those of these flags that are there."""
    return lambda facts: (FiredFact(flag.value, True) for flag in flags if flag in facts.flags)


def outcomes(*abilities: Ability, among: Iterable[Outcome] = tuple(Outcome)) -> Evidence:
    """The outcomes that were answered so."""
    wanted, looked_at = frozenset(abilities), tuple(among)
    return lambda facts: (
        FiredFact(outcome.value, facts.ability(outcome).value)
        for outcome in looked_at
        if facts.ability(outcome) in wanted
    )


affected = outcomes(*(ability for ability in Ability if ability is not Ability.FINE))
needing_somebody = outcomes(*NEEDS_SOMEBODY)
failing = outcomes(*FAILS)


def support(facts: Facts) -> Iterable[FiredFact]:
    """The help that there is now."""
    yield FiredFact("support_now", facts.support_now.value)


def ending_support(facts: Facts) -> Iterable[FiredFact]:
    """The help that there is now, when it is about to end."""
    return support(facts) if facts.support_now is Support.ABOUT_TO_END else ()


def young_age(facts: Facts) -> Iterable[FiredFact]:
    """The age of somebody under 18."""
    return (FiredFact("age", facts.age),) if facts.age is not None and is_under_18(facts.age) else ()


def carers_strain(facts: Facts) -> Iterable[FiredFact]:
    """What caring does to the carer."""
    if facts.carer is None:
        return
    for outcome in sorted(facts.carer.outcomes_affected):
        yield FiredFact(f"carer.{outcome.value}", True)
    if facts.carer.health_at_risk is not HealthAtRisk.NO:
        yield FiredFact("carer.health_at_risk", facts.carer.health_at_risk.value)
    if facts.carer.willing_and_able is not Willing.YES:
        yield FiredFact("carer.willing_and_able", facts.carer.willing_and_able.value)


def carers_wish(facts: Facts) -> Iterable[FiredFact]:
    """That the carer asks for an assessment of their own."""
    if facts.carer is not None and facts.carer.wants_assessment:
        yield FiredFact("carer.wants_assessment", True)


def carers_will(facts: Facts) -> Iterable[FiredFact]:
    """How the carer feels about carrying on."""
    if facts.carer is not None:
        yield FiredFact("carer.willing_and_able", facts.carer.willing_and_able.value)
