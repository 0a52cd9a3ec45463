"""What a person deletes is gone from the files of the store, not only from its tables."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app import db
from app.assessment import api as assessment
from app.kernel.clock import now
from tests import walking

LONG = "What I would never say aloud. " * 30


@pytest.fixture
def person(app: Flask) -> FlaskClient:
    """Somebody who has answered everything, once briefly and once at length."""
    client: FlaskClient = app.test_client()
    walking.start(client)
    walking.finish(client, matters="Short")
    walking.answer(client, "matters", text=LONG)
    return client


def sealed(app: Flask) -> list[bytes]:
    """What the store holds of the only form, as it stands in its files."""
    with app.app_context():
        row = db.session().execute(text("SELECT answers, details, code, token_hash, code_hash FROM draft")).one()
    return [value if isinstance(value, bytes) else value.encode() for value in row]


def in_the_files(app: Flask, pieces: list[bytes]) -> int:
    files = [path.read_bytes() for path in app.config["DATA_DIR"].glob("careway.sqlite*")]
    return sum(piece[:80] in file for piece in pieces for file in files)


def delete(client: FlaskClient) -> None:
    tag = walking.tag_in(client.get("/assessment/delete"))
    assert client.post("/assessment/delete", data={"draft": tag}).status_code == 303


def let_28_days_pass(app: Flask) -> None:
    with time_machine.travel(now() + timedelta(days=29)), app.app_context():
        assessment.delete_expired()


def wipe(app: Flask) -> None:
    with app.app_context():
        db.wipe_what_was_deleted()


@pytest.fixture(autouse=True)
def _only_files_of_ours(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--database") != "sqlite":
        pytest.skip("PostgreSQL takes deleted rows out of its files by its own vacuum")


@pytest.fixture(autouse=True)
def _another_process_holds_the_database(_only_files_of_ours: None, app: Flask) -> Iterator[None]:
    """As every worker does: without one, the last to close would tidy up and prove nothing."""
    other = sqlite3.connect(app.config["DATA_DIR"] / "careway.sqlite")
    other.execute("SELECT count(*) FROM draft").fetchone()
    yield
    other.close()


def test_the_test_would_find_what_is_left(app: Flask, person: FlaskClient) -> None:
    assert in_the_files(app, sealed(app)) >= 5


@pytest.mark.parametrize("goes", [lambda app, person: delete(person), lambda app, person: let_28_days_pass(app)])
def test_of_a_form_that_is_deleted_or_over_no_byte_is_left(
    app: Flask, person: FlaskClient, goes: Callable[[Flask, FlaskClient], None]
) -> None:
    pieces = sealed(app)
    goes(app, person)
    wipe(app)
    assert in_the_files(app, pieces) == 0


def test_of_an_answer_that_was_changed_the_old_one_is_not_left(app: Flask, person: FlaskClient) -> None:
    old = sealed(app)[:1]
    walking.answer(person, "matters", text="Something else")
    wipe(app)
    assert in_the_files(app, old) == 0


def test_a_reader_in_the_way_only_puts_a_wipe_off(app: Flask, person: FlaskClient) -> None:
    pieces = sealed(app)
    with app.extensions["engine"].connect() as reading:
        reading.execute(text("SELECT * FROM draft")).fetchone()
        delete(person)
        wipe(app)
    wipe(app)
    assert in_the_files(app, pieces) == 0


def test_the_service_goes_on_after_a_wipe(app: Flask, person: FlaskClient) -> None:
    wipe(app)
    assert person.get("/assessment/check").status_code == 200
    delete(person)
