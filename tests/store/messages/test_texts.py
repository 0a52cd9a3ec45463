"""Text messages: in the same outbox as e-mail, by a way of their own, and never a word of them in the log."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from app.db import transaction
from app.messages import api as messages
from app.messages.domain import Message, NotAMobileNumber
from app.messages.mailers import NoServer, NullMailer

MOBILE = "07700 900123"


class NoMailer:
    """A mail server that is away."""

    def send(self, message: Message) -> None:
        """Takes nothing."""
        raise NoServer("away")


@pytest.fixture(autouse=True)
def by_day() -> Iterator[None]:
    """Whenever the tests run: at night texts wait."""
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        yield


def write(app: Flask, to: str = MOBILE, key: str | None = None) -> str:
    with app.app_context(), transaction() as writing:
        return messages.enqueue_text(writing, to=to, body="Your list:\nhttp://example.org/list", key=key)


def work(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0, result.output


def test_a_text_is_a_file_that_its_owner_alone_can_read(app: Flask) -> None:
    write(app)
    work(app)
    (file,) = (app.config["DATA_DIR"] / "texts").iterdir()
    assert file.read_text(encoding="utf-8") == "+447700900123\n\nYour list: http://example.org/list\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_text_goes_although_no_mail_server_answers(app: Flask) -> None:
    app.extensions["mailer"], app.extensions["texter"] = NoMailer(), NullMailer()
    with app.app_context(), transaction() as writing:
        messages.enqueue(writing, to="ada@example.org", subject="Hello", body="Hello")
    write(app)
    work(app)
    assert [message.to for message in app.extensions["texter"].sent] == ["+447700900123"]


def test_a_text_with_a_key_that_was_used_is_not_written_again(app: Flask) -> None:
    app.extensions["texter"] = NullMailer()
    assert write(app, key="once") == write(app, key="once")
    work(app)
    assert len(app.extensions["texter"].sent) == 1


def test_what_is_no_mobile_number_is_refused_when_it_is_written(app: Flask) -> None:
    with pytest.raises(NotAMobileNumber):
        write(app, to="01632 960001")
