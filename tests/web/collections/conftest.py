"""A directory of three services, and members of staff who write pages about them."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT
from tests.staff import member_of_staff, signed_in

FIXTURES = Path(__file__).parents[2] / "fixtures"
SHIPPED = ROOT / "directory_data" / "collections"
COMMANDS = (("places", "import", "places.csv"), ("directory", "import", "feeds/small.json"))


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with three services in its directory."""
    for room, verb, file in COMMANDS:
        result = app.test_cli_runner().invoke(args=[room, verb, str(FIXTURES / file)])
        assert result.exit_code == 0, result.output
    return app


@pytest.fixture
def staff(app: Flask) -> FlaskClient:
    """A browser in which a member of staff is signed in."""
    return signed_in(app, member_of_staff(app))
