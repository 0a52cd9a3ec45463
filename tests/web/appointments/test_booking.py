"""A resident books a time at a talking point, sees it by link, moves it and cancels it, without an account."""

import re
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app import db
from app.appointments import api, store
from app.appointments.domain import Pattern, Point
from app.messages.store import OutboxMessage

MONDAY_MORNING = datetime(2027, 3, 8, 9, tzinfo=UTC)
TUESDAY_AT_TEN = "20270309T1000Z"
TUESDAY_AT_HALF_PAST = "20270309T1030Z"
WHO = {"name": "Ada", "telling": "email", "email": "ada@example.org"}


def book(client: FlaskClient, point: Point, at: str = TUESDAY_AT_TEN, **said: str) -> str:
    """Books a time; gives the address of the appointment's page."""
    answer = client.post(f"/talking-points/{point.id}/book", data={"once": uuid4().hex, "at": at, **WHO, **said})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def link_of(address: str) -> str:
    return address.partition("link=")[2]


def messages(app: Flask) -> list[OutboxMessage]:
    with app.app_context():
        return list(db.session().query(OutboxMessage).order_by(OutboxMessage.written))


def test_the_list_shows_where_it_is_and_the_next_free_time(client: FlaskClient, point: Point) -> None:
    page = client.get("/talking-points/").text
    assert "Sample Library" in page
    assert "Level entrance" in page
    assert "Tuesday 9 March 2027" in page or "Monday 8 March 2027" in page


def test_what_was_booked_stands_on_a_page_that_says_nothing_of_the_person(client: FlaskClient, point: Point) -> None:
    page = client.get(book(client, point)).text
    assert "Tuesday 9 March 2027" in page
    assert "Sample Library" in page
    assert "Ada" not in page
    assert "ada@example.org" not in page


def test_a_time_that_is_taken_is_not_offered_again(client: FlaskClient, point: Point) -> None:
    book(client, point)
    page = client.get(f"/talking-points/{point.id}/").text
    assert TUESDAY_AT_TEN not in page
    assert TUESDAY_AT_HALF_PAST in page


def test_whoever_comes_too_late_keeps_what_they_typed_and_chooses_another_time(
    app: Flask, client: FlaskClient, point: Point
) -> None:
    book(client, point)
    form = {"once": uuid4().hex, "at": TUESDAY_AT_TEN, "name": "Bea", "telling": "nothing", "other": "Polish"}
    late = app.test_client().post(f"/talking-points/{point.id}/book", data=form)
    assert late.status_code == 409
    assert 'value="Bea"' in late.text
    assert 'value="Polish"' in late.text
    again = {**form, "at": TUESDAY_AT_HALF_PAST}
    assert TUESDAY_AT_HALF_PAST in late.text
    assert app.test_client().post(f"/talking-points/{point.id}/book", data=again).status_code == 303


def test_a_double_press_books_once(app: Flask, client: FlaskClient, point: Point) -> None:
    once = uuid4().hex
    assert book(client, point, once=once) == book(client, point, once=once)
    assert len(messages(app)) == 1


def test_the_message_says_when_and_neither_who_nor_where(app: Flask, client: FlaskClient, point: Point) -> None:
    link = link_of(book(client, point))
    [message] = messages(app)
    assert "Tuesday 9 March 2027" in message.body
    assert "10:00" in message.body
    assert link in message.body
    for secret in ("Ada", "Sample Library", "TS18", "talking", "care and support needs"):
        assert secret not in message.body + message.subject


def test_a_moved_appointment_has_its_new_time_and_leaves_the_old_one_free(client: FlaskClient, point: Point) -> None:
    address = book(client, point)
    moved = client.post(
        "/appointment/move", data={"link": link_of(address), "at": f"{point.id} {TUESDAY_AT_HALF_PAST}"}
    )
    assert moved.status_code == 303
    assert "10:30" in client.get(address).text
    assert TUESDAY_AT_TEN in client.get(f"/talking-points/{point.id}/").text


def test_moving_to_a_time_that_is_taken_keeps_the_first_one(client: FlaskClient, point: Point) -> None:
    book(client, point, at=TUESDAY_AT_HALF_PAST)
    address = book(client, point)
    late = client.post("/appointment/move", data={"link": link_of(address), "at": f"{point.id} {TUESDAY_AT_HALF_PAST}"})
    assert late.status_code == 409
    assert "10:00" in client.get(address).text


