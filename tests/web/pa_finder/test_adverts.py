"""Adverts: written from what was said, checked, sent by whoever signed in, read by staff, and out to the chosen."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.api import events_about
from app.db import session
from app.kernel.clock import now
from app.messages.store import OutboxMessage
from app.pa_finder import api
from app.pa_finder.domain import Task
from app.pa_finder.talking import advert_store, conversation_store
from tests import talking
from tests.staff import member_of_staff, signed_in

HERE = "/personal-assistants/adverts/"
LIST = "/personal-assistants/messages/"
DESK = "/staff/personal-assistants/adverts/"
WRITTEN = {
    "for_whom": "me",
    "tasks": ["meals", "company"],
    "times": ["0-morning"],
    "hours": "about 6",
    "outward": "ts24 7zz",
    "matters": "Sundays by the sea matter to me.",
}


@pytest.fixture
def robin(app: Flask) -> tuple[UUID, FlaskClient]:
    """The page of a personal assistant who may be seen, and their browser."""
    return talking.assistant(app)


@pytest.fixture
def page(robin: tuple[UUID, FlaskClient]) -> UUID:
    return robin[0]


def write(client: FlaskClient, page: UUID, **said: object) -> None:
    """Writes an advert up to the last look."""
    client.post(HERE)
    assert client.post(f"{HERE}write", data={"seen": "1", **WRITTEN, **said}).status_code == 303
    assert client.post(f"{HERE}choose", data={"seen": "2", "chosen": str(page)}).status_code == 303


def seeker(app: Flask, email: str = "canary.seeker@example.org") -> FlaskClient:
    return signed_in(app, member_of_staff(app, email, Role.SEEKER, name="Ada Canaryborn"))


def sent(app: Flask, client: FlaskClient, page: UUID, **said: object) -> str:
    """Sends an advert as somebody signed in; gives its id."""
    write(client, page, **said)
    own = client.post(f"{HERE}check").location
    assert client.post(f"{own}send", data={"seen": "4", "first_name": "Ada"}).status_code == 303
    return own.rstrip("/").rpartition("/")[2]


def test_an_advert_goes_out_when_its_writer_has_signed_in_and_staff_have_read_it(
    app: Flask, page: UUID, robin: tuple[UUID, FlaskClient]
) -> None:
    nobody = app.test_client()
    write(nobody, page)
    shown = nobody.get(f"{HERE}check").text
    assert "Sundays by the sea" in shown
    assert "7zz" not in shown.lower()
    own = nobody.post(f"{HERE}check").location
    assert "/your-pages/sign-in" in nobody.get(own).location
    ada = seeker(app)
    assert 'value="Ada"' in ada.get(own).text
    assert ada.post(f"{own}send", data={"seen": "4", "first_name": "Ada"}).status_code == 303
    staff = signed_in(app, member_of_staff(app, "keeper@example.org", Role.CARERS_TEAM))
    advert = own.rstrip("/").rpartition("/")[2]
    assert "Sundays by the sea" in staff.get(f"{DESK}{advert}/").text
    decided = {"decision": "let-out", "seen": "5"}
    assert staff.post(f"{DESK}{advert}/", data=decided).status_code == 303
    talk = robin[1].get(LIST).text.partition('<a class="govuk-link" href="/personal-assistants/messages/')[2]
    read = robin[1].get(f"{LIST}{talk.partition(chr(34))[0]}").text
    assert "Sundays by the sea" in read
    assert "Ada" in read
    assert "Canaryborn" not in read
    with app.app_context():
        [letter] = session().scalars(select(OutboxMessage))
        deeds = [event.action for event in events_about(session(), "pa-advert", advert)]
    assert letter.to == "canary.pa@example.org"
    assert not {"sea", "Ada", "TS24"} & set(letter.body.split())
    assert deeds == [f"pa-advert.{deed}" for deed in ("begun", "unconfirmed", "waiting", "opened", "let-out")]


def test_what_was_said_elsewhere_is_not_asked_again_and_what_was_written_stays(app: Flask) -> None:
    with app.test_request_context("/"):
        begun = api.begin_advert([Task.MEALS, "nonsense"], ["0-morning"], "TS24", "The sea.")
        cookie = app.process_response(app.make_response("")).headers["Set-Cookie"]
    client = app.test_client()
    client.set_cookie("advert", cookie.partition("=")[2].partition(";")[0])
    shown = client.get(begun).text
    assert 'value="meals" checked' in shown
    assert 'value="0-morning" checked' in shown
    assert 'value="TS24"' in shown
    assert "The sea." in shown


def test_ways_to_reach_somebody_do_not_go_into_an_advert_and_nothing_typed_is_lost(app: Flask) -> None:
    client = app.test_client()
    client.post(HERE)
    for words in ("Ring 01632 960123 after six", "name at gmail dot com", "www.example.org", "12 Sample Street"):
        answer = client.post(f"{HERE}write", data={"seen": "1", **WRITTEN, "matters": words})
        assert answer.status_code == 422
        assert "Take it out, please" in answer.text
        assert words in answer.text
        assert 'value="meals" checked' in answer.text


def test_two_windows_do_not_overwrite_each_other(app: Flask) -> None:
    client = app.test_client()
    client.post(HERE)
    client.post(f"{HERE}write", data={"seen": "1", **WRITTEN})
    answer = client.post(f"{HERE}write", data={"seen": "1", **WRITTEN, "matters": "From the other window."})
    assert answer.status_code == 409
    assert "From the other window." in answer.text


def test_whoever_sits_down_after_its_writer_signed_out_cannot_go_on_with_an_advert(app: Flask, page: UUID) -> None:
    ada = seeker(app)
    write(ada, page)
    assert "by the sea" in ada.get(f"{HERE}write").text
    for cookie in ("staff", "session"):
        ada.delete_cookie(cookie)
    assert "by the sea" not in ada.get(f"{HERE}write", follow_redirects=True).text


def test_an_advert_is_its_writers_alone(app: Flask, page: UUID) -> None:
    ada = seeker(app)
    advert = sent(app, ada, page)
    other = signed_in(app, member_of_staff(app, "other@example.org", Role.SEEKER))
    for deed in ("", "send", "change", "delete"):
        assert other.open(f"{HERE}{advert}/{deed}", method="POST" if deed else "GET").status_code == 404
    assert ada.get(f"{HERE}{advert}/").status_code == 200


def test_staff_ask_back_with_words_and_the_writer_changes_it(app: Flask, page: UUID) -> None:
    ada = seeker(app)
    advert = sent(app, ada, page, matters="My neighbour Canaryjane helps.")
    staff = signed_in(app, member_of_staff(app, "keeper@example.org", Role.MANAGER))
    assert staff.post(f"{DESK}{advert}/", data={"decision": "ask-back", "seen": "5"}).status_code == 422
    said = {"decision": "ask-back", "words": "Leave out the name.", "seen": "5"}
    assert staff.post(f"{DESK}{advert}/", data={**said, "seen": "4"}).status_code == 409
    assert staff.post(f"{DESK}{advert}/", data=said).status_code == 303
    own = ada.get(f"{HERE}{advert}/").text
    assert "Leave out the name." in own
    assert ada.post(f"{HERE}{advert}/change").location == f"{HERE}write"
    assert "Canaryjane" in ada.get(f"{HERE}write").text
    with app.app_context():
        [letter] = session().scalars(select(OutboxMessage))
    assert "Leave out" not in letter.body


def test_staff_write_for_a_caller_who_sends_it_themselves(app: Flask, page: UUID) -> None:
    staff = signed_in(app, member_of_staff(app, "adviser@example.org", Role.ADVISER))
    assert staff.post(f"{DESK}begin").status_code == 303
    staff.post(f"{HERE}write", data={"seen": "1", **WRITTEN})
    staff.post(f"{HERE}choose", data={"seen": "2", "chosen": str(page)})
    assert staff.post(f"{HERE}check").status_code == 422
    assert staff.post(f"{HERE}check", data={"email": "canary.caller@example.org"}).location == f"{HERE}given"
    with app.app_context():
        [letter] = session().scalars(select(OutboxMessage))
    address = HERE + letter.body.partition(HERE)[2].split()[0]
    assert "Sundays by the sea" in seeker(app).get(address).text
    assert staff.get(address).status_code == 404


def test_an_advert_that_nobody_sends_is_forgotten(app: Flask, page: UUID) -> None:
    client = app.test_client()
    write(client, page)
    with time_machine.travel(now() + timedelta(days=8)), app.app_context():
        assert client.get(f"{HERE}write").status_code == 303
        api.forgetting_talk().run()
        rows = session().connection().exec_driver_sql("SELECT count(*) FROM pa_adverts").scalar()
    assert rows == 0


def test_whoever_writes_for_another_says_that_they_agreed_and_the_assistant_reads_for_whom(
    app: Flask, robin: tuple[UUID, FlaskClient]
) -> None:
    page, assistant = robin
    client = seeker(app)
    write(client, page, for_whom="someone")
    own = client.post(f"{HERE}check").location
    named = {"seen": client.get(own).text.partition('name="seen" type="hidden" value="')[2].partition('"')[0]}
    named |= {"first_name": "Sam", "person": "Ada"}
    assert "Ask them first" in client.post(f"{own}send", data=named).text
    assert client.post(f"{own}send", data={**named, "agreed": "y"}).status_code == 303
    with app.app_context():
        [waiting] = advert_store.waiting(session())
    keeper = signed_in(app, member_of_staff(app, "keeper@example.org", Role.CARERS_TEAM))
    decided = {"seen": str(waiting.version), "decision": "let-out"}
    assert keeper.post(f"{DESK}{waiting.id}/", data=decided).status_code == 303
    with app.app_context():
        [talk] = conversation_store.open_of_page(session(), page)
    assert "Sam writes here for Ada, who needs the help" in assistant.get(f"{LIST}{talk.id}/").text
