"""On the way to the council, and after it, a person reads whom to ring, and nothing of what staff decided since."""

import re

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.referrals.store import ReferralRow
from tests.sending import ask, fill_all, send
from tests.staff import member_of_staff, signed_in
from tests.walking import finish, start

A_TUESDAY = "2026-12-01T10:00:00Z"
SAFEGUARDING = "01632 960003"


def words_in(page: str) -> str:
    """What stands on a page, without what is the same on every page."""
    return re.sub(r"<footer.*?</footer>", "", page, flags=re.DOTALL)


def every_page_from_the_check_on(client: FlaskClient) -> list[str]:
    pages = [fill_all(client), send(client), client.get("/council/status")]
    return [words_in(page.text) for page in pages]


@pytest.mark.parametrize(
    ("safety", "names"),
    [
        ("suicidal_thoughts", ["choose the mental health option", "tel:111", "Samaritans", "Shout"]),
        ("abuse", [SAFEGUARDING, "National Domestic Abuse Helpline", "Hourglass"]),
        ("immediate_danger", ["tel:999", "Call 999 now"]),
    ],
)
@time_machine.travel(A_TUESDAY, tick=False)
def test_every_page_from_the_check_on_names_what_the_result_names(
    client: FlaskClient, safety: str, names: list[str]
) -> None:
    start(client)
    finish(client, safety=[safety])
    for page in every_page_from_the_check_on(client):
        assert [name for name in names if name not in page] == []


def test_nothing_that_was_sent_is_offered_to_be_sent_again(client: FlaskClient) -> None:
    start(client)
    finish(client, safety=["abuse"])
    assert "You can also send us your answers" not in send(client).text


def test_a_form_that_can_wait_names_nothing_urgent(client: FlaskClient) -> None:
    ask(client)
    for page in every_page_from_the_check_on(client):
        assert "careway-panel--danger" not in page


def decide(app: Flask, route: str) -> None:
    with app.app_context():
        case = session().scalars(select(ReferralRow)).one()
    staff = signed_in(app, member_of_staff(app))
    data = {"version": str(case.version), "route": route, "reason": "As it is."}
    assert staff.post(f"/staff/referrals/{case.id}/route", data=data).status_code == 303


@time_machine.travel(A_TUESDAY, tick=False)
def test_a_case_that_staff_raise_to_safeguarding_does_not_say_so_to_whoever_holds_the_device(
    app: Flask, client: FlaskClient
) -> None:
    ask(client)
    send(client)
    paths = ("/council/sent", "/council/status", "/council/withdraw", "/council/add", "/council/copy")
    calm = [client.get(path).text for path in paths]
    decide(app, "safeguarding")
    for path, before in zip(paths, calm, strict=True):
        after = client.get(path).text.replace("today", "by Thursday 3 December")
        assert after == before


@time_machine.travel(A_TUESDAY, tick=False)
def test_an_answer_that_comes_sooner_is_promised_sooner(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    decide(app, "urgent_council")
    assert "will ring you today" in client.get("/council/status").text


@time_machine.travel(A_TUESDAY, tick=False)
def test_what_was_promised_is_not_put_off(app: Flask, client: FlaskClient) -> None:
    start(client)
    finish(client, safety=["abuse"])
    send(client)
    decide(app, "community")
    page = client.get("/council/status").text
    assert "will ring you today" in page
    assert SAFEGUARDING in page
