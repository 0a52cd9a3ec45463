"""Sessions of staff: new at each sign-in, dead at once when they should be, and never longer than a working day."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.accounts.domain import Staff
from app.accounts.second_factor import code_now
from app.audit import api as audit
from app.db import session
from app.kernel.clock import now
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW_PASSWORD = "copper window storm"


@pytest.fixture
def staff(app: Flask) -> Staff:
    return member_of_staff(app, password=PASSWORD, second=SECRET)


def is_in(client: FlaskClient) -> bool:
    return client.get("/staff/").status_code == 200


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("staff")
    assert cookie is not None
    return cookie.value


def sign_in(client: FlaskClient) -> None:
    client.post("/staff/sign-in", data={"email": "sam@example.org", "password": PASSWORD})
    client.post("/staff/sign-in/code", data={"code": code_now(SECRET)})


def change_password(client: FlaskClient, old: str = PASSWORD, new: str = NEW_PASSWORD) -> int:
    return client.post("/staff/password", data={"old_password": old, "new_password": new}).status_code


def test_signing_in_gives_a_new_token_and_ends_the_old_one(app: Flask, staff: Staff) -> None:
    client, thief = signed_in(app, staff), app.test_client()
    before = cookie_of(client)
    thief.set_cookie("staff", before)
    assert is_in(thief)
    sign_in(client)
    assert cookie_of(client).partition(".")[0] != before.partition(".")[0]
    assert is_in(client)
    assert not is_in(thief)


def test_a_token_that_somebody_else_chose_opens_nothing(client: FlaskClient, staff: Staff) -> None:
    client.set_cookie("staff", "chosen-by-a-thief")
    sign_in(client)
    assert "chosen-by-a-thief" not in cookie_of(client)


def test_the_form_token_from_before_signing_in_is_of_no_use_after(app: Flask, staff: Staff) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', client.get("/staff/sign-in").text)
    assert token is not None
    data = {"csrf_token": token[1], "email": "sam@example.org", "password": PASSWORD}
    assert client.post("/staff/sign-in", data=data).status_code == 303
    assert client.post("/staff/sign-out", data={"csrf_token": token[1]}).status_code == 400
    assert client.get("/staff/sign-in/code").status_code == 200


def test_signing_out_kills_the_token(app: Flask, staff: Staff) -> None:
    client, thief = signed_in(app, staff), app.test_client()
    thief.set_cookie("staff", cookie_of(client))
    assert client.post("/staff/sign-out").location == "/staff/sign-in"
    assert client.get_cookie("staff") is None
    assert not is_in(thief)


def test_signing_out_twice_is_no_error(app: Flask, staff: Staff) -> None:
    client = signed_in(app, staff)
    assert [client.post("/staff/sign-out").status_code for _ in range(2)] == [303, 303]


def test_signing_out_leaves_other_browsers_signed_in(app: Flask, staff: Staff) -> None:
    one, other = signed_in(app, staff), signed_in(app, staff)
    one.post("/staff/sign-out")
    assert is_in(other)


def test_a_new_password_ends_every_other_session_within_one_request(app: Flask, staff: Staff) -> None:
    one, other = signed_in(app, staff), signed_in(app, staff)
    before = cookie_of(one)
    assert change_password(one) == 303
    assert is_in(one)
    assert not is_in(other)
    other.set_cookie("staff", before)
    assert not is_in(other)


@pytest.mark.parametrize("verb", ["disable", "reset"])
def test_a_command_of_the_operator_ends_every_session_within_one_request(app: Flask, staff: Staff, verb: str) -> None:
    client = signed_in(app, staff)
    assert is_in(client)
    assert app.test_cli_runner().invoke(args=["accounts", verb, staff.email]).exit_code == 0
    assert not is_in(client)


def test_a_session_ends_after_half_an_hour_without_a_page(app: Flask, staff: Staff) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client = signed_in(app, staff)
        for _ in range(3):
            clock.shift(timedelta(minutes=29))
            assert is_in(client)
        clock.shift(timedelta(minutes=30))
        assert not is_in(client)


def test_an_old_copy_of_the_cookie_is_not_kept_alive_by_the_owner(app: Flask, staff: Staff) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client, thief = signed_in(app, staff), app.test_client()
        thief.set_cookie("staff", cookie_of(client))
        for _ in range(2):
            clock.shift(timedelta(minutes=20))
            assert is_in(client)
        assert not is_in(thief)


def test_a_session_ends_after_twelve_hours_however_busy(app: Flask, staff: Staff) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client = signed_in(app, staff)
        for _ in range(35):
            clock.shift(timedelta(minutes=20))
            assert is_in(client)
        clock.shift(timedelta(minutes=20))
        assert not is_in(client)


def test_a_turned_clock_revives_no_session(app: Flask, staff: Staff) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        client = signed_in(app, staff)
        clock.shift(timedelta(hours=-2))
        assert not is_in(client)


@pytest.mark.parametrize("change", [lambda value: value[:-1], lambda value: "x" + value, lambda value: "", str.upper])
def test_a_cookie_that_was_changed_opens_nothing(app: Flask, staff: Staff, change: object) -> None:
    client = signed_in(app, staff)
    assert callable(change)
    client.set_cookie("staff", change(cookie_of(client)))
    assert not is_in(client)


def test_the_database_holds_no_token(app: Flask, staff: Staff) -> None:
    client = signed_in(app, staff)
    with app.app_context():
        rows = str(session().execute(text("SELECT * FROM staff_sessions")).all())
    assert cookie_of(client).partition(".")[0] not in rows


def test_reading_a_page_writes_nothing(app: Flask, staff: Staff) -> None:
    client = signed_in(app, staff)

    def everything() -> list[str]:
        with app.app_context():
            tables = ("staff_accounts", "staff_sessions", "audit_events", "limit_counters")
            return [str(session().execute(text(f"SELECT * FROM {table}")).all()) for table in tables]

    before = everything()
    for page in ("/staff/", "/staff/password", "/staff/sign-in"):
        assert client.get(page).status_code == 200
    assert everything() == before


def test_sessions_that_are_over_are_deleted_by_the_worker(app: Flask, staff: Staff) -> None:
    signed_in(app, staff)
    with time_machine.travel(now() + timedelta(hours=12, seconds=1)):
        app.test_cli_runner().invoke(args=["worker", "--once"])
    with app.app_context():
        assert session().execute(text("SELECT count(*) FROM staff_sessions")).scalar() == 0


def test_everything_that_changes_is_audited(app: Flask, staff: Staff) -> None:
    client = signed_in(app, staff)
    change_password(client)
    client.post("/staff/sign-out")
    app.test_cli_runner().invoke(args=["accounts", "reset", staff.email])
    app.test_cli_runner().invoke(args=["accounts", "disable", staff.email])
    app.test_cli_runner().invoke(args=["accounts", "enable", staff.email])
    with app.app_context():
        events = audit.events_about(session(), "staff", staff.id)
    own = f"staff:{staff.id}"
    assert [(event.actor, event.action) for event in events] == [
        (own, "staff.signed-in"),
        (own, "staff.password-changed"),
        (own, "staff.signed-in"),
        (own, "staff.signed-out"),
        ("operator", "staff.password-reset"),
        ("operator", "staff.disabled"),
        ("operator", "staff.enabled"),
    ]
