"""A professional's referral read as answers to the assessment, so that the same rules decide what cannot wait."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assessment.api import Way, snapshot_of_answers
from app.assessment.domain import Route
from app.professionals.domain import OUTCOMES, Agreement, Stage, Telling, answers_of, stage_of, telling_of
from app.professionals.forms_needs import HOW_IT_GOES
from app.professionals.grounds import GROUNDS
from app.questionnaire.flow import Answer
from app.referrals.domain import Status

TODAY = date(2027, 3, 8)
ABILITIES = [value for value, _ in HOW_IT_GOES]
DANGERS = ["immediate_danger", "suicidal_thoughts", "abuse", "self_neglect", "no_food_or_heating"]
CHANGES = ["recent_falls", "hospital_discharge", "terminal_illness", "memory_problems", "lives_alone", "none", "unsure"]

REFERRALS = st.fixed_dictionaries(
    {},
    optional={
        "agreement": st.fixed_dictionaries({"agreement": st.sampled_from([each.value for each in Agreement])}),
        "person": st.fixed_dictionaries({}, optional={"age": st.integers(0, 120), "postcode": st.just("TS18 1AU")}),
        "safety": st.fixed_dictionaries({"safety": st.lists(st.sampled_from(DANGERS), min_size=1, unique=True)}),
        "daily": st.dictionaries(st.sampled_from(OUTCOMES), st.sampled_from(ABILITIES)),
        "situation": st.fixed_dictionaries(
            {},
            optional={
                "changes": st.lists(st.sampled_from(CHANGES), unique=True),
                "conditions": st.lists(st.sampled_from(["body", "memory"]), unique=True),
                "support_now": st.sampled_from(["none", "some_enough", "some_not_enough", "about_to_end", "unsure"]),
                "carer": st.sampled_from(["has_carer", "no", "unsure"]),
            },
        ),
        "worries": st.fixed_dictionaries({"asks": st.lists(st.sampled_from(["assessment", "equipment"]), unique=True)}),
    },
)


def route_of(details: dict[str, Any]) -> Route:
    return snapshot_of_answers(Way.STANDARD, answers_of(details, TODAY)).decision.route


@given(REFERRALS)
def test_every_referral_answers_every_question_so_that_no_answer_is_left_out(details: dict[str, Any]) -> None:
    answers = answers_of(details, TODAY)
    path = snapshot_of_answers(Way.STANDARD, answers).path
    assert path.finished
    left_out = {question for question in answers if question not in path.answers}
    assert left_out <= {"condition_types", "life_areas"}


@given(REFERRALS)
def test_no_answer_about_safety_or_daily_life_is_changed_on_the_way(details: dict[str, Any]) -> None:
    answers = answers_of(details, TODAY)
    assert answers["safety"].chosen == tuple(details.get("safety", {}).get("safety", ["rather_not_say"]))
    for outcome in OUTCOMES:
        assert answers[outcome].chosen == (details.get("daily", {}).get(outcome, "unsure"),)


@pytest.mark.parametrize(
    ("danger", "route"),
    [
        ("immediate_danger", Route.EMERGENCY),
        ("suicidal_thoughts", Route.EMERGENCY),
        ("abuse", Route.SAFEGUARDING),
        ("self_neglect", Route.SAFEGUARDING),
        ("no_food_or_heating", Route.URGENT_COUNCIL),
    ],
)
@given(details=REFERRALS)
def test_risk_outranks_whatever_else_is_said(details: dict[str, Any], danger: str, route: Route) -> None:
    assert route_of({**details, "safety": {"safety": [danger]}}).rank >= route.rank


def test_what_is_not_known_is_never_fine() -> None:
    known = {outcome: "fine" for outcome in OUTCOMES}
    assert route_of({"daily": known}) is Route.COMMUNITY
    assert route_of({}) is Route.FORMAL_ASSESSMENT


def test_asking_for_an_assessment_never_gives_less() -> None:
    known = {outcome: "fine" for outcome in OUTCOMES}
    asked = {"daily": known, "worries": {"asks": ["assessment"]}}
    assert route_of(asked) is Route.FORMAL_ASSESSMENT


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ({"age": 15}, "under_16"),
        ({"age": 17}, "16_17"),
        ({"born": "2009-03-09"}, "16_17"),
        ({"born": "2009-03-08"}, "18_25"),
        ({"age": 64}, "26_64"),
        ({"age": 84}, "65_84"),
        ({"age": 85}, "85_or_over"),
        ({}, "rather_not_say"),
    ],
)
def test_an_age_falls_into_its_band(said: dict[str, Any], band: str) -> None:
    assert answers_of({"person": said}, TODAY)["age"] == Answer((band,))


def test_every_ground_that_allows_a_referral_has_its_law() -> None:
    assert GROUNDS.keys() == {agreement for agreement in Agreement if agreement.allows}


@pytest.mark.parametrize("agreement", list(Agreement))
def test_only_a_person_who_agrees_lets_the_sender_know_how_far_it_is(agreement: Agreement) -> None:
    details = {"agreement": {"agreement": agreement.value}, "answer": {"person_agrees": "yes"}}
    assert telling_of(details) is (Telling.HOW_FAR if agreement is Agreement.AGREES else Telling.RECEIVED_ALONE)


def test_why_a_case_was_closed_is_not_told() -> None:
    assert stage_of(Status.DONE) is stage_of(Status.WITHDRAWN) is Stage.CLOSED
