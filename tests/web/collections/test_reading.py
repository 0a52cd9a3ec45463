"""Collections as residents read them: within their dates, linked from the directory; the four that ship are sound."""

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app import db
from app.collections import store
from tests.web.collections.conftest import SHIPPED
from tests.web.collections.test_writing import PAGE, publish, write

SLUGS = sorted(path.stem for path in SHIPPED.glob("*.toml"))


@pytest.fixture
def shipped(app: Flask) -> FlaskClient:
    """A browser in front of the four collections that ship."""
    loaded = app.test_cli_runner().invoke(args=["collections", "load", str(SHIPPED)])
    assert loaded.exit_code == 0, loaded.output
    client: FlaskClient = app.test_client()
    return client


@pytest.mark.parametrize(
    ("day", "is_there"),
    [("2026-11-30", False), ("2026-12-01", True), ("2027-02-28", True), ("2027-03-01", False)],
)
def test_a_page_is_there_from_its_first_day_to_its_last(
    app: Flask, staff: FlaskClient, client: FlaskClient, day: str, is_there: bool
) -> None:
    write(staff, 0, shown_from=["1", "12", "2026"], shown_until=["28", "2", "2027"])
    publish(staff, 1)
    with time_machine.travel(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)):
        assert (client.get(PAGE).status_code == 200) is is_there
        assert ("Steady on your feet" in client.get("/collections/").text) is is_there
        assert ("Steady on your feet" in client.get("/directory/").text) is is_there


def test_a_page_says_when_it_was_last_read_and_where_its_facts_are_from(
    staff: FlaskClient, client: FlaskClient
) -> None:
    write(staff, 0)
    publish(staff, 1)
    page = client.get(PAGE).text
    assert "last read this page on Sunday 22 November 2026" in page
    assert "States no figures." in page


def test_staff_see_which_pages_have_to_be_read_again(app: Flask, staff: FlaskClient) -> None:
    write(staff, 0, review_due=["1", "1", "2026"])
    publish(staff, 1)
    assert "(read it again)" in staff.get("/staff/collections/").text


def test_the_directory_leads_to_collections_only_where_there_are_some(
    client: FlaskClient, app: Flask, staff: FlaskClient
) -> None:
    assert "Put together for you" not in client.get("/directory/").text
    write(staff, 0)
    publish(staff, 1)
    assert PAGE in client.get("/directory/").text


@pytest.mark.parametrize("slug", SLUGS)
def test_each_that_ships_says_that_it_is_a_sample(shipped: FlaskClient, slug: str) -> None:
    with time_machine.travel(datetime(2026, 12, 1, 12, tzinfo=UTC)):
        page = shipped.get(f"/collections/{slug}").text
    assert "This is a sample page" in page
    assert "Where the facts are from" in page


def test_loading_again_leaves_what_staff_have_written(app: Flask, shipped: FlaskClient, staff: FlaskClient) -> None:
    staff.post("/staff/collections/falls/withdraw", data={"seen": "1"})
    again = app.test_cli_runner().invoke(args=["collections", "load", str(SHIPPED)])
    assert again.output == "0 collections are new, 4 were there.\n"
    with app.app_context():
        falls = store.by_slug(db.session(), "falls")
    assert falls is not None
    assert falls.published is None
