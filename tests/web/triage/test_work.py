"""Work on a case: taking it on, notes, attempts and safe numbers, ends, links; and what others may not see."""

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Role
from tests.staff import member_of_staff, signed_in
from tests.web.triage.conftest import Sent

NOBODY = "00000000-0000-4000-8000-000000000000"
NUMBER = "01632 960123"
UNSAFE = {"ringing": {"say_who": "no", "note": "Only when he is at work"}}


def test_whose_case_it_is_not_finds_nothing_there(app: Flask, sent: Sent) -> None:
    case = sent()
    for role in (Role.CARERS_TEAM, Role.SAFEGUARDING):
        other = signed_in(app, member_of_staff(app, f"{role}@example.org", role))
        absent = other.get(f"/staff/referrals/{NOBODY}")
        found = other.get(case.address)
        assert (found.status_code, found.text.replace(str(case.id), NOBODY)) == (404, absent.text)
        assert other.post(f"{case.address}/claim", data={"version": "1"}).status_code == 404
        assert "Ada Bell" not in other.get("/staff/referrals/").text
    assert case.actions == ["referral.sent"]


def test_whoever_is_given_a_case_may_open_it_until_they_give_it_back(
    app: Flask, sent: Sent, officer: FlaskClient
) -> None:
    case = sent()
    carers = member_of_staff(app, "carla@example.org", Role.CARERS_TEAM, name="Carla Reyes")
    assert "Carla Reyes" in officer.get(case.address).text
    officer.post(f"{case.address}/assign", data={"version": "1", "assignee": str(carers.id)})
    hers = signed_in(app, carers)
    assert hers.get(case.address).status_code == 200
    assert hers.post(f"{case.address}/release", data={"version": "2"}).location == "/staff/referrals/"
    assert hers.get(case.address).status_code == 404


def test_only_those_who_may_give_a_case_away_can(app: Flask, sent: Sent) -> None:
    case = sent()
    manager = signed_in(app, member_of_staff(app, "m@example.org", Role.MANAGER))
    safeguarding = member_of_staff(app, "s@example.org", Role.SAFEGUARDING)
    assert manager.post(f"{case.address}/assign", data={"version": "1", "assignee": "0"}).status_code == 422
    manager.post(f"{case.address}/assign", data={"version": "1", "assignee": str(safeguarding.id)})
    theirs = signed_in(app, safeguarding)
    assert theirs.post(f"{case.address}/assign", data={"version": "2", "assignee": "1"}).status_code == 404


