"""What became of a message that Notify has: asked less and less often, until it arrived or will not."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.db import session, transaction
from app.kernel.clock import now
from app.messages import api as messages
from app.messages.notify import Notify
from app.messages.store import OutboxMessage
from tests import notify


@dataclass
class Client:
    """Notify's client, with what it would have been told."""

    status: str = "created"
    asked: int = 0

    def send_sms_notification(self, *_: Any) -> dict[str, Any]:
        return {"id": "n1"}

    def get_notification_by_id(self, _: str) -> dict[str, Any]:
        self.asked += 1
        return {"id": "n1", "status": self.status}


@pytest.fixture
def client(app: Flask) -> Client:
    client = Client()
    app.extensions["texter"] = Notify(client, notify.TEMPLATES)
    with app.app_context(), transaction() as writing:
        messages.enqueue_text(writing, to="07700 900123", body="Hello", at_once=True)
    return client


def work(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0


def row(app: Flask) -> OutboxMessage:
    with app.app_context():
        return session().scalars(select(OutboxMessage)).one()


def test_a_message_that_is_on_its_way_is_asked_about_less_and_less_often(app: Flask, client: Client) -> None:
    client.status = "sending"
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(25):
            work(app)
            clock.shift(timedelta(minutes=5))
    assert client.asked == 4  # after 1, 5, 15 and 60 minutes, each from the one before, and looked at every five
    assert row(app).delivery == "sending"


@pytest.mark.parametrize(
    ("status", "state", "reason"),
    [("delivered", "sent", ""), ("permanent-failure", "stuck", "permanent-failure")],
)
def test_once_it_is_known_what_became_of_it_nobody_asks_again(
    app: Flask, client: Client, status: str, state: str, reason: str
) -> None:
    client.status = status
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(3):
            work(app)
            clock.shift(timedelta(minutes=90))
    settled = row(app)
    assert (client.asked, settled.delivery, settled.state, settled.reason) == (1, status, state, reason)


def test_an_email_is_handed_over_and_asked_about_no_more(app: Flask) -> None:
    with app.app_context(), transaction() as writing:
        messages.enqueue(writing, to="ada@example.org", subject="Hello", body="Hello")
    work(app)
    assert (row(app).delivery, row(app).ask_at) == ("handed over", None)
