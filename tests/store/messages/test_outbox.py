"""The outbox: written with the deed, sent by a worker, lost never."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import time_machine
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.db import session, transaction
from app.kernel.clock import now
from app.messages import api as messages
from app.messages.domain import Chore, Message, NotAnAddress
from app.messages.mailers import NoServer, NotNow, NullMailer, Refused


class Killed(BaseException):
    """The worker's process dies."""


@dataclass
class TroubledMailer:
    """Takes a message, or does not, as the test says; `taken` is what reached the other side."""

    trouble: Callable[[Message], BaseException | None]
    taken: list[Message] = field(default_factory=list)
    asked: int = 0

    def send(self, message: Message) -> None:
        """Fails with the trouble; one that kills us comes after the other side has the message."""
        self.asked += 1
        trouble = self.trouble(message)
        if trouble is None or isinstance(trouble, Killed):
            self.taken.append(message)
        if trouble is not None:
            raise trouble


@pytest.fixture
def mailer(app: Flask) -> NullMailer:
    app.extensions["mailer"] = NullMailer()
    return app.extensions["mailer"]


def troubled(app: Flask, trouble: Callable[[Message], BaseException | None]) -> TroubledMailer:
    app.extensions["mailer"] = TroubledMailer(trouble)
    mailer: TroubledMailer = app.extensions["mailer"]
    return mailer


def write(app: Flask, to: str = "ada@example.org", subject: str = "Hello", key: str | None = None) -> str:
    with app.app_context(), transaction() as writing:
        return messages.enqueue(writing, to=to, subject=subject, body="We have your form.", key=key)


def work(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["worker", "--once"])


def listed(app: Flask, *arguments: str) -> list[list[str]]:
    lines = app.test_cli_runner().invoke(args=["messages", "list", *arguments]).stdout.splitlines()
    return [line.split("\t") for line in lines]


def test_a_message_is_sent_once(app: Flask, mailer: NullMailer) -> None:
    write(app)
    assert [work(app).exit_code, work(app).exit_code] == [0, 0]
    assert [(one.to, one.subject, one.body) for one in mailer.sent] == [
        ("ada@example.org", "Hello", "We have your form.")
    ]


def test_a_message_whose_deed_did_not_stand_is_never_sent(app: Flask, mailer: NullMailer) -> None:
    with app.app_context(), suppress(RuntimeError), transaction() as writing:
        messages.enqueue(writing, to="ada@example.org", subject="Hello", body="Hello")
        raise RuntimeError
    work(app)
    assert mailer.sent == []


def test_the_same_key_writes_one_message(app: Flask, mailer: NullMailer) -> None:
    assert write(app, key="referral 1") == write(app, key="referral 1")
    work(app)
    assert len(mailer.sent) == 1


def test_messages_without_a_key_are_each_their_own(app: Flask, mailer: NullMailer) -> None:
    assert write(app) != write(app)


def test_messages_go_in_the_order_in_which_they_were_written(app: Flask, mailer: NullMailer) -> None:
    written = [write(app) for _ in range(5)]
    work(app)
    assert [one.id for one in mailer.sent] == written


@pytest.mark.parametrize("address", ["", "ada", "ada@", "ada@example.org\r\nBcc: eve@example.org", "a@b@example.org"])
def test_what_is_no_address_is_refused(app: Flask, address: str) -> None:
    with pytest.raises(NotAnAddress):
        write(app, to=address)


def test_the_database_shows_neither_the_address_nor_the_words(app: Flask) -> None:
    write(app, subject="Your form")
    with app.app_context():
        row = str(session().execute(text("SELECT * FROM outbox_messages")).one())
    assert not [word for word in ("ada", "form", "example") if word in row]


def test_a_message_is_sent_again_with_the_same_id_when_the_worker_died_before_it_could_note_it(app: Flask) -> None:
    write(app)
    dying = troubled(app, lambda _: Killed())
    with pytest.raises(Killed):
        app.test_cli_runner().invoke(args=["worker", "--once"], catch_exceptions=False)
    living = troubled(app, lambda _: None)
    work(app)
    assert [one.id for one in living.taken] == [one.id for one in dying.taken]


