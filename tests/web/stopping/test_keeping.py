"""The ways back: the code, answers on paper or in a file, and a link by e-mail that says nothing of anybody."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.kernel.clock import now
from app.messages.domain import Message
from app.messages.store import OutboxMessage
from tests import walking

CANARY = "Canary wharf 4711"


def ask_for_link(client: FlaskClient, email: str) -> int:
    tag = walking.tag_in(client.get("/assessment/keep"))
    return client.post("/assessment/keep", data={"draft": tag, "email": email}).status_code


def sent(app: Flask) -> list[Message]:
    with app.app_context():
        return [row.message() for row in session().scalars(select(OutboxMessage))]


def code_of(client: FlaskClient) -> str:
    found = re.search(r"<strong>((?:\w{4} ){3}\w{4})</strong>", client.get("/assessment/code").text)
    assert found
    return found[1]


def test_the_link_leads_to_the_page_that_asks_for_the_code(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    assert ask_for_link(client, " ada@example.org ") == 303
    (message,) = sent(app)
    assert message.to == "ada@example.org"
    links = re.findall(r"\S+://\S+", message.body)
    assert links == [f"{app.config['PUBLIC_URL']}/assessment/return"]
    assert client.get("/assessment/return").status_code == 200


def test_the_message_holds_no_code_no_answer_and_no_name(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    walking.finish(client, matters=CANARY)
    code = code_of(client)
    ask_for_link(client, "ada@example.org")
    (message,) = sent(app)
    for secret in (code, code.replace(" ", ""), CANARY, "ada"):
        assert secret not in f"{message.subject}\n{message.body}"


def test_the_message_is_the_same_for_everybody(app: Flask) -> None:
    for said in ({}, {"hygiene": "cannot", "matters": CANARY}):
        client = app.test_client()
        walking.start(client)
        walking.finish(client, **said)
        ask_for_link(client, "ada@example.org")
    first, second = sent(app)
    assert (first.subject, first.body) == (second.subject, second.body)


def test_nothing_ties_the_address_to_the_form(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    ask_for_link(client, "ada@example.org")
    with app.app_context():
        (row,) = session().execute(select(OutboxMessage.__table__)).all()
        draft = session().connection().exec_driver_sql("SELECT * FROM draft").one()
    assert row.key is None
    assert "ada" not in repr(draft)


@pytest.mark.parametrize(
    "typed", ["", "ada", "ada@", "ada@example.org, ben@example.org", "ada@example.org\nBcc: ben@example.org"]
)
def test_what_is_no_address_is_said_beside_the_box_and_nothing_is_sent(
    client: FlaskClient, app: Flask, typed: str
) -> None:
    walking.start(client)
    assert ask_for_link(client, typed) == 422
    assert sent(app) == []


def test_one_address_gets_three_a_day_and_nobody_learns_how_many_it_had(app: Flask) -> None:
    answers = []
    for _ in range(5):
        client = app.test_client()
        walking.start(client)
        answers.append(ask_for_link(client, "ada@example.org"))
    assert answers == [303] * 5
    assert len(sent(app)) == 3


def test_one_place_cannot_write_to_many(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    answers = [ask_for_link(client, f"person-{number}@example.org") for number in range(11)]
    assert answers == [303] * 10 + [429]


def test_the_answers_so_far_can_be_printed_before_the_end(client: FlaskClient) -> None:
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    page = client.get("/assessment/answers").text
    assert "Me" in page
    assert code_of(client) in page


def test_the_file_holds_every_answer_so_far_and_not_the_code(client: FlaskClient) -> None:
    walking.start(client)
    walking.finish(client, hygiene="risky", matters=CANARY)
    file = client.get("/assessment/answers.txt")
    assert file.mimetype == "text/plain"
    assert "attachment" in file.headers["Content-Disposition"]
    assert "no-store" in file.headers["Cache-Control"]
    assert CANARY in file.text
    assert "it is not safe" in file.text
    assert code_of(client) not in file.text


def test_after_45_quiet_minutes_no_page_and_no_file_shows_the_answers(client: FlaskClient) -> None:
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    code = code_of(client)
    with time_machine.travel(now() + timedelta(minutes=45, seconds=2)):
        for page in ("answers", "answers.txt", "keep", "keep/sent", "not-now", "stopped", "delete", "check", "code"):
            answer = client.get(f"/assessment/{page}")
            assert answer.status_code == 403, page
            assert code not in answer.text
