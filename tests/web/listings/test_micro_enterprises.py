"""People who work for themselves: dated facts of what the council saw, told apart from registered providers."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.accounts.domain import Role
from app.audit.api import events_about
from app.listings.public import publication
from app.search.api import index
from app.search.domain import Query
from tests.own_listing import LAKESIDE, WALK, Keeper, keeper
from tests.staff import member_of_staff, signed_in

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/London"))
SEEN = {"what": "insurance", "detail": "up to £5 million", "evidence": "original", "once": ""}


@pytest.fixture
def pat(app: Flask) -> Keeper:
    """Somebody who works for themselves and whose page is public."""
    alone = replace(LAKESIDE, name="Pat’s Help", sole_trader=True, services=(replace(WALK, name="Help at home"),))
    found = keeper(app, alone)
    with app.test_request_context(), db.transaction() as writing:
        publication.publish(writing, found.page_id, alone)
    return found


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app, "ife@example.org", Role.DIRECTORY_EDITOR, name="Ife Officer"))


def page(app: Flask) -> str:
    return app.test_client().get(f"/directory/service/community/{WALK.id}").text


def note(staff: FlaskClient, pat: Keeper, until: date | None = None, **more: str) -> int:
    data = {**SEEN, "seen_on": "2026-05-03", "until": until.isoformat() if until else "", **more}
    return staff.post(f"/staff/micro-enterprises/{pat.page_id}/checks", data=data).status_code


def test_who_works_alone_is_told_apart_and_found_as_a_micro_enterprise(app: Flask, pat: Keeper) -> None:
    text = page(app)
    assert "Someone who works for themselves" in text
    assert "gardening or company nobody has to be on its list" in text
    assert "personal care. Who gives that must in most cases be on CQC’s list" in text
    assert "We did not find them on the list" not in text, "nobody has read the list yet"
    assert "Registered with the Care Quality Commission" not in text
    assert "The council has noted no checks here" in text
    with app.app_context():
        found = index().search(Query(any_of={"kind": frozenset({"micro"})}, count=9)).page
        assert [hit.id for hit in found if not hit.unstated] == [f"community/{WALK.id}"]


def test_what_staff_saw_is_a_dated_fact_until_it_runs_out(app: Flask, pat: Keeper) -> None:
    with time_machine.travel(NOON, tick=False):
        staff = signed_in(app, member_of_staff(app, "ife@example.org", Role.DIRECTORY_EDITOR, name="Ife Officer"))
        assert "noted no checks" in page(app)
        assert note(staff, pat, date(2026, 11, 23)) == 303
        fact = "The council saw proof of public liability insurance (up to £5 million) on Sunday 3 May 2026."
        assert fact in page(app)
        assert "It is valid to Monday 23 November 2026." in page(app)
        listed = staff.get(f"/staff/micro-enterprises/{pat.page_id}/").text
        assert "Ife Officer" in listed
        assert "directory editor" in listed
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        assert "public liability" not in page(app)
        member = signed_in(app, member_of_staff(app, "ben@example.org", Role.MANAGER))
        assert "Ran out" in member.get(f"/staff/micro-enterprises/{pat.page_id}/").text


def test_a_check_is_written_once_and_can_be_taken_back(app: Flask, pat: Keeper, staff: FlaskClient) -> None:
    once = {"once": "55555555-5555-4555-8555-555555555555"}
    assert [note(staff, pat, **once), note(staff, pat, **once)] == [303, 303]
    assert page(app).count("public liability") == 1
    listed = staff.get(f"/staff/micro-enterprises/{pat.page_id}/").text
    (back,) = re.findall(rf"/staff/micro-enterprises/{pat.page_id}/checks/[^/\"]+/withdraw", listed)
    assert staff.post(back).status_code == 303
    assert "public liability" not in page(app)
    staff.get(f"/staff/micro-enterprises/{pat.page_id}/")
    with app.app_context():
        events = events_about(db.session(), "micro-enterprise", str(pat.page_id))
        assert [event.action for event in events] == [
            "micro-enterprise.check-insurance",
            "micro-enterprise.opened",
            "micro-enterprise.check-withdrawn",
            "micro-enterprise.opened",
        ]


def test_what_cannot_be_is_refused(app: Flask, pat: Keeper, staff: FlaskClient) -> None:
    assert note(staff, pat, what="magic") == 422
    assert note(staff, pat, seen_on="2999-01-01") == 422
    assert note(staff, pat, date(2020, 1, 1)) == 422
    assert note(staff, pat, evidence="") == 422
    assert staff.get("/staff/micro-enterprises/00000000-0000-4000-8000-000000000000/").status_code == 404
