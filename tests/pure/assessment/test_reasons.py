"""Why we say this: the person's own answers, in their own page's words."""

import pytest

from app.assessment.domain import FiredFact
from app.assessment.facts import facts_of
from app.assessment.flow import ASSESSMENT, voice_of
from app.assessment.reasons import fact_in_words, reasons_for
from app.assessment.rules import decide
from app.questionnaire.flow import Answer

FINE = {question.id: Answer(("fine",)) for question in ASSESSMENT.questions if "slow_or_painful" in question.choice}


def shown(**answers: str | tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    given = FINE | {key: Answer((value,) if isinstance(value, str) else value) for key, value in answers.items()}
    given = {key: answer for key, answer in given.items() if answer.chosen}
    decision = decide(facts_of(given))
    return [(reason.question.id, reason.said) for reason in reasons_for(decision, given, voice_of(given))]


def test_nothing_is_shown_when_no_rule_fired():
    assert shown(support_now="some_enough") == []


def test_a_reason_is_the_question_with_the_chosen_label():
    assert shown(toilet="needs_help") == [("toilet", ("I need someone to help me or remind me",))]


def test_reasons_speak_in_the_voice_of_the_form():
    assert shown(for_whom="someone_else", toilet="needs_help") == [
        ("toilet", ("They need someone to help them or remind them",))
    ]


def test_of_many_choices_only_those_that_fired_a_rule_are_shown():
    assert shown(changes=("recent_falls", "lives_alone")) == [("changes", ("I have fallen in the last 6 months",))]


def test_reasons_come_in_the_order_of_the_rules_and_each_question_once():
    answers = shown(safety=("abuse", "no_food_or_heating"), toilet="cannot", hygiene="cannot", support_now="none")
    assert [question for question, _ in answers] == ["safety", "support_now", "toilet", "hygiene"]
    assert answers[0][1] == (
        "Someone hurts, frightens, controls or neglects me, or takes my money",
        "I have no food or no heating",
    )


def test_an_unanswered_question_is_named_without_an_answer():
    assert shown(community=(), relationships="cannot") == [
        ("relationships", ("I cannot do this, or someone does it all for me",)),
        ("community", ()),
    ]


def test_a_carers_reasons_are_their_own_answers():
    assert shown(
        for_whom="both",
        carer_life=("recreation", "own_home"),
        carer_health="a_little",
        carer_carrying_on="struggling",
    ) == [
        ("carer_life", ("Looking after my own home", "Doing things I enjoy")),
        ("carer_carrying_on", ("I am struggling",)),
    ]


def test_a_carer_who_was_not_sure_is_shown_to_have_said_so():
    answers = shown(for_whom="both", carer_life="unsure", carer_health="no", carer_carrying_on="yes")
    assert answers == [("carer_life", ("I’m not sure",))]


def test_asking_by_the_button_on_a_page_needs_no_reason():
    decision = decide(facts_of(FINE).asking_for_assessment())
    assert reasons_for(decision, FINE, voice_of({})) == ()


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (FiredFact("toilet", "cannot"), ("toilet", "They cannot do this, or someone does it all for them")),
        (FiredFact("recent_falls", True), ("changes", "They have fallen in the last 6 months")),
        (FiredFact("carer.recreation", True), ("carer_life", "Doing things I enjoy")),
        (FiredFact("carer.willing_and_able", "struggling"), ("carer_carrying_on", "I am struggling")),
        (FiredFact("age", 17), ("age", "17")),
    ],
)
def test_a_fact_is_told_to_staff_in_the_words_of_its_question(fact, words):
    question, said = words
    assert fact_in_words(fact) == (ASSESSMENT.question[question].subject.they, said)


def test_a_fact_that_no_question_gives_any_more_keeps_its_name():
    assert fact_in_words(FiredFact("left_handed", True)) == ("left_handed", "True")