def test_a_case_that_is_taken_on_is_found_among_ones_own(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    assert officer.post(f"{case.address}/claim", data={"version": "1"}).status_code == 303
    assert case.row.status == "being_looked_at"
    assert "Ada Bell" in officer.get("/staff/referrals/?whose=mine").text
    assert "Ada Bell" not in officer.get("/staff/referrals/?whose=nobodys").text


def test_a_number_that_may_be_unsafe_shows_only_after_the_check_was_ticked(sent: Sent, officer: FlaskClient) -> None:
    case = sent(**UNSAFE)
    page = officer.get(case.address).text
    assert NUMBER not in page
    assert "Only when he is at work" in page
    assert officer.post(f"{case.address}/number").status_code == 422
    shown = officer.post(f"{case.address}/number", data={"safe": "y"}).text
    assert NUMBER in shown
    assert case.actions.count("referral.number-shown") == 1
    assert NUMBER not in officer.get(f"{case.address}/paper").text


def test_how_to_ring_stands_beside_the_number(sent: Sent, officer: FlaskClient) -> None:
    page = officer.get(sent(ringing={"say_who": "yes", "note": "Let it ring"}).address).text
    beside = page.partition(NUMBER)[2].partition("</dd>")[0]
    assert "You may say who is calling." in beside
    assert "Let it ring" in beside


def test_the_first_time_somebody_is_reached_is_counted_against_its_clock(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    for version, attempt in enumerate(("no_answer", "reached", "reached"), start=1):
        officer.post(f"{case.address}/attempt", data={"version": str(version), "attempt": attempt})
    contacted = [event for event in case.counted if event.happened == "case-contacted"]
    assert [(event.minutes, event.on_time, event.route) for event in contacted] == [(0, True, "formal_assessment")]
    assert case.happened.count("contact_tried") == 3


def test_a_note_is_sealed_and_read_by_colleagues(app: Flask, sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    officer.post(f"{case.address}/note", data={"version": "1", "note": "canary: spoke with the GP"})
    assert "canary: spoke with the GP" in officer.get(case.address).text
    with app.app_context():
        rows = app.extensions["engine"].connect().exec_driver_sql("SELECT * FROM referral_entry").all()
    assert "canary" not in str(rows)


def test_a_day_to_come_back_is_from_today_on(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    early = officer.post(f"{case.address}/chase", data={"version": "1", "chase": ["1", "1", "2020"]})
    assert early.status_code == 422
    assert case.row.chase_on is None


def test_a_case_ends_with_a_code_that_is_counted_and_can_be_opened_again(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    end = {"version": "1", "outcome": "no-contact", "outcome_words": "Three calls, one letter."}
    officer.post(f"{case.address}/done", data=end)
    assert (case.row.status, case.row.outcome) == ("done", "no-contact")
    assert [event.outcome for event in case.counted if event.happened == "case-closed"] == ["no-contact"]
    assert officer.post(f"{case.address}/note", data={"version": "2", "note": "late"}).status_code == 409
    assert officer.post(f"{case.address}/reopen", data={"version": "2", "reopen_reason": ""}).status_code == 422
    officer.post(f"{case.address}/reopen", data={"version": "2", "reopen_reason": "They rang back."})
    assert (case.row.status, case.row.outcome, case.row.closed_at) == ("being_looked_at", None, None)


def test_every_rule_that_fired_is_judged_once_with_the_first_decision(sent: Sent, officer: FlaskClient) -> None:
    case = sent()
    change = {"route": "short_term_help", "wrong_rules": "F0", "reason": "A rail will do."}
    officer.post(f"{case.address}/route", data={"version": "1", **change})
    officer.post(f"{case.address}/route", data={"version": "2", "route": "formal_assessment", "reason": "No."})
    judged = {event.rule: event.outcome for event in case.counted if event.happened == "rule-judged"}
    assert judged["F0"] == "changed"
    assert set(judged.values()) == {"changed", "confirmed"} or set(judged) == {"F0"}
    decided = [event.outcome for event in case.counted if event.happened == "route-decided"]
    assert decided == ["changed"]
    rules = officer.get("/staff/rules/").text
    assert "F0" in rules
    assert "too few to say" in rules


def test_two_cases_with_a_number_in_common_are_suggested_and_linked_on_both(sent: Sent, officer: FlaskClient) -> None:
    one, other = sent(), sent(name={"name": "A. Bell"})
    page = officer.get(one.address).text
    assert "the same telephone number. Is it the same person?" in page
    officer.post(f"{one.address}/same/{other.id}/same", data={"version": "1"})
    for case in (one, other):
        assert "linked, the same person" in officer.get(case.address).text
        assert case.happened == ["linked"]
    officer.post(f"{one.address}/same/{other.id}/another", data={"version": str(one.row.version)})
    assert "Is it the same person?" not in officer.get(other.address).text


def test_a_case_that_one_may_not_open_is_not_suggested(app: Flask, sent: Sent) -> None:
    one = sent()
    sent(name={"name": "Somebody Else"})
    mine = member_of_staff(app, "c@example.org", Role.CARERS_TEAM)
    manager = signed_in(app, member_of_staff(app, "m@example.org", Role.MANAGER))
    manager.post(f"{one.address}/assign", data={"version": "1", "assignee": str(mine.id)})
    assert "Is it the same person?" not in signed_in(app, mine).get(one.address).text


def test_no_mark_of_a_person_can_be_read_in_the_store(app: Flask, sent: Sent) -> None:
    sent(health={"nhs_number": "943 476 5919"}, birth={"born": ["27", "3", "1951"]})
    with app.app_context():
        rows = app.extensions["engine"].connect().exec_driver_sql("SELECT * FROM referral_fingerprint").all()
    assert {row[2] for row in rows} == {"telephone", "nhs_number", "born_and_name"}
    assert not any(part in str(rows) for part in ("960123", "9434765919", "bell"))
