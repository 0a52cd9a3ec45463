"""“This person has died”: from then on nothing goes to them or about them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from cryptography.fernet import Fernet
from flask import Flask

from app.db import session, transaction
from app.kernel.clock import now
from app.messages import api as messages
from app.messages.domain import PersonKey
from app.messages.mailers import NullMailer

CASE = uuid4()


@pytest.fixture
def post(app: Flask) -> NullMailer:
    """What left, by whatever way."""
    app.extensions["mailer"] = app.extensions["texter"] = NullMailer()
    return app.extensions["mailer"]


def write(app: Flask, to: str = "ada@example.org", about: Callable[[], tuple[PersonKey, ...]] = tuple) -> None:
    with app.app_context(), transaction() as writing:
        if "@" in to:
            messages.enqueue(writing, to=to, subject="Hello", body="Hello", about=about())
        else:
            messages.enqueue_text(writing, to=to, body="Hello", about=about())


def silence(app: Flask, key: Callable[[], PersonKey]) -> None:
    with app.app_context(), transaction() as writing:
        messages.silence(writing, key())


def work(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0


@pytest.mark.parametrize(
    ("to", "known_by"),
    [
        ("ada@example.org", lambda: messages.key_of_address("ADA@Example.org")),
        ("07700 900123", lambda: messages.key_of_number("+44 (0)7700 900 123")),
        ("carer@example.org", lambda: messages.key_of_case(CASE)),
    ],
)
def test_nothing_goes_to_or_about_a_silenced_person_however_long_it_has_waited(
    app: Flask, post: NullMailer, to: str, known_by: Callable[[], PersonKey]
) -> None:
    write(app, to, lambda: (messages.key_of_case(CASE),))
    silence(app, known_by)
    write(app, to, lambda: (messages.key_of_case(CASE),))
    work(app)
    assert post.sent == []


def test_other_people_go_on_getting_theirs(app: Flask, post: NullMailer) -> None:
    write(app, "ada@example.org")
    write(app, "ben@example.org")
    silence(app, lambda: messages.key_of_address("ada@example.org"))
    work(app)
    assert [message.to for message in post.sent] == ["ben@example.org"]


def test_a_silence_that_was_not_committed_silences_nobody(app: Flask, post: NullMailer) -> None:
    write(app)
    with app.app_context(), suppress(RuntimeError), transaction() as writing:
        messages.silence(writing, messages.key_of_address("ada@example.org"))
        raise RuntimeError
    work(app)
    assert len(post.sent) == 1


def test_a_silence_taken_back_lets_new_messages_go_and_not_those_held_back(app: Flask, post: NullMailer) -> None:
    key = "ada@example.org"
    write(app)
    silence(app, lambda: messages.key_of_address(key))
    work(app)
    with app.app_context(), transaction() as writing:
        messages.end_silence(writing, messages.key_of_address(key))
    work(app)
    assert post.sent == []
    write(app)
    work(app)
    assert len(post.sent) == 1


def test_a_silence_said_twice_is_one_and_can_be_asked_for(app: Flask) -> None:
    silence(app, lambda: messages.key_of_case(CASE))
    silence(app, lambda: messages.key_of_case(CASE))
    with app.app_context():
        assert messages.is_silenced(session(), messages.key_of_case(CASE))
        assert not messages.is_silenced(session(), messages.key_of_case(uuid4()))


def test_a_silence_holds_on_when_a_new_encryption_key_is_put_in_front(make_app: Callable[..., Flask]) -> None:
    first, second = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    before = make_app(ENCRYPTION_KEYS=first)
    silence(before, lambda: messages.key_of_address("ada@example.org"))
    same = {name: str(before.config[name]) for name in ("DATA_DIR", "DATABASE_URL")}
    after = make_app(ENCRYPTION_KEYS=f"{second} {first}", **same)
    after.extensions["mailer"] = post = NullMailer()
    write(after)
    work(after)
    assert post.sent == []


def test_a_silence_ends_after_two_years_when_the_number_may_be_somebody_elses(app: Flask) -> None:
    silence(app, lambda: messages.key_of_case(CASE))
    with time_machine.travel(now() + timedelta(days=731)):
        work(app)
    with app.app_context():
        assert not messages.is_silenced(session(), messages.key_of_case(CASE))
