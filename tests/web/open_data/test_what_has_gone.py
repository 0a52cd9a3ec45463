"""A program that keeps a copy learns what has gone where it learns what has changed, and no more of it than its id."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.directory import api as directory
from tests.conformance import Checker

ID = "10000000-0000-4000-8000-00000000000{}"
BEFORE, BETWEEN, AFTER = (f"2026-11-{day}T12:00:00Z" for day in (20, 21, 22))

TakeIn = Callable[..., None]
Ask = Callable[..., Any]


@pytest.fixture
def take_in(app: Flask, tmp_path: Path) -> TakeIn:
    """Takes services in by their numbers, as all that their source has."""

    def take(*numbers: int, source: str = "feed") -> None:
        feed = tmp_path / f"{source}.json"
        records = [{"id": ID.format(n), "name": f"Canary choir {n}", "description": "We sing."} for n in numbers]
        feed.write_text(json.dumps(records), encoding="utf-8")
        command = ["directory", "import", str(feed), "--source", source, "--allow-removals"]
        result = app.test_cli_runner().invoke(args=command)
        assert result.exit_code == 0, result.output

    return take


@pytest.fixture
def program(app: Flask, take_in: TakeIn) -> Iterator[FlaskClient]:
    """A program in front of a directory of three services, of which the second has gone after a while."""
    with time_machine.travel(BEFORE, tick=False) as clock:
        take_in(1, 2, 3)
        clock.move_to(AFTER)
        take_in(1, 3)
        yield app.test_client()


@pytest.fixture
def ask(program: FlaskClient) -> Ask:
    return lambda query: program.get(f"/api/oruk/v3/services?{query}").json


@pytest.mark.parametrize("more", ["", "&full=true", "&minimal=true"])
def test_a_service_that_has_gone_is_named_by_its_id_alone(ask: Ask, checkers: dict[str, Checker], more: str) -> None:
    answer = ask(f"modified_after={BETWEEN}{more}")
    changed = "2026-11-22T12:00:00.000Z"
    gone = {"id": ID.format(2), "name": "No longer listed", "status": "defunct"}
    assert answer["contents"] == [gone | {"last_modified": changed, "modified_date": changed}]
    assert answer["total_items"] == 1
    assert checkers["3.0"].faults("service_list", answer) == []


def test_it_stands_among_the_changed_in_the_order_of_the_list(ask: Ask) -> None:
    answer = ask(f"modified_after={BEFORE}")
    assert [(row["id"], row["status"]) for row in answer["contents"]] == [
        (ID.format(1), "active"),
        (ID.format(2), "defunct"),
        (ID.format(3), "active"),
    ]
    pages = [ask(f"modified_after={BEFORE}&per_page=1&page={number}")["contents"] for number in (1, 2, 3)]
    assert [row["id"] for page in pages for row in page] == [ID.format(number) for number in (1, 2, 3)]


@pytest.mark.parametrize("query", ["", "full=true", "minimal=true", f"modified_after={BEFORE}&search=choir"])
def test_no_other_answer_has_it(ask: Ask, query: str) -> None:
    assert [row["id"] for row in ask(query)["contents"]] == [ID.format(1), ID.format(3)]


def test_it_cannot_be_had_by_its_id(program: FlaskClient) -> None:
    assert program.get(f"/api/oruk/v3/services/{ID.format(2)}").status_code == 404


def test_a_service_that_comes_back_is_itself_again(ask: Ask, take_in: TakeIn) -> None:
    take_in(1, 2, 3)
    assert [row["name"] for row in ask(f"modified_after={BETWEEN}")["contents"]] == ["Canary choir 2"]


def test_a_service_that_staff_put_behind_another_has_gone(app: Flask, ask: Ask, take_in: TakeIn) -> None:
    take_in(7, source="other")
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False), app.app_context():
        with db.transaction() as session:
            directory.hide(session, ("other", ID.format(7)), ("feed", ID.format(1)))
        directory.look_again(("other", ID.format(7)))
    answer = ask("modified_after=2026-11-23T00:00:00Z")
    assert [(row["id"], row["status"]) for row in answer["contents"]] == [(ID.format(7), "defunct")]
    assert answer["contents"][0]["last_modified"] == "2026-11-23T12:00:00.000Z"
