"""The second step of signing in: required of everybody, never the same code twice, and five tries."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.accounts.domain import Staff
from app.accounts.second_factor import code_now
from app.db import session
from app.kernel.clock import now
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(now(), tick=False) as clock:
        yield clock


@pytest.fixture
def staff(app: Flask) -> Staff:
    return member_of_staff(app, password=PASSWORD, second=SECRET)


def sign_in(client: FlaskClient) -> TestResponse:
    return client.post("/staff/sign-in", data={"email": "sam@example.org", "password": PASSWORD})


def give(client: FlaskClient, code: str = "", **more: str) -> int:
    return client.post("/staff/sign-in/code", data={"code": code, **more}).status_code


def is_in(client: FlaskClient) -> bool:
    return client.get("/staff/").status_code == 200


def set_up(client: FlaskClient) -> TestResponse:
    """Takes the secret that the page shows."""
    page = client.get("/staff/second-step/").text
    kept, key = re.search(r'name="kept" value="([^"]+)"', page), re.search(r'careway-key">([A-Z2-7 ]+)<', page)
    assert kept
    assert key
    return client.post("/staff/second-step/", data={"kept": kept[1], "code": code_now(key[1])})


def test_without_the_second_step_every_page_leads_to_it(client: FlaskClient, staff: Staff) -> None:
    assert sign_in(client).location == "/staff/sign-in/code"
    for page in ("/staff/", "/staff/referrals/", "/staff/password", "/staff/second-step/"):
        assert client.get(page).location == "/staff/sign-in/code"
    assert client.post("/staff/password", data={"old_password": PASSWORD}).location == "/staff/sign-in/code"


def test_whoever_has_no_second_factor_sets_one_up_before_anything_else(app: Flask, client: FlaskClient) -> None:
    member_of_staff(app, password=PASSWORD)
    assert sign_in(client).location == "/staff/second-step/"
    assert client.get("/staff/referrals/").location == "/staff/second-step/"
    assert set_up(client).status_code == 200
    assert is_in(client)


def test_the_right_code_gives_a_new_token(app: Flask, client: FlaskClient, staff: Staff) -> None:
    sign_in(client)
    before = client.get_cookie("staff")
    assert before
    assert give(client, code_now(SECRET)) == 303
    after = client.get_cookie("staff")
    assert after
    assert after.value.partition(".")[0] != before.value.partition(".")[0]
    thief = app.test_client()
    thief.set_cookie("staff", before.value)
    assert thief.get("/staff/sign-in/code").location == "/staff/sign-in"


def test_no_code_is_taken_twice(app: Flask, staff: Staff) -> None:
    one, other = app.test_client(), app.test_client()
    sign_in(one), sign_in(other)
    code = code_now(SECRET)
    assert [give(one, code), give(other, code)] == [303, 422]


def test_no_code_older_than_one_that_was_used_is_taken(app: Flask, staff: Staff, clock: time_machine.Traveller) -> None:
    one, other = app.test_client(), app.test_client()
    sign_in(one), sign_in(other)
    old = code_now(SECRET)
    clock.shift(STEP)
    assert [give(one, code_now(SECRET)), give(other, old)] == [303, 422]


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (1, 303), (2, 422)])
def test_a_clock_may_be_off_by_one_step(
    client: FlaskClient, staff: Staff, clock: time_machine.Traveller, steps: int, status: int
) -> None:
    sign_in(client)
    clock.shift(steps * STEP)
    code = code_now(SECRET)
    clock.shift(-steps * STEP)
    assert give(client, code) == status


def test_the_right_code_at_the_sixth_try_is_refused_and_after_a_restart_too(
    app: Flask, client: FlaskClient, staff: Staff, start_again: Callable[..., Flask]
) -> None:
    sign_in(client)
    assert [give(client, "000000") for _ in range(5)] == [422] * 5
    assert give(client, code_now(SECRET)) == 429
    again = start_again(app)
    again.config["WTF_CSRF_ENABLED"] = False
    later = again.test_client()
    sign_in(later)
    assert give(later, code_now(SECRET)) == 429


def test_signing_in_anew_gives_no_more_tries(app: Flask, staff: Staff) -> None:
    for _ in range(5):
        client = app.test_client()
        sign_in(client)
        give(client, "000000")
    sign_in(client)
    assert give(client, code_now(SECRET)) == 429


def test_a_recovery_code_lets_somebody_in_once(app: Flask, clock: time_machine.Traveller) -> None:
    member_of_staff(app, password=PASSWORD)
    client, later = app.test_client(), app.test_client()
    sign_in(client)
    codes = re.findall(r'careway-key">([0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4})<', set_up(client).text)
    assert len(set(codes)) == 10
    sign_in(later)
    assert give(later, recovery=codes[3].lower()) == 303
    assert is_in(later)
    sign_in(later)
    assert give(later, recovery=codes[3]) == 422
    assert give(later, recovery=codes[4]) == 303


def test_the_store_holds_neither_secret_nor_codes_in_the_clear(app: Flask, client: FlaskClient) -> None:
    member_of_staff(app, password=PASSWORD)
    sign_in(client)
    codes = re.findall(r'careway-key">([0-9A-Z ]{14})<', set_up(client).text)
    member_of_staff(app, "ada@example.org", second=SECRET)
    with app.app_context():
        rows = "".join(
            str(session().execute(text(f"SELECT * FROM {table}")).all())
            for table in ("staff_accounts", "staff_recovery_codes")
        )
    assert SECRET not in rows
    assert not any(code.replace(" ", "") in rows for code in codes)


def test_a_secret_that_was_offered_to_somebody_else_is_not_taken(app: Flask) -> None:
    one = signed_in(app, member_of_staff(app))
    other = signed_in(app, member_of_staff(app, "ada@example.org"))
    page = one.get("/staff/second-step/").text
    kept, key = re.search(r'name="kept" value="([^"]+)"', page), re.search(r'careway-key">([A-Z2-7 ]+)<', page)
    assert kept
    assert key
    taken = other.post("/staff/second-step/", data={"kept": kept[1], "code": code_now(key[1])})
    assert taken.status_code == 422


def test_a_second_factor_is_replaced_only_by_whoever_knows_the_password(app: Flask, staff: Staff) -> None:
    client = signed_in(app, staff)
    assert set_up(client).status_code == 422
    assert "That is not the password" in set_up(client).text


def test_an_operators_reset_takes_the_second_factor_away(app: Flask, client: FlaskClient, staff: Staff) -> None:
    given = app.test_cli_runner().invoke(args=["accounts", "reset", staff.email]).stdout.strip()
    answer = client.post("/staff/sign-in", data={"email": staff.email, "password": given})
    assert answer.location == "/staff/password"


def test_what_is_not_typed_is_said_beside_its_field(client: FlaskClient, staff: Staff) -> None:
    sign_in(client)
    page = client.post("/staff/sign-in/code", data={"code": ""})
    assert page.status_code == 422
    assert re.search(r'id="code-error".*Type the six digits', page.text)


def test_whoever_gave_no_password_is_asked_for_no_code(client: FlaskClient) -> None:
    assert client.get("/staff/sign-in/code").location == "/staff/sign-in"
