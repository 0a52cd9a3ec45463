"""Which needs of the directory facts point to, and why."""

from dataclasses import replace

import pytest

from app.assessment.facts import CarerOutcome, Flag, ForWhom, Outcome
from app.assessment.needs_wanted import NeedWanted, needs_of
from tests.pure.assessment.stories import CONTENT_CARER, facts


def tags(case) -> set[str]:
    return {need.tag for need in needs_of(case)}


def test_somebody_who_manages_everything_wants_nothing():
    assert needs_of(facts()) == ()


@pytest.mark.parametrize(
    ("outcome", "tag"),
    [
        (Outcome.NUTRITION, "meals-delivered"),
        (Outcome.HYGIENE, "foot-care"),
        (Outcome.TOILET, "toilet-card"),
        (Outcome.CLOTHING, "dressing-help"),
        (Outcome.HOME_SAFETY, "home-fire-check"),
        (Outcome.HOME_HABITABLE, "gardening"),
        (Outcome.RELATIONSHIPS, "befriending"),
        (Outcome.COMMUNITY, "blue-badge"),
        (Outcome.WORK_EDUCATION, "access-to-work"),
        (Outcome.CARING_FOR_CHILD, "childcare"),
    ],
)
@pytest.mark.parametrize("ability", ["slow_or_painful", "needs_help", "cannot", "risky", "unsure"])
def test_an_affected_outcome_points_to_its_needs(outcome, tag, ability):
    assert NeedWanted(tag, outcome.value) in needs_of(facts(**{outcome.value: ability}))


@pytest.mark.parametrize(
    ("flag", "tag"),
    [
        (Flag.SIGHT_OR_HEARING_LOSS, "rehab-officer"),
        (Flag.MEMORY_PROBLEMS, "memory-cafe"),
        (Flag.RECENT_FALLS, "strength-balance"),
        (Flag.TERMINAL_ILLNESS, "hospice"),
        (Flag.NO_FIXED_HOME, "outreach"),
        (Flag.NO_FOOD_OR_HEATING, "fuel-vouchers"),
    ],
)
def test_a_flag_points_to_its_needs(flag, tag):
    assert NeedWanted(tag, flag.value) in needs_of(facts(flag))


def test_a_need_that_two_facts_point_to_is_shown_once_with_the_more_pressing_reason():
    needs = needs_of(facts(Flag.NO_FOOD_OR_HEATING, nutrition="cannot"))
    assert [need.because for need in needs if need.tag == "food-bank"] == ["no_food_or_heating"]


def test_a_carer_who_did_not_answer_here_is_pointed_to_carers_help():
    assert tags(facts(Flag.HAS_CARER)) == {"carers-centre", "carers-break", "emergency-plan"}


@pytest.mark.parametrize(("hours", "wanted"), [(34, False), (35, True), (None, True)])
def test_carers_benefits_go_with_many_hours_or_unknown_ones(hours, wanted):
    assert ("carers-benefits" in tags(facts(carer=replace(CONTENT_CARER, hours_per_week=hours)))) is wanted


def test_a_carer_whose_work_suffers_is_pointed_to_help_for_working_carers():
    carer = replace(CONTENT_CARER, outcomes_affected=frozenset({CarerOutcome.WORK_EDUCATION}))
    assert "working-carers" in tags(facts(carer=carer))


def test_only_a_carer_who_answers_for_themselves_is_a_young_carer_by_that_age():
    young = facts(age=15, carer=CONTENT_CARER)
    assert "young-carers" in tags(young)
    assert "young-carers" not in tags(replace(young, for_whom=ForWhom.BOTH))
