"""Whoever rang before is known again, and nothing of it is told before they have shown who they are."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.audit import api as audit
from app.contact_centre.store import CallerKeyRow
from app.db import session
from tests import sending
from tests.web.contact_centre.conftest import begin, contact_of, press

BEFORE = {
    "caller": "Ruth Amari",
    "for_whom": "self",
    "born": "27 3 1951",
    "telephone": "01632 960123",
    "email": "Ruth@example.org",
    "want": "Somebody to walk with",
    "careful": "Her son must not know",
}


@pytest.mark.parametrize(
    "again",
    [
        {"telephone": "+44 1632 960123"},
        {"email": "ruth@example.org"},
        {"caller": "AMARI, Ruth", "born": "27/03/1951"},
    ],
    ids=["by number", "by e-mail", "by name and birth"],
)
def test_a_caller_is_known_again_but_nothing_is_told_before_the_check(
    app: Flask, desk: FlaskClient, again: dict[str, str]
) -> None:
    begin(desk, **BEFORE)
    page = desk.get(begin(desk, **again)).text
    assert "We know this caller" in page
    assert "Somebody to walk with" not in page
    assert "Her son must not know" not in page


def test_one_fact_is_not_enough(app: Flask, desk: FlaskClient) -> None:
    begin(desk, **BEFORE)
    call = begin(desk, telephone="01632 960123")
    answer = press(desk, app, call, "known", facts=["name"])
    assert answer.status_code == 422
    assert "Somebody to walk with" not in answer.text


def test_two_facts_that_were_right_open_what_we_have_and_stand_on_record(app: Flask, desk: FlaskClient) -> None:
    begin(desk, **BEFORE)
    call = begin(desk, telephone="01632 960123")
    press(desk, app, call, "known", facts=["name", "birth"])
    page = desk.get(call).text
    assert "Somebody to walk with" in page
    assert "Her son must not know" in page
    with app.app_context():
        actions = [event.action for event in audit.events_about(session(), "contact", str(contact_of(app, call).id))]
    assert actions == ["contact.begun", "contact.identity-checked", "contact.opened"]


def test_a_check_does_not_hold_for_a_number_that_is_typed_after_it(app: Flask, desk: FlaskClient) -> None:
    begin(desk, **BEFORE)
    call = begin(desk, caller="Somebody Else", telephone="01632 960124")
    press(desk, app, call, "known", facts=["name", "birth"])
    press(desk, app, call, "save", telephone="01632 960123")
    assert "Somebody to walk with" not in desk.get(call).text


def test_whoever_sent_a_form_by_the_web_is_known_by_their_number(app: Flask, desk: FlaskClient) -> None:
    sender = app.test_client()
    sending.ask(sender)
    sending.send(sender, reach={"ways": ["telephone"], "telephone": "01632 960123"})
    call = begin(desk, telephone="01632960123")
    assert "We know this caller" in desk.get(call).text
    press(desk, app, call, "known", facts=["name", "telephone"])
    assert "An answer is promised by" in desk.get(call).text


def test_the_store_tells_neither_number_nor_name(app: Flask, desk: FlaskClient) -> None:
    begin(desk, **BEFORE)
    with app.app_context():
        rows = session().scalars(select(CallerKeyRow)).all()
        raw = str(session().connection().exec_driver_sql("SELECT * FROM contacts").all())
    assert len(rows) == 3
    for secret in ("960123", "Ruth", "Amari", "walk"):
        assert secret not in raw
        assert all(secret not in row.hash for row in rows)
