"""A member of the contact centre's staff, signed in, and the calls that they begin."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.accounts.domain import Role, Staff
from app.config import ROOT
from app.contact_centre import store
from app.contact_centre.store import Contact
from app.db import session
from tests.staff import member_of_staff, signed_in

HOME = "/staff/calls/"


@pytest.fixture
def adviser(app: Flask) -> Staff:
    return member_of_staff(app, "ada@example.org", Role.ADVISER, name="Ada Adviser")


@pytest.fixture
def colleague(app: Flask) -> Staff:
    return member_of_staff(app, "cal@example.org", Role.ADVISER, name="Cal Colleague")


@pytest.fixture
def manager(app: Flask) -> FlaskClient:
    """The browser of a manager."""
    return signed_in(app, member_of_staff(app, "mo@example.org", Role.MANAGER, name="Mo Manager"))


@pytest.fixture
def desk(app: Flask, adviser: Staff) -> FlaskClient:
    """The browser of an adviser."""
    return signed_in(app, adviser)


@pytest.fixture
def directory(app: Flask) -> None:
    """The sample directory and its places."""
    run = app.test_cli_runner()
    for words in (
        ("places", "import", str(ROOT / "directory_data" / "places.csv")),
        ("directory", "import", str(ROOT / "directory_data" / "sample" / "directory.json"), "--source", "sample"),
    ):
        result = run.invoke(args=words)
        assert result.exit_code == 0, result.output


def begin(desk: FlaskClient, **notes: object) -> str:
    """Begins a call with these notes, and gives the address of its page."""
    answer = desk.post(HOME, data=notes)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def contact_of(app: Flask, address: str) -> Contact:
    """The contact as it stands in the store."""
    with app.app_context():
        contact = store.by_id(session(), UUID(address.rsplit("/", 1)[1]))
    assert contact is not None
    return contact


def press(desk: FlaskClient, app: Flask, address: str, key: str, **notes: object) -> TestResponse:
    """Presses a key on the page of a call as it is now."""
    seen = contact_of(app, address)
    kept = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(seen.notes).items()
        if value not in ("", (), False)
    }
    return desk.post(address, data={**kept, "version": seen.version, "window": "w", **notes, "press": key})
