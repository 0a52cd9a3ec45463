"""The staff's pages of the post: previews to nobody, and what waits for a person, without to whom or what."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role
from app.audit import api as audit
from app.db import session, transaction
from app.messages import api as messages
from app.messages.domain import Channel, Kind, Message, Recipient
from app.messages.failures import Refused
from app.messages.kinds import TELLINGS
from app.messages.mailers import NullMailer
from tests.staff import member_of_staff, signed_in


class Refusing:
    """A mail server that will not have anything."""

    def send(self, message: Message) -> None:
        raise Refused("550 SMTPRecipientsRefused")


@pytest.fixture
def manager(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app, "sam@example.org", Role.MANAGER))


@pytest.fixture
def stuck(app: Flask) -> str:
    """The id of a message that nobody took."""
    app.extensions["mailer"] = Refusing()
    with app.app_context(), transaction() as writing:
        to = Recipient(Channel.EMAIL, "gwendolen@example.org")
        message_id = messages.tell(writing, Kind.RECEIPT, to, {"references": "CW-CANARY"})
    work(app)
    return message_id


def work(app: Flask) -> None:
    app.test_cli_runner().invoke(args=["worker", "--once"])


def test_each_kind_is_shown_by_each_way_in_each_language_with_the_parts_of_a_text(manager: FlaskClient) -> None:
    for kind in TELLINGS:
        page = manager.get(f"/staff/messages/about/{kind}").text
        assert page.count("Our words") == 3 * len(TELLINGS[kind].ways)
        assert ("Sent as " in page) is (Channel.TEXT in TELLINGS[kind].ways)


def test_a_message_that_waits_shows_its_kind_and_why_and_neither_to_whom_nor_what(
    manager: FlaskClient, stuck: str
) -> None:
    page = manager.get("/staff/messages/stuck/").text
    assert stuck[:8] in page
    assert "A form has arrived" in page
    assert "The other side refused it" in page
    assert "gwendolen" not in page
    assert "CANARY" not in page


def test_a_message_tried_again_goes_and_is_on_record(app: Flask, manager: FlaskClient, stuck: str) -> None:
    app.extensions["mailer"] = post = NullMailer()
    assert manager.post(f"/staff/messages/stuck/{stuck}/again").status_code == 303
    work(app)
    assert [message.id for message in post.sent] == [stuck]
    with app.app_context():
        assert [event.action for event in audit.events_about(session(), "message", stuck)] == ["message.tried-again"]


def test_a_message_given_up_never_goes_and_waits_no_more(app: Flask, manager: FlaskClient, stuck: str) -> None:
    app.extensions["mailer"] = post = NullMailer()
    assert manager.post(f"/staff/messages/stuck/{stuck}/give-up").status_code == 303
    work(app)
    assert post.sent == []
    assert "No message waits" in manager.get("/staff/messages/stuck/").text


def test_of_two_who_decide_the_second_is_told_and_changes_nothing(app: Flask, manager: FlaskClient, stuck: str) -> None:
    manager.post(f"/staff/messages/stuck/{stuck}/give-up")
    second = manager.post(f"/staff/messages/stuck/{stuck}/again")
    assert second.status_code == 409
    assert "Somebody else has decided" in second.text
    with app.app_context():
        assert len(audit.events_about(session(), "message", stuck)) == 1


def test_a_message_that_is_not_there_is_not_found(manager: FlaskClient) -> None:
    assert manager.post(f"/staff/messages/stuck/{'0' * 32}/again").status_code == 404
