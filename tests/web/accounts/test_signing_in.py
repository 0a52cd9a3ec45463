"""Signing in: who comes in, who does not, and what either can tell from it."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta

import html5lib
import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask, Response, request
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.accounts import hashing
from app.accounts.domain import Role, Staff
from app.accounts.second_factor import code_now
from app.audit import api as audit
from app.db import session
from app.kernel.clock import now
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def staff(app: Flask) -> Staff:
    return member_of_staff(app, password=PASSWORD, second=SECRET)


def come_in(client: FlaskClient, next: str = "") -> TestResponse:
    """Both steps; what the second leads to."""
    sign_in(client, next=next)
    return client.post("/staff/sign-in/code", data={"code": code_now(SECRET), "next": next})


def sign_in(
    client: FlaskClient, email: str = "sam@example.org", password: str = PASSWORD, address: str = "", **more: str
) -> TestResponse:
    environ = {"REMOTE_ADDR": address} if address else {}
    data = {"email": email, "password": password, **more}
    return client.post("/staff/sign-in", data=data, environ_overrides=environ)


def actions(app: Flask, about: str | int) -> list[str]:
    with app.app_context():
        return [event.action for event in audit.events_about(session(), "staff", about)]


def test_the_right_password_and_the_code_let_somebody_in(app: Flask, client: FlaskClient, staff: Staff) -> None:
    app.config["STAFF_HOME"] = "accounts.who"
    assert sign_in(client).location == "/staff/sign-in/code"
    assert client.post("/staff/sign-in/code", data={"code": code_now(SECRET)}).location == "/staff/"
    assert "Sam Okafor" in client.get("/staff/").text


@pytest.mark.parametrize("email", ["SAM@Example.org", " sam@example.org "])
def test_an_address_may_be_typed_in_any_case_and_with_spaces_around(
    client: FlaskClient, staff: Staff, email: str
) -> None:
    assert sign_in(client, email).status_code == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("sam@example.org", "wrong"),
        ("ada@example.org", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
        ("sam@example.org\0", "x"),
    ],
)
def test_a_wrong_pair_lets_nobody_in(client: FlaskClient, staff: Staff, email: str, password: str) -> None:
    assert sign_in(client, email, password).status_code == 422
    assert client.get("/staff/").status_code == 303


def test_a_known_and_an_unknown_address_get_the_same_answer(client: FlaskClient, staff: Staff) -> None:
    client.get("/staff/sign-in")
    with time_machine.travel(now(), tick=False):  # the token of the form tells the second
        known = sign_in(client, "sam@example.org", "wrong")
        unknown = sign_in(client, "ada@example.org", "wrong")
    assert known.text.replace("sam@", "ada@") == unknown.text
    assert sorted(known.headers.keys()) == sorted(unknown.headers.keys())


def test_what_is_missing_is_said_beside_its_field(client: FlaskClient) -> None:
    page = sign_in(client, "", "").text
    assert re.search(r'id="email-error".*Type your e-mail address', page)
    assert re.search(r'id="password-error".*Type your password', page)


def test_a_password_manager_knows_what_to_fill_in(client: FlaskClient) -> None:
    page = client.get("/staff/sign-in").text
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


@pytest.mark.parametrize("length", [254, 255, 50_000])
def test_a_very_long_address_or_password_is_answered_plainly(client: FlaskClient, length: int) -> None:
    assert sign_in(client, "é" * length, "x" * length).status_code == 422


def test_the_right_password_at_the_eleventh_try_is_refused(client: FlaskClient, staff: Staff) -> None:
    for place in range(10):
        sign_in(client, password="wrong", address=f"192.0.2.{place}")
    assert sign_in(client, address="192.0.2.99").status_code == 429


def test_the_eleventh_try_from_one_address_is_refused_whoever_it_is_for(client: FlaskClient, staff: Staff) -> None:
    for place in range(10):
        sign_in(client, f"ada{place}@example.org", "wrong")
    assert sign_in(client).status_code == 429


def test_addresses_of_one_ipv6_network_count_as_one(client: FlaskClient, staff: Staff) -> None:
    for place in range(10):
        sign_in(client, f"ada{place}@example.org", "wrong", address=f"2001:db8::{place}")
    assert sign_in(client, address="2001:db8::ffff").status_code == 429
    assert sign_in(client, address="2001:db8:0:1::1").status_code == 303


def test_a_whole_office_may_sign_in_from_one_address(client: FlaskClient, staff: Staff) -> None:
    assert [sign_in(client).status_code for _ in range(12)] == [303] * 12


def test_waiting_helps_and_a_restart_does_not(
    app: Flask, client: FlaskClient, staff: Staff, start_again: Callable[..., Flask]
) -> None:
    for _ in range(10):
        sign_in(client, password="wrong")
    again = start_again(app)
    again.config["WTF_CSRF_ENABLED"] = False
    assert sign_in(again.test_client()).status_code == 429
    with time_machine.travel(now() + timedelta(minutes=5, seconds=1)):
        assert sign_in(again.test_client()).status_code == 303


def test_a_form_without_its_token_lets_nobody_in(app: Flask, client: FlaskClient, staff: Staff) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert sign_in(client).status_code == 400
    assert client.get("/staff/").status_code == 303


def test_a_closed_account_answers_as_an_unknown_one(app: Flask, client: FlaskClient, staff: Staff) -> None:
    with time_machine.travel(now(), tick=False):  # the token of the form that chooses a language tells the second
        unknown = sign_in(client, "ada@example.org").text
        app.test_cli_runner().invoke(args=["accounts", "disable", staff.email])
        closed = sign_in(client)
    assert (closed.status_code, closed.text.replace("sam@", "ada@")) == (422, unknown)


def test_every_try_is_audited_without_the_name_that_was_typed(app: Flask, client: FlaskClient, staff: Staff) -> None:
    sign_in(client, "nobody-here@example.org")
    sign_in(client, password="wrong")
    sign_in(client)
    assert actions(app, "unknown") == ["staff.sign-in-failed"]
    assert actions(app, staff.id) == ["staff.sign-in-failed", "staff.password-given"]
    with app.app_context():
        rows = str(session().execute(text("SELECT * FROM audit_events")).all())
    assert "nobody-here" not in rows
    assert "sam@" not in rows


def test_a_password_kept_in_another_way_is_kept_anew(app: Flask, client: FlaskClient, staff: Staff) -> None:
    other = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with app.extensions["engine"].begin() as connection:
        connection.execute(text("UPDATE staff_accounts SET password_hash = :other"), {"other": other})
    assert sign_in(client).status_code == 303
    with app.app_context():
        kept = session().execute(text("SELECT password_hash FROM staff_accounts")).scalar_one()
    assert not hashing.is_outdated(kept)
    assert sign_in(client).status_code == 303


@pytest.mark.parametrize(
    ("wanted", "goal"),
    [
        ("/staff/password", "/staff/password"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/staff/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/a\r\nSet-Cookie: x=y", "/aSet-Cookie:%20x=y"),
    ],
)
def test_signing_in_leads_to_no_other_host(client: FlaskClient, staff: Staff, wanted: str, goal: str) -> None:
    assert come_in(client, wanted).location == goal


def with_a_page_for_staff(app: Flask, *roles: Role) -> list[Mapping[str, str]]:
    """Adds a page that takes notes; gives what it took."""
    taken: list[Mapping[str, str]] = []

    def note() -> Response:
        if request.method == "POST":
            taken.append(request.form.to_dict())
        return Response("noted\n", mimetype="text/plain")

    app.extensions["access"]["note"] = frozenset(roles or Role)
    app.add_url_rule("/staff/note", view_func=note, methods=["GET", "POST"])
    return taken


def test_somebody_who_is_not_signed_in_is_sent_to_sign_in_and_comes_back(app: Flask, staff: Staff) -> None:
    with_a_page_for_staff(app)
    client = app.test_client()
    sent = client.get("/staff/note?page=2")
    assert sent.location == "/staff/sign-in?next=/staff/note?page%3D2"
    assert 'name="next" value="/staff/note?page=2"' in client.get(sent.location).text
    assert come_in(client, "/staff/note?page=2").location == "/staff/note?page=2"


def test_what_was_typed_survives_signing_in_again(app: Flask, staff: Staff) -> None:
    taken = with_a_page_for_staff(app)
    client = app.test_client()
    typed = 'Rang at 9 — "no answer" <twice>\nwill try 😀 again'
    asked = client.post("/staff/note", data={"note": typed}, headers={"Sec-Fetch-Site": "same-origin"})
    assert asked.status_code == 403
    fields = hidden_fields(asked.text)
    assert fields["kept.note"] == typed
    wrong = sign_in(client, password="wrong", **fields)
    assert hidden_fields(wrong.text)["kept.note"] == typed
    second = sign_in(client, **fields)
    assert hidden_fields(second.text)["kept.note"] == typed
    page = client.post("/staff/sign-in/code", data={"code": code_now(SECRET), **hidden_fields(second.text)})
    assert 'action="/staff/note"' in page.text
    client.post("/staff/note", data=hidden_fields(page.text))
    assert [one["note"] for one in taken] == [typed]


def test_what_was_typed_carries_a_fresh_token(app: Flask, staff: Staff) -> None:
    taken = with_a_page_for_staff(app)
    app.config["WTF_CSRF_ENABLED"] = True
    client = app.test_client()
    token = hidden_fields(client.get("/staff/sign-in").text)["csrf_token"]
    data = {"csrf_token": token, "note": "x"}
    asked = client.post("/staff/note", data=data, headers={"Sec-Fetch-Site": "same-origin"})
    second = sign_in(client, **hidden_fields(asked.text))
    page = client.post("/staff/sign-in/code", data={"code": code_now(SECRET), **hidden_fields(second.text)})
    client.post("/staff/note", data=hidden_fields(page.text))
    assert [one["note"] for one in taken] == ["x"]


def test_what_another_site_typed_is_not_offered_again(app: Flask) -> None:
    with_a_page_for_staff(app)
    asked = app.test_client().post("/staff/note", data={"note": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert "kept." not in asked.text


def test_a_page_for_another_role_is_not_there(app: Flask) -> None:
    with_a_page_for_staff(app, Role.ADMINISTRATOR)
    officer = signed_in(app, member_of_staff(app, "sam@example.org", Role.TRIAGE))
    administrator = signed_in(app, member_of_staff(app, "ada@example.org", Role.ADMINISTRATOR))
    with time_machine.travel(now(), tick=False):  # the token of the form that chooses a language tells the second
        refused, absent = officer.get("/staff/note"), officer.get("/staff/no-such-page")
    assert refused.text == absent.text.replace("/staff/no-such-page", "/staff/note")
    assert administrator.get("/staff/note").status_code == 200


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of the page's main form, as a browser reads them."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return {
        field.get("name"): field.get("value")
        for field in tree.iterfind(".//main//form[1]//input")
        if field.get("type") == "hidden"
    }


def test_the_cookie_is_kept_to_https_and_to_this_host(make_app: Callable[..., Flask]) -> None:
    app = make_app(PUBLIC_URL="https://care.example.org", TRUSTED_PROXIES="1")
    app.config["WTF_CSRF_ENABLED"] = False
    member_of_staff(app, password=PASSWORD)
    response = app.test_client().post(
        "/staff/sign-in", data={"email": "sam@example.org", "password": PASSWORD}, base_url="https://care.example.org"
    )
    (cookie,) = (line for line in response.headers.getlist("Set-Cookie") if line.startswith("__Host-staff="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
