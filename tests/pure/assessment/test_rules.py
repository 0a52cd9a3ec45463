"""The rule table as data: for each rule a case in which it fires, and cases as near as can be in which it does not."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from app.assessment.domain import FiredFact, Offer, Route, Subject, decision_from_json, decision_to_json
from app.assessment.facts import Ability, CarerFacts, CarerOutcome, Facts, Flag, HealthAtRisk, Outcome, Support, Willing
from app.assessment.facts_json import facts_from_json
from app.assessment.rules import TABLE, decide
from tests.pure.assessment.stories import ANY_FACTS, CONTENT_CARER, STRAINED_CARER, facts

DANGER, SUICIDE, ABUSE = Flag.IMMEDIATE_DANGER, Flag.SUICIDAL_THOUGHTS, Flag.ABUSE_OR_NEGLECT
HUNGRY, DYING, MEMORY, ALONE = (
    Flag.NO_FOOD_OR_HEATING,
    Flag.TERMINAL_ILLNESS,
    Flag.MEMORY_PROBLEMS,
    Flag.LIVES_ALONE,
)
HOSPITAL, FALLS, EQUIPMENT, SENSES = (
    Flag.HOSPITAL_DISCHARGE,
    Flag.RECENT_FALLS,
    Flag.EQUIPMENT_DIFFICULTY,
    Flag.SIGHT_OR_HEARING_LOSS,
)
NO_HOME, WANTS = Flag.NO_FIXED_HOME, Flag.WANTS_ASSESSMENT

SLOW, HELP, CANNOT, RISKY, UNSURE = (ability.value for ability in list(Ability)[1:])
NONE, ENDING = Support.NONE, Support.ABOUT_TO_END


def fired(case: Facts) -> set[str]:
    return {rule.id for rule in decide(case).fired}


FIRES = [
    ("E1", facts(DANGER)),
    ("E2", facts(SUICIDE)),
    ("G1", facts(ABUSE)),
    ("U1", facts(HUNGRY)),
    ("U2", facts(DYING, community=SLOW)),
    ("U2", facts(DYING, community=UNSURE)),
    ("U3", facts(support=ENDING, community=HELP)),
    ("U4", facts(support=NONE, nutrition=CANNOT)),
    ("U4", facts(support=NONE, toilet=CANNOT)),
    ("U4", facts(support=Support.UNSURE, toilet=CANNOT)),
    ("U5", facts(MEMORY, ALONE, support=NONE, community=RISKY)),
    ("U5", facts(MEMORY, ALONE, support=Support.SOME_NOT_ENOUGH, community=RISKY)),
    ("U5", facts(MEMORY, ALONE, support=Support.UNSURE, community=RISKY)),
    ("U6", facts(caring_for_child=RISKY)),
    ("U7", facts(NO_HOME, community=CANNOT)),
    ("U7", facts(NO_HOME, community=RISKY)),
    ("U8", facts(carer=replace(CONTENT_CARER, willing_and_able=Willing.CANNOT_CONTINUE, hours_per_week=0))),
    ("U9", facts(HOSPITAL, MEMORY, community=HELP)),
    ("K2", facts(carer=replace(CONTENT_CARER, wants_assessment=True))),
    ("F0", facts(WANTS)),
    ("F1", facts(community=SLOW, relationships=SLOW)),
    ("F1", facts(community=UNSURE, relationships=SLOW)),
    ("F1", facts(HOSPITAL, WANTS, community=SLOW, relationships=SLOW)),
    ("F1", facts(FALLS, community=SLOW, relationships=SLOW)),
    ("F2", facts(community=RISKY)),
    *(("F2", facts(**{basic: HELP})) for basic in ("nutrition", "hygiene", "toilet", "clothing", "home_safety")),
    ("F2", facts(caring_for_child=CANNOT)),
    ("F4", facts(MEMORY, community=SLOW)),
    ("F6", facts(NO_HOME, community=SLOW)),
    ("F9", facts(age=17)),
    ("F10", facts(HOSPITAL, WANTS, community=SLOW)),
    ("F10", facts(HOSPITAL, age=17, community=SLOW)),
    ("F10", facts(HOSPITAL, community=RISKY, hygiene=CANNOT, clothing=CANNOT)),
    ("F10", facts(FALLS, MEMORY)),
    ("F10", facts(FALLS, NO_HOME, community=SLOW)),
    ("F10", facts(FALLS, DYING)),
    ("F10", facts(FALLS, support=ENDING)),
    ("K1", facts(carer=STRAINED_CARER)),
    ("K1", facts(carer=replace(CONTENT_CARER, health_at_risk=HealthAtRisk.YES))),
    ("K1", facts(carer=replace(CONTENT_CARER, health_at_risk=HealthAtRisk.UNSURE))),
    ("K1", facts(carer=replace(CONTENT_CARER, willing_and_able=Willing.STRUGGLING))),
    ("K1", facts(carer=replace(CONTENT_CARER, willing_and_able=Willing.UNSURE))),
    ("S1", facts(HOSPITAL, community=SLOW)),
    ("S1", facts(HOSPITAL, hygiene=CANNOT, clothing=CANNOT, toilet=HELP)),
    ("S2", facts(FALLS)),
    ("S2", facts(FALLS, community=RISKY)),
    ("S3", facts(EQUIPMENT, community=HELP)),
    ("S4", facts(SENSES, community=SLOW)),
    ("C0", facts()),
    ("C0", facts(community=SLOW)),
    ("C0", facts(home_habitable=CANNOT)),
    ("C0", facts(age=None)),
    ("C0", facts(DYING)),
    ("C0", facts(age=18)),
]

DOES_NOT_FIRE = [
    ("E1", facts(SUICIDE)),
    ("E2", facts(DANGER)),
    ("G1", facts(HUNGRY)),
    ("U1", facts(NO_HOME, support=NONE, nutrition=CANNOT)),
    ("U2", facts(DYING)),
    ("U3", facts(support=ENDING, community=SLOW)),
    ("U3", facts(support=NONE, community=HELP)),
    ("U4", facts(support=NONE, nutrition=RISKY, toilet=HELP, hygiene=CANNOT)),
    ("U4", facts(support=Support.SOME_NOT_ENOUGH, toilet=CANNOT)),
    ("U5", facts(MEMORY, ALONE, support=Support.SOME_ENOUGH, community=RISKY)),
    ("U5", facts(MEMORY, support=NONE, community=RISKY)),
    ("U5", facts(ALONE, support=NONE, community=RISKY)),
    ("U5", facts(MEMORY, ALONE, support=NONE, community=CANNOT)),
    ("U6", facts(caring_for_child=CANNOT, community=RISKY)),
    ("U7", facts(NO_HOME, community=HELP)),
    ("U7", facts(community=CANNOT)),
    ("U8", facts(carer=replace(CONTENT_CARER, willing_and_able=Willing.STRUGGLING))),
    ("U9", facts(HOSPITAL, MEMORY, community=SLOW)),
    ("U9", facts(HOSPITAL, community=HELP)),
    ("F0", facts(community=SLOW)),
    ("F1", facts(community=CANNOT)),
    ("F1", facts(HOSPITAL, community=SLOW, relationships=SLOW)),
    ("F2", facts(community=HELP)),
    ("F2", facts(toilet=SLOW)),
    ("F2", facts(toilet=HELP, community=SLOW)),
    ("F2", facts(HOSPITAL, toilet=HELP)),
    ("F2", facts(FALLS, toilet=HELP)),
    ("F4", facts(MEMORY)),
    ("F6", facts(NO_HOME)),
    ("F9", facts(age=18)),
    ("F9", facts(age=None)),
    ("F10", facts(HOSPITAL, WANTS)),
    ("F10", facts(HOSPITAL, community=SLOW)),
    ("F10", facts(FALLS, WANTS, community=SLOW, toilet=SLOW)),
    ("F10", facts(HOSPITAL, community=CANNOT, toilet=CANNOT)),
    ("K1", facts(carer=CONTENT_CARER)),
    ("K1", facts(carer=replace(CONTENT_CARER, willing_and_able=Willing.CANNOT_CONTINUE))),
    ("K2", facts(carer=STRAINED_CARER)),
    ("K2", facts(WANTS, carer=CONTENT_CARER)),
    ("S1", facts(HOSPITAL)),
    ("S1", facts(HOSPITAL, MEMORY, community=SLOW)),
    ("S2", facts(FALLS, community=SLOW, toilet=SLOW)),
    ("S2", facts(FALLS, DYING)),
    ("S3", facts(EQUIPMENT, community=SLOW)),
    ("S4", facts(SENSES)),
    ("C0", facts(community=RISKY)),
]


@pytest.mark.parametrize(("rule", "case"), FIRES)
def test_a_rule_fires(rule, case):
    assert rule in fired(case)


@pytest.mark.parametrize(("rule", "case"), DOES_NOT_FIRE)
def test_a_rule_does_not_fire(rule, case):
    assert rule not in fired(case)


def test_every_rule_is_shown_to_fire_and_not_to_fire():
    table = {rule.id for rule in TABLE.rules} | {"C0"}
    assert {rule for rule, _ in FIRES} == {rule for rule, _ in DOES_NOT_FIRE} == table


def test_no_rule_bears_a_withdrawn_id_or_one_that_another_has():
    ids = [rule.id for rule in TABLE.rules]
    assert len(set(ids)) == len(ids)
    assert not {"F3", "F5", "F7", "F8"}.intersection(ids)


def test_rules_are_written_from_the_most_urgent_to_the_calmest():
    ranks = [rule.route.rank for rule in TABLE.rules]
    assert ranks == sorted(ranks, reverse=True)


def test_every_rule_says_what_it_says_and_where_it_comes_from():
    assert all(rule.says and rule.source for rule in TABLE.rules)
    assert all(offered.says for offered in TABLE.offers)


def test_every_offer_of_the_table_is_made_by_one_function():
    assert [offered.offer for offered in TABLE.offers] == list(Offer)


@pytest.mark.parametrize(
    ("case", "person", "carer", "route"),
    [
        (facts(), Route.COMMUNITY, None, Route.COMMUNITY),
        (facts(carer=CONTENT_CARER), Route.COMMUNITY, Route.COMMUNITY, Route.COMMUNITY),
        (facts(carer=STRAINED_CARER), Route.COMMUNITY, Route.FORMAL_ASSESSMENT, Route.FORMAL_ASSESSMENT),
        (facts(HUNGRY, carer=STRAINED_CARER), Route.URGENT_COUNCIL, Route.FORMAL_ASSESSMENT, Route.URGENT_COUNCIL),
        (facts(FALLS, carer=CONTENT_CARER), Route.SHORT_TERM_HELP, Route.COMMUNITY, Route.SHORT_TERM_HELP),
        (facts(ABUSE, carer=CONTENT_CARER), Route.SAFEGUARDING, Route.SAFEGUARDING, Route.SAFEGUARDING),
        (facts(DANGER, ABUSE, HUNGRY), Route.EMERGENCY, None, Route.EMERGENCY),
    ],
)
def test_person_and_carer_have_routes_of_their_own_and_the_higher_one_counts(case, person, carer, route):
    decision = decide(case)
    assert (decision.routes.person, decision.routes.carer, decision.route) == (person, carer, route)


def test_a_carer_about_whom_nothing_fired_stays_with_the_community_rule():
    rules = [(rule.id, rule.subject) for rule in decide(facts(WANTS, carer=CONTENT_CARER)).fired]
    assert rules == [("F0", Subject.PERSON), ("C0", Subject.CARER)]


HOURS = replace(CONTENT_CARER, hours_per_week=35)

OFFERED = [
    (Offer.CARERS_ASSESSMENT, facts(carer=CONTENT_CARER)),
    (Offer.CARERS_ASSESSMENT, facts(Flag.HAS_CARER)),
    (Offer.CARERS_ASSESSMENT, facts(Flag.HAS_CARER, ABUSE)),
    (Offer.OT_ASSESSMENT, facts(home_safety=HELP)),
    (Offer.OT_ASSESSMENT, facts(hygiene=RISKY)),
    (Offer.OT_ASSESSMENT, facts(toilet=RISKY)),
    (Offer.OT_ASSESSMENT, facts(EQUIPMENT, community=HELP)),
    (Offer.OT_ASSESSMENT, facts(FALLS, toilet=SLOW)),
    (Offer.SENSORY_ASSESSMENT, facts(SENSES)),
    (Offer.BENEFITS_CHECK, facts(community=SLOW, toilet=SLOW)),
    (Offer.BENEFITS_CHECK, facts(HUNGRY)),
    (Offer.BENEFITS_CHECK, facts(DYING)),
    (Offer.BENEFITS_CHECK, facts(carer=HOURS)),
    (Offer.ADVOCACY, facts(MEMORY)),
    (Offer.ADVOCACY, facts(ABUSE)),
    (Offer.EQUIPMENT_ADVICE, facts(EQUIPMENT)),
    (Offer.EQUIPMENT_ADVICE, facts(FALLS)),
    (Offer.EQUIPMENT_ADVICE, facts(clothing=SLOW)),
    (Offer.TECHNOLOGY_ADVICE, facts(FALLS)),
    (Offer.TECHNOLOGY_ADVICE, facts(MEMORY)),
    (Offer.TECHNOLOGY_ADVICE, facts(ALONE, community=SLOW)),
    (Offer.DIRECT_PAYMENTS_PA, facts(community=HELP, relationships=HELP)),
    (Offer.HOSPITAL_TEAM, facts(HOSPITAL)),
]

NOT_OFFERED = [
    (Offer.CARERS_ASSESSMENT, facts()),
    (Offer.CARERS_ASSESSMENT, facts(DANGER, carer=CONTENT_CARER)),
    (Offer.OT_ASSESSMENT, facts(home_safety=SLOW, hygiene=CANNOT)),
    (Offer.OT_ASSESSMENT, facts(EQUIPMENT, community=SLOW)),
    (Offer.OT_ASSESSMENT, facts(FALLS, community=SLOW)),
    (Offer.SENSORY_ASSESSMENT, facts(SENSES, ABUSE)),
    (Offer.BENEFITS_CHECK, facts(community=CANNOT)),
    (Offer.BENEFITS_CHECK, facts(carer=replace(HOURS, hours_per_week=34))),
    (Offer.BENEFITS_CHECK, facts(carer=replace(HOURS, hours_per_week=None))),
    (Offer.ADVOCACY, facts(community=CANNOT)),
    (Offer.ADVOCACY, facts(ABUSE, SUICIDE)),
    (Offer.EQUIPMENT_ADVICE, facts(community=CANNOT)),
    (Offer.TECHNOLOGY_ADVICE, facts(ALONE)),
    (Offer.TECHNOLOGY_ADVICE, facts(community=SLOW)),
    (Offer.DIRECT_PAYMENTS_PA, facts(community=HELP, relationships=HELP, age=17)),
    (Offer.DIRECT_PAYMENTS_PA, facts(community=HELP, relationships=SLOW)),
    (Offer.DIRECT_PAYMENTS_PA, facts(HUNGRY, community=HELP, relationships=HELP)),
    (Offer.HOSPITAL_TEAM, facts(HOSPITAL, ABUSE)),
]


@pytest.mark.parametrize(("offer", "case"), OFFERED)
def test_an_offer_is_made(offer, case):
    assert offer in decide(case).also


@pytest.mark.parametrize(("offer", "case"), NOT_OFFERED)
def test_an_offer_is_not_made(offer, case):
    assert offer not in decide(case).also


def test_every_offer_is_shown_to_be_made_and_not_to_be_made():
    assert {offer for offer, _ in OFFERED} == {offer for offer, _ in NOT_OFFERED} == set(Offer)


@pytest.mark.parametrize(
    ("rule", "case", "because"),
    [
        ("U2", facts(DYING, community=UNSURE), {("terminal_illness", True), ("community", "unsure")}),
        (
            "U4",
            facts(support=Support.UNSURE, toilet=CANNOT, community=CANNOT),
            {("support_now", "unsure"), ("toilet", "cannot")},
        ),
        ("F9", facts(age=16), {("age", 16)}),
        ("F10", facts(FALLS, DYING), {("recent_falls", True), ("terminal_illness", True)}),
        (
            "U8",
            facts(carer=replace(STRAINED_CARER, willing_and_able=Willing.CANNOT_CONTINUE)),
            {("carer.willing_and_able", "cannot_continue")},
        ),
        ("K1", facts(carer=STRAINED_CARER), {("carer.recreation", True)}),
        ("C0", facts(), set()),
    ],
)
def test_a_rule_shows_the_facts_that_made_it_fire(rule, case, because):
    shown = next(one.because for one in decide(case).fired if one.id == rule)
    assert {(fact.name, fact.value) for fact in shown} == because


def only(because: tuple[FiredFact, ...], age: int | None, carer: CarerFacts | None) -> Facts:
    """Facts of somebody about whom nothing is true but what a rule gave as its reasons."""
    named = {fact.name: fact.value for fact in because}
    shown = carer and CarerFacts(
        None,
        frozenset(outcome for outcome in CarerOutcome if f"carer.{outcome}" in named),
        HealthAtRisk(named.get("carer.health_at_risk", False)),
        Willing(named.get("carer.willing_and_able", "yes")),
        "carer.wants_assessment" in named,
    )
    return facts(
        *(flag for flag in Flag if flag in named),
        age=age if "age" in named else None,
        support=Support(named.get("support_now", Support.SOME_ENOUGH)),
        carer=shown,
        **{outcome.value: named[outcome] for outcome in Outcome if outcome in named},
    )


@given(ANY_FACTS)
def test_the_facts_that_a_rule_shows_are_enough_to_make_it_fire(case):
    for rule in decide(case).fired:
        assert rule.id == "C0" or rule.id in fired(only(rule.because, case.age, case.carer))


@given(ANY_FACTS)
def test_not_sure_and_no_answer_count_as_slow_or_painful(case):
    answered = replace(case, outcomes={outcome: case.ability(outcome) for outcome in Outcome})
    counted = {
        outcome: Ability.SLOW_OR_PAINFUL if ability is Ability.UNSURE else ability
        for outcome, ability in answered.outcomes.items()
    }
    assert fired(case) == fired(answered) == fired(replace(case, outcomes=counted))


@given(ANY_FACTS)
def test_whoever_asks_for_an_assessment_is_offered_no_less(case):
    asked = decide(case.asking_for_assessment())
    assert asked.route.rank >= max(Route.FORMAL_ASSESSMENT.rank, decide(case).route.rank)


@given(ANY_FACTS)
def test_a_decision_comes_back_from_the_store_as_it_was_made(case):
    decision = decide(case)
    assert decision_from_json(json.loads(json.dumps(decision_to_json(decision)))) == decision


def test_the_table_agrees_with_every_story_that_was_judged(shared_data):
    lines = (shared_data / "vignettes" / "adult-and-carer.jsonl").read_text(encoding="utf-8").splitlines()
    for story in map(json.loads, lines):
        decision = decide(facts_from_json(story["facts"]))
        assert (story["id"], decision.route, sorted(decision.also)) == (
            story["id"],
            story["gold"]["route"],
            sorted(story["gold"]["also"]),
        )
