"""Staff define talking points, close them for a day, print who comes and book for a caller."""

import re
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.accounts.domain import Role
from app.appointments.domain import Point
from app.audit import api as audit
from app.config import ROOT
from app.messages.store import OutboxMessage
from tests.staff import member_of_staff, signed_in

TUESDAY_AT_TEN = "20270309T1000Z"
PLACE = {"name": "Sample Hall", "address": "2 Sample Street", "postcode": "TS20 2AB", "access": "A ramp", "who": "Us"}
MORNING = {
    "weekday": "5",
    "opens": "10:00",
    "closes": "12:00",
    "minutes": "20",
    "capacity": "2",
    "first_day": "2027-03-08",
}


@pytest.fixture
def manager(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app, "manager@example.org", Role.MANAGER))


@pytest.fixture
def adviser(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app, "adviser@example.org", Role.ADVISER))


def booked_by_resident(app: Flask, point: Point, **said: str) -> str:
    form = {"once": uuid4().hex, "at": TUESDAY_AT_TEN, "name": "Ada", "telling": "email", "email": "ada@example.org"}
    return str(app.test_client().post(f"/talking-points/{point.id}/book", data={**form, **said}).location)


def test_a_place_and_its_opening_time_are_offered_to_residents(manager: FlaskClient, client: FlaskClient) -> None:
    address = manager.post("/staff/talking-points/new", data=PLACE).location
    assert manager.post(f"{address}patterns", data=MORNING).status_code == 303
    assert "Saturday 13 March 2027" in client.get("/talking-points/").text


def test_a_place_of_the_directory_fills_in_the_form(app: Flask, manager: FlaskClient) -> None:
    sample = str(ROOT / "directory_data" / "sample" / "directory.json")
    assert app.test_cli_runner().invoke(args=["directory", "import", sample, "--source", "sample"]).exit_code == 0
    found = manager.get("/staff/talking-points/new?q=lunch club").text
    address, words = re.findall(r'href="(/staff/talking-points/new\?service=[^"]+)">([^<]+)</a>', found)[0]
    name, _, rest = words.partition(", ")
    filled = manager.get(address.replace("&amp;", "&")).text
    assert f'value="{name}"' in filled
    assert f'value="{rest.rpartition(", ")[2]}"' in filled
    assert rest.partition(", ")[0] in filled.partition("<textarea")[2]
    assert "Nothing in the directory answers" in manager.get("/staff/talking-points/new?q=zzzz").text


def test_opening_times_that_overlap_are_refused(manager: FlaskClient) -> None:
    address = manager.post("/staff/talking-points/new", data=PLACE).location
    manager.post(f"{address}patterns", data=MORNING)
    again = manager.post(f"{address}patterns", data={**MORNING, "opens": "11:00", "closes": "13:00"})
    assert again.status_code == 422
    assert "It is open at that time already" in again.text


def test_nobody_overwrites_what_somebody_else_wrote_meanwhile(manager: FlaskClient, point: Point) -> None:
    address = f"/staff/talking-points/{point.id}/"
    assert manager.post(address, data={**PLACE, "version": "1"}).status_code == 303
    late = manager.post(address, data={**PLACE, "version": "1", "name": "Mine"})
    assert late.status_code == 409
    assert 'value="Mine"' in late.text


def test_whoever_is_booked_on_a_day_that_is_closed_is_asked_to_choose_another(
    app: Flask, manager: FlaskClient, point: Point
) -> None:
    booked_by_resident(app, point)
    manager.post(f"/staff/talking-points/{point.id}/closed", data={"day": "2027-03-09"})
    with app.app_context():
        subjects = [message.subject for message in db.session().query(OutboxMessage).order_by(OutboxMessage.written)]
    assert subjects[-1] == "Please choose another time for your appointment"


def test_a_closed_day_has_no_times_until_it_is_opened_again(
    manager: FlaskClient, client: FlaskClient, point: Point
) -> None:
    address = f"/staff/talking-points/{point.id}"
    manager.post(f"{address}/closed", data={"day": "2027-03-09"})
    assert TUESDAY_AT_TEN not in client.get(f"/talking-points/{point.id}/").text
    manager.post(f"{address}/open/2027-03-09")
    assert TUESDAY_AT_TEN in client.get(f"/talking-points/{point.id}/").text


def test_the_sheet_of_a_day_shows_who_comes_and_that_it_was_opened_is_on_record(
    app: Flask, adviser: FlaskClient, point: Point
) -> None:
    booked_by_resident(app, point, needs="step_free")
    sheet = adviser.get(f"/staff/talking-points/{point.id}/day/2027-03-09").text
    assert "Ada" in sheet
    assert "No steps" in sheet
    with app.app_context():
        [appointment_id] = db.session().connection().exec_driver_sql("SELECT id FROM appointments").scalars()
        from uuid import UUID

        events = audit.events_about(db.session(), "appointment", str(UUID(str(appointment_id))))
    assert [event.action for event in events] == ["appointment.booked", "appointment.opened"]


def test_whoever_keeps_the_directory_sees_no_sheet(app: Flask, point: Point) -> None:
    editor = signed_in(app, member_of_staff(app, "editor@example.org", Role.DIRECTORY_EDITOR))
    assert editor.get("/staff/talking-points/").status_code == 200
    assert editor.get(f"/staff/talking-points/{point.id}/day/2027-03-09").status_code == 404


def test_an_adviser_books_for_a_caller_once(app: Flask, adviser: FlaskClient, point: Point) -> None:
    form = {"once": uuid4().hex, "at": TUESDAY_AT_TEN, "name": "Cy", "telling": "nothing"}
    for _ in range(2):
        page = adviser.post(f"/staff/talking-points/{point.id}/book", data=form)
        assert "Tuesday 9 March 2027" in page.text
    with app.app_context():
        assert db.session().connection().exec_driver_sql("SELECT count(*) FROM appointments").scalar() == 1


def test_a_place_where_somebody_is_booked_is_not_taken_away(app: Flask, manager: FlaskClient, point: Point) -> None:
    address = booked_by_resident(app, point)
    assert manager.post(f"/staff/talking-points/{point.id}/end").status_code == 409
    app.test_client().post("/appointment/cancel", data={"link": address.partition("link=")[2]})
    assert manager.post(f"/staff/talking-points/{point.id}/end").status_code == 303


def test_the_samples_are_plainly_samples_and_load_once(app: Flask, client: FlaskClient) -> None:
    for said in ("2 talking points are new", "0 talking points are new"):
        result = app.test_cli_runner().invoke(args=["appointments", "load", "directory_data/talking_points"])
        assert said in result.output
    assert client.get("/talking-points/").text.count("This place is a sample") == 2
