"""The ways through the questions keep what they promise of each other, and the proof finds it when one does not."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

import pytest

from app.assessment import ways_proof
from app.assessment.facts import Ability, Flag, facts_of
from app.assessment.flow import EASY_READ, FLOWS, facts_on
from app.assessment.proof import Finding, findings_of_questions
from app.assessment.questions_walk import Walk
from app.assessment.rules import TABLE
from app.assessment.short_way_proof import findings_of_short_way, short_paths
from app.assessment.ways import HARD, Way, kept_with, told
from app.assessment.ways_proof import findings_of_changing_ways, findings_of_easy_read, people, walk_of
from app.questionnaire.flow import Answer, Flow, Path

SHORT, STANDARD, CARER = (walk_of(way) for way in (Way.SHORT, Way.STANDARD, Way.CARER))


def broken(findings: Iterable[Finding]) -> list[str]:
    return [finding.promise for finding in findings if finding.counter_example is not None]


ALL_SHORT = list(short_paths(SHORT, TABLE.rules))
# Enough of them to meet each mistake that is made on purpose, and not so many that the tests take long.
SOME_SHORT = ALL_SHORT[::17]


def walked(short: Walk, paths: list[Path] = SOME_SHORT) -> list[Finding]:
    return list(findings_of_short_way(short, STANDARD, paths))


@pytest.mark.parametrize("way", Way)
def test_every_promise_of_the_questions_holds_on_each_way_and_in_easy_read(way):
    walk = walk_of(way)
    findings = [*findings_of_questions(walk), *findings_of_easy_read(walk, EASY_READ[way])]
    assert broken(findings) == []
    assert findings[0].cases == len(FLOWS[way].questions)


def test_the_short_way_is_as_urgent_as_the_standard_one_and_never_calmer():
    findings = walked(SHORT, ALL_SHORT)
    assert broken(findings) == []
    assert all(finding.cases >= 3_000 for finding in findings)


def test_a_short_way_that_does_not_hear_that_help_is_ending_is_found():
    def deaf(answers):
        facts = facts_on(Way.SHORT, answers)
        return replace(facts, support_now="none") if facts.support_now == "about_to_end" else facts

    findings = walked(replace(SHORT, facts_of=deaf))
    assert broken(findings) == [
        "short: emergency, safeguarding and the urgent routes, exactly when the standard way gives them",
        "short: never less than the standard way gives for the same answers",
    ]


def test_a_short_way_that_is_more_urgent_than_the_standard_one_is_found():
    def alarmed(answers):
        facts = facts_on(Way.SHORT, answers)
        return replace(facts, flags=facts.flags | {Flag.TERMINAL_ILLNESS})

    findings = walked(replace(SHORT, facts_of=alarmed))
    assert broken(findings) == [
        "short: emergency, safeguarding and the urgent routes, exactly when the standard way gives them"
    ]


def test_a_short_way_that_asks_nobody_to_look_is_found():
    findings = walked(replace(SHORT, facts_of=facts_of))
    assert broken(findings) == ["short: never less than a formal assessment once anything is ticked or not known"]


def test_a_short_way_that_takes_what_is_ticked_for_less_than_it_is_is_found():
    def lightly(answers):
        facts = facts_on(Way.SHORT, answers)
        slow = {one: Ability.SLOW_OR_PAINFUL for one in facts.outcomes if one in answers.get(HARD, Answer()).chosen}
        return replace(facts, outcomes={**facts.outcomes, **slow})

    assert broken(walked(replace(SHORT, facts_of=lightly)))[0].startswith("short: what is ticked as hard")


def mistaken_easy_read(**changes: Mapping[str, object]) -> Flow:
    """The short way in Easy Read, with some of its questions asked otherwise."""
    bank = tuple(replace(question, **changes.get(question.id, {})) for question in EASY_READ[Way.SHORT].bank)
    return replace(EASY_READ[Way.SHORT], bank=bank)


@pytest.mark.parametrize(
    "change",
    [
        {"choices": SHORT.flow.question["safety"].choices[1:]},
        {"optional": True},
        {"show_if": SHORT.flow.question["do_they_know"].show_if},
        {"choices": tuple(replace(choice, exclusive=False) for choice in SHORT.flow.question["safety"].choices)},
    ],
    ids=["a choice less", "no answer needed", "asked of fewer", "choices that contradict"],
)
def test_easy_read_that_asks_otherwise_is_found(change):
    same_questions = next(findings_of_easy_read(SHORT, mistaken_easy_read(safety=change)))
    assert same_questions.counter_example == "safety"


def test_easy_read_that_leads_elsewhere_is_found():
    elsewhere = mistaken_easy_read(do_they_know={"show_if": SHORT.flow.question["speaks_as"].show_if})
    *_, path = findings_of_easy_read(SHORT, elsewhere)
    assert path.counter_example.startswith("another path")


SOME_PEOPLE = list(people(STANDARD.flow))[2:3]
WALKS = {Way.SHORT: SHORT, Way.STANDARD: STANDARD, Way.CARER: CARER}


def test_changing_the_way_loses_nothing_and_asks_nothing_twice():
    findings = list(findings_of_changing_ways(WALKS, people(STANDARD.flow)))
    assert broken(findings) == []
    assert all(finding.cases >= 3_000 for finding in findings)


def with_way(way: Way, **changes: object) -> dict[Way, Walk]:
    return {**WALKS, way: replace(WALKS[way], flow=replace(WALKS[way].flow, **changes))}


def test_a_way_that_asks_again_what_was_said_is_found():
    forgetful = with_way(Way.STANDARD, told=lambda question, answers: None)
    assert "Changing the way asks nothing twice" in broken(findings_of_changing_ways(forgetful, SOME_PEOPLE))


def test_a_way_that_forgets_what_it_does_not_ask_is_found():
    class Forgetful(Flow):
        def path(self, answers):
            return super().path({question: answer for question, answer in answers.items() if question in self.way})

    flow = Forgetful(CARER.flow.bank, CARER.flow.way, partial(told, Way.CARER))
    walks = {**WALKS, Way.CARER: replace(CARER, flow=flow)}
    assert "Changing the way keeps all that was said" in broken(findings_of_changing_ways(walks, SOME_PEOPLE))


def test_facts_that_hang_on_what_was_said_first_are_found(monkeypatch):
    def first_counts(answers, question, answer):
        mistaken = question == "support_now" and "age" in answers
        return kept_with(answers, question, Answer(("about_to_end",)) if mistaken else answer)

    monkeypatch.setattr(ways_proof, "kept_with", first_counts)
    assert "Changing the way gives the facts of somebody who says the same afresh" in broken(
        findings_of_changing_ways(WALKS, SOME_PEOPLE)
    )
