"""Where is my form? What the code shows, adding to a form, taking it back."""

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from app.audit import api as audit
from app.db import session, transaction
from app.messages.store import OutboxMessage
from app.referrals.domain import Status
from app.referrals.store import EntryRow, ReferralRow
from tests.sending import ask, code_in, reference_in, send
from tests.walking import finish, start

A_TUESDAY = "2026-12-01T10:00:00Z"
A_WEEK_LATER = "2026-12-08T10:00:00Z"


def ask_where(client: FlaskClient, code: str) -> str:
    client.post("/council/where", data={"code": code})
    return client.get("/council/status", follow_redirects=True).text


def set_status(app: Flask, status: Status) -> None:
    with app.app_context(), transaction() as writing:
        writing.execute(update(ReferralRow).values(status=status))


def test_the_code_shows_the_form_on_any_device(app: Flask, client: FlaskClient) -> None:
    ask(client)
    page = send(client)
    shown = ask_where(app.test_client(), code_in(page).lower().replace(" ", "-"))
    assert reference_in(page) in shown
    assert "Received" in shown


@time_machine.travel(A_TUESDAY, tick=False)
def test_each_status_is_said_with_who_answers_and_by_when(app: Flask, client: FlaskClient) -> None:
    ask(client)
    code = code_in(send(client))
    assert "It is waiting to be read" in ask_where(client, code)
    set_status(app, Status.LOOKED_AT)
    shown = ask_where(client, code)
    assert "has it in front of them" in shown
    assert "will ring you by Thursday 3 December" in shown
    set_status(app, Status.DONE)
    assert "We have done what this form asked for" in ask_where(client, code)


def test_a_late_answer_is_admitted(client: FlaskClient) -> None:
    with time_machine.travel(A_TUESDAY, tick=False):
        ask(client)
        code = code_in(send(client))
    with time_machine.travel(A_WEEK_LATER, tick=False):
        assert "We are late, and we are sorry" in ask_where(client, code)


def test_every_wrong_code_gets_the_same_answer(client: FlaskClient) -> None:
    start(client)
    unsent = code_in(client.get("/assessment/code"))
    answers = {client.post("/council/where", data={"code": code}).status_code for code in ("", "x", "0" * 16, unsent)}
    assert answers == {422}


def test_codes_cannot_be_guessed_for_long(client: FlaskClient) -> None:
    tries = [client.post("/council/where", data={"code": "0" * 16}).status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]


def test_what_is_added_reaches_staff_and_the_copy(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    assert client.post("/council/add", data={"words": "My fridge is empty."}).location == "/council/status"
    assert "My fridge is empty." in client.get("/council/copy").text
    with app.app_context():
        assert [entry.words for entry in session().scalars(select(EntryRow))] == ["My fridge is empty."]


def test_a_second_press_adds_nothing_a_second_time(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    answers = [client.post("/council/add", data={"words": "My fridge is empty."}).location for _ in range(2)]
    assert answers == ["/council/status", "/council/status"]
    with app.app_context():
        assert session().scalar(select(func.count()).select_from(EntryRow)) == 1
        subjects = session().scalars(select(OutboxMessage.subject)).all()
        assert ["added" in subject for subject in subjects].count(True) == 1


def test_the_same_words_on_another_day_are_added_again(app: Flask, client: FlaskClient) -> None:
    with time_machine.travel(A_TUESDAY, tick=False) as clock:
        ask(client)
        send(client)
        client.post("/council/add", data={"words": "Please ring."})
        clock.shift(40 * 60)
        client.post("/council/add", data={"words": "Please ring."})
    with app.app_context():
        assert session().scalar(select(func.count()).select_from(EntryRow)) == 2


def test_nothing_is_added_without_words(client: FlaskClient) -> None:
    ask(client)
    send(client)
    page = client.post("/council/add", data={"words": "  "})
    assert page.status_code == 422
    assert "Write what you would like to add" in page.text


def test_words_added_too_late_wait_for_the_code(client: FlaskClient) -> None:
    with time_machine.travel(A_TUESDAY, tick=False) as clock:
        ask(client)
        code = code_in(send(client))
        clock.shift(46 * 60)
        closed = client.post("/council/add", data={"words": "My fridge is empty."})
        assert closed.status_code == 403
        assert 'name="words" value="My fridge is empty."' in closed.text
        opened = client.post("/council/where", data={"code": code, "words": "My fridge is empty."})
        assert "My fridge is empty.</textarea>" in opened.text


def test_with_two_cases_words_go_to_the_one_that_is_chosen(app: Flask, client: FlaskClient) -> None:
    start(client)
    finish(client, for_whom="both", nutrition="cannot", carer_carrying_on="struggling")
    send(client)
    assert "Choose which form it is for" in client.post("/council/add", data={"words": "I am tired."}).text
    with app.app_context():
        carers = session().scalars(select(ReferralRow.id).where(ReferralRow.subject == "carer")).one()
    client.post("/council/add", data={"words": "I am tired.", "case": str(carers)})
    with app.app_context():
        assert [entry.referral_id for entry in session().scalars(select(EntryRow))] == [carers]


def test_a_form_can_be_taken_back(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    assert "it counts in no way against you" in client.get("/council/withdraw").text
    client.post("/council/withdraw")
    assert "You took this form back" in client.get("/council/status").text
    with app.app_context():
        referral = session().scalars(select(ReferralRow.id)).one()
        actions = [event.action for event in audit.events_about(session(), "referral", str(referral))]
    assert actions == ["referral.sent", "referral.withdrawn"]


def test_taking_back_a_worry_about_safety_is_answered_honestly(client: FlaskClient) -> None:
    start(client)
    finish(client, safety=["abuse"])
    send(client)
    assert "We may still have to look at that" in client.get("/council/withdraw").text


def test_nothing_is_added_to_a_form_that_is_closed(app: Flask, client: FlaskClient) -> None:
    ask(client)
    send(client)
    client.post("/council/withdraw")
    client.post("/council/add", data={"words": "Wait."})
    with app.app_context():
        assert [entry.happened for entry in session().scalars(select(EntryRow))] == ["withdrawn"]
