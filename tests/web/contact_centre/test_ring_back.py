"""Whoever was promised a call stands in a queue, the latest first, and one member of staff rings."""

import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Staff
from tests.staff import signed_in
from tests.web.contact_centre.conftest import HOME, begin, contact_of

MORNING = "2026-11-23T09:00:00+00:00"


def promise(desk: FlaskClient, name: str, time: str) -> str:
    call = begin(desk, caller=name)
    answer = desk.post(f"{call}/ring", data={"day": ["23", "11", "2026"], "time": time})
    assert answer.status_code in {303, 422}, answer.text
    return call if answer.status_code == 303 else ""


def test_a_promised_call_says_in_words_how_late_it_is_and_the_latest_comes_first(app: Flask, adviser: Staff) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        desk = signed_in(app, adviser)
        promise(desk, "Bea Later", "11:00")
        promise(desk, "Al Earlier", "09:05")
        clock.move_to("2026-11-23T09:25:00+00:00")
        page = desk.get(HOME).text
    assert page.index("Al Earlier") < page.index("Bea Later")
    assert "20 minutes late" in page
    assert "today at 11:00" in page


def test_nobody_is_promised_a_call_in_the_past(app: Flask, adviser: Staff) -> None:
    with time_machine.travel(MORNING, tick=False):
        assert promise(signed_in(app, adviser), "Al", "08:00") == ""


def test_one_person_takes_a_call_and_the_second_is_told(app: Flask, adviser: Staff, colleague: Staff) -> None:
    with time_machine.travel(MORNING, tick=False):
        first, second = signed_in(app, adviser), signed_in(app, colleague)
        call = promise(first, "Al Earlier", "09:20")
        assert first.post(f"{call}/take").status_code == 303
        late = second.post(f"{call}/take")
    assert late.status_code == 409
    assert "Somebody else has taken that call" in late.text
    assert contact_of(app, call).call_back.by == adviser.id


def test_a_call_that_was_given_back_can_be_taken_by_another(app: Flask, adviser: Staff, colleague: Staff) -> None:
    with time_machine.travel(MORNING, tick=False):
        first, second = signed_in(app, adviser), signed_in(app, colleague)
        call = promise(first, "Al Earlier", "09:20")
        first.post(f"{call}/take")
        first.post(f"{call}/give-back")
        assert second.post(f"{call}/take").status_code == 303
