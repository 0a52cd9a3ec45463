"""What was typed is never lost: not to another window, not to a dropped line, not to the end of a session."""

from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Staff
from tests.staff import signed_in
from tests.web.contact_centre.conftest import begin, contact_of, press


def test_what_scripts_save_while_somebody_types_stands_in_the_store(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk)
    answer = desk.post(f"{call}/beside", data={"version": 1, "window": "a", "want": "To go out again"})
    assert answer.status_code == 200
    assert contact_of(app, call).notes.want == "To go out again"


def test_two_windows_never_overwrite_each_other_and_both_texts_stand_on_the_page(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk)
    desk.post(call, data={"version": 1, "window": "one", "want": "Written in the first"})
    second = desk.post(call, data={"version": 1, "window": "two", "want": "Written in the second"})
    assert second.status_code == 409
    assert "Written in the first" in second.text
    assert "Written in the second" in second.text
    assert contact_of(app, call).notes.want == "Written in the first"


def test_a_script_is_told_when_another_window_was_first(desk: FlaskClient) -> None:
    call = begin(desk)
    desk.post(call, data={"version": 1, "window": "one", "want": "First"})
    assert desk.post(f"{call}/beside", data={"version": 1, "window": "two", "want": "Second"}).status_code == 409


def test_a_window_whose_line_dropped_before_it_heard_goes_on(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk)
    for words in ("To go", "To go out again"):
        answer = desk.post(f"{call}/beside", data={"version": 1, "window": "one", "want": words})
        assert answer.status_code == 200
    assert contact_of(app, call).notes.want == "To go out again"


def test_a_form_sent_after_the_session_ended_waits_for_the_sign_in(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk)
    stranger = app.test_client()
    answer = stranger.post(call, data={"want": "Said after lunch"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    assert "Said after lunch" in answer.text
    assert contact_of(app, call).notes.want == ""


def test_a_call_that_is_not_there_takes_nothing(desk: FlaskClient) -> None:
    assert desk.post(f"/staff/calls/{uuid4()}", data={"want": "x"}).status_code == 404


def test_a_second_member_of_staff_sees_what_the_first_wrote(app: Flask, desk: FlaskClient, colleague: Staff) -> None:
    call = begin(desk)
    press(desk, app, call, "save", want="To go out again")
    assert "To go out again" in signed_in(app, colleague).get(call).text
