"""The proof holds for the table as it is, and fails, with a case that shows it, for one that was broken."""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice

import pytest

from app.assessment.case import Case
from app.assessment.domain import Decision, Route
from app.assessment.facts import Facts, Flag, HealthAtRisk, Outcome, Support, Willing, facts_of
from app.assessment.flow import ASSESSMENT
from app.assessment.proof import Finding, findings_of_questions, findings_of_rules
from app.assessment.questions_walk import Walk
from app.assessment.rules import TABLE, decide, two_outcomes_are_affected
from app.assessment.rules_walk import Entangled, Grid, ways
from app.assessment.table import RuleTable
from app.questionnaire.flow import Answer, Answers, Flow, Kind, Question, Section, ShowIf, Words

# As far as the rules count; the command goes one further.
FAR_ENOUGH = 3
NEAR = 2


def broken(findings: list[Finding]) -> list[str]:
    return [finding.promise for finding in findings if finding.counter_example is not None]


def table_with(**tests: Callable[[Case], bool]) -> RuleTable:
    """The table with other tests for some of its rules."""
    rules = [replace(rule, fires=tests.get(rule.id, rule.fires)) for rule in TABLE.rules]
    return RuleTable("broken", rules, TABLE.offers)


def test_every_promise_of_the_rules_holds():
    findings = list(findings_of_rules(TABLE, FAR_ENOUGH))
    assert broken(findings) == []
    assert all(finding.cases >= 5_000 for finding in findings[1:])


def test_counting_further_than_the_rules_do_finds_no_new_class():
    shown = Grid(TABLE.rules, FAR_ENOUGH + 1).life.first
    assert max(sum(ability != "fine" for ability in life) for life in shown) == FAR_ENOUGH


@pytest.mark.parametrize(
    ("mutants", "promise"),
    [
        (
            {"F0": lambda case: False},
            "Asking for an assessment never gives less than a formal assessment",
        ),
        (
            {"U1": lambda case: case.has(Flag.NO_FOOD_OR_HEATING) and not case.has(Flag.WANTS_ASSESSMENT)},
            "Every result has the way to a formal assessment: asking leads there or higher",
        ),
        (
            {"U1": lambda case: case.has(Flag.NO_FOOD_OR_HEATING) and not case.has(Flag.LIVES_ALONE)},
            "Adding lives_alone never lowers the route",
        ),
        (
            {"U2": lambda case: case.has(Flag.TERMINAL_ILLNESS) and not case.has(Flag.HOSPITAL_DISCHARGE)},
            "Adding hospital_discharge never lowers the route, except from formal assessment to short-term help",
        ),
        (
            {"F1": lambda case: two_outcomes_are_affected(case) and not case.has(Flag.EQUIPMENT_DIFFICULTY)},
            "Adding equipment_difficulty never lowers the route",
        ),
        (
            {"E1": lambda case: case.has(Flag.IMMEDIATE_DANGER) and not case.has(Flag.HAS_CARER)},
            "Adding has_carer never lowers the route",
        ),
        (
            {"U6": lambda case: case.life.risky(Outcome.CARING_FOR_CHILD) and case.life.n == 1},
            "A worse answer about daily life never lowers the route",
        ),
        (
            {"U6": lambda case: case.life.needs_somebody(Outcome.CARING_FOR_CHILD) and case.life.c == 0},
            "A worse answer about daily life never lowers the route",
        ),
        (
            {"U3": lambda case: case.support is Support.SOME_NOT_ENOUGH and case.life.h >= 1},
            "Less support never lowers the route",
        ),
        (
            {"U8": lambda case: case.carer is None},
            "Adding a carer never lowers the route",
        ),
        (
            {"U8": lambda case: case.carer is not None and case.carer.health_at_risk is HealthAtRisk.NO},
            "A worse answer of a carer never lowers the route",
        ),
    ],
)
def test_a_broken_rule_breaks_its_promise(mutants, promise):
    findings = findings_of_rules(table_with(**mutants), NEAR)
    assert next(finding for finding in findings if finding.promise == promise).counter_example is not None


def test_a_counter_example_tells_both_cases_and_their_routes():
    table = table_with(U1=lambda case: case.has(Flag.NO_FOOD_OR_HEATING) and not case.has(Flag.LIVES_ALONE))
    told = next(finding.counter_example for finding in findings_of_rules(table, NEAR) if finding.counter_example)
    assert told.startswith("urgent_council for {")
    assert " -> " in told
    assert '"lives_alone"' in told


def test_a_table_that_decides_otherwise_than_its_rules_say_is_found():
    class Careless(RuleTable):
        def decide(self, facts: Facts) -> Decision:
            decision = super().decide(facts)
            return replace(decision, route=decision.routes.person)

    table = Careless("broken", TABLE.rules, TABLE.offers)
    assert broken(list(findings_of_rules(table, NEAR))) == [
        "What was walked is what decides, and holds for any number of affected outcomes"
    ]


def test_a_rule_about_the_person_may_not_look_at_the_carers_answers():
    with pytest.raises(Entangled, match="carer"):
        Grid(table_with(F0=lambda case: case.carer is not None).rules, NEAR)


