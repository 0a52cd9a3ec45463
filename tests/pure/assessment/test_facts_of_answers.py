"""What answers come down to. Whatever was not answered, or not known, is taken on the careful side."""

import pytest

from app.assessment.facts import (
    CARER_QUESTIONS,
    Ability,
    CarerOutcome,
    Facts,
    Flag,
    ForWhom,
    HealthAtRisk,
    Outcome,
    Support,
    Willing,
    facts_of,
)
from app.questionnaire.flow import Answer


def of(**answers: str | tuple[str, ...]) -> Facts:
    return facts_of({key: Answer((value,) if isinstance(value, str) else value) for key, value in answers.items()})


def test_somebody_who_answered_nothing_is_unsure_of_everything():
    nothing = of()
    assert {nothing.ability(outcome) for outcome in Outcome} == {Ability.UNSURE}
    assert (nothing.support_now, nothing.age, nothing.carer) == (Support.UNSURE, None, None)


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("ability", Ability)
def test_each_answer_about_daily_life_is_its_own_fact(outcome, ability):
    assert of(**{outcome.value: ability.value}).outcomes[outcome] is ability


@pytest.mark.parametrize("outcome", [Outcome.WORK_EDUCATION, Outcome.CARING_FOR_CHILD])
def test_what_is_not_for_somebody_is_fine(outcome):
    assert of(**{outcome.value: "not_for_me"}).outcomes[outcome] is Ability.FINE


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({"safety": ("immediate_danger", "suicidal_thoughts")}, {Flag.IMMEDIATE_DANGER, Flag.SUICIDAL_THOUGHTS}),
        ({"safety": "abuse"}, {Flag.ABUSE_OR_NEGLECT}),
        ({"safety": "self_neglect"}, {Flag.ABUSE_OR_NEGLECT}),
        ({"safety": "no_food_or_heating"}, {Flag.NO_FOOD_OR_HEATING}),
        ({"safety": "none"}, set()),
        ({"safety": "rather_not_say"}, set()),
        ({"place": "no_fixed_home"}, {Flag.NO_FIXED_HOME}),
        ({"place": "rather_not_say"}, set()),
        ({"caring": "has_carer"}, {Flag.HAS_CARER}),
        ({"changes": ("recent_falls", "lives_alone")}, {Flag.RECENT_FALLS, Flag.LIVES_ALONE}),
        ({"changes": ("hospital_discharge", "terminal_illness")}, {Flag.HOSPITAL_DISCHARGE, Flag.TERMINAL_ILLNESS}),
        ({"changes": "memory_problems"}, {Flag.MEMORY_PROBLEMS}),
        ({"changes": "sight_or_hearing_loss"}, {Flag.SIGHT_OR_HEARING_LOSS}),
        ({"changes": "equipment_difficulty"}, {Flag.EQUIPMENT_DIFFICULTY}),
        ({"changes": "none"}, set()),
        ({"hopes": ("ideas", "wants_assessment")}, {Flag.WANTS_ASSESSMENT}),
        ({"hopes": "unsure"}, set()),
        ({"mutual": "yes"}, {Flag.HAS_CARER}),
    ],
)
def test_choices_set_flags(answers, flags):
    assert of(**answers).flags == flags


@pytest.mark.parametrize(
    ("band", "age"),
    [
        ("under_16", 15),
        ("16_17", 16),
        ("18_25", 18),
        ("26_64", 26),
        ("65_84", 65),
        ("85_or_over", 85),
        ("rather_not_say", None),
    ],
)
def test_an_age_band_stands_for_its_lowest_age(band, age):
    assert of(age=band).age == age


@pytest.mark.parametrize(
    ("for_whom", "caring", "now_for", "has_carer_facts"),
    [
        ("self", "no", ForWhom.SELF, False),
        ("self", "has_carer", ForWhom.SELF, False),
        ("self", "looks_after", ForWhom.SELF, True),
        ("someone_else", "has_carer", ForWhom.SOMEONE_ELSE, False),
        ("someone_else", "looks_after", ForWhom.BOTH, True),
        ("both", None, ForWhom.BOTH, True),
    ],
)
def test_whoever_looks_after_somebody_is_asked_as_a_carer(for_whom, caring, now_for, has_carer_facts):
    facts = of(for_whom=for_whom, **({"caring": caring} if caring else {}))
    assert (facts.for_whom, facts.carer is not None) == (now_for, has_carer_facts)


def test_one_can_look_after_somebody_and_be_looked_after():
    facts = of(for_whom="self", caring=("has_carer", "looks_after"))
    assert Flag.HAS_CARER in facts.flags
    assert facts.carer is not None


def test_a_carer_who_answered_nothing_is_taken_to_be_struggling():
    carer = of(for_whom="both").carer
    assert (carer.hours_per_week, carer.health_at_risk, carer.willing_and_able) == (
        None,
        HealthAtRisk.UNSURE,
        Willing.UNSURE,
    )
    assert carer.outcomes_affected == set(CarerOutcome)


@pytest.mark.parametrize("outcome", CarerOutcome)
@pytest.mark.parametrize(
    ("chosen", "affected"),
    [
        ("yes", False),
        ("does_not_apply", False),
        ("not_without_help", True),
        ("pain_or_worry", True),
        ("not_safe", True),
        ("unsure", True),
    ],
)
def test_each_part_of_a_carers_life_is_its_own_fact_and_not_sure_is_never_fine(outcome, chosen, affected):
    unharmed = dict.fromkeys(CARER_QUESTIONS.values(), "yes")
    carer = of(for_whom="both", **unharmed | {CARER_QUESTIONS[outcome]: chosen}).carer
    assert carer.outcomes_affected == ({outcome} if affected else set())


def test_a_carer_who_wants_an_assessment_asks_for_their_own():
    facts = of(for_whom="both", carer_wishes=("break", "assessment"))
    assert facts.carer.wants_assessment
    assert Flag.WANTS_ASSESSMENT not in facts.flags


def test_on_the_carers_way_nothing_is_taken_to_be_hard_in_a_daily_life_that_nobody_asked_about():
    assert set(facts_of({}, about_daily_life=False).outcomes.values()) == {Ability.FINE}
    said = facts_of({"toilet": Answer(("cannot",))}, about_daily_life=False)
    assert (said.ability(Outcome.TOILET), said.ability(Outcome.HYGIENE)) == (Ability.CANNOT, Ability.UNSURE)


@pytest.mark.parametrize(
    ("answer", "risk"),
    [
        ("no", HealthAtRisk.NO),
        ("a_little", HealthAtRisk.NO),
        ("yes", HealthAtRisk.YES),
        ("making_me_ill", HealthAtRisk.YES),
        ("unsure", HealthAtRisk.UNSURE),
    ],
)
def test_a_carers_health_is_at_risk_from_yes_on(answer, risk):
    assert of(for_whom="both", carer_health=answer).carer.health_at_risk is risk


def test_carers_hours_stand_for_the_fewest_of_their_band():
    bands = ["under_10", "10_to_19", "20_to_34", "35_to_49", "50_or_more", "unsure"]
    hours = [of(for_whom="both", carer_hours=band).carer.hours_per_week for band in bands]
    assert hours == [1, 10, 20, 35, 50, None]
