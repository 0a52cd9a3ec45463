"""The path through a questionnaire: what comes next, what counts, and where Back leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import cleaned
from app.questionnaire.flow import (
    Answer,
    Choice,
    Complaint,
    Flow,
    Kind,
    Question,
    Section,
    ShowIf,
    Voice,
    Words,
    answers_from_json,
    answers_to_json,
)


def words(text: str) -> Words:
    return Words(text, text)


def choices(*values: str, exclusive: tuple[str, ...] = ()) -> tuple[Choice, ...]:
    return tuple(Choice(value, words(value), exclusive=value in exclusive) for value in values)


FIRST, LAST = Section("first", words("First")), Section("last", words("Last"))
PET = Question("pet", FIRST, Kind.CHOOSE_ONE, words("Pet?"), choices=choices("dog", "cat", "none"))
WALKS = Question(
    "walks",
    FIRST,
    Kind.CHOOSE_MANY,
    words("Walks?"),
    detail=words("More"),
    choices=choices("park", "beach", "none", "unsure", exclusive=("none", "unsure")),
    show_if=(ShowIf("pet", frozenset({"dog"})),),
    max_length=10,
)
HOME = Question(
    "home",
    LAST,
    Kind.PLACE,
    words("Home?"),
    choices=choices("boat", "rather_not_say", exclusive=("rather_not_say",)),
    optional=True,
)
NAME = Question("name", LAST, Kind.TEXT, words("Name?"), max_length=10)
FLOW = Flow((PET, WALKS, HOME, NAME))

DOG, CAT = Answer(("dog",)), Answer(("cat",))
ALL = {"pet": DOG, "walks": Answer(("park",)), "home": Answer(), "name": Answer((), "Rex")}


def ids(questions: tuple[Question, ...]) -> list[str]:
    return [question.id for question in questions]


def test_the_first_question_comes_first():
    assert FLOW.path({}).next is PET


def test_a_question_is_asked_only_when_its_condition_holds():
    assert FLOW.path({"pet": DOG}).next is WALKS
    assert FLOW.path({"pet": CAT}).next is HOME


def test_a_question_with_two_conditions_is_asked_when_either_holds():
    either = Question(
        "either",
        LAST,
        Kind.TEXT,
        words("?"),
        show_if=(ShowIf("pet", frozenset({"cat"})), ShowIf("walks", frozenset({"park"}))),
    )
    flow = Flow((PET, WALKS, either))
    assert flow.path({"pet": CAT}).next is either
    assert flow.path({"pet": DOG, "walks": Answer(("park",))}).next is either
    assert flow.path({"pet": DOG, "walks": Answer(("none",))}).finished


def test_an_answer_that_is_no_longer_reached_does_not_count():
    assert "walks" not in FLOW.path({**ALL, "pet": CAT}).answers


def test_an_answer_that_is_reached_again_counts_again():
    assert FLOW.path({**ALL, "pet": CAT} | {"pet": DOG}).answers == ALL


def test_an_optional_question_must_be_passed_once_and_may_be_empty():
    without_home = {key: value for key, value in ALL.items() if key != "home"}
    assert FLOW.path(without_home).next is HOME
    assert FLOW.path(ALL).finished


def test_an_answer_that_no_longer_fits_its_question_is_asked_again():
    assert FLOW.path({**ALL, "pet": Answer(("dragon",))}).next is PET


def test_back_leads_to_the_question_before_on_this_path():
    path = FLOW.path({"pet": CAT})
    assert path.before("home") is PET
    assert path.before("pet") is None


def test_back_from_a_question_that_is_not_on_the_path_leads_nowhere():
    assert FLOW.path({"pet": CAT}).before("walks") is None


def test_only_answered_questions_and_the_next_one_can_be_opened():
    path = FLOW.path({"pet": DOG})
    assert [path.reaches(question.id) for question in FLOW.questions] == [True, True, False, False]


def test_answers_are_checked_section_by_section():
    assert [(section.id, ids(asked)) for section, asked in FLOW.path(ALL).by_section()] == [
        ("first", ["pet", "walks"]),
        ("last", ["home", "name"]),
    ]


@pytest.mark.parametrize(
    ("question", "answer", "complaint"),
    [
        (PET, Answer(), Complaint.NOTHING_CHOSEN),
        (PET, Answer(("dragon",)), Complaint.UNKNOWN_CHOICE),
        (PET, Answer(("dog", "cat")), Complaint.MORE_THAN_ONE),
        (PET, DOG, None),
        (WALKS, Answer(), Complaint.NOTHING_CHOSEN),
        (WALKS, Answer(("park", "beach")), None),
        (WALKS, Answer(("park", "none")), Complaint.CHOICES_CONTRADICT),
        (WALKS, Answer(("none", "unsure")), Complaint.CHOICES_CONTRADICT),
        (WALKS, Answer(("none",)), None),
        (WALKS, Answer(("park",), "x" * 11), Complaint.TEXT_TOO_LONG),
        (WALKS, Answer(("park",), "x" * 10), None),
        (NAME, Answer(), Complaint.NOTHING_WRITTEN),
        (NAME, Answer((), "x" * 11), Complaint.TEXT_TOO_LONG),
        (NAME, Answer(("dog",), "Rex"), Complaint.UNKNOWN_CHOICE),
        (HOME, Answer(), None),
        (HOME, Answer((), "ts181au"), None),
        (HOME, Answer((), "TS18"), None),
        (HOME, Answer((), "Stockton"), Complaint.NOT_A_POSTCODE),
        (HOME, Answer((), "x" * 50_000), Complaint.NOT_A_POSTCODE),
        (HOME, Answer(("boat",), "TS18 1AU"), None),
        (HOME, Answer(("rather_not_say",), "TS18 1AU"), Complaint.CHOICES_CONTRADICT),
        (HOME, Answer(("rather_not_say", "boat")), Complaint.CHOICES_CONTRADICT),
    ],
)
def test_a_question_says_what_is_wrong_with_an_answer(question, answer, complaint):
    assert question.complaint(answer) is complaint


def test_words_are_said_in_the_voice_asked_for():
    both = Words("your dog", "their dog")
    assert [both.said(voice) for voice in Voice] == ["your dog", "their dog"]


ANSWER = st.builds(
    Answer,
    st.lists(st.sampled_from(["dog", "cat", "park", "none", "boat", "dragon"]), max_size=3).map(tuple),
    st.text(max_size=12),
)
ANSWERS = st.dictionaries(st.sampled_from([*ids(FLOW.questions), "gone"]), ANSWER)


@given(ANSWERS)
def test_everybody_gets_a_question_or_reaches_the_end(answers):
    path = FLOW.path(answers)
    assert path.finished or path.next.id not in path.answers


@given(ANSWERS)
def test_replaying_the_answers_that_count_changes_nothing(answers):
    once = FLOW.path(answers)
    assert FLOW.path(once.answers) == once


@given(ANSWERS)
def test_going_back_from_question_to_question_ends_at_the_first(answers):
    path = FLOW.path(answers)
    here, steps = path.asked[-1], 0
    while (before := path.before(here.id)) is not None:
        here, steps = before, steps + 1
    assert (here, steps) == (PET, len(path.asked) - 1)


@given(st.dictionaries(st.sampled_from(ids(FLOW.questions)), st.builds(Answer, st.just(()), st.text().map(cleaned))))
def test_answers_come_back_from_the_store_as_they_were(answers):
    assert answers_from_json(answers_to_json(answers), FLOW.question) == answers


def test_an_answer_to_a_question_that_is_gone_is_left_out():
    assert answers_from_json(answers_to_json({"gone": DOG, "pet": CAT}), FLOW.question) == {"pet": CAT}


@pytest.mark.parametrize(
    "kept",
    ["", "[]", "null", "{", "[" * 100_000, '{"pet": 3}', '{"pet": {"chosen": "dog"}}', '{"pet": {"text": 3}}'],
)
def test_answers_that_cannot_be_read_are_left_out(kept):
    assert answers_from_json(kept, FLOW.question) == {}


@given(st.text(st.characters(codec=None)))
def test_cleaned_text_can_be_kept_by_any_store(text):
    kept = cleaned(text)
    assert kept.encode().decode() == kept
    assert "\0" not in kept
    assert cleaned(kept) == kept


def test_cleaning_keeps_lines_and_every_kind_of_letter():
    assert cleaned(" Zoe\u0308\r\nعلي\tمحمد 😀\x00\ud800\r") == "Zoë\nعلي\tمحمد 😀"
