"""Staff put a list together for a caller and send it: once, on record, and nothing of the caller in an address."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import db
from app.audit import api as audit
from app.audit.domain import staff_member
from app.lists import sending
from app.messages.domain import Message
from tests.staff import member_of_staff, signed_in
from tests.web.lists.conftest import LUNCH, NAME, WALK, Keeper
from tests.web.lists.test_sending import post as post

EMAIL = "caller@example.org"
ONCE = re.compile(r'name="once"[^>]* value="([0-9a-f]{32})"')


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app))


def press(staff: FlaskClient, press: str, *picked: str, **typed: str) -> TestResponse:
    return staff.post("/staff/lists/", data={"service": [*picked], "press": press, **typed})


def send(staff: FlaskClient, to: str, *picked: str, once: str = "") -> TestResponse:
    once = once or ONCE.findall(staff.get("/staff/lists/").text)[0]
    return staff.post("/staff/lists/send", data={"service": [*picked], "to": to, "once": once})


def picked(page: TestResponse) -> list[str]:
    return re.findall(r'name="service" value="([^"]+)"', page.text)


def test_what_a_caller_looks_for_is_found_and_stands_in_no_address(staff: FlaskClient) -> None:
    page = press(staff, "search", q="lunch club", postcode="TS18 1AU")
    assert page.status_code == 200
    assert f"add:{LUNCH}" in page.text


def test_services_are_picked_put_in_order_and_taken_out(staff: FlaskClient) -> None:
    assert picked(press(staff, f"add:{LUNCH}")) == [LUNCH]
    assert picked(press(staff, f"add:{WALK}", LUNCH)) == [LUNCH, WALK]
    assert picked(press(staff, f"earlier:{WALK}", LUNCH, WALK)) == [WALK, LUNCH]
    assert picked(press(staff, f"later:{WALK}", WALK, LUNCH)) == [LUNCH, WALK]
    assert picked(press(staff, f"drop:{LUNCH}", LUNCH, WALK)) == [WALK]


def test_what_was_looked_for_stays_on_the_page_while_picking(staff: FlaskClient) -> None:
    page = press(staff, f"add:{LUNCH}", q="lunch club", to=EMAIL)
    assert 'value="lunch club"' in page.text
    assert f'value="{EMAIL}"' in page.text


def test_the_caller_gets_a_link_that_opens_what_was_picked(
    staff: FlaskClient, friend: Keeper, post: Callable[[], list[Message]]
) -> None:
    assert send(staff, EMAIL, WALK, LUNCH).status_code == 303
    (message,) = post()
    path = message.body[message.body.index("/list/shared/") :].split()[0]
    page = friend.browser.get(path).text
    assert len(NAME.findall(page)) == 2
    assert "Sam Okafor" not in page + message.body


def test_that_a_list_was_sent_is_on_record_and_not_to_whom(app: Flask, staff: FlaskClient) -> None:
    once = ONCE.findall(staff.get("/staff/lists/").text)[0]
    send(staff, EMAIL, LUNCH, once=once)
    link_id = f"{once[:8]}-{once[8:12]}-{once[12:16]}-{once[16:20]}-{once[20:]}"
    with app.app_context():
        (event,) = audit.events_about(db.session(), "list-link", link_id)
    assert (event.action, event.actor) == ("list.sent", staff_member(1))


def test_a_double_press_sends_once(staff: FlaskClient, post: Callable[[], list[Message]]) -> None:
    once = ONCE.findall(staff.get("/staff/lists/").text)[0]
    for _ in range(3):
        assert send(staff, EMAIL, LUNCH, once=once).status_code == 303
    assert len(post()) == 1


def test_nothing_is_sent_without_a_service_or_an_address(staff: FlaskClient, post: Callable[[], list[Message]]) -> None:
    assert "Pick at least one service" in send(staff, EMAIL).text
    refused = send(staff, "nowhere", LUNCH)
    assert refused.status_code == 422
    assert picked(refused) == [LUNCH]
    assert post() == []


def test_a_caller_is_not_pestered_by_staff_either_and_staff_are_told(staff: FlaskClient) -> None:
    for _ in range(sending.MOST_TO_ONE_RECIPIENT_A_DAY):
        assert send(staff, EMAIL, LUNCH).status_code == 303
    refused = send(staff, EMAIL, LUNCH)
    assert refused.status_code == 429
    assert "as often today as we may" in refused.text


def test_staff_who_have_sent_enough_are_told_and_keep_what_they_picked(
    staff: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.lists.sending.MOST_FROM_ONE_MEMBER_OF_STAFF_AN_HOUR", 1)
    send(staff, "one@example.org", LUNCH)
    refused = send(staff, "two@example.org", LUNCH)
    assert refused.status_code == 429
    assert "Wait 60 minutes" in refused.text
    assert picked(refused) == [LUNCH]


def test_what_left_the_directory_or_was_never_there_is_not_sent(staff: FlaskClient) -> None:
    assert send(staff, EMAIL, "small/none").status_code == 422
