"""The e-mails that sending writes: to the team, and to a person who asked for one; never with what was told."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.messages.store import OutboxMessage
from tests.sending import Filled, ask, code_in, reference_in, send

CANARIES: dict[str, Filled] = {
    "words": {"words": "canaryword"},
    "name": {"name": "canaryname"},
    "address": {"address": "canarystreet"},
    "talking": {"other": "canaryneed"},
    "ringing": {"note": "canarynote"},
}


def outbox(app: Flask) -> list[OutboxMessage]:
    with app.app_context():
        return list(session().scalars(select(OutboxMessage)))


def test_the_team_is_told_that_there_is_a_form(app: Flask, client: FlaskClient) -> None:
    ask(client)
    reference = reference_in(send(client))
    (message,) = outbox(app)
    assert message.to == "care@teesbank.example.org"
    assert reference in message.subject


@pytest.mark.parametrize("receipt", [{}, {"receipt": "y"}])
def test_a_person_is_written_to_only_when_they_asked_for_it(
    app: Flask, client: FlaskClient, receipt: dict[str, str]
) -> None:
    ask(client)
    send(client, reach={"ways": ["email"], "email": "ada@example.org", **receipt})
    assert ("ada@example.org" in {message.to for message in outbox(app)}) is bool(receipt)


def test_no_message_holds_a_name_an_answer_or_the_code(app: Flask, client: FlaskClient) -> None:
    ask(client)
    page = send(client, reach={"ways": ["email"], "email": "a@example.org", "receipt": "y"}, **CANARIES)
    client.post("/council/add", data={"words": "canaryaddition"})
    messages = outbox(app)
    assert len(messages) == 3
    for message in messages:
        assert "canary" not in message.subject + message.body
        assert code_in(page)[:4] not in message.body
