"""The ledger behind `make prove` finds each harm that it is there to find, when somebody does it to the store."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.db import transaction
from tests.proofs.arrivals import Harm, faults_of_all
from tests.proofs.person import Page, Person
from tests.sending import ask, code_in, fill_all, reference_in, send
from tests.walking import tag_in

NOBODYS_PORT = 0


@pytest.fixture
def person(client: FlaskClient) -> Person:
    """Somebody who sent a form and knows its reference."""
    ask(client)
    page = send(client, name={"name": "Ada Bell"})
    code, reference = code_in(page).replace(" ", ""), reference_in(page)
    return Person(NOBODYS_PORT, "Ada Bell", code=code, acknowledged=frozenset({reference}))


def harms(app: Flask, person: Person) -> set[Harm]:
    return {fault.harm for fault in faults_of_all(app, [person])}


def change(app: Flask, statement: str) -> None:
    with app.app_context(), transaction() as session:
        session.execute(text(statement))


def test_a_form_that_arrived_whole_has_no_fault(app: Flask, person: Person) -> None:
    assert harms(app, person) == set()


def test_a_form_that_is_still_open_has_no_fault(app: Flask, client: FlaskClient) -> None:
    ask(client)
    fill_all(client)
    code = code_in(client.get("/assessment/code")).replace(" ", "")
    assert harms(app, Person(NOBODYS_PORT, "Ada Bell", code=code)) == set()


@pytest.mark.parametrize(
    ("statement", "harm"),
    [
        ("DELETE FROM referral", Harm.LOST),
        ("UPDATE referral SET reference = 'CW-0000-0000'", Harm.LOST),
        ("UPDATE referral SET code_hash = 'of another code'", Harm.LOST),
        ("DELETE FROM outbox_messages", Harm.HALF_WRITTEN),
        ("DELETE FROM audit_events", Harm.HALF_WRITTEN),
        ("UPDATE audit_events SET about = 'another'", Harm.HALF_WRITTEN),
    ],
)
def test_each_harm_is_found(app: Flask, person: Person, statement: str, harm: Harm) -> None:
    change(app, statement)
    assert harm in harms(app, person)


def test_two_cases_of_one_form_are_found(app: Flask, person: Person) -> None:
    columns = "draft_id, code_hash, code, route, recommended, status, received_at, contact_by, start_by, closed_at, "
    columns += "answering, about, form, version"
    change(
        app,
        f"INSERT INTO referral (id, reference, subject, {columns}) "
        f"SELECT '0123456789abcdef0123456789abcdef', 'CW-0000-0000', 'carer', {columns} FROM referral",
    )
    assert Harm.DOUBLED in harms(app, person)


def test_a_message_sent_twice_is_found(app: Flask, person: Person) -> None:
    columns = '"to", subject, body, written, state, settled, tries, due, leased_by, leased_until, reason'
    change(app, f"INSERT INTO outbox_messages (id, {columns}) SELECT 'another', {columns} FROM outbox_messages")
    assert harms(app, person) == {Harm.DOUBLED}


def test_a_case_of_nobody_is_found(app: Flask, person: Person) -> None:
    assert {fault.harm for fault in faults_of_all(app, [])} == {Harm.DOUBLED}


def test_a_form_that_was_sent_and_is_still_a_draft_is_found(app: Flask, client: FlaskClient) -> None:
    ask(client)
    check = fill_all(client, name={"name": "Ada Bell"})
    code = code_in(client.get("/assessment/code")).replace(" ", "")
    with app.app_context(), transaction() as session:
        session.execute(text("CREATE TABLE kept AS SELECT * FROM draft"))
    client.post("/council/send", data={"draft": tag_in(check)})
    change(app, "INSERT INTO draft SELECT * FROM kept")
    assert harms(app, Person(NOBODYS_PORT, "Ada Bell", code=code)) == {Harm.HALF_WRITTEN}


def test_a_person_reads_the_references_and_the_hidden_fields_of_a_page() -> None:
    page = Page(200, "", '<input type="hidden" name="draft" value="abc"> CW-0000-0000 and CW-1111-1111')
    assert (page.hidden, page.references) == ({"draft": "abc"}, {"CW-0000-0000", "CW-1111-1111"})
