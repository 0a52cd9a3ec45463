"""Nothing calmer ever stands before what cannot wait, and a closed case stays closed."""

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.referrals.store import ReferralRow
from tests.sending import ask, send
from tests.staff import member_of_staff, signed_in
from tests.walking import finish, result, start

LAST_WEEK = "2026-12-01T10:00:00Z"
TODAY = "2026-12-07T10:00:00Z"


def only_case(app: Flask) -> ReferralRow:
    with app.app_context():
        return session().scalars(select(ReferralRow)).one()


def test_an_emergency_stands_above_everything_that_is_overdue(app: Flask) -> None:
    with time_machine.travel(LAST_WEEK, tick=False):
        waiting = app.test_client()
        ask(waiting)
        send(waiting, name={"name": "Waiting Long"})
    with time_machine.travel(TODAY, tick=False):
        now = app.test_client()
        start(now)
        finish(now, safety=["immediate_danger"])
        send(now, name={"name": "In Danger"})
        page = signed_in(app, member_of_staff(app)).get("/staff/referrals/").text
    assert page.index("In Danger") < page.index("Waiting Long")


def test_on_the_result_of_an_emergency_999_comes_before_sending_anything(client: FlaskClient) -> None:
    page = result(client, safety=["immediate_danger"]).text
    assert page.index("Call 999 now") < page.index("Send my answers to the council")


def test_on_the_result_of_abuse_the_number_comes_before_sending_anything(client: FlaskClient) -> None:
    page = result(client, safety=["abuse"]).text
    assert page.index("Tell us, so that we can help keep people safe") < page.index("Send my answers to the council")


def test_a_form_that_a_person_took_back_is_not_opened_again_by_staff(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    client.post("/council/withdraw")
    case = only_case(app)
    staff = signed_in(app, member_of_staff(app))
    assert staff.post(f"/staff/referrals/{case.id}/look", data={"version": case.version}).status_code == 409
    assert only_case(app).status == "withdrawn"
