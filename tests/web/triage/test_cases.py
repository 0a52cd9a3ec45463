"""The list of cases and one case: what they show, what is recorded, and that nobody overwrites anybody."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.audit import api as audit
from app.db import session
from app.referrals.store import EntryRow, ReferralRow
from tests.sending import Filled, ask, reference_in, send
from tests.staff import member_of_staff, signed_in
from tests.walking import finish, start

A_TUESDAY = "2026-12-01T10:00:00Z"
A_WEEK_LATER = "2026-12-08T10:00:00Z"

AsStaff = Callable[[], FlaskClient]


@pytest.fixture
def as_staff(app: Flask) -> AsStaff:
    """A browser in which somebody of the council's staff is signed in, at the test's own time."""
    staff = member_of_staff(app)
    return lambda: signed_in(app, staff)


def sent_case(app: Flask, **pages: Filled) -> str:
    """The address of a case that somebody has just sent."""
    resident = app.test_client()
    ask(resident)
    reference = reference_in(send(resident, **pages))
    with app.app_context():
        found = session().scalars(select(ReferralRow.id).where(ReferralRow.reference == reference)).one()
    return f"/staff/referrals/{found}"


def actions(app: Flask, case: str) -> list[str]:
    with app.app_context():
        events = audit.events_about(session(), "referral", case.rsplit("/", 1)[1])
        return [event.action for event in events]


def row(app: Flask, case: str) -> ReferralRow:
    with app.app_context():
        found = session().get(ReferralRow, UUID(case.rsplit("/", 1)[1]))
        assert found is not None
        return found


def test_the_pages_are_for_staff_alone(app: Flask, client: FlaskClient) -> None:
    case = sent_case(app)
    for page in ("/staff/referrals/", case):
        assert client.get(page).location.startswith("/staff/sign-in")
    for deed in ("route", "look", "done"):
        assert client.post(f"{case}/{deed}", data={"version": "1"}).status_code == 403
    assert row(app, case).version == 1


@time_machine.travel(A_TUESDAY, tick=False)
def test_the_list_puts_first_what_is_due_first(app: Flask, as_staff: AsStaff) -> None:
    sent_case(app, name={"name": "Can Wait"})
    resident = app.test_client()
    start(resident)
    finish(resident, safety=["abuse"])
    send(resident, name={"name": "Cannot Wait"})
    page = as_staff().get("/staff/referrals/").text
    assert page.index("Cannot Wait") < page.index("Can Wait")
    assert "Today" in page
    assert "Thu 3 Dec" in page


@time_machine.travel(A_TUESDAY, tick=False)
def test_of_what_cannot_wait_the_greater_risk_stands_on_top(app: Flask, as_staff: AsStaff) -> None:
    for name, said in (("Urgent", {"support_now": "about_to_end"}), ("Danger", {"safety": ["immediate_danger"]})):
        resident = app.test_client()
        start(resident)
        finish(resident, nutrition="cannot", **said)
        send(resident, name={"name": f"{name} Bell"})
    page = as_staff().get("/staff/referrals/").text
    assert page.index("Danger Bell") < page.index("Urgent Bell")


@time_machine.travel(A_TUESDAY, tick=False)
def test_only_an_emergency_is_red(app: Flask, as_staff: AsStaff) -> None:
    for safety in ("abuse", "immediate_danger"):
        resident = app.test_client()
        start(resident)
        finish(resident, safety=[safety])
        send(resident)
    page = as_staff().get("/staff/referrals/").text
    assert re.findall(r'careway-tag--danger">([^<]+)<', page) == ["Emergency"]


@time_machine.travel(A_TUESDAY, tick=False)
def test_both_dates_of_a_case_stand_each_with_its_name(app: Flask, as_staff: AsStaff) -> None:
    page = as_staff().get(sent_case(app)).text
    assert "<strong>Answer due:</strong> Thu 3 Dec</span>" in page
    assert "<strong>Assessment to start by:</strong> Tuesday 29 December 2026" in page


def test_what_is_overdue_is_said_in_words(app: Flask, as_staff: AsStaff) -> None:
    with time_machine.travel(A_TUESDAY, tick=False):
        sent_case(app)
    with time_machine.travel(A_WEEK_LATER, tick=False):
        assert "Overdue since Thu 3 Dec" in as_staff().get("/staff/referrals/").text


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", True),
        ("?queue=formal", True),
        ("?queue=safeguarding", False),
        ("?status=received", True),
        ("?status=done", False),
        ("?whose=nobodys", True),
        ("?whose=mine", False),
        ("?due=overdue", False),
        ("?due=chase", False),
        ("?queue=nonsense&whose=nonsense&due=nonsense&status=nonsense&page=-1", True),
        ("?page=99999", False),
    ],
)
def test_the_list_is_narrowed_by_queue_clock_and_whose_it_is(
    app: Flask, as_staff: AsStaff, query: str, there: bool
) -> None:
    sent_case(app, name={"name": "Ada Bell"})
    assert ("Ada Bell" in as_staff().get(f"/staff/referrals/{query}").text) is there


def test_a_case_shows_what_was_said_what_was_shown_and_why(app: Flask, as_staff: AsStaff) -> None:
    resident = app.test_client()
    start(resident)
    finish(resident, nutrition="cannot", support_now="none")
    send(resident, talking={"needs": ["bsl", "interpreter"], "language": "Punjabi"}, ringing={"say_who": "no"})
    with app.app_context():
        found = session().scalars(select(ReferralRow.id)).one()
    page = as_staff().get(f"/staff/referrals/{found}").text
    for words in (
        "Ada Bell",
        "U4",
        "Eating and drinking: They cannot do this, or someone does it all for them",
        "BSL",
        "Interpreter: Punjabi",
        "Do not say who is calling",
    ):
        assert words in page
    assert "Rule table version 3" in page
    assert "You did not answer this" not in page


@pytest.mark.parametrize(
    ("do_they_know", "words"),
    [
        ("not_safe", "They do not know about this form, and it is not safe to ask them."),
        ("not_yet", "They do not know about this form yet."),
        ("cannot_decide", "They cannot decide about this form for themselves."),
    ],
)
def test_that_a_person_does_not_know_of_the_form_is_said_before_anything_else(
    app: Flask, as_staff: AsStaff, do_they_know: str, words: str
) -> None:
    resident = app.test_client()
    start(resident)
    finish(resident, for_whom="someone_else", do_they_know=do_they_know, nutrition="cannot")
    send(resident)
    with app.app_context():
        found = session().scalars(select(ReferralRow.id)).one()
    page = as_staff().get(f"/staff/referrals/{found}").text
    assert re.search(rf"Before you get in touch</h2>\s*<p [^>]*><strong>{words}", page)


def test_opening_a_case_is_on_record_even_when_the_page_then_fails(
    app: Flask, as_staff: AsStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = sent_case(app)
    monkeypatch.setattr("app.referrals.api.form_of", None)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert as_staff().get(case).status_code == 500
    assert actions(app, case) == ["referral.sent", "referral.opened"]


def test_the_route_is_not_changed_without_a_reason(app: Flask, as_staff: AsStaff) -> None:
    case = sent_case(app)
    page = as_staff().post(f"{case}/route", data={"version": "1", "route": "urgent_council", "reason": " "})
    assert page.status_code == 422
    assert "Give the reason, in a sentence" in page.text
    assert row(app, case).route == "formal_assessment"


@time_machine.travel(A_TUESDAY, tick=False)
def test_a_changed_route_has_its_own_clock_and_keeps_what_was_recommended(app: Flask, as_staff: AsStaff) -> None:
    case = sent_case(app)
    as_staff().post(f"{case}/route", data={"version": "1", "route": "urgent_council", "reason": "No food."})
    changed = row(app, case)
    assert (changed.route, changed.recommended) == ("urgent_council", "formal_assessment")
    assert changed.contact_by.isoformat() == "2026-12-01T17:00:00+00:00"
    assert "No food." in as_staff().get(case).text
    assert "referral.route-changed" in actions(app, case)


def test_a_confirmed_route_needs_its_reason_and_keeps_its_clock(app: Flask, as_staff: AsStaff) -> None:
    case = sent_case(app)
    before = row(app, case).contact_by
    as_staff().post(f"{case}/route", data={"version": "1", "route": "formal_assessment", "reason": "Agreed."})
    assert row(app, case).contact_by == before
    assert "referral.route-confirmed" in actions(app, case)


def test_a_case_is_looked_at_and_then_done(app: Flask, as_staff: AsStaff) -> None:
    case = sent_case(app)
    staff = as_staff()
    staff.post(f"{case}/look", data={"version": "1"})
    assert row(app, case).status == "being_looked_at"
    assert staff.post(f"{case}/done", data={"version": "2", "outcome": "assessment-booked"}).status_code == 422
    staff.post(f"{case}/done", data={"version": "2", "outcome": "assessment-booked", "outcome_words": "On 3 December."})
    assert row(app, case).status == "done"
    with app.app_context():
        assert [entry.happened for entry in session().scalars(select(EntryRow))] == ["looked_at", "done"]


def test_of_two_who_decide_at_once_the_second_is_told_and_keeps_their_words(app: Flask, as_staff: AsStaff) -> None:
    case = sent_case(app)
    staff = as_staff()
    staff.post(f"{case}/route", data={"version": "1", "route": "urgent_council", "reason": "First."})
    second = staff.post(f"{case}/route", data={"version": "1", "route": "community", "reason": "My second thought."})
    assert second.status_code == 409
    assert "My second thought.</textarea>" in second.text
    assert "Someone changed this case after you opened it" in second.text
    assert row(app, case).route == "urgent_council"


def test_a_case_that_is_not_there_looks_like_any_missing_page(as_staff: AsStaff) -> None:
    assert as_staff().get("/staff/referrals/00000000-0000-0000-0000-000000000000").status_code == 404


def test_two_cases_of_one_form_stand_apart(app: Flask, as_staff: AsStaff) -> None:
    resident = app.test_client()
    start(resident)
    finish(resident, for_whom="both", nutrition="cannot", carer_carrying_on="struggling")
    send(resident, helper={"name": "Grace Bell"})
    with app.app_context():
        found = {row.subject: row for row in session().scalars(select(ReferralRow))}
    carers = as_staff().get(f"/staff/referrals/{found['carer'].id}").text
    persons = as_staff().get(f"/staff/referrals/{found['person'].id}").text
    assert "You as a carer" in carers
    assert "Eating and drinking" not in carers
    assert "You as a carer" not in persons
    assert "Eating and drinking" in persons
    assert found["carer"].reference in persons


def test_the_decision_stands_before_the_answers_and_whom_to_reach_before_both(app: Flask, as_staff: AsStaff) -> None:
    page = as_staff().get(sent_case(app, reach={"ways": ["telephone"], "telephone": "01632 960123"})).text
    places = [page.index(words) for words in ("01632 960123", 'id="why"', 'id="decide"', 'id="answers"')]
    assert places == sorted(places)


def test_a_number_that_is_not_safe_to_ring_does_not_stand_among_the_ways_to_reach_them(
    app: Flask, as_staff: AsStaff
) -> None:
    reach = {"ways": ["telephone", "email"], "telephone": "01632 960123", "email": "ada@example.org"}
    page = as_staff().get(sent_case(app, reach=reach, ringing={"when": "not_safe"})).text
    before_the_answers = page[: page.index('id="answers"')]
    assert "It is not safe to ring them." in before_the_answers
    assert "01632 960123" not in before_the_answers
    assert "ada@example.org" in before_the_answers


def test_a_closed_case_asks_for_no_decision(app: Flask, as_staff: AsStaff) -> None:
    case = sent_case(app)
    as_staff().post(
        f"{case}/done", data={"version": "1", "outcome": "information-given", "outcome_words": "Sent the leaflet."}
    )
    assert "Close the case" not in as_staff().get(case).text
