"""A directory of three services, with the postcodes to place them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Config
from app.factory import create_app
from tests.conftest import NewDatabase
from tests.strict_client import StrictClient

FIXTURES = Path(__file__).parents[2] / "fixtures"
COMMANDS = (("places", "import", "places.csv"), ("directory", "import", "feeds/small.json"))


@pytest.fixture(scope="session")
def small_directory(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Flask]:
    """An application that the tests only read, so that it is filled once."""
    data_dir = tmp_path_factory.mktemp("small-directory")
    settings = {"DATA_DIR": str(data_dir), "DATABASE_URL": new_database(data_dir)}
    app = create_app(Config.from_environment(settings))
    app.test_client_class = StrictClient
    for room, verb, file in COMMANDS:
        result = app.test_cli_runner().invoke(args=[room, verb, str(FIXTURES / file)])
        assert result.exit_code == 0, result.output
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def directory(small_directory: Flask) -> FlaskClient:
    """A browser in front of the small directory."""
    return small_directory.test_client()
