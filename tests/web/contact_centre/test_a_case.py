"""A call that ends in a case: with the words and ticks of the call, once, on the clock of its route."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.assessment.domain import Route
from app.contact_centre.domain import Outcome
from app.db import session
from app.events.store import EventRow
from app.referrals import api as referrals
from app.referrals.domain import Source
from tests.web.contact_centre.conftest import begin, contact_of, press

RUTH = {
    "for_whom": "self",
    "caller": "Ruth Amari",
    "telephone": "01632 960123",
    "want": "Somebody to help her wash",
    "hard": ["hygiene", "toilet"],
    "careful": "Not after 5pm: her son is home",
}


def raised(app: Flask, desk: FlaskClient, presses: int = 1, **said: str) -> tuple[referrals.Referral, ...]:
    call = begin(desk, **RUTH)
    for _ in range(presses):
        desk.post(f"{call}/case", data={"route": "formal_assessment", "subject": "person", **said})
    with app.app_context():
        return referrals.cases_of_contact(session(), contact_of(app, call).id)


def test_a_case_holds_what_was_said_and_ticked(app: Flask, desk: FlaskClient) -> None:
    [case] = raised(app, desk)
    with app.app_context():
        form = referrals.form_of(session(), case.id)
    words = "\n".join(line.answer for section in form.sections for line in section.lines)
    assert "Somebody to help her wash" in words
    assert "Washing" in words
    assert form.details["ringing"]["note"] == RUTH["careful"]
    assert case.source is Source.CONTACT_CENTRE
    assert case.about == "Ruth Amari"


def test_two_presses_raise_one_case_and_count_one_ending(app: Flask, desk: FlaskClient) -> None:
    assert len(raised(app, desk, presses=2)) == 1
    with app.app_context():
        ended = session().scalars(select(EventRow.outcome).where(EventRow.happened == "contact-ended")).all()
    assert ended == ["formal"]


def test_the_adviser_decides_the_route_and_the_rules_suggestion_stays_beside_it(app: Flask, desk: FlaskClient) -> None:
    [case] = raised(app, desk, route="urgent_council")
    with app.app_context():
        form = referrals.form_of(session(), case.id)
    assert case.route is Route.URGENT_COUNCIL
    assert form.decision.route is Route.FORMAL_ASSESSMENT


def test_the_call_says_the_reference_of_its_case(app: Flask, desk: FlaskClient) -> None:
    call = begin(desk, **RUTH)
    desk.post(f"{call}/case", data={"route": "safeguarding", "subject": "person"})
    ended = contact_of(app, call)
    assert ended.outcome is Outcome.CASE
    assert ended.case_reference in desk.get(call).text


def test_of_somebody_who_is_spoken_for_it_is_asked_whether_they_know(desk: FlaskClient) -> None:
    call = begin(desk, **{**RUTH, "for_whom": "someone_else", "person": "Ada"})
    said = {"route": "safeguarding", "subject": "person"}
    assert desk.post(f"{call}/case", data=said).status_code == 422
    assert desk.post(f"{call}/case", data={**said, "knows": "not_safe"}).status_code == 303


def test_whoever_gives_the_reference_of_a_form_is_told_how_it_stands_after_the_check(
    app: Flask, desk: FlaskClient
) -> None:
    [case] = raised(app, desk)
    call = begin(desk, caller="Ruth Amari", reference=case.reference)
    assert "We know this caller" in (before := desk.get(call).text)
    assert "An answer is promised by" not in before
    press(desk, app, call, "known", facts=["name", "reference"])
    page = desk.get(call).text
    assert "An answer is promised by" in page
    assert RUTH["careful"] in page
