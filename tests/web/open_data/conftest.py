"""A directory made of every feed that there is, for programs to read. The tests only read it, so it is filled once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Config
from app.factory import create_app
from tests.conformance import SAMPLE, Checker
from tests.conformance import every_feed as feeds_there_are
from tests.conftest import NewDatabase
from tests.strict_client import StrictClient

FIXTURES = Path(__file__).parents[2] / "fixtures"

Ask = Callable[..., Any]


def filled(data_dir: Path, new_database: NewDatabase, feeds: dict[str, Path]) -> Flask:
    """An application with these feeds, by the names of their sources."""
    settings = {"DATA_DIR": str(data_dir), "DATABASE_URL": new_database(data_dir)}
    app = create_app(Config.from_environment(settings))
    app.test_client_class = StrictClient
    commands = [["places", "import", str(FIXTURES / "places.csv")]]
    commands += [["directory", "import", str(feed), "--source", source] for source, feed in feeds.items()]
    for command in commands:
        result = app.test_cli_runner().invoke(args=command)
        assert result.exit_code == 0, result.output
    return app


@pytest.fixture(scope="session")
def every_feed(
    tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase, shared_data: Path
) -> Iterator[Flask]:
    """Hounslow, Folkestone, what there is of Bristol, and the sample."""
    data_dir = tmp_path_factory.mktemp("every-feed")
    app = filled(data_dir, new_database, feeds_there_are(shared_data, data_dir))
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture(scope="session")
def sample_directory(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Flask]:
    """The sample alone."""
    app = filled(tmp_path_factory.mktemp("sample"), new_database, {"sample": SAMPLE})
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def program(sample_directory: Flask) -> FlaskClient:
    """A program in front of the sample directory."""
    return sample_directory.test_client()


@pytest.fixture
def ask(program: FlaskClient) -> Ask:
    """Asks version 3 of the sample directory: `ask("/services", page=2)` gives the JSON."""

    def asked(path: str, **parameters: object) -> Any:
        answer = program.get(f"/api/oruk/v3{path}", query_string=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json

    return asked


@pytest.fixture(scope="session")
def checkers(shared_data: Path) -> dict[str, Checker]:
    """The schemas of both versions."""
    return {version: Checker(shared_data / "schemas", version) for version in ("3.0", "1.0")}


@pytest.fixture
def small_feed() -> Path:
    """A feed of three services."""
    return FIXTURES / "feeds" / "small.json"