def test_lives_with_which_a_rule_looks_at_different_things_are_told_apart():
    def looks_elsewhere(case: Case) -> bool:
        return case.has(Flag.RECENT_FALLS if case.life.n >= 2 else Flag.LIVES_ALONE)

    rule = replace(TABLE.rules[0], fires=looks_elsewhere)
    assert len(Grid([rule], NEAR).life.first) == 2


def test_a_rule_is_run_in_every_way_it_can_go():
    def test(case: Case) -> bool:
        return case.has(Flag.RECENT_FALLS) and not case.under_18

    values = {"recent_falls": (False, True), "under_18": (False, True)}
    assert list(ways(test, values, {})) == [
        ({"recent_falls": False}, False),
        ({"recent_falls": True, "under_18": False}, True),
        ({"recent_falls": True, "under_18": True}, False),
    ]


def test_a_rule_about_the_carer_may_not_look_at_what_is_the_persons():
    table = table_with(U8=lambda case: case.has(Flag.MEMORY_PROBLEMS) and case.carer is not None)
    apart = next(findings_of_rules(table, NEAR))
    assert apart.counter_example == "U8 is about the carer and looks at ['memory_problems']"


def test_an_entangled_rule_is_a_promise_that_is_broken():
    findings = list(findings_of_rules(table_with(F0=lambda case: case.carer is not None), NEAR))
    assert [finding.counter_example for finding in findings] == ["<lambda> looks at carer"]


# A few questions of the assessment, which stand for all where only the proof is tested.
FEW = Flow(tuple(ASSESSMENT.question[question] for question in ("for_whom", "place", "condition", "toilet")))


def few(
    flow: Flow = FEW,
    facts_of: Callable[[Answers], Facts] = facts_of,
    decide: Callable[[Facts], Decision] = decide,
) -> Walk:
    return Walk("few", flow, facts_of, decide)


def test_every_promise_of_a_few_questions_holds():
    assert broken(list(findings_of_questions(few()))) == []


def test_a_question_that_nobody_reaches_is_found():
    nobody = Question(
        "nobody",
        Section("x", Words("x", "x")),
        Kind.TEXT,
        Words("x", "x"),
        show_if=(ShowIf("for_whom", frozenset({"nobody"})),),
    )
    reached = next(findings_of_questions(few(Flow((*FEW.questions, nobody)))))
    assert (reached.promise, reached.counter_example) == ("few: each question can be reached", "nobody")


def test_a_path_without_a_result_is_found():
    def careless(facts: Facts) -> Decision:
        if facts.outcomes[Outcome.TOILET] == "risky":
            raise KeyError("toilet")
        return decide(facts)

    assert next(islice(findings_of_questions(few(decide=careless)), 1, 2)).counter_example.startswith("KeyError")


def with_flag_when(sign: Callable[[Answers], bool]) -> Callable[[Answers], Facts]:
    def nosy(answers: Answers) -> Facts:
        facts = facts_of(answers)
        return replace(facts, flags=facts.flags | {Flag.LIVES_ALONE}) if sign(answers) else facts

    return nosy


@pytest.mark.parametrize(
    ("sign", "promise"),
    [
        (lambda answers: answers["place"].text, "few: money, postcode and other written words change nothing"),
        (lambda answers: "£" in answers["toilet"].text, "few: money, postcode and other written words change nothing"),
        (
            lambda answers: "yes" in answers["condition"].chosen,
            "few: diagnosis, life impact and what else is only recorded change nothing",
        ),
    ],
)
def test_facts_that_look_where_they_should_not_are_found(sign, promise):
    assert broken(list(findings_of_questions(few(facts_of=with_flag_when(sign))))) == [promise]


CARERS_FEW = Flow(tuple(ASSESSMENT.question[question] for question in ("for_whom", "toilet", "caring", "carer_health")))


def test_a_carers_answer_that_changes_the_persons_route_is_found():
    def mixed_up(answers: Answers) -> Facts:
        facts = facts_of(answers)
        ill = "making_me_ill" in answers.get("carer_health", Answer()).chosen
        return replace(facts, flags=facts.flags | {Flag.WANTS_ASSESSMENT}) if ill else facts

    promise = "few: the carer's answers never change what the rules say of the person"
    assert broken(list(findings_of_questions(few(CARERS_FEW, mixed_up)))) == [promise]


def test_an_answer_about_the_person_that_changes_the_carers_route_is_found():
    def mixed_up(answers: Answers) -> Facts:
        facts = facts_of(answers)
        hard = facts.carer is not None and facts.outcomes[Outcome.TOILET] == "cannot"
        return replace(facts, carer=replace(facts.carer, willing_and_able=Willing.CANNOT_CONTINUE)) if hard else facts

    promise = "few: the person's answers never change what the rules say of the carer"
    assert broken(list(findings_of_questions(few(CARERS_FEW, mixed_up)))) == [promise]


def test_the_stated_exceptions_are_not_taken_for_more_than_they_are():
    lowered = replace(
        TABLE.rules[0], id="X", route=Route.URGENT_COUNCIL, fires=lambda case: not case.has(Flag.RECENT_FALLS)
    )
    promise = "Adding recent_falls never lowers the route, except from formal assessment to short-term help"
    findings = findings_of_rules(RuleTable("broken", [*TABLE.rules, lowered], []), NEAR)
    assert next(finding for finding in findings if finding.promise == promise).counter_example is not None
