"""Anybody can say what is wrong with a listing: it reaches whoever runs the service, and the council."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.audit.api import events_about
from app.councils.api import council
from app.db import session
from app.kernel.clock import now
from app.problems import api
from app.problems.store import ProblemRow
from tests.reporting import token_of, written
from tests.staff import member_of_staff, signed_in

OWNER = "hello@knitting.example.org"
Report = Callable[..., TestResponse]


def addressees(app: Flask) -> list[str]:
    return [message.to for message in written(app)]


def one_problem(app: Flask) -> ProblemRow:
    with app.app_context():
        return session().query(ProblemRow).one()


def council_email(app: Flask) -> str:
    with app.app_context():
        return council().email


def test_a_report_reaches_the_owner_and_the_council(listed: Flask, report: Report) -> None:
    answer = report(about="out-of-date", words="They meet on Fridays now")
    assert answer.status_code == 303
    assert listed.test_client().get(answer.location).status_code == 200
    assert addressees(listed) == [OWNER, council_email(listed)]
    to_owner, to_council = (message.body for message in written(listed))
    assert "Knitting circle is out of date or wrong" in to_owner
    assert "/directory/service/feed/s" in to_owner
    assert "Our team has what they wrote" in to_owner
    assert "Fridays" not in to_council


def test_nothing_that_somebody_typed_leaves_in_a_message(listed: Flask, report: Report) -> None:
    report(about="more", words="Pay at canary.example.org", answer="email", email="gwen@x.example.org")
    assert len(written(listed)) == 2
    for message in written(listed):
        assert "canary" not in message.subject + message.body
        assert "gwen" not in message.subject + message.body


def test_staff_read_the_words_and_that_the_owner_has_not(listed: Flask, report: Report) -> None:
    report(about="more", words="They meet on Fridays now")
    page = signed_in(listed, member_of_staff(listed)).get(f"/staff/problems/{one_problem(listed).id}").text
    assert "They meet on Fridays now" in page
    assert "Pass on what they need to know" in page


def test_a_worry_about_safety_goes_to_the_council_alone(listed: Flask, report: Report) -> None:
    report(about="safety", words="The door was locked from outside")
    assert addressees(listed) == [council_email(listed)]
    assert "Read today" in written(listed)[0].subject


def test_closed_needs_no_words(report: Report) -> None:
    assert report(about="closed").status_code == 303


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": "It moved"}, "Choose what is wrong"),
        ({"about": "more"}, "Write what we should know, in a sentence"),
        ({"about": "more", "words": "It moved", "answer": "email"}, "Write an e-mail address like"),
        ({"about": "more", "words": "It moved", "answer": "email", "email": "not one"}, "Write an e-mail address like"),
        ({"about": "nonsense", "words": "It moved"}, "Not a valid choice"),
        ({"about": "more", "words": "x" * 2_001}, "characters"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(
    listed: Flask, report: Report, typed: dict[str, str], said: str
) -> None:
    answer = report(**typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert all(value in answer.text for name, value in typed.items() if name in {"words", "email"})
    assert not written(listed)


def test_an_address_of_somebody_who_wants_no_answer_is_not_kept(listed: Flask, report: Report) -> None:
    report(about="closed", answer="no", email="gwen@canary.example.org")
    assert one_problem(listed).email == ""


def test_what_was_written_is_sealed_in_the_store(listed: Flask, report: Report) -> None:
    report(about="more", words="Canary Gwendolen", answer="email", email="gwen@canary.example.org")
    with listed.app_context():
        columns = session().execute(text("SELECT words, email FROM problem")).one()
    assert b"Canary" not in bytes(columns.words)
    assert b"gwen" not in bytes(columns.email)


def test_nobody_is_pestered_by_way_of_us(report: Report) -> None:
    answers = [report(about="closed").status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]


def from_many_places(app: Flask, report: Report, times: int, **typed: str) -> set[int]:
    statuses = set()
    for number in range(times):
        browser = app.test_client()
        browser.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        statuses.add(report(browser, **typed).status_code)
    return statuses


def test_many_people_cannot_fill_a_letter_box_and_each_is_heard(listed: Flask, report: Report) -> None:
    assert from_many_places(listed, report, 22, about="closed") == {303}
    assert addressees(listed).count(OWNER) == 20
    with listed.app_context():
        assert session().query(ProblemRow).count() == 22


def test_nobody_can_switch_off_worries_about_safety(listed: Flask, report: Report) -> None:
    from_many_places(listed, report, 21, about="closed")
    before = len(written(listed))
    assert report(about="safety", words="The door was locked from outside").status_code == 303
    assert "Read today" in written(listed)[-1].subject
    assert len(written(listed)) == before + 1


def test_worries_about_safety_leave_the_messages_about_other_things_alone(listed: Flask, report: Report) -> None:
    from_many_places(listed, report, 20, about="safety", words="The door was locked from outside")
    report(about="closed")
    assert addressees(listed).count(OWNER) == 1


def test_whoever_asked_to_hear_gets_one_message_when_it_is_done(listed: Flask, report: Report) -> None:
    report(about="out-of-date", words="They meet on Fridays now", answer="email", email="gwen@canary.example.org")
    browser = signed_in(listed, member_of_staff(listed))
    address = f"/staff/problems/{one_problem(listed).id}"
    token = token_of(browser, address)
    for status in (303, 409):
        answer = browser.post(f"{address}/done", data={"csrf_token": token, "answer": "We changed it to Fridays."})
        assert answer.status_code == status
    (message,) = [message for message in written(listed) if message.to == "gwen@canary.example.org"]
    assert "We changed it to Fridays." in message.body
    assert "Knitting circle" in message.body
    assert one_problem(listed).email == ""


def test_an_answer_needs_words_and_keeps_those_that_were_typed(listed: Flask, report: Report) -> None:
    report(about="closed")
    browser = signed_in(listed, member_of_staff(listed))
    address = f"/staff/problems/{one_problem(listed).id}"
    answer = browser.post(f"{address}/done", data={"csrf_token": token_of(browser, address), "answer": " "})
    assert answer.status_code == 422
    assert "Say what was done" in answer.text


def test_safety_is_on_top_of_the_queue_and_marked(listed: Flask, report: Report) -> None:
    report(about="closed")
    report(about="safety", words="The door was locked from outside")
    page = signed_in(listed, member_of_staff(listed)).get("/staff/problems/").text
    assert page.index('careway-tag--danger">Safety') < page.index(">Closed<")


def test_a_problem_outlives_its_listing(listed: Flask, report: Report, tmp_path: Path) -> None:
    report(about="closed")
    gone = tmp_path / "gone.json"
    gone.write_text('[{"id": "s", "name": "Knitting circle", "status": "defunct"}]')
    listed.test_cli_runner().invoke(args=["directory", "import", str(gone), "--source", "feed"])
    assert listed.test_client().get("/directory/service/feed/s").status_code == 410
    browser = signed_in(listed, member_of_staff(listed))
    assert "Knitting circle" in browser.get(f"/staff/problems/{one_problem(listed).id}").text


def test_a_report_is_forgotten_90_days_after_it_was_done(listed: Flask, report: Report) -> None:
    report(about="closed")
    browser = signed_in(listed, member_of_staff(listed))
    address = f"/staff/problems/{one_problem(listed).id}"
    browser.post(f"{address}/done", data={"csrf_token": token_of(browser, address), "answer": "Taken out."})
    chore = api.forgetting_old_problems()
    for days, there in ((89, 1), (91, 0)):
        with time_machine.travel(now() + timedelta(days=days)), listed.app_context():
            chore.run()
            assert session().query(ProblemRow).count() == there


def test_nothing_that_was_typed_is_in_an_address_or_a_log(
    listed: Flask, report: Report, caplog: pytest.LogCaptureFixture
) -> None:
    answer = report(about="more", words="Canary Gwendolen", answer="email", email="gwen@canary.example.org")
    assert "anary" not in answer.location
    assert "anary" not in caplog.text


def test_who_reported_opened_and_answered_is_on_record(listed: Flask, report: Report) -> None:
    report(about="closed")
    browser = signed_in(listed, member_of_staff(listed))
    id = one_problem(listed).id
    token = token_of(browser, f"/staff/problems/{id}")
    browser.post(f"/staff/problems/{id}/done", data={"csrf_token": token, "answer": "Taken out."})
    with listed.app_context():
        events = [(event.actor.partition(":")[0], event.action) for event in events_about(session(), "problem", id)]
    assert events == [("anyone", "problem.reported"), ("staff", "problem.opened"), ("staff", "problem.done")]


def test_there_is_no_form_for_what_is_not_listed(listed: Flask) -> None:
    assert listed.test_client().get("/problem/feed/none").status_code == 404