def test_an_appointment_is_moved_to_another_place(app: Flask, client: FlaskClient, point: Point) -> None:
    hall = Point(uuid4(), "Sample Hall", "2 Sample Street", "TS20 2AB", "", "")
    with app.app_context(), db.transaction() as session:
        store.save_point(session, hall)
        store.add_pattern(session, Pattern(uuid4(), hall.id, 3, time(14), time(15), 30, 1, date(2027, 1, 1)))
    address = book(client, point)
    choices = client.get(f"/appointment/move?link={link_of(address)}").text
    assert "Thursday 11 March, 14:00: Sample Hall" in choices
    there = re.findall(rf'value="({hall.id} [^"]+)"', choices)[0]
    assert client.post("/appointment/move", data={"link": link_of(address), "at": there}).status_code == 303
    assert "Sample Hall" in client.get(address).text
    assert TUESDAY_AT_TEN in client.get(f"/talking-points/{point.id}/").text


def test_a_cancelled_appointment_is_free_again_and_nothing_is_left_of_the_person(
    app: Flask, client: FlaskClient, point: Point
) -> None:
    address = book(client, point)
    assert client.post("/appointment/cancel", data={"link": link_of(address)}).status_code == 303
    assert "cancelled" in client.get(address).text
    assert TUESDAY_AT_TEN in client.get(f"/talking-points/{point.id}/").text
    with app.app_context():
        assert db.session().execute(text("SELECT person, seat FROM appointments")).one() == (None, None)


def test_opening_the_page_that_asks_whether_to_cancel_cancels_nothing(client: FlaskClient, point: Point) -> None:
    address = book(client, point)
    client.get(f"/appointment/cancel?link={link_of(address)}")
    assert "Tuesday 9 March" in client.get(address).text


def test_the_calendar_file_says_when_and_where_and_not_whose_it_is(client: FlaskClient, point: Point) -> None:
    answer = client.get(f"/appointment/calendar.ics?link={link_of(book(client, point))}")
    assert answer.mimetype == "text/calendar"
    assert "DTSTART:20270309T100000Z" in answer.text
    assert "Sample Library" in answer.text
    assert "Ada" not in answer.text


def test_a_link_that_is_not_whole_opens_nothing(client: FlaskClient, point: Point) -> None:
    address = book(client, point)
    assert client.get(address[:-1]).status_code == 404


def test_no_holiday_and_no_time_that_is_too_soon_is_offered(
    client: FlaskClient, point: Point, clock: time_machine.Traveller
) -> None:
    page = client.get(f"/talking-points/{point.id}/?from=2027-03-26").text
    assert "29 March" not in page  # Easter Monday
    assert "30 March" in page
    clock.move_to("2027-03-09T09:00:00+00:00")
    assert TUESDAY_AT_TEN not in client.get(f"/talking-points/{point.id}/").text


def test_the_reminder_goes_once_on_the_day_before(
    app: Flask, client: FlaskClient, point: Point, clock: time_machine.Traveller
) -> None:
    book(client, point, at="20270310T1000Z")
    remind = api.chores()[0]
    with app.app_context():
        remind.run()
        assert len(messages(app)) == 1
        clock.move_to("2027-03-09T10:01:00+00:00")
        remind.run()
        remind.run()
    written = messages(app)
    assert len(written) == 2
    assert "tomorrow" in written[1].subject


def test_nobody_is_reminded_of_what_they_cancelled(
    app: Flask, client: FlaskClient, point: Point, clock: time_machine.Traveller
) -> None:
    address = book(client, point, at="20270310T1000Z")
    client.post("/appointment/cancel", data={"link": link_of(address)})
    before = len(messages(app))
    clock.move_to("2027-03-09T10:01:00+00:00")
    with app.app_context():
        api.chores()[0].run()
    assert len(messages(app)) == before


def test_an_appointment_is_deleted_30_days_after_its_time(
    app: Flask, client: FlaskClient, point: Point, clock: time_machine.Traveller
) -> None:
    book(client, point)
    forget = api.chores()[1]
    for days, left in ((29, 1), (32, 0)):
        clock.move_to(MONDAY_MORNING + timedelta(days=days))
        with app.app_context():
            forget.run()
            assert db.session().execute(text("SELECT count(*) FROM appointments")).scalar() == left


def test_nobody_fills_a_place_with_names_from_one_browser(client: FlaskClient, point: Point) -> None:
    marks = re.findall(r"at=(\d+T\d+Z)", client.get(f"/talking-points/{point.id}/").text)
    codes = [
        client.post(
            f"/talking-points/{point.id}/book",
            data={"once": uuid4().hex, "at": mark, "name": "Ada", "telling": "nothing"},
        ).status_code
        for mark in marks[:12]
    ]
    assert codes.count(303) == 10
    assert 429 in codes
