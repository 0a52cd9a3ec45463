"""What nothing near a resident answers is counted once for each form, and says nothing of them."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT
from app.needs.api import vocabulary
from app.unmatched import api as unmatched
from app.unmatched.domain import Unmatched
from tests import walking

PLACES = ROOT / "tests" / "fixtures" / "places.csv"

Counted = Callable[[], tuple[Unmatched, ...]]


@pytest.fixture
def counted(app: Flask) -> Counted:
    def read() -> tuple[Unmatched, ...]:
        with app.app_context():
            return unmatched.since(date.min)

    return read


def test_a_need_that_nothing_answers_is_counted(client: FlaskClient, counted: Counted) -> None:
    walking.result(client, hygiene="cannot")
    assert {"bathing-help", "laundry", "foot-care"} <= {one.need for one in counted()}


def test_the_outward_code_and_the_distance_stand_beside_it(client: FlaskClient, app: Flask, counted: Counted) -> None:
    app.test_cli_runner().invoke(args=["places", "import", str(PLACES)])
    walking.result(client, hygiene="cannot", place="TS18 1AU")
    assert {(one.outward, one.filters) for one in counted()} == {("TS18", "miles=10")}


def test_opening_the_result_again_does_not_count_again(client: FlaskClient, counted: Counted) -> None:
    walking.result(client, hygiene="cannot")
    before = counted()
    client.get("/assessment/result")
    assert counted() == before


def test_only_what_is_new_is_counted_after_a_change(client: FlaskClient, counted: Counted) -> None:
    walking.result(client, hygiene="cannot")
    walking.answer(client, "nutrition", chosen="cannot")
    walking.past_the_card(client, "/assessment/result")
    assert {one.need for one in counted()} >= {"laundry", "lunch-club"}
    assert {one.count for one in counted()} == {1}


def test_another_persons_form_counts_again(app: Flask, counted: Counted) -> None:
    for _ in range(2):
        walking.result(app.test_client(), hygiene="cannot")
    assert {one.count for one in counted() if one.need == "laundry"} == {2}


def test_nothing_of_the_person_is_in_the_counts(client: FlaskClient, counted: Counted) -> None:
    walking.result(client, hygiene="cannot", matters="Canary wharf 4711", age="85_or_over")
    known = {need.id for need in vocabulary().needs}
    assert {one.need for one in counted()} <= known
    assert {(one.outward, one.filters) for one in counted()} == {("", "")}


def test_a_result_is_shown_when_counting_fails(
    client: FlaskClient, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("app.unmatched.store.add", failing)
    page = walking.result(client, hygiene="cannot")
    assert (page.status_code, counted()) == (200, ())
    assert "the council should look at this with you" in page.text


def test_a_directory_that_fails_is_not_taken_for_one_that_has_nothing(
    client: FlaskClient, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError("the index is gone")

    monkeypatch.setattr("app.directory.api.ideas_for", failing)
    walking.result(client, hygiene="cannot")
    assert counted() == ()
