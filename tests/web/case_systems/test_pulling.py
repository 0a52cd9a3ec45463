"""What a case system gets with its key: what changed, each case in three shapes, and nothing without a key."""

import csv
import io
from typing import Any
from uuid import UUID, uuid4

import pytest
from fhir.resources.R4B.bundle import Bundle
from flask import Flask

from app.audit import api as audit
from app.db import session, transaction
from app.referrals import api as referrals
from app.referrals.domain import Happened
from tests.web.case_systems.conftest import Program, send, work

SAME = ("Authorization", "Content-Type", "WWW-Authenticate", "Cache-Control")


def test_what_changed_is_listed_from_a_number_on_and_none_is_missed(app: Flask, program: Program) -> None:
    cases = []
    for _ in range(3):
        cases.append(str(send(app)))
        work(app)
    first = program.get("/?limit=2").json
    rest = program.get(f"/?since={first['next']}").json
    assert [one["id"] for one in first["cases"] + rest["cases"]] == cases
    assert (first["more"], rest["more"]) == (True, False)
    with app.app_context(), transaction() as writing:
        referrals.note(writing, UUID(cases[0]), Happened.NOTED, "Sam", "Rang.")
    work(app)
    assert [one["id"] for one in program.get(f"/?since={rest['next']}").json["cases"]] == [cases[0]]


def test_the_list_holds_nothing_of_what_is_in_a_case(app: Flask, program: Program, case: UUID) -> None:
    work(app)
    listed = program.get("/")
    assert "Canary" not in listed.text
    assert listed.json["cases"][0].keys() == {"id", "number", "changed_at", "address"}


def test_a_case_is_given_as_plain_json(program: Program, case: UUID) -> None:
    got = program.get(f"/{case}").json
    assert (got["id"], got["about"], got["status"]) == (str(case), "=Canary", "received")
    assert any(line["answer"] == "=Canary" for section in got["sections"] for line in section["lines"])


def test_a_case_is_given_as_a_sheet_in_which_no_cell_is_a_formula(program: Program, case: UUID) -> None:
    answer = program.get(f"/{case}?format=csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert ["case", "about", "'=Canary"] in rows
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_case_is_given_as_valid_fhir(program: Program, case: UUID) -> None:
    answer = program.get(f"/{case}?format=fhir")
    assert answer.content_type.startswith("application/fhir+json")
    bundle = Bundle.model_validate(answer.json)
    assert [entry.resource.get_resource_type() for entry in bundle.entry] == [
        "QuestionnaireResponse",
        "ServiceRequest",
        "Task",
    ]


@pytest.mark.parametrize("shape", ["json", "fhir", "csv"])
def test_what_a_system_has_already_is_not_given_again(program: Program, case: UUID, shape: str) -> None:
    first = program.get(f"/{case}?format={shape}")
    again = program.get(f"/{case}?format={shape}", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_each_reading_of_a_case_is_on_record(app: Flask, program: Program, case: UUID) -> None:
    program.get(f"/{case}")
    with app.app_context():
        assert ("system:1", "case.pulled") in [
            (event.actor, event.action) for event in audit.events_about(session(), referrals.RECORD, str(case))
        ]


def refusals(app: Flask, path: str, **headers: str) -> Any:
    answer = app.test_client().get(f"/api/cases{path}", headers=headers)
    return answer.status_code, answer.data, [answer.headers.get(name) for name in SAME]


def test_without_a_key_that_opens_everything_is_refused_alike_whether_it_is_there_or_not(
    app: Flask, program: Program, case: UUID
) -> None:
    app.test_cli_runner().invoke(args=["case-systems", "revoke", "Sample LAS"])
    keys: list[dict[str, str]] = [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": f"Bearer {program.key}"},
        {"Authorization": f"Basic {program.key}"},
    ]
    answers = {str(refusals(app, path, **key)) for key in keys for path in (f"/{case}", f"/{uuid4()}", "/")}
    assert len(answers) == 1
    assert "401" in answers.pop()


def test_a_case_that_is_not_there_is_not_found(program: Program) -> None:
    assert program.get(f"/{uuid4()}").status_code == 404


def test_a_key_that_is_guessed_too_often_is_not_even_looked_at(app: Flask, program: Program, case: UUID) -> None:
    wrong = Program(program.browser, "careway_wrong")
    codes = [wrong.get("/").status_code for _ in range(21)]
    assert codes == [401] * 20 + [429]
    assert program.get("/").status_code == 200


@pytest.mark.parametrize("query", ["since=x", "since=-1", "limit=", "format=xml", "since=" + "9" * 30])
def test_a_question_that_cannot_be_read_is_answered_by_what_is_wrong(program: Program, query: str) -> None:
    answer = program.get(f"/?{query}")
    assert answer.status_code == 400
    assert "must be" in answer.json["error"]


def test_a_key_is_kept_as_a_hash_and_its_making_and_ending_are_on_record(app: Flask, program: Program) -> None:
    app.test_cli_runner().invoke(args=["case-systems", "revoke", "Sample LAS"])
    with app.app_context():
        kept = session().connection().exec_driver_sql("SELECT * FROM case_systems").all()
        assert program.key not in str(kept)
        actions = [event.action for event in audit.events_about(session(), "case-system", "1")]
    assert actions == ["case-system.added", "case-system.revoked"]
    assert "revoked" in app.test_cli_runner().invoke(args=["case-systems", "list"]).stdout
