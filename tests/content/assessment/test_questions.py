"""The words of the self-assessment: complete, plain, and never a word that only the council may say."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from app.assessment import facts
from app.assessment.facts import Ability, CarerOutcome, Flag, Outcome, Support, Willing
from app.assessment.flow import ASSESSMENT
from app.config import ROOT
from app.questionnaire.flow import Kind, Question, Words
from app.questionnaire.loader import WORD_KEYS

FILE = ROOT / "app" / "assessment" / "content" / "questions.toml"

FORBIDDEN = re.compile(
    r"\b(in)?eligib|\bqualif|\bcriteri|\bthreshold|\bscor(e|ing)|\b(low|moderate|substantial) needs\b", re.IGNORECASE
)

# Questions to which "not sure" is no answer: who is asking, and what has been said to the other person.
ALWAYS_KNOWN = {"for_whom", "do_they_know"}

LONGEST_SENTENCE = 28
MEAN_SENTENCE = 12


def said(question: Question) -> Iterator[Words]:
    yield question.section.title
    yield from (
        words for words in (question.title, question.about, question.hint, question.why, question.detail) if words
    )
    for choice in question.choices:
        yield from (words for words in (choice.label, choice.hint) if words)
    if question.together:
        yield from (words for words in (question.together.title, question.together.hint) if words)


ALL_WORDS = sorted(
    {text for question in ASSESSMENT.bank for words in said(question) for text in (words.you, words.they)}
)


def written(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in WORD_KEYS:
                yield from [value] if isinstance(value, str) else value.values()
            else:
                yield from written(value)
    elif isinstance(node, list):
        for one in node:
            yield from written(one)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+", text) if sentence]


def test_every_sentence_that_is_written_is_used():
    assert set(written(tomllib.loads(FILE.read_text(encoding="utf-8")))) == set(ALL_WORDS)


@pytest.mark.parametrize("text", ALL_WORDS)
def test_no_word_is_used_that_only_the_council_may_say(text):
    assert not FORBIDDEN.search(text)


def test_the_forbidden_words_would_be_found():
    assert all(
        FORBIDDEN.search(text) for text in ("You are not eligible", "Your score", "You qualify for", "Low needs")
    )


@pytest.mark.parametrize("text", ALL_WORDS)
def test_sentences_are_short(text):
    assert max(len(sentence.split()) for sentence in sentences(text)) <= LONGEST_SENTENCE


def test_sentences_are_short_on_the_whole():
    lengths = [len(sentence.split()) for text in ALL_WORDS for sentence in sentences(text)]
    assert sum(lengths) / len(lengths) <= MEAN_SENTENCE


@pytest.mark.parametrize("text", ALL_WORDS)
def test_words_are_typed_as_people_print_them(text):
    assert text == text.strip()
    assert not re.search(r"['\"<>&]|  |https?:", text)


# In the carer's own section the reader is the carer in either voice.
ABOUT_THE_PERSON = [question for question in ASSESSMENT.bank if question.section.id != "carer"]


@pytest.mark.parametrize("question", ABOUT_THE_PERSON, ids=lambda question: question.id)
def test_the_other_voice_never_speaks_of_the_person_as_the_reader(question):
    about_reader = re.compile(r"\b(your|you live|your life)\b", re.IGNORECASE)
    spoken = [question.title.they] + ([question.hint.they] if question.hint else [])
    assert not [
        text for text in spoken if about_reader.search(text.replace("your screen", "").replace("your mind", ""))
    ]


@pytest.mark.parametrize("question", ASSESSMENT.bank, ids=lambda question: question.id)
def test_not_knowing_is_always_an_answer(question):
    way_out = any(choice.exclusive for choice in question.choices)
    assert way_out or question.optional or question.id in ALWAYS_KNOWN


SIX = ["fine", "slow_or_painful", "needs_help", "cannot", "risky", "unsure"]


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_has_the_six_answers_in_their_order(outcome):
    question = ASSESSMENT.question[outcome.value]
    more = ["not_for_me"] if outcome in (Outcome.WORK_EDUCATION, Outcome.CARING_FOR_CHILD) else []
    assert list(question.choice) == SIX + more
    assert question.detail is not None


def test_each_choice_that_stands_for_a_fact_is_one_that_can_be_made():
    for question_id, flags in facts.FLAGS.items():
        assert flags.keys() <= ASSESSMENT.question[question_id].choice.keys()


def test_each_flag_can_be_set_by_an_answer():
    assert {flag for flags in facts.FLAGS.values() for flag in flags.values()} == set(Flag)


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("for_whom", {member.value for member in facts.ForWhom}),
        ("support_now", {member.value for member in Support}),
        ("carer_carrying_on", {member.value for member in Willing}),
        ("carer_health", facts.CARER_HEALTH.keys() | {"unsure"}),
        ("carer_hours", facts.HOURS.keys() | {"unsure"}),
        ("age", facts.AGES.keys() | {"rather_not_say"}),
        ("toilet", {member.value for member in Ability}),
    ],
)
def test_each_choice_is_understood(question, values):
    assert ASSESSMENT.question[question].choice.keys() == values


@pytest.mark.parametrize("outcome", CarerOutcome)
def test_a_carer_is_asked_about_each_outcome_in_the_three_meanings_of_unable(outcome):
    question = ASSESSMENT.question[facts.CARER_QUESTIONS[outcome]]
    hurt = ["not_without_help", "pain_or_worry", "not_safe"]
    assert list(question.choice) == ["yes", *hurt, "does_not_apply", "unsure"]
    assert "longer" not in " ".join(text.you for text in said(question))


def test_the_short_way_asks_which_of_the_ten_outcomes_are_hard():
    assert set(ASSESSMENT.question["hard"].choice) == {outcome.value for outcome in Outcome} | {"none", "unsure"}


def test_whoever_answers_about_safety_is_told_first_that_it_may_be_shared():
    assert "may have to share" in ASSESSMENT.question["safety"].why.you


def test_a_postcode_is_never_required():
    place = ASSESSMENT.question["place"]
    assert (place.kind, place.optional) == (Kind.PLACE, True)


# Answers, rules and referrals hang on these. A question may be added; none may be renamed or lost.
PERMANENT = [
    "for_whom",
    "helped_by",
    "speaks_as",
    "do_they_know",
    "age",
    "place",
    "safety",
    "condition",
    "condition_types",
    "hard",
    "home_safety",
    "home_habitable",
    "nutrition",
    "clothing",
    "hygiene",
    "toilet",
    "relationships",
    "community",
    "work_education",
    "caring_for_child",
    "life_impact",
    "life_areas",
    "support_now",
    "caring",
    "cared_for",
    "cared_for_age",
    "cared_for_place",
    "carer_tasks",
    "carer_hours",
    "carer_nights",
    "carer_health",
    "carer_own_home",
    "carer_nutrition",
    "carer_child_care",
    "carer_care_for_others",
    "carer_relationships",
    "carer_work_education",
    "carer_community",
    "carer_recreation",
    "carer_carrying_on",
    "carer_plan",
    "mutual",
    "carer_wishes",
    "changes",
    "matters",
    "hopes",
]


def test_no_question_was_renamed_or_lost():
    assert [question.id for question in ASSESSMENT.bank if question.id in PERMANENT] == PERMANENT
