"""Beside the notes stands what they lead to: danger, what the rules suggest, help, and the full assessment."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.assessment.facts import Outcome
from app.assessment.flow import ASSESSMENT
from app.assessment.store import DraftRow
from app.db import session
from app.questionnaire.flow import Answer, answers_from_json
from tests.web.contact_centre.conftest import begin, press


@pytest.mark.parametrize("words", ["She says she wants to kill herself", "He hits her when he has been drinking"])
def test_words_of_danger_in_the_notes_raise_the_numbers_to_ring(desk: FlaskClient, words: str) -> None:
    call = begin(desk)
    beside = desk.post(f"{call}/beside", data={"version": 1, "window": "a", "around": words})
    assert "careway-panel--danger" in beside.json["beside"]


def test_calm_words_raise_nothing(desk: FlaskClient) -> None:
    page = desk.get(begin(desk, want="A lunch club on Tuesdays"))
    assert "careway-panel--danger" not in page.text


def test_a_tick_shows_what_the_rules_would_suggest_and_why(desk: FlaskClient) -> None:
    page = desk.get(begin(desk, hard=["hygiene", "toilet"])).text
    assert "Offer an assessment" in page
    assert "What is hard: Washing" in page.replace("Using the toilet, ", "")
    assert "<strong>F1</strong>" in page


@pytest.mark.parametrize("word", ["eligib", "qualif", "threshold", "criteria", "score"])
def test_no_page_of_a_call_speaks_of_who_is_let_in(desk: FlaskClient, word: str) -> None:
    page = desk.get(begin(desk, hard=["none"], safety=["abuse"], support_now="none"))
    beside = page.text.partition('id="beside"')[2].partition("The rules behind it")[0]
    assert word not in beside.lower()


def test_nothing_is_suggested_while_nothing_is_ticked(desk: FlaskClient) -> None:
    assert "Nothing yet. Tick what is hard" in desk.get(begin(desk, want="Hello")).text


def test_the_full_assessment_goes_on_with_what_was_ticked_and_says_that_staff_filled_it_in(
    app: Flask, desk: FlaskClient
) -> None:
    call = begin(desk, for_whom="self", caller="Ruth Amari", safety=["none"], hard=["hygiene"], support_now="none")
    answer = press(desk, app, call, "assessment")
    assert answer.location.endswith("/assessment/next")
    with app.app_context():
        draft = session().scalars(select(DraftRow)).one()
        answers, details = json.loads(draft.answers), json.loads(draft.details)
    assert answers["helped_by"]["chosen"] == ["council_staff"]
    assert answers["hard"]["chosen"] == ["hygiene"]
    assert details["name"] == {"name": "Ruth Amari"}
    assert details["contact"]["id"] == call.rsplit("/", 1)[1]


def test_what_was_told_on_the_call_is_not_asked_again(app: Flask, desk: FlaskClient) -> None:
    told = {"for_whom": "self", "safety": ["none"], "hard": ["hygiene"], "support_now": "none", "caring": ["has_carer"]}
    press(desk, app, begin(desk, **told, postcode="TS18 1AU", want="To go out again"), "assessment")
    with app.app_context():
        draft = session().scalars(select(DraftRow)).one()
    kept = answers_from_json(draft.answers, ASSESSMENT.question)
    new = {"age": Answer(("65_84",)), "condition": Answer(("no",)), "impact": Answer(("some_days",))}
    asked = []
    while (question := ASSESSMENT.path(kept).next) is not None and len(asked) < 10:
        asked.append(question.id)
        kept[question.id] = new.get(question.id) or Answer((question.choices[-1].value,))
    assert not {"for_whom", "helped_by", "place", "safety", "support_now", "caring", *map(str, Outcome)} & set(asked)
    assert kept["matters"].text == "To go out again"
