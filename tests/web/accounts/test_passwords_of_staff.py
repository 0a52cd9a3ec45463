"""Passwords of staff: the one-time one, the first of one's own, and the commands that give them."""

import re
from datetime import timedelta

import pytest
import time_machine
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.domain import Staff
from app.config import ROOT
from app.kernel.clock import now
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"
SAMPLE_ASSISTANTS = ROOT / "directory_data" / "personal_assistants"


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["accounts", *arguments])


def create(app: Flask, email: str = "ada@example.org") -> str:
    result = run(app, "create", email, "--name", "Ada Bell", "--role", "triage")
    assert result.exit_code == 0, result.output
    return result.stdout.strip()


def sign_in(client: FlaskClient, password: str, email: str = "ada@example.org") -> TestResponse:
    return client.post("/staff/sign-in", data={"email": email, "password": password})


def change(client: FlaskClient, old: str, new: str) -> TestResponse:
    return client.post("/staff/password", data={"old_password": old, "new_password": new})


def test_a_one_time_password_opens_nothing_but_the_page_to_choose_another(app: Flask, client: FlaskClient) -> None:
    app.config["STAFF_HOME"] = "accounts.who"
    one_time = create(app)
    assert sign_in(client, one_time).location == "/staff/password"
    assert client.get("/staff/").location == "/staff/password"
    assert change(client, one_time, PASSWORD).location == "/staff/second-step/"
    assert client.get("/staff/").location == "/staff/second-step/"


def test_a_one_time_password_opens_nothing_once_another_was_chosen(app: Flask, client: FlaskClient) -> None:
    one_time = create(app)
    sign_in(client, one_time)
    change(client, one_time, PASSWORD)
    assert sign_in(client, one_time).status_code == 422
    assert sign_in(client, PASSWORD).status_code == 303


def test_a_one_time_password_may_be_typed_as_it_was_heard(app: Flask, client: FlaskClient) -> None:
    heard = create(app).lower().replace(" ", "-").replace("0", "o").replace("1", "l")
    assert sign_in(client, heard).status_code == 303


def test_a_one_time_password_works_for_seven_days(app: Flask, client: FlaskClient) -> None:
    one_time = create(app)
    with time_machine.travel(now() + timedelta(days=7)):
        assert sign_in(client, one_time).status_code == 422
    with time_machine.travel(now() + timedelta(days=6, hours=23)):
        assert sign_in(client, one_time).status_code == 303


def test_a_one_time_password_may_not_be_kept(app: Flask, client: FlaskClient) -> None:
    one_time = create(app)
    sign_in(client, one_time)
    assert change(client, one_time, one_time.replace(" ", "")).status_code == 422


@pytest.fixture
def staff(app: Flask) -> Staff:
    return member_of_staff(app, password=PASSWORD)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("", "Type a new password"),
        ("kettle", "at least 12 characters"),
        ("x" * 201, "at most 200 characters"),
        ("password1234", "Many people use"),
        ("abcdefghijklmnop", "row of keys"),
        ("Sam Okafor 2026", "Leave out your name"),
        (PASSWORD, "other than the one"),
    ],
)
def test_a_weak_new_password_is_refused_beside_its_field(app: Flask, staff: Staff, new: str, words: str) -> None:
    page = change(signed_in(app, staff), PASSWORD, new)
    assert page.status_code == 422
    assert re.search(f'id="new_password-error".*{words}', page.text)


def test_no_password_is_ever_put_back_into_a_page(app: Flask, staff: Staff) -> None:
    page = change(signed_in(app, staff), "something wrong", "copper window storm").text
    assert "something wrong" not in page
    assert "copper window" not in page


def test_the_old_password_is_asked_for_and_guesses_at_it_are_counted(app: Flask, staff: Staff) -> None:
    client = signed_in(app, staff)
    tries = [change(client, "wrong", "copper window storm").status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]


def test_the_first_member_of_staff_is_made_once_and_told_once(app: Flask, client: FlaskClient) -> None:
    first, second = run(app, "first-staff"), run(app, "first-staff")
    assert (first.exit_code, second.exit_code, second.output) == (0, 0, "")
    email, password = re.search(r"address: (\S+)\n.*only now: (.+)\n", first.stdout).groups()  # type: ignore[union-attr]
    assert sign_in(client, password, email).status_code == 303


def test_sample_personal_assistants_do_not_stand_in_for_the_first_member_of_staff(app: Flask) -> None:
    loaded = app.test_cli_runner().invoke(args=["personal-assistants", "load-samples", str(SAMPLE_ASSISTANTS)])
    assert loaded.exit_code == 0
    assert "One-time password" in run(app, "first-staff").stdout


def test_where_somebody_has_an_account_there_is_no_first_member_of_staff(app: Flask) -> None:
    create(app)
    assert run(app, "first-staff").output == ""
    assert len(run(app, "list").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("create", "not an address", "--name", "Ada", "--role", "triage"), "EMAIL:"),
        (("create", "ada@example.org", "--name", "Ada", "--role", "triage"), "already"),
        (("create", "eve@example.org", "--name", "Eve", "--role", "king"), "'king'"),
        (("create", "eve@example.org", "--name", " ", "--role", "triage"), "--name:"),
        (("reset", "eve@example.org"), "no account"),
        (("disable", "eve@example.org"), "no account"),
        (("enable", "eve@example.org"), "no account"),
    ],
)
def test_what_a_command_cannot_use_is_named(app: Flask, arguments: tuple[str, ...], words: str) -> None:
    create(app)
    result = run(app, *arguments)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_closed_account_gets_no_new_password_until_it_is_opened_again(app: Flask, client: FlaskClient) -> None:
    create(app)
    run(app, "disable", "ada@example.org")
    assert run(app, "reset", "ada@example.org").exit_code == 2
    assert run(app, "list").stdout == "ada@example.org\ttriage\tAda Bell\tclosed\n"
    assert sign_in(client, run(app, "enable", "ada@example.org").stdout.strip()).status_code == 303
