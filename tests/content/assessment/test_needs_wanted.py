"""The needs that facts point to and the needs that the directory knows are the same."""

from app.assessment.facts import CarerFacts, CarerOutcome, Facts, Flag, ForWhom, HealthAtRisk, Support, Willing
from app.assessment.needs_wanted import OF_WISHES, needs_of
from app.needs.api import vocabulary

EVERYTHING = Facts(
    for_whom=ForWhom.SELF,
    age=15,
    outcomes={},
    support_now=Support.NONE,
    carer=CarerFacts(None, frozenset(CarerOutcome), HealthAtRisk.YES, Willing.STRUGGLING),
    flags=frozenset(Flag),
)


def test_every_need_of_the_vocabulary_is_wanted_by_somebody_and_no_other():
    assert {need.tag for need in needs_of(EVERYTHING, OF_WISHES)} == {need.id for need in vocabulary().needs}
