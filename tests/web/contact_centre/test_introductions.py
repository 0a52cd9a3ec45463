"""Somebody is made known to a group, which confirms; six weeks later they are asked, never more than twice."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.domain import Staff
from app.contact_centre import introducing
from app.contact_centre.introductions import IntroductionRow
from app.db import session
from app.events.store import EventRow
from app.kernel.clock import now
from app.messages.store import OutboxMessage
from tests.staff import signed_in
from tests.web.contact_centre.conftest import begin, contact_of, press

AGREED = {
    "person": "Ruth Amari",
    "reach": "07700 900123",
    "words": "She would like to sing again",
    "agreed": "person",
    "asking": "text",
    "ask_to": "07700 900123",
}
SECRETS = ("Ruth", "Amari", "900123", "sing")


def call_with_a_group(desk: FlaskClient, app: Flask) -> tuple[str, str]:
    """A call on which a group was picked."""
    call = begin(desk, caller="Ruth Amari", looked_for="group")
    key = re.findall(r'value="add:([^"]+)"', desk.get(call).text)[0]
    press(desk, app, call, f"add:{key}")
    return call, key


def introduce(desk: FlaskClient, app: Flask, **said: str) -> str:
    call, key = call_with_a_group(desk, app)
    answer = desk.post(f"{call}/introduction", data={**AGREED, "group": key, **said})
    assert answer.status_code == 303, re.findall(r"<li><a href=.*?</li>", answer.text)
    return call


def messages_of(app: Flask) -> list[OutboxMessage]:
    with app.app_context():
        return list(session().scalars(select(OutboxMessage).order_by(OutboxMessage.written)))


def link_in(message: OutboxMessage) -> str:
    found = re.search(r"(/introduction/\S+)", message.body)
    assert found
    return found[1]


def outcomes(app: Flask, happened: str) -> list[str]:
    with app.app_context():
        return list(session().scalars(select(EventRow.outcome).where(EventRow.happened == happened)))


def ask_after(app: Flask, span: timedelta) -> None:
    """What the worker does so long from now."""
    with time_machine.travel(now() + span, tick=False), app.app_context():
        introducing.ask_who_is_due()


@pytest.mark.usefixtures("directory")
class TestIntroductions:
    def test_the_message_to_the_group_holds_nothing_of_the_person(self, app: Flask, desk: FlaskClient) -> None:
        introduce(desk, app)
        [message] = messages_of(app)
        assert not [secret for secret in SECRETS if secret in message.body + message.subject]
        assert outcomes(app, "contact-ended") == ["introduced"]

    def test_nobody_is_introduced_without_agreement(self, app: Flask, desk: FlaskClient) -> None:
        call, key = call_with_a_group(desk, app)
        said = {name: value for name, value in AGREED.items() if name != "agreed"}
        assert desk.post(f"{call}/introduction", data={**said, "group": key}).status_code == 422
        assert messages_of(app) == []

    def test_the_details_are_shown_once(self, app: Flask, desk: FlaskClient) -> None:
        introduce(desk, app)
        group, link = app.test_client(), link_in(messages_of(app)[0])
        assert "Ruth Amari" not in group.get(link).text
        token = link.partition("link=")[2]
        assert "Ruth Amari" in group.post("/introduction/open", data={"link": token}).text
        again = group.post("/introduction/open", data={"link": token})
        assert "Ruth Amari" not in again.text
        assert "shown on" in again.text

    def test_a_link_opens_nothing_after_its_two_weeks(self, app: Flask, desk: FlaskClient) -> None:
        introduce(desk, app)
        link = link_in(messages_of(app)[0])
        with time_machine.travel(now() + timedelta(days=15), tick=False):
            assert app.test_client().get(link).status_code == 404

    def test_a_group_that_says_no_is_told_to_staff(self, app: Flask, desk: FlaskClient) -> None:
        introduce(desk, app)
        token = link_in(messages_of(app)[0]).partition("link=")[2]
        app.test_client().post("/introduction/", data={"link": token, "answer": "declined"})
        assert "it said no" in desk.get("/staff/calls/introductions/").text

    def test_a_group_without_an_address_has_to_be_rung(
        self, app: Flask, desk: FlaskClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(introducing, "addresses_of", lambda service: ())
        call, key = call_with_a_group(desk, app)
        said = {**AGREED, "group": key}
        assert desk.post(f"{call}/introduction", data=said).status_code == 422
        assert desk.post(f"{call}/introduction", data={**said, "rang": "y"}).status_code == 303

    def test_whoever_agreed_is_asked_after_six_weeks_and_no_more_than_twice(
        self, app: Flask, desk: FlaskClient
    ) -> None:
        introduce(desk, app)
        ask_after(app, timedelta(weeks=5))
        assert len(messages_of(app)) == 1
        for weeks in (7, 10, 13, 16):
            ask_after(app, timedelta(weeks=weeks))
        asked = messages_of(app)[1:]
        assert len(asked) == 2
        assert not [secret for secret in SECRETS if secret in asked[0].body]
        assert outcomes(app, "introduction-followed-up") == ["not-reached"]

    def test_an_answer_by_link_is_counted_once_and_ends_the_asking(self, app: Flask, desk: FlaskClient) -> None:
        introduce(desk, app)
        ask_after(app, timedelta(weeks=7))
        link = link_in(messages_of(app)[1])
        resident, token = app.test_client(), link.partition("link=")[2]
        assert resident.get(link).status_code == 200
        said = {"link": token, "happened": "yes", "helped": "yes"}
        assert resident.post("/introduction/how-it-went", data=said).status_code == 303
        assert resident.post("/introduction/how-it-went", data=said).status_code == 404
        ask_after(app, timedelta(weeks=20))
        assert len(messages_of(app)) == 2
        assert outcomes(app, "introduction-followed-up") == ["helped"]

    def test_nobody_is_asked_who_said_no(self, app: Flask, desk: FlaskClient) -> None:
        introduce(desk, app, asking="not")
        ask_after(app, timedelta(weeks=7))
        assert len(messages_of(app)) == 1

    def test_whoever_wants_a_call_is_on_the_list_of_staff_and_two_calls_are_the_most(
        self, app: Flask, desk: FlaskClient, adviser: Staff
    ) -> None:
        introduce(desk, app, asking="telephone")
        with app.app_context():
            introduction = session().scalars(select(IntroductionRow)).one()
        for weeks in (7, 10):
            with time_machine.travel(now() + timedelta(weeks=weeks), tick=False):
                later = signed_in(app, adviser)
                assert "Ruth Amari" in later.get("/staff/calls/introductions/").text
                later.post(f"/staff/calls/introductions/{introduction.id}", data={"outcome": "not-reached"})
        with time_machine.travel(now() + timedelta(weeks=20), tick=False):
            assert "Ruth Amari" not in signed_in(app, adviser).get("/staff/calls/introductions/").text
        assert outcomes(app, "introduction-followed-up") == ["not-reached"]
        assert contact_of(app, f"/staff/calls/{introduction.contact_id}").outcome == "introduction"
