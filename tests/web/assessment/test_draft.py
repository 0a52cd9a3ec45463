"""A form that somebody is filling in: it is found again, never mixed with another, and never lost."""

import json
import re
from datetime import timedelta

import pytest
import time_machine

from app.assessment.store import DraftRow
from app.db import session
from app.kernel.clock import now
from tests import walking


def code_of(client) -> str:
    found = re.search(r"<strong>((?:\w{4} ){3}\w{4})</strong>", client.get("/assessment/code").text)
    assert found
    return found[1]


def answers_in_store(app) -> list[dict]:
    with app.app_context():
        return [json.loads(row.answers) for row in session().query(DraftRow)]


def test_answers_survive_going_back_and_changing(client):
    walking.start(client)
    walking.finish(client, hygiene="needs_help", matters="My garden")
    walking.answer(client, "hygiene", chosen="risky")
    check = client.get("/assessment/check").text
    assert "it is not safe" in check
    assert "My garden" in check


def test_an_answer_that_is_dropped_by_a_change_comes_back_when_the_change_is_undone(client):
    walking.start(client)
    walking.finish(client, for_whom="someone_else", do_they_know="not_yet")
    walking.answer(client, "for_whom", chosen="self")
    assert "Do they know" not in client.get("/assessment/check").text
    walking.answer(client, "for_whom", chosen="someone_else")
    assert "Not yet" in client.get("/assessment/check").text


def test_two_tabs_add_to_each_others_answers(client):
    walking.start(client)
    tab = walking.tag_in(client.get("/assessment/question/for_whom"))
    client.post("/assessment/question/for_whom", data={"draft": tab, "chosen": "self"})
    client.post("/assessment/question/helped_by", data={"draft": tab, "chosen": "nobody"})
    client.post("/assessment/question/age", data={"draft": tab, "chosen": "65_84"})
    client.post("/assessment/question/for_whom", data={"draft": tab, "chosen": "self"})
    assert client.get("/assessment/next").location.endswith("/place")


def test_a_page_of_an_earlier_form_is_never_mixed_into_a_later_one(client, app):
    walking.start(client)
    first = walking.tag_in(client.get("/assessment/question/for_whom"))
    walking.start(client)
    page = client.post(
        "/assessment/question/matters",
        data={"draft": first, "text": "My old dog"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert page.status_code == 409
    assert "You have two forms" in page.text
    assert "My old dog" in page.text
    assert answers_in_store(app) == [{}, {}]


def test_the_code_opens_the_form_in_another_browser_and_closes_it_in_the_first(app):
    home, library = app.test_client(), app.test_client()
    walking.start(home)
    walking.answer(home, "for_whom", chosen="self")
    walking.answer(home, "helped_by", chosen="nobody")
    code = code_of(home)
    assert library.post("/assessment/return", data={"code": code.lower().replace(" ", "-")}).status_code == 303
    assert library.get("/assessment/next").location.endswith("/age")
    assert home.get("/assessment/next").status_code == 404


def test_after_45_quiet_minutes_the_browser_alone_opens_nothing(client):
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    walking.answer(client, "helped_by", chosen="nobody")
    code = code_of(client)
    with time_machine.travel(now() + timedelta(minutes=45, seconds=2)):
        closed = client.get("/assessment/question/for_whom")
        assert closed.status_code == 403
        assert "to keep it private" in closed.text
        client.post("/assessment/return", data={"code": code})
        assert client.get("/assessment/next").location.endswith("/age")


def test_each_page_keeps_the_form_open_for_another_45_minutes(client):
    walking.start(client)
    for minutes in (40, 80, 120):
        with time_machine.travel(now() + timedelta(minutes=minutes)):
            assert client.get("/assessment/question/for_whom").status_code == 200


def test_what_was_typed_when_the_form_had_closed_is_saved_once_the_code_is_given(client):
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    walking.answer(client, "helped_by", chosen="nobody")
    code, tag = code_of(client), walking.tag_in(client.get("/assessment/question/age"))
    with time_machine.travel(now() + timedelta(hours=1)):
        typed = {"draft": tag, "text": "I love 🎣 fishing\nand my صديق"}
        closed = client.post("/assessment/question/matters", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
        held = {"held:draft": tag, "held:text": typed["text"], "held-path": "/assessment/question/matters"}
        for name in held:
            assert f'name="{name}"' in closed.text
        page = client.post("/assessment/return", data={"code": code, **held})
        assert "What you typed is still here" in page.text
        client.post(
            "/assessment/question/matters",
            data={"draft": walking.tag_in(client.get("/assessment/question/age")), "text": typed["text"]},
        )
        walking.finish(client)
        assert "fishing" in client.get("/assessment/check").text


def test_what_was_typed_after_28_days_is_kept_and_the_person_is_told(client):
    walking.start(client)
    tag = walking.tag_in(client.get("/assessment/question/for_whom"))
    with time_machine.travel(now() + timedelta(days=28, minutes=1)):
        page = client.post(
            "/assessment/question/matters",
            data={"draft": tag, "text": "Sundays with Ann"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        assert page.status_code == 404
        assert "not lost" in page.text
        assert "Sundays with Ann" in page.text
        fresh = client.post(
            "/assessment/start-with",
            data={"held:text": "Sundays with Ann", "held:draft": tag, "held-path": "/assessment/question/matters"},
        )
        assert "Sundays with Ann" in fresh.text
        assert tag not in fresh.text


def test_a_form_that_is_deleted_leaves_nothing(client, app):
    walking.start(client)
    tag = walking.tag_in(client.get("/assessment/delete"))
    client.post("/assessment/delete", data={"draft": tag})
    assert answers_in_store(app) == []
    assert client.get("/assessment/next").status_code == 404


def test_leaving_takes_the_form_out_of_the_browser_and_goes_elsewhere(client, app):
    walking.start(client)
    code = code_of(client)
    left = client.post("/assessment/leave")
    assert left.location == app.extensions["council"].exit_site
    assert client.get("/assessment/next").status_code == 404
    assert client.post("/assessment/return", data={"code": code}).status_code == 303


def test_guessing_codes_is_stopped(client):
    for _ in range(10):
        client.post("/assessment/return", data={"code": "0000 0000 0000 0000"})
    assert client.post("/assessment/return", data={"code": "0000 0000 0000 0000"}).status_code == 429


def test_nothing_readable_of_an_answer_is_in_the_store(client, app):
    walking.start(client)
    walking.finish(client, matters="Canary wharf 4711")
    with app.app_context():
        raw = session().connection().exec_driver_sql("SELECT * FROM draft").fetchall()
    assert "Canary" not in repr(raw)
    assert "fine" not in repr(raw)


@pytest.mark.parametrize("question", ["for_whom", "hygiene", "matters"])
def test_a_question_that_is_not_on_the_path_yet_leads_back_to_the_one_that_is(client, question):
    walking.start(client)
    page = client.get(f"/assessment/question/{question}")
    assert page.status_code == (200 if question == "for_whom" else 302)
