"""Why we say this: the person's own answers, in their own page's words."""

import pytest

from app.assessment.domain import FiredFact
from app.assessment.facts import CARER_QUESTIONS, facts_of
from app.assessment.flow import ASSESSMENT, FLOWS, facts_on, voice_of
from app.assessment.reasons import fact_in_words, reasons_for
from app.assessment.rules import decide
from app.assessment.ways import Way
from app.questionnaire.flow import Answer, Path, Voice

UNHARMED = dict.fromkeys(CARER_QUESTIONS.values(), "yes")
FINE = {question.id: Answer(("fine",)) for question in ASSESSMENT.questions if "slow_or_painful" in question.choice}


def shown(**answers: str | tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    given = FINE | {key: Answer((value,) if isinstance(value, str) else value) for key, value in answers.items()}
    given = {key: answer for key, answer in given.items() if answer.chosen}
    given = {key: answer for key, answer in given.items() if key in ASSESSMENT.question}
    path = Path(tuple(ASSESSMENT.question[key] for key in given), None, given)
    reasons = reasons_for(decide(facts_of(given)), path, ASSESSMENT, voice_of(given))
    return [(reason.question.id, reason.said) for reason in reasons]


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
        **UNHARMED | {"carer_recreation": "not_safe", "carer_own_home": "pain_or_worry"},
        carer_health="a_little",
        carer_carrying_on="struggling",
    ) == [
        ("carer_own_home", ("Yes, but it costs me a lot of pain, upset or worry",)),
        ("carer_recreation", ("Yes, but it is not safe",)),
        ("carer_carrying_on", ("I am struggling",)),
    ]


def test_a_carer_who_was_not_sure_is_shown_to_have_said_so():
    unsure = UNHARMED | {"carer_recreation": "unsure"}
    answers = shown(for_whom="both", **unsure, carer_health="no", carer_carrying_on="yes")
    assert answers == [("carer_recreation", ("I’m not sure",))]


def test_asking_by_the_button_on_a_page_needs_no_reason():
    decision = decide(facts_of(FINE).asking_for_assessment())
    assert reasons_for(decision, Path((), None, FINE), ASSESSMENT, voice_of({})) == ()


def test_what_was_ticked_on_the_short_way_is_the_reason():
    flow = FLOWS[Way.SHORT]
    path = flow.path(
        {
            "for_whom": Answer(("self",)),
            "safety": Answer(("none",)),
            "hard": Answer(("toilet", "community")),
            "support_now": Answer(("some_enough",)),
            "caring": Answer(("no",)),
        }
    )
    reasons = reasons_for(decide(facts_on(Way.SHORT, path.answers)), path, flow, Voice.YOU)
    assert [(reason.question.id, reason.said) for reason in reasons] == [
        ("hard", ("Using the toilet", "Getting out and about"))
    ]


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (FiredFact("toilet", "cannot"), ("toilet", "They cannot do this, or someone does it all for them")),
        (FiredFact("recent_falls", True), ("changes", "They have fallen in the last 6 months")),
        (
            FiredFact("carer.recreation", True),
            ("carer_recreation", "Not without help, or at a cost, or not safe, or not sure"),
        ),
        (FiredFact("carer.willing_and_able", "struggling"), ("carer_carrying_on", "I am struggling")),
        (FiredFact("age", 17), ("age", "17")),
    ],
)
def test_a_fact_is_told_to_staff_in_the_words_of_its_question(fact, words):
    question, said = words
    assert fact_in_words(fact) == (ASSESSMENT.question[question].subject.they, said)


def test_a_fact_that_no_question_gives_any_more_keeps_its_name():
    assert fact_in_words(FiredFact("left_handed", True)) == ("left_handed", "True")
