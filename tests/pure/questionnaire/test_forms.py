"""The form of a question: its own words, what was typed kept, and complaints that say what to do."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask_babel import Babel

from app.questionnaire.flow import Answer, Choice, Kind, Question, Section, Voice, Words
from app.questionnaire.forms import QuestionForm, form_for

PETS = Section("pets", Words("Pets", "Pets"))
YES, NO = Choice("yes", Words("Yes", "Yes")), Choice("no", Words("No", "No"))
UNSURE = Choice("unsure", Words("I’m not sure", "I’m not sure"), exclusive=True)
BOAT = Choice("boat", Words("On a boat", "On a boat"), hint=Words("Or a raft.", "Or a raft."))
WALKS = Words("Do you walk?", "Do they walk?")

ONE = Question(
    "one", PETS, Kind.CHOOSE_ONE, WALKS, detail=Words("More", "More"), choices=(YES, NO, UNSURE), max_length=5
)
STRICT = Question("strict", PETS, Kind.CHOOSE_ONE, WALKS, choices=(YES, NO))
MANY = Question("many", PETS, Kind.CHOOSE_MANY, WALKS, choices=(YES, NO, UNSURE))
SEVERAL = Question("several", PETS, Kind.CHOOSE_MANY, WALKS, choices=(YES, NO))
TEXT = Question("text", PETS, Kind.TEXT, WALKS, max_length=5)
PLACE = Question("place", PETS, Kind.PLACE, WALKS, choices=(BOAT, UNSURE), optional=True)

Send = Callable[..., tuple[QuestionForm, bool]]


@pytest.fixture
def app() -> Flask:
    app = Flask("careway")
    app.config.update(SECRET_KEY="test", WTF_CSRF_ENABLED=False)
    Babel(app)
    return app


@pytest.fixture
def send(app: Flask) -> Send:
    """Sends a page and returns its form and whether it was taken."""

    def send(question: Question, voice: Voice = Voice.YOU, **typed: str | list[str]) -> tuple[QuestionForm, bool]:
        with app.test_request_context(method="POST", data=typed):
            form = form_for(question, voice)
            return form, form.validate()

    return send


def test_nothing_is_chosen_before_somebody_chooses(app):
    with app.test_request_context():
        assert [option.checked for option in form_for(ONE, Voice.YOU)["chosen"]] == [False, False, False]


def test_the_box_and_the_choices_of_a_place_have_names_of_their_own_below_the_question(app):
    with app.test_request_context():
        form = form_for(PLACE, Voice.YOU)
        assert (form["text"].label.text, form["chosen"].label.text) == ("Postcode", "Or choose one of these")


def test_a_choice_carries_its_hint_and_whether_it_stands_alone(app):
    with app.test_request_context():
        shown = {choice.value: choice.render_kw for choice in form_for(PLACE, Voice.YOU)["chosen"].iter_choices()}
    assert shown == {"boat": {"hint": "Or a raft.", "alone": False}, "unsure": {"alone": True}}


def test_a_kept_answer_stands_in_the_form(app):
    with app.test_request_context():
        form = form_for(ONE, Voice.YOU, Answer(("no",), "old"))
        assert [option.checked for option in form["chosen"]] == [False, True, False]
        assert form["text"].data == "old"


def test_a_kept_choice_that_no_longer_exists_is_shown_as_nothing_chosen(app):
    with app.test_request_context():
        form = form_for(ONE, Voice.YOU, Answer(("perhaps",)))
        assert [option.checked for option in form["chosen"]] == [False, False, False]


def test_what_is_sent_wins_over_what_was_kept(app):
    with app.test_request_context(method="POST", data={"chosen": "yes"}):
        assert form_for(ONE, Voice.YOU, Answer(("no",), "old")).answer() == Answer(("yes",), "")


@pytest.mark.parametrize(("voice", "title"), [(Voice.YOU, "Do you walk?"), (Voice.THEY, "Do they walk?")])
def test_a_form_speaks_in_the_voice_asked_for(app, voice, title):
    with app.test_request_context():
        assert form_for(MANY, voice)["chosen"].label.text == title


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        (ONE, {"chosen": "yes", "text": " Rex\r\n "}, Answer(("yes",), "Rex")),
        (MANY, {"chosen": ["no", "yes"]}, Answer(("yes", "no"))),
        (MANY, {"chosen": ["yes", "yes"]}, Answer(("yes",))),
        (TEXT, {"text": "a\r\nb\x00"}, Answer((), "a\nb")),
        (TEXT, {"text": "محمد😀"}, Answer((), "محمد😀")),
        (PLACE, {"text": "ts181au"}, Answer((), "ts181au")),
        (PLACE, {"text": "TS18", "chosen": ["boat"]}, Answer(("boat",), "TS18")),
        (PLACE, {}, Answer()),
    ],
)
def test_a_good_answer_is_taken(send, question, typed, answer):
    form, taken = send(question, **typed)
    assert taken
    assert form.answer() == answer


@pytest.mark.parametrize(
    ("question", "typed", "field", "says"),
    [
        (ONE, {}, "chosen", "Choose one answer, or “I’m not sure”"),
        (ONE, {"chosen": "perhaps"}, "chosen", "Choose one answer, or “I’m not sure”"),
        (STRICT, {}, "chosen", "Choose one answer"),
        (MANY, {}, "chosen", "Choose one answer or more, or “I’m not sure”"),
        (SEVERAL, {}, "chosen", "Choose one answer or more"),
        (MANY, {"chosen": ["yes", "unsure"]}, "chosen", "Choose “I’m not sure” on its own, or take its tick away"),
        (MANY, {"chosen": ["yes", "perhaps"]}, "chosen", "Choose one answer or more, or “I’m not sure”"),
        (
            ONE,
            {"chosen": "yes", "text": "sixsix"},
            "text",
            "Your answer is 1 character too long. Please make it shorter",
        ),
        (TEXT, {"text": "x" * 50_000}, "text", "Your answer is 49995 characters too long. Please make it shorter"),
        (TEXT, {"text": " \x00 "}, "text", "Write your answer in the box"),
        (
            PLACE,
            {"text": "the blue house"},
            "text",
            "We do not know that postcode. Check it, or leave the box empty and carry on",
        ),
        (
            PLACE,
            {"text": "TS18 1AU", "chosen": ["unsure"]},
            "chosen",
            "Choose “I’m not sure” on its own, or take its tick away",
        ),
    ],
)
def test_an_answer_that_cannot_be_taken_is_explained_beside_its_field(send, question, typed, field, says):
    form, taken = send(question, **typed)
    assert not taken
    assert form.errors == {field: [says]}


def test_what_was_typed_stays_in_the_form_when_it_cannot_be_taken(send):
    form, _ = send(ONE, text="much too long", chosen="no")
    assert (form["text"].data, form["chosen"].data) == ("much too long", "no")


def test_the_class_of_a_form_is_made_once(app):
    with app.test_request_context():
        assert type(form_for(ONE, Voice.YOU)) is type(form_for(ONE, Voice.YOU))
