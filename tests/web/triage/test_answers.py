"""Assuring a self-assessment: only what is missing is asked, and what was decided is given in writing."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.messages.store import OutboxMessage
from tests.web.triage.conftest import ACase, Sent

BY_EMAIL = {"reach": {"ways": ["email"], "email": "ada@example.org"}, "sharing": {"self_assessment": "yes"}}
RECORD = {"version": "1", "assurance": "whole", "told": "A visit on Friday, because the stairs are not safe."}


def messages_to_ada(app: Flask) -> list[OutboxMessage]:
    with app.app_context():
        return [row for row in session().scalars(select(OutboxMessage)) if row.to == "ada@example.org"]


def in_a_new_browser(case: ACase) -> FlaskClient:
    """The browser of the person on another day, opened with their code."""
    later = case.app.test_client()
    assert later.post("/council/where", data={"code": case.code}).location == "/council/status"
    return later


def test_only_the_gaps_are_asked_and_answered(app: Flask, sent: Sent, officer: FlaskClient) -> None:
    case = sent(**BY_EMAIL)
    gaps = "Who helps you at night?\n\nCan you use the stairs?"
    officer.post(f"{case.address}/missing", data={"version": "1", "gaps": gaps, "by": "email"})
    person = in_a_new_browser(case)
    assert "Answer what is missing" in person.get("/council/status").text
    page = person.get("/council/missing").text
    assert page.count("<textarea") == 2
    assert person.post("/council/missing", data={}).status_code == 422
    with app.app_context():
        first = min(int(part.partition('"')[0]) for part in page.split('name="gap-')[1:])
    assert person.post("/council/missing", data={f"gap-{first}": "My son does."}).status_code == 303
    assert "My son does." in officer.get(case.address).text
    assert person.get("/council/missing").text.count("<textarea") == 1
    assert case.happened == ["gaps_asked", "gaps_answered"]
    assert "referral.gaps-answered" in case.actions


def test_the_message_about_gaps_says_nothing_of_them(app: Flask, sent: Sent, officer: FlaskClient) -> None:
    case = sent(**BY_EMAIL)
    officer.post(f"{case.address}/missing", data={"version": "1", "gaps": "canary?", "by": "email"})
    (message,) = messages_to_ada(app)
    assert message.kind == "gaps"
    assert not any(word in message.body for word in ("canary", "Ada", "Bell", case.code))


def test_whoever_wants_letters_is_asked_by_letter(app: Flask, sent: Sent, officer: FlaskClient) -> None:
    case = sent(reach={"ways": ["post"], "post": "1 Mill Lane\nStockton TS18 1AU"})
    officer.post(f"{case.address}/missing", data={"version": "1", "gaps": "canary?", "by": "letter"})
    with app.app_context():
        letter = session().scalars(select(OutboxMessage).where(OutboxMessage.channel == "letter")).one()
        assert (letter.kind, letter.to) == ("gaps", "Ada Bell\n1 Mill Lane\nStockton\nTS18 1AU")
    assert not any(word in letter.body for word in ("canary", "Ada", "Bell", case.code))


def test_nobody_is_asked_who_cannot_be_written_to(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    assert officer.post(f"{case.address}/missing", data={"version": "1", "gaps": "Why?"}).status_code == 404


def test_the_written_record_waits_behind_the_code(app: Flask, sent: Sent, officer: FlaskClient) -> None:
    case = sent(**BY_EMAIL)
    officer.post(f"{case.address}/assured", data={**RECORD, "give": "email"})
    (message,) = messages_to_ada(app)
    assert message.kind == "record"
    assert "stairs" not in message.body
    person = in_a_new_browser(case)
    assert "Read what we decided, and why" in person.get("/council/status").text
    assert "because the stairs are not safe" in person.get("/council/record").text
    assert case.happened == ["assured", "record_sent"]


def test_a_record_on_paper_goes_to_the_person_alone(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    assert officer.post(f"{case.address}/assured", data={**RECORD, "give": "email"}).status_code == 422
    officer.post(f"{case.address}/assured", data={**RECORD, "give": "print"})
    assert "stairs" not in in_a_new_browser(case).get("/council/record").text
    for size in ("", "/large"):
        paper = officer.get(f"{case.address}/record{size}")
        assert "because the stairs are not safe" in paper.text
    assert "referral.record-printed" in case.actions


def test_what_is_not_right_must_be_named(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    taken = officer.post(f"{case.address}/assured", data={**RECORD, "assurance": "gaps", "give": "print"})
    assert taken.status_code == 422
    assert "Say which parts are not right" in taken.text
    assert "because the stairs are not safe.</textarea>" in taken.text


def test_somebody_who_has_died_is_sent_nothing_more(app: Flask, sent: Sent, officer: FlaskClient) -> None:
    case = sent(**BY_EMAIL)
    assert officer.post(f"{case.address}/died", data={"version": "1"}).status_code == 422
    officer.post(f"{case.address}/died", data={"version": "1", "has_died": "y"})
    assert case.row.outcome == "died"
    page = officer.get(case.address).text
    assert "Nothing is sent to them or about them." in page
    officer.post(f"{case.address}/reopen", data={"version": "2", "reopen_reason": "A question of the family."})
    assert officer.post(f"{case.address}/missing", data={"version": "3", "gaps": "Why?"}).status_code == 404


def test_a_death_that_was_a_mistake_is_taken_back_on_the_case_by_a_manager_with_a_reason(
    app: Flask, sent: Sent, officer: FlaskClient, manager: FlaskClient
) -> None:
    case = sent(**BY_EMAIL)
    officer.post(f"{case.address}/died", data={"version": "1", "has_died": "y"})
    mistaken = {"version": "2", "alive": "Her neighbour has the same name."}
    assert officer.post(f"{case.address}/not-died", data=mistaken).status_code == 404
    assert manager.post(f"{case.address}/not-died", data={"version": "2"}).status_code == 422
    assert manager.post(f"{case.address}/not-died", data=mistaken).status_code == 303
    assert (case.row.closed_at, case.row.outcome) == (None, None)
    page = officer.get(case.address).text
    assert "Nothing is sent to them" not in page
    assert "Her neighbour has the same name." in page
    assert "referral.not-died" in case.actions
    officer.post(f"{case.address}/missing", data={"version": "3", "gaps": "Why?", "by": "email"})
    assert len(messages_to_ada(app)) == 1
    assert manager.post(f"{case.address}/not-died", data={**mistaken, "version": "4"}).status_code == 404


def test_a_case_is_printed_in_both_sizes_and_that_is_on_record(sent: Sent, officer: FlaskClient) -> None:
    case = sent(words={"words": "The stairs frighten me."})
    for size in ("", "/large"):
        assert "The stairs frighten me." in officer.get(f"{case.address}/paper{size}").text
    assert officer.get(f"{case.address}/paper/huge").status_code == 404
    assert case.actions.count("referral.printed") == 2
