"""The kept page of a question: it says what the plainly written one says, and nothing of anybody else."""

from itertools import product

import pytest
from flask import render_template

from app.assessment.asking import Asked
from app.assessment.flow import ASSESSMENT, EASY_READ
from app.assessment.ways import Way
from app.questionnaire.flow import Answer, Kind, Voice
from app.questionnaire.forms import blanks_of
from app.web import skeletons
from tests import walking

MARKED_UP = "</textarea>\n<script>“&amp;”</script>\ue000csrf_token\ue001"
ADDRESS = '/assessment/question/age?"'
MANNERS = {False: ASSESSMENT, True: EASY_READ[Way.STANDARD]}


def pages(voices, manners):
    """Every page that can be asked for, with all questions that can share it."""
    for is_easy_read, voice in product(manners, voices):
        bank = MANNERS[is_easy_read].bank
        for question in bank:
            on_it = tuple(one for one in bank if one.together is question.together and question.together)
            yield Asked(on_it or (question,), voice, is_easy_read)


def answered(asked):
    """The first and the last choice where several may be chosen, and text that would love to be markup."""
    every = {question: [choice.value for choice in question.choices] for question in asked.questions}
    several = {question: tuple(dict.fromkeys(values[:1] + values[-1:])) for question, values in every.items()}
    return {
        question.id: Answer(values[-1:] if question.kind is Kind.CHOOSE_ONE else values, MARKED_UP)
        for question, values in several.items()
    }


def differing(asked):
    """Whether the kept page says anything else than the plain one, without answers and with them."""
    for answers in ({}, answered(asked)):
        personal = {"draft": "tag", "back": ADDRESS, **blanks_of(asked.questions, answers)}
        kept = skeletons.filled("assessment/question.html", personal, page=asked)
        plain = render_template(
            "assessment/question.html", page=asked, form=asked.form(answers), tag="tag", back_address=ADDRESS
        )
        if kept != plain:
            yield kept, plain


def test_the_kept_page_of_every_question_is_the_plain_one_in_every_voice_and_manner(app):
    with app.test_request_context("/assessment/question/age?from=check&to=“"):
        for asked in pages(Voice, MANNERS):
            assert list(differing(asked)) == [], asked


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_the_kept_page_of_every_question_is_the_plain_one_in_other_languages(app, language):
    with app.test_request_context("/assessment/question/age", headers={"Cookie": f"language={language}"}):
        for asked in pages([Voice.THEY], [False]):
            assert list(differing(asked)) == [], asked


def test_nothing_of_one_person_stands_in_the_page_of_another(app):
    one, other = app.test_client(), app.test_client()
    for client, age in ((one, "85_or_over"), (other, "26_64")):
        walking.start(client, way="carer")
        walking.answer(client, "age", chosen=age)
    walking.answer(one, "place", text="TS18 1AU")
    for question, hers in (("age", 'value="85_or_over" checked'), ("place", "TS18 1AU")):
        address = f"/assessment/question/{question}"
        first, second = one.get(address), other.get(address)
        assert hers in first.text
        assert hers not in second.text
        assert walking.tag_in(first) != walking.tag_in(second)
        assert hers in one.get(address).text
    assert 'value="26_64" checked' in other.get("/assessment/question/age").text


@pytest.mark.parametrize("address", ["/", "/assessment/question/for_whom"])
def test_each_persons_page_carries_a_token_of_their_own(app, address):
    tokens = []
    for client in (app.test_client(), app.test_client()):
        walking.start(client)
        page = client.get(address).text
        tokens.append({part.split('"')[0] for part in page.split('name="csrf_token" value="')[1:]})
        assert len(tokens[-1]) == 1
    assert tokens[0].isdisjoint(tokens[1])


def test_what_was_typed_into_a_page_that_was_not_taken_is_not_kept(client):
    walking.start(client, way="carer")
    walking.answer(client, "age", chosen="85_or_over")
    for _ in range(2):
        assert "<b>nowhere" not in client.get("/assessment/question/place").text
        assert "&lt;b&gt;nowhere" in walking.answer(client, "place", text="<b>nowhere").text
    assert "nowhere" not in client.get("/assessment/question/place").text


def test_a_skeleton_is_never_told_of_the_person_for_whom_it_is_written_first(app):
    nosy = app.jinja_env.from_string("{{ session.who }}{{ g.who }}{{ staff.name }}{{ request.path }}.")
    with app.test_request_context("/assessment/secret") as request:
        request.session["who"] = "Bea"
        assert skeletons.filled(nosy, {}) == "."


def test_no_more_than_so_many_skeletons_are_kept(app):
    plain = app.jinja_env.from_string("{{ number }}")
    with app.test_request_context():
        for number in range(skeletons.MOST_KEPT + 10):
            assert skeletons.filled(plain, {}, number=number) == str(number)
    assert app.extensions["skeletons"].cache_info().currsize == skeletons.MOST_KEPT


def test_what_a_page_is_told_is_never_taken_for_a_blank(app):
    with app.test_request_context("/"):
        plain = app.jinja_env.from_string("{{ name }}{{ blank('end') }}")
        assert skeletons.filled(plain, {"end": "."}, name="Lunch \ue000x\ue001 club") == "Lunch \ue000x\ue001 club."
