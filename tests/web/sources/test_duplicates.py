"""Listings in two directories: found with reasons, shown once when staff say so, and both again when they undo it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.audit.api import events_about
from app.directory.api import leaflets, listing, rows_of
from app.kernel.at_once import SomeoneElseWasFirst
from app.search.api import index
from app.search.domain import Query
from app.sources import merging, pairs
from tests.web.sources.conftest import TakeIn, service

pytestmark = pytest.mark.usefixtures("two_directories")

LUNCH = ("Riverside Neighbours", "TS18 1AU", "01632 960123")


def found(app: Flask) -> set[str]:
    with app.app_context():
        return {hit.id for hit in index().search(Query(words="riverside lunch club")).page if hit.id != "council/2"}


def decide(app: Flask, staff: FlaskClient, verdict: str) -> int:
    with app.app_context():
        (pair,) = [*pairs.waiting(db.session(), 0, 9), *pairs.decided(db.session(), 9)]
    return staff.post(f"/staff/duplicates/{pair.id}/{verdict}").status_code


def test_a_service_in_two_directories_is_shown_to_staff_with_the_reasons(staff: FlaskClient) -> None:
    page = staff.get("/staff/duplicates/").text
    assert "The Riverside Lunch Club (Thursdays)" in page
    assert "Knitting" not in page
    for reason in ("Names alike: ", "Same telephone number", "Same postcode", "Organisations alike: 100%"):
        assert reason in page


def test_of_two_that_are_merged_one_is_found_and_the_other_leads_to_it(app: Flask, staff: FlaskClient) -> None:
    assert found(app) == {"council/1", "charity/9"}
    assert decide(app, staff, "right") == 303
    assert found(app) == {"council/1"}
    answer = app.test_client().get("/directory/service/charity/9")
    assert (answer.status_code, answer.location) == (302, "/directory/service/council/1")
    assert staff.get("/staff/duplicates/").text.count("<section") == 0


def test_whoever_had_kept_the_hidden_one_has_the_other_in_its_place(app: Flask, staff: FlaskClient) -> None:
    decide(app, staff, "right")
    with app.app_context(), app.test_request_context():
        row = rows_of(["charity/9"])["charity/9"]
        assert (row.name, row.key, row.address) == (
            "Riverside Lunch Club", "charity/9", "/directory/service/council/1",
        )  # fmt: skip
        assert leaflets(["charity/9"]).keys() == {"charity/9"}


@pytest.mark.parametrize("verdict", ["left", "right", "apart"])
def test_what_was_decided_can_be_undone(app: Flask, staff: FlaskClient, verdict: str) -> None:
    decide(app, staff, verdict)
    assert "Undo" in staff.get("/staff/duplicates/decided").text
    assert decide(app, staff, "waiting") == 303
    assert found(app) == {"council/1", "charity/9"}
    assert "Riverside Lunch Club" in staff.get("/staff/duplicates/").text


def test_what_is_kept_apart_is_not_asked_again(app: Flask, staff: FlaskClient) -> None:
    decide(app, staff, "apart")
    with app.app_context():
        assert merging.look() == 0
    assert found(app) == {"council/1", "charity/9"}


def test_what_stands_behind_another_comes_back_when_that_one_goes(app: Flask, staff: FlaskClient, take: TakeIn) -> None:
    decide(app, staff, "right")
    take("council", service("2", "Knitting for All", *LUNCH))
    assert found(app) == {"charity/9"}
    with app.app_context():
        assert listing("charity", "9") is not None
    take("council", service("1", "Riverside Lunch Club", *LUNCH), service("2", "Knitting for All", *LUNCH))
    assert found(app) == {"council/1"}


def test_a_merge_outlives_the_next_reading_of_either(app: Flask, staff: FlaskClient, take: TakeIn) -> None:
    decide(app, staff, "right")
    take("charity", service("9", "Riverside Lunch Club", *LUNCH))
    assert found(app) == {"council/1"}


def test_only_one_of_two_who_decide_at_once_is_heard(app: Flask, staff: FlaskClient) -> None:
    with app.app_context():
        (pair,) = pairs.waiting(db.session(), 0, 9)
        merging.decide(pair, pairs.Verdict.APART, "staff:1")
        with pytest.raises(SomeoneElseWasFirst):
            merging.decide(pair, pairs.Verdict.LEFT_SHOWN, "staff:2")
    assert found(app) == {"council/1", "charity/9"}


def test_who_decided_is_on_record(app: Flask, staff: FlaskClient) -> None:
    with app.app_context():
        (pair,) = pairs.waiting(db.session(), 0, 9)
    decide(app, staff, "left")
    with app.app_context():
        assert [event.action for event in events_about(db.session(), "source", f"pair:{pair.id}")] == ["pair.left"]
