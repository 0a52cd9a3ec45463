"""Text messages and letters by GOV.UK Notify, against a stand-in that is a server process of its own."""

import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app.config import Config
from app.db import transaction
from app.factory import create_app
from app.messages import api as messages
from tests import notify
from tests.notify import NOBODYS_NUMBER, Notify

LINES = ("Ada Example", "1 Example Street", "", "Stockton-on-Tees", "ts18 1au")


@pytest.fixture(scope="module")
def server() -> Iterator[Notify]:
    with notify.running() as process:
        yield process


@pytest.fixture
def app(make_app: Callable[..., Flask], server: Notify) -> Iterator[Flask]:
    yield make_app(**server.settings)
    server.trouble(0)


def text(app: Flask, to: str = "07700 900123") -> str:
    with app.app_context(), transaction() as writing:
        return messages.enqueue_text(writing, to=to, body="Your appointment is tomorrow.", at_once=True)


def letter(app: Flask) -> str:
    with app.app_context(), transaction() as writing:
        return messages.enqueue_letter(writing, address_lines=LINES, body="Did it help?\n\nTell us.")


def work(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0


def taken(server: Notify, *references: str) -> list[dict[str, object]]:
    return [one for one in server.taken if one["reference"] in references]


def state(app: Flask, message_id: str) -> tuple[str, str]:
    lines = app.test_cli_runner().invoke(args=["messages", "list"]).stdout.splitlines()
    return next((line.split("\t")[1], line.split("\t")[4]) for line in lines if line.startswith(message_id))


def test_a_text_message_arrives_with_our_id_as_its_reference(app: Flask, server: Notify) -> None:
    sent = text(app)
    work(app)
    (one,) = taken(server, sent)
    assert (one["phone_number"], one["personalisation"]) == (
        "+447700900123",
        {"body": "Your appointment is tomorrow."},
    )


def test_a_letter_arrives_with_each_line_of_its_address(app: Flask, server: Notify) -> None:
    sent = letter(app)
    work(app)
    (one,) = taken(server, sent)
    assert one["personalisation"] == {
        "address_line_1": "Ada Example",
        "address_line_2": "1 Example Street",
        "address_line_3": "Stockton-on-Tees",
        "address_line_4": "TS18 1AU",
        "body": "Did it help?\n\nTell us.",
    }


def test_a_number_that_notify_refuses_is_stuck_at_once_and_quoted_nowhere(
    app: Flask, server: Notify, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        sent = text(app, NOBODYS_NUMBER)
        work(app)
    assert state(app, sent) == ("stuck", "400 ValidationError")
    assert NOBODYS_NUMBER not in caplog.text


@pytest.mark.parametrize(
    ("status", "reason"), [(403, "403 AuthError"), (429, "429 RateLimitError"), (500, "500 InternalServerError")]
)
def test_while_notify_takes_nothing_a_message_waits_and_then_goes_once(
    app: Flask, server: Notify, status: int, reason: str
) -> None:
    server.trouble(status)
    sent = text(app)
    work(app)
    assert state(app, sent) == ("waiting", reason)
    server.trouble(0)
    with app.app_context(), transaction() as writing:
        writing.connection().exec_driver_sql("UPDATE outbox_messages SET due = written")
    work(app)
    assert len(taken(server, sent)) == 1


def test_a_server_that_is_away_loses_nothing(make_app: Callable[..., Flask], server: Notify) -> None:
    app = make_app(**{**server.settings, "NOTIFY_URL": "http://127.0.0.1:9"})
    sent = letter(app)
    work(app)
    assert state(app, sent)[0] == "waiting"


def test_a_key_that_notify_does_not_know_sends_nothing(make_app: Callable[..., Flask], server: Notify) -> None:
    wrong = notify.API_KEY.replace("3d844edf", "00000000")
    app = make_app(**{**server.settings, "NOTIFY_API_KEY": wrong})
    sent = text(app)
    work(app)
    assert (state(app, sent), taken(server, sent)) == (("waiting", "403 AuthError"), [])


def send_and_die(settings: dict[str, str]) -> None:
    """A worker that is killed when Notify has taken the message and has not yet said so."""
    Notify(settings["NOTIFY_URL"]).kills(os.getpid())
    create_app(Config.from_environment(settings)).test_cli_runner().invoke(args=["worker", "--once"])


@pytest.mark.parametrize("write", [text, letter])
def test_what_notify_took_from_a_worker_that_died_then_is_not_sent_again(
    make_app: Callable[..., Flask], server: Notify, write: Callable[[Flask], str]
) -> None:
    app = make_app(**server.settings)
    sent = write(app)
    settings = {name: str(app.config[name]) for name in ("DATA_DIR", "DATABASE_URL")} | server.settings
    process = multiprocessing.get_context("spawn").Process(target=send_and_die, args=(settings,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    work(app)
    assert len(taken(server, sent)) == 1
    assert state(app, sent)[0] == "sent"
