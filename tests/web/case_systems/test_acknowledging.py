"""What a case system answers: its own id of a case and where it stands there, taken once."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.db import session
from app.referrals import api as referrals
from tests.case_system import CaseSystem
from tests.web.case_systems.conftest import Program, work


def entries(app: Flask, case: UUID) -> list[tuple[str, str]]:
    with app.app_context():
        return [(entry.by, entry.words) for entry in referrals.entries_of(session(), case)]


def test_what_a_system_says_stands_in_the_case(app: Flask, program: Program, case: UUID) -> None:
    answer = program.acknowledge(case, id="LAS-77", status="accepted")
    assert (answer.status_code, answer.json) == (200, {"case": str(case), "id": "LAS-77", "status": "accepted"})
    assert entries(app, case) == [("Sample LAS", "Accepted, as LAS-77.")]


def test_the_same_said_again_under_the_same_key_is_taken_once(app: Flask, program: Program, case: UUID) -> None:
    answers = [program.acknowledge(case, "k1", id="LAS-77", status="accepted") for _ in range(2)]
    assert answers[0].data == answers[1].data
    assert len(entries(app, case)) == 1


def test_a_key_that_came_with_something_else_is_refused(app: Flask, program: Program, case: UUID) -> None:
    program.acknowledge(case, "k1", id="LAS-77", status="accepted")
    assert program.acknowledge(case, "k1", id="LAS-78", status="accepted").status_code == 409
    assert len(entries(app, case)) == 1


def test_a_system_that_answers_every_notice_causes_no_other(
    app: Flask, system: CaseSystem, program: Program, case: UUID
) -> None:
    for time in range(3):
        work(app)
        program.acknowledge(case, f"k{time}", id="LAS-77", status="accepted")
    assert len(system.got) == 1
    assert len(entries(app, case)) == 1


def test_others_that_ask_see_the_answer_as_a_change(app: Flask, program: Program, case: UUID) -> None:
    work(app)
    before = program.get("/").json["next"]
    program.acknowledge(case, id="LAS-77", status="completed")
    assert [one["id"] for one in program.get(f"/?since={before}").json["cases"]] == [str(case)]


def test_nothing_is_said_of_a_case_that_is_not_there(program: Program) -> None:
    assert program.acknowledge(uuid4(), id="LAS-77", status="accepted").status_code == 404


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"id": "", "status": "accepted"}, "k1"),
        ({"id": "LAS-77", "status": "eaten"}, "k1"),
        ({"id": 77, "status": "accepted"}, "k1"),
        ({"id": "LAS-77", "status": ["accepted"]}, "k1"),
        ({"id": "LAS-77", "status": "accepted"}, ""),
        ({"id": "LAS-77", "status": "accepted"}, "k" * 65),
        ({"id": "LAS\n77", "status": "accepted"}, "k1"),
    ],
)
def test_an_answer_that_cannot_be_read_is_refused_by_what_is_wrong(
    app: Flask, program: Program, case: UUID, told: dict[str, object], key: str
) -> None:
    answer = program.acknowledge(case, key, **told)
    assert (answer.status_code, entries(app, case)) == (400, [])
    assert answer.json["error"].startswith("Send ")
