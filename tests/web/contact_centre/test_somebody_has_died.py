"""One note that somebody has died stops everything that would go to them, and a manager can take it back."""

from flask import Flask
from flask.testing import FlaskClient

from app.db import session
from app.messages import api as messages
from app.referrals import api as referrals
from app.referrals.domain import Happened
from tests.web.contact_centre.conftest import begin, contact_of

MOTHER = {"caller": "Ruth Amari", "for_whom": "self", "born": "27 3 1951", "telephone": "07700 900123"}
TOLD = {"person": "Ruth Amari", "born": "27 3 1951", "told_by": "Her daughter Noor", "when": "on Friday"}


def silent(app: Flask, number: str) -> bool:
    with app.app_context():
        return messages.is_silenced(session(), messages.key_of_number(number))


def test_nothing_goes_to_the_number_of_whoever_died_and_the_daughter_who_told_us_still_hears(
    app: Flask, desk: FlaskClient
) -> None:
    begin(desk, **MOTHER)
    call = begin(desk, caller="Noor", for_whom="someone_else", person="Ruth Amari", telephone="07700 900456")
    assert desk.post(f"{call}/died", data=TOLD).status_code == 303
    assert silent(app, "07700 900123")
    assert not silent(app, "07700 900456")


def test_whoever_opens_a_call_of_theirs_is_told_at_once(app: Flask, desk: FlaskClient) -> None:
    begin(desk, **MOTHER)
    call = begin(desk, caller="Noor", for_whom="someone_else", person="Ruth Amari")
    desk.post(f"{call}/died", data=TOLD)
    assert "</span> has died" in desk.get(begin(desk, caller="Ruth Amari", born="27 3 1951")).text


def test_nobody_rings_back_whoever_died(app: Flask, desk: FlaskClient) -> None:
    first = begin(desk, **MOTHER)
    desk.post(f"{first}/ring", data={"day": ["1", "1", "2099"], "time": "10:00"})
    assert contact_of(app, first).call_back
    desk.post(f"{begin(desk, caller='Noor')}/died", data=TOLD)
    assert contact_of(app, first).call_back is None


def test_a_mistake_is_taken_back_by_a_manager_and_by_nobody_else(
    app: Flask, desk: FlaskClient, manager: FlaskClient
) -> None:
    call = begin(desk, caller="Noor")
    desk.post(f"{call}/died", data={**TOLD, "telephone": "07700 900123"})
    assert desk.post(f"{call}/not-died").status_code == 404
    assert silent(app, "07700 900123")
    assert "they are alive" in manager.get(call).text
    manager.post(f"{call}/not-died")
    assert not silent(app, "07700 900123")


def test_what_is_taken_back_on_a_case_is_taken_back_where_it_was_told(
    app: Flask, desk: FlaskClient, manager: FlaskClient
) -> None:
    call = begin(desk, **MOTHER, hard=["hygiene"])
    desk.post(f"{call}/case", data={"route": "formal_assessment", "subject": "person"})
    told = begin(desk, caller="Noor")
    desk.post(f"{told}/died", data=TOLD)
    with app.app_context():
        [case] = referrals.cases_of_contact(session(), contact_of(app, call).id)
    alive = {"version": str(case.version), "alive": "She rang us herself."}
    assert manager.post(f"/staff/referrals/{case.id}/not-died", data=alive).status_code == 303
    assert not silent(app, "07700 900123")
    assert "they are alive" not in manager.get(told).text


def test_a_case_of_whoever_died_says_so_and_nothing_goes_about_it(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk, **MOTHER, hard=["hygiene"])
    desk.post(f"{call}/case", data={"route": "formal_assessment", "subject": "person"})
    desk.post(f"{begin(desk, caller='Noor')}/died", data=TOLD)
    with app.app_context():
        [case] = referrals.cases_of_contact(session(), contact_of(app, call).id)
        happened = [entry.happened for entry in referrals.entries_of(session(), case.id)]
        assert messages.is_silenced(session(), messages.key_of_case(case.id))
    assert Happened.DIED in happened
