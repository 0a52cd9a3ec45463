"""A call from its first word to its end."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.config import ROOT
from app.contact_centre.domain import Outcome
from app.db import session
from app.events.store import EventRow
from app.messages.store import OutboxMessage
from tests.web.contact_centre.conftest import begin, contact_of, press

WANT = "Her mother sits alone all day and would like company"


def events_of(app: Flask, happened: str) -> list[EventRow]:
    with app.app_context():
        return list(session().scalars(select(EventRow).where(EventRow.happened == happened)))


def test_a_call_begins_with_one_press_and_is_counted(app: Flask, desk: FlaskClient) -> None:
    page = desk.get(begin(desk))
    assert page.status_code == 200
    assert [event.way for event in events_of(app, "contact-began")] == ["telephone"]


def test_what_was_written_stands_on_the_page_again(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk)
    assert press(desk, app, call, "save", caller="Ruth Amari", want=WANT, hard=["relationships"]).status_code == 303
    page = desk.get(call).text
    assert WANT in page
    assert 'value="Ruth Amari"' in page
    assert re.search(r'value="relationships" checked', page)


def test_what_was_searched_stands_beside_the_notes_and_in_no_address(
    app: Flask, desk: FlaskClient, directory: None
) -> None:
    call = begin(desk)
    answer = press(desk, app, call, "save", looked_for="lunch club")
    assert "lunch" not in answer.location
    assert "Found for “lunch club”" in desk.get(call).text


def test_a_list_that_was_picked_goes_by_text_and_ends_the_call(app: Flask, desk: FlaskClient, directory: None) -> None:
    call = begin(desk, caller="Ruth Amari", telephone="07700 900123", looked_for="lunch club")
    first = re.findall(r'value="(add:[^"]+)"', desk.get(call).text)[0]
    press(desk, app, call, first)
    picked = contact_of(app, call).notes.picked
    assert picked == (first.removeprefix("add:"),)
    assert desk.get(f"{call}/information").status_code == 200
    assert desk.post(f"{call}/information", data={"how": "text", "mobile": "07700 900123"}).status_code == 303
    ended = contact_of(app, call)
    assert ended.outcome is Outcome.INFORMATION
    with app.app_context():
        message = session().scalars(select(OutboxMessage)).one()
        assert (message.channel, message.to) == ("text", "+447700900123")
    assert [event.outcome for event in events_of(app, "contact-ended")] == ["signposted"]


def test_ending_a_call_twice_sends_one_message(app: Flask, desk: FlaskClient, directory: None) -> None:
    call = begin(desk, telephone="07700 900123", looked_for="lunch club")
    press(desk, app, call, re.findall(r'value="(add:[^"]+)"', desk.get(call).text)[0])
    for _ in range(2):
        desk.post(f"{call}/information", data={"how": "text", "mobile": "07700 900123"})
    with app.app_context():
        assert len(session().scalars(select(OutboxMessage)).all()) == 1
    assert len(events_of(app, "contact-ended")) == 1


def test_a_letter_waits_until_somebody_posts_it(app: Flask, desk: FlaskClient, directory: None) -> None:
    call = begin(desk, caller="Ruth Amari", looked_for="lunch club")
    press(desk, app, call, re.findall(r'value="(add:[^"]+)"', desk.get(call).text)[0])
    desk.post(f"{call}/information", data={"how": "post", "address": "Ruth Amari\n1 Mill Lane"})
    letters = desk.get("/staff/calls/letters/")
    assert "Ruth Amari" in letters.text
    letter = call.replace("/staff/calls/", "/staff/calls/letters/")
    assert "1 Mill Lane" in desk.get(letter).text
    desk.post(letter)
    assert "Ruth Amari" not in desk.get("/staff/calls/letters/").text


def test_a_letter_is_in_the_callers_language_with_the_english_after_it(
    app: Flask, desk: FlaskClient, directory: None
) -> None:
    call = begin(desk, caller="Ewa Nowak", looked_for="lunch club", language="Polish")
    press(desk, app, call, re.findall(r'value="(add:[^"]+)"', desk.get(call).text)[0])
    desk.post(f"{call}/information", data={"how": "post", "address": "Ewa Nowak\n1 Mill Lane"})
    letter = desk.get(call.replace("/staff/calls/", "/staff/calls/letters/")).text
    assert "A list of help and support" not in letter.partition('<div lang="en"')[0].partition("<article")[2]
    assert letter.index('<div lang="pl" dir="ltr"') < letter.index('<div lang="en" dir="ltr"')
    assert "A list of help and support" in letter.partition('<div lang="en"')[2]


def test_a_call_ends_in_an_appointment_that_is_told_by_text_and_moved_by_its_link(
    app: Flask, desk: FlaskClient, client: FlaskClient
) -> None:
    places = str(ROOT / "directory_data" / "talking_points")
    assert app.test_cli_runner().invoke(args=["appointments", "load", places]).exit_code == 0
    call = begin(desk, caller="Ruth Amari", for_whom="self", telephone="07700 900123")
    form = desk.get(f"{call}/appointment").text
    first, second = re.findall(r'<option value="([0-9a-f-]{36} [^"]+)"', form)[:2]
    booked = {"time": first, "name": "Ruth", "telling": "message", "to": "07700 900123"}
    assert desk.post(f"{call}/appointment", data=booked).status_code == 303
    assert contact_of(app, call).outcome is Outcome.APPOINTMENT
    assert [event.outcome for event in events_of(app, "contact-ended")] == ["booked"]
    with app.app_context():
        message = session().scalars(select(OutboxMessage)).one()
        assert (message.channel, message.to) == ("text", "+447700900123")
        assert "Ruth" not in message.body
    link = re.findall(r"link=([0-9A-Za-z-]+)", message.body)[0]
    assert "Your appointment" in client.get(f"/appointment?link={link}").text
    assert client.post("/appointment/move", data={"link": link, "at": second}).status_code == 303


def test_a_press_after_the_end_changes_nothing_and_shows_how_it_ended(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk)
    press(desk, app, call, "cut-off")
    late = press(desk, app, call, "save", want="One thing more")
    assert late.status_code == 409
    assert "One thing more" in late.text
    assert contact_of(app, call).notes.want == ""
