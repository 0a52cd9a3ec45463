"""The map tells the truth: nothing moves a rule but what it is said to look at, and nothing is left out."""

import csv
from io import StringIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as any_of

from app.assessment.case import CaseOf
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
from app.assessment.flow import FLOWS
from app.assessment.looks import CARER, gives_as_reason, looked_at
from app.assessment.map import Map, map_of, mapped
from app.assessment.map_drawing import all_drawn, questions_drawn, rules_drawn
from app.assessment.map_table import as_csv
from app.assessment.rules import TABLE
from app.assessment.table import Rule
from app.assessment.ways import Way
from app.questionnaire.flow import Choice, Flow, Kind, Question, Section, ShowIf, Words

RULES = {rule.id: rule for rule in TABLE.rules}

CARERS = any_of.builds(
    CarerFacts,
    any_of.sampled_from((None, 1, 35)),
    any_of.frozensets(any_of.sampled_from(CarerOutcome)),
    any_of.sampled_from(HealthAtRisk),
    any_of.sampled_from(Willing),
    any_of.booleans(),
)
FACTS = any_of.builds(
    Facts,
    for_whom=any_of.just(ForWhom.BOTH),
    age=any_of.sampled_from((None, 17, 40)),
    outcomes=any_of.fixed_dictionaries({outcome: any_of.sampled_from(Ability) for outcome in Outcome}),
    support_now=any_of.sampled_from(Support),
    carer=any_of.none() | CARERS,
    flags=any_of.frozensets(any_of.sampled_from(Flag)),
)


def only(names: frozenset[str], facts: Facts, other: Facts) -> Facts:
    """The facts with these names from one case, and all others from another."""
    return Facts(
        for_whom=facts.for_whom,
        age=(facts if "age" in names else other).age,
        outcomes={outcome: (facts if outcome.value in names else other).ability(outcome) for outcome in Outcome},
        support_now=(facts if "support_now" in names else other).support_now,
        carer=facts.carer if CARER in names else other.carer,
        flags=frozenset(flag for flag in Flag if flag in (facts if flag.value in names else other).flags),
    )


@pytest.mark.parametrize("rule", TABLE.rules, ids=RULES)
@settings(deadline=None, max_examples=60)
@given(facts=FACTS, other=FACTS)
def test_nothing_moves_a_rule_but_what_it_is_said_to_look_at(rule: Rule, facts: Facts, other: Facts) -> None:
    mixed = only(looked_at(rule), facts, other)
    assert rule.fires(CaseOf(facts)) is rule.fires(CaseOf(mixed))


@pytest.mark.parametrize("rule", TABLE.rules, ids=RULES)
def test_whatever_a_rule_gives_as_its_reason_it_looks_at(rule: Rule) -> None:
    assert gives_as_reason(rule) <= looked_at(rule)


@pytest.mark.parametrize(
    ("rule", "looks"),
    [
        ("E1", {"immediate_danger"}),
        ("U4", {"nutrition", "toilet", "support_now"}),
        ("U6", {"caring_for_child"}),
        ("U8", {"carer", "carer.willing_and_able"}),
        ("F9", {"age"}),
    ],
)
def test_a_rule_is_said_to_look_at_what_its_paragraph_says(rule: str, looks: set[str]) -> None:
    assert looked_at(RULES[rule]) == looks


@pytest.mark.parametrize("way", list(Way))
def test_every_question_of_a_way_and_every_rule_is_on_its_map(way: Way) -> None:
    shown = map_of(way)
    assert [entry.question.id for entry in shown.questions] == [question.id for question in FLOWS[way].questions]
    assert [entry.rule.id for entry in shown.rules] == [*RULES, "C0"]


def test_every_rule_is_reached_by_a_question_of_the_standard_way() -> None:
    assert [entry.rule.id for entry in map_of(Way.STANDARD).rules if not entry.questions] == ["C0"]


def test_the_short_way_asks_about_everything_that_the_rules_for_today_look_at_in_danger() -> None:
    safety = next(entry for entry in map_of(Way.SHORT).questions if entry.question.id == "safety")
    assert {"E1", "E2", "G1", "U1"} <= set(safety.rules)


def test_what_was_ticked_as_hard_tells_of_all_ten_outcomes() -> None:
    hard = next(entry for entry in map_of(Way.SHORT).questions if entry.question.id == "hard")
    assert set(hard.tells) >= {outcome.value for outcome in Outcome}


def small_map() -> Map:
    """Two questions, of which the second hangs on the first and has words that look like markup."""
    section = Section("one", Words("Part <one>", "Part <one>"))
    choices = tuple(Choice(value, Words(value, value)) for value in ("yes", "no"))
    first = Question("first", section, Kind.CHOOSE_ONE, Words("Is it & so?", "Is it & so?"), choices=choices)
    hanging = (ShowIf("first", frozenset({"yes", "no"})),)
    second = Question("second", section, Kind.CHOOSE_ONE, first.title, choices=choices, show_if=hanging)
    return mapped(Way.STANDARD, Flow((first, second)), (RULES["F0"],))


def test_a_map_is_drawn_of_any_questions_and_rules() -> None:
    drawn = ElementTree.fromstring(questions_drawn(small_map()).svg("id", "A & B"))
    words = ["".join(text.itertext()) for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "Part <one>" in words
    assert "1. first" in words
    assert "Asked when first is no or yes" in words


def test_a_drawing_is_called_by_its_title() -> None:
    drawn = ElementTree.fromstring(rules_drawn(small_map()).svg("here", "A & B"))
    title = drawn.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert (title.text, title.get("id")) == ("A & B", "here")
    assert (drawn.get("role"), drawn.get("aria-labelledby")) == ("img", "here")


def test_a_part_of_the_map_names_the_questions_outside_of_it_by_their_numbers() -> None:
    part = map_of(Way.STANDARD).only(question="do_they_know")
    assert ">from 1</text>" in questions_drawn(part).svg("id", "title")


def test_nothing_in_a_drawing_needs_a_style_that_our_pages_would_not_let_in() -> None:
    drawn = all_drawn([map_of(way) for way in Way]).svg("id", "title")
    assert "style" not in drawn.replace("font-style=", "")
    assert "<script" not in drawn


def test_nothing_is_drawn_outside_of_the_drawing() -> None:
    drawing = all_drawn([map_of(way) for way in Way])
    drawn = ElementTree.fromstring(drawing.svg("id", "title"))
    boxes = list(drawn.iter("{http://www.w3.org/2000/svg}rect"))
    assert len(boxes) == sum(len(flow.questions) for flow in FLOWS.values())
    assert all(0 <= float(box.get("x", -1)) <= drawing.width - float(box.get("width", 0)) for box in boxes)


def test_the_table_has_a_line_for_each_question_and_each_rule_that_looks_at_it() -> None:
    lines = list(csv.DictReader(StringIO(as_csv([map_of(Way.STANDARD)]))))
    assert ("toilet", "U4") in {(line["question"], line["rule"]) for line in lines}
    assert ("matters", "") in {(line["question"], line["rule"]) for line in lines}
    assert {line["rule"] for line in lines} == {"", "C0", *RULES}
    assert all(line["source"] and line["says"] and line["route"] and line["reviewer"] for line in lines if line["rule"])