def test_a_message_in_the_hands_of_a_worker_elsewhere_is_left_until_the_lease_ends(
    app: Flask, mailer: NullMailer
) -> None:
    write(app)
    with app.extensions["engine"].begin() as connection:
        until = (now() + timedelta(minutes=5)).replace(tzinfo=None).isoformat(" ")
        taken = text("UPDATE outbox_messages SET leased_by = 'another:/srv', leased_until = :until")
        connection.execute(taken, {"until": until})
    work(app)
    assert mailer.sent == []
    with time_machine.travel(now() + timedelta(minutes=6)):
        work(app)
    assert len(mailer.sent) == 1


def test_a_mailbox_that_is_not_there_is_tried_once_and_shown_to_an_operator(app: Flask) -> None:
    refusing = troubled(app, lambda _: Refused("550 NoMailbox"))
    message_id = write(app)
    work(app)
    with time_machine.travel(now() + timedelta(days=2)):
        work(app)
    assert refusing.asked == 1
    ((shown, state, _, tries, reason),) = listed(app, "--stuck")
    assert (shown, state, tries, reason) == (message_id, "stuck", "1", "550 NoMailbox")


def test_a_message_that_no_server_takes_is_tried_ten_times_in_two_days_and_a_half(app: Flask) -> None:
    away = troubled(app, lambda _: NotNow("451 Later"))
    write(app)
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(61):
            work(app)
            clock.shift(timedelta(hours=1))
    assert away.asked == 10
    assert [line[1] for line in listed(app)] == ["stuck"]


def test_an_operator_lets_stuck_messages_be_tried_again(app: Flask) -> None:
    troubled(app, lambda _: Refused("550 NoMailbox"))
    write(app)
    work(app)
    app.test_cli_runner().invoke(args=["messages", "retry"])
    mended = troubled(app, lambda _: None)
    work(app)
    assert len(mended.taken) == 1
    assert listed(app, "--stuck") == []


def test_when_no_server_answers_the_others_are_not_tried_in_vain(app: Flask) -> None:
    away = troubled(app, lambda _: NoServer("ConnectionRefusedError"))
    for _ in range(3):
        write(app)
    work(app)
    assert away.asked == 1


def test_a_message_that_cannot_be_written_does_not_hold_up_the_others(app: Flask) -> None:
    broken = write(app)
    mailer = troubled(app, lambda message: ValueError("quotes the message") if message.id == broken else None)
    other = write(app)
    work(app)
    assert [one.id for one in mailer.taken] == [other]
    assert [line[4] for line in listed(app) if line[0] == broken] == ["ValueError"]


def test_a_sent_message_is_deleted_after_seven_days_and_a_stuck_one_after_ninety(app: Flask) -> None:
    stuck = write(app, to="gone@example.org")
    troubled(app, lambda message: Refused("550") if message.to.startswith("gone") else None)
    write(app)
    work(app)
    with time_machine.travel(now() + timedelta(days=7, seconds=1)):
        work(app)
    assert [line[0] for line in listed(app)] == [stuck]
    with time_machine.travel(now() + timedelta(days=90, seconds=1)):
        work(app)
    assert listed(app) == []


def test_a_message_that_waits_is_never_deleted(app: Flask) -> None:
    write(app)
    troubled(app, lambda _: NoServer("away"))
    with time_machine.travel(now() + timedelta(days=365)):
        work(app)
    assert [line[1] for line in listed(app)] == ["waiting"]


def test_the_worker_does_the_chores_of_other_rooms(app: Flask) -> None:
    done: list[str] = []
    app.extensions["chores"] = (Chore("index", timedelta(0), lambda: done.append("index")),)
    assert work(app).exit_code == 0
    assert done == ["index"]


def test_a_chore_that_fails_keeps_nothing_else_from_being_done_and_is_told(app: Flask) -> None:
    def fail() -> None:
        raise OSError

    done: list[str] = []
    app.extensions["chores"] = (
        Chore("fails", timedelta(0), fail),
        Chore("works", timedelta(0), lambda: done.append("works")),
    )
    assert work(app).exit_code == 1
    assert done == ["works"]
