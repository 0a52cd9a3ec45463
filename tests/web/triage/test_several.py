"""Several cases at once: what is safe to do, each row by its version, told row by row."""

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role
from app.kernel.clock import today
from tests.staff import member_of_staff, signed_in
from tests.web.triage.conftest import Sent


def test_each_ticked_case_is_taken_on_unless_somebody_was_first(sent: Sent, officer: FlaskClient) -> None:
    first, second, third = sent(), sent(), sent()
    officer.post(f"{second.address}/note", data={"version": "1", "note": "Seen."})
    ticked = [f"{case.id} 1" for case in (first, second, third)]
    page = officer.post("/staff/referrals/", data={"deed": "claim", "case": ticked}).text
    assert "2 of 3 done" in page
    assert f"{second.row.reference}: was changed by somebody" in page
    assert (first.row.assigned_to, second.row.assigned_to) == (third.row.assigned_to, None)


def test_a_case_of_another_team_is_as_one_that_is_not_there(app: Flask, sent: Sent) -> None:
    case = sent()
    carers = signed_in(app, member_of_staff(app, "c@example.org", Role.CARERS_TEAM))
    told = [
        carers.post("/staff/referrals/", data={"deed": "claim", "case": f"{which} 1"}).text
        for which in (case.id, "00000000-0000-4000-8000-000000000000", "nonsense")
    ]
    assert told[0] == told[1] == told[2]
    assert case.row.assigned_to is None


def test_nothing_is_routed_or_closed_for_several_at_once(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    for deed in ("route", "done", "close", ""):
        assert officer.post("/staff/referrals/", data={"deed": deed, "case": f"{case.id} 1"}).status_code == 422
    assert case.row.version == 1


def test_a_day_to_come_back_is_set_for_several_and_found_on_it(sent: Sent, officer: FlaskClient) -> None:
    cases, day = [sent(), sent()], today()
    boxes = [str(day.day), str(day.month), str(day.year)]
    ticked = {"deed": "chase", "chase": boxes, "case": [f"{case.id} 1" for case in cases]}
    assert "Ada Bell" not in officer.get("/staff/referrals/?due=chase").text
    officer.post("/staff/referrals/", data=ticked)
    assert {case.row.chase_on for case in cases} == {day}
    assert "Ada Bell" in officer.get("/staff/referrals/?due=chase").text


def test_the_list_is_printed_as_it_is_narrowed(sent: Sent, officer: FlaskClient) -> None:
    sent()
    assert "Ada Bell" in officer.get("/staff/referrals/paper?queue=formal").text
    assert "Ada Bell" not in officer.get("/staff/referrals/paper/large?queue=urgent").text
