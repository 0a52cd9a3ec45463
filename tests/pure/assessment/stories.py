"""Facts for tests: somebody who manages everything, and whatever a test changes about them."""

from typing import Any

from hypothesis import strategies as st

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

CONTENT_CARER = CarerFacts(10, frozenset(), HealthAtRisk.NO, Willing.YES)
STRAINED_CARER = CarerFacts(10, frozenset({CarerOutcome.RECREATION}), HealthAtRisk.NO, Willing.YES)


def facts(*flags: Flag, age: int | None = 70, support: Support = Support.SOME_ENOUGH, **more: Any) -> Facts:
    """An adult who manages everything and has help enough; `toilet="cannot"` changes an outcome, `carer=` adds one."""
    carer = more.pop("carer", None)
    outcomes = dict.fromkeys(Outcome, Ability.FINE) | {Outcome(key): Ability(value) for key, value in more.items()}
    return Facts(ForWhom.SELF, age, outcomes, support, carer, frozenset(flags))


ANY_CARER = st.none() | st.builds(
    CarerFacts,
    hours_per_week=st.none() | st.integers(0, 168),
    outcomes_affected=st.frozensets(st.sampled_from(CarerOutcome)),
    health_at_risk=st.sampled_from(HealthAtRisk),
    willing_and_able=st.sampled_from(Willing),
)
ANY_FACTS = st.builds(
    Facts,
    for_whom=st.sampled_from(ForWhom),
    age=st.none() | st.integers(0, 125),
    outcomes=st.dictionaries(st.sampled_from(Outcome), st.sampled_from(Ability)),
    support_now=st.sampled_from(Support),
    carer=ANY_CARER,
    flags=st.frozensets(st.sampled_from(Flag), max_size=5),
)
