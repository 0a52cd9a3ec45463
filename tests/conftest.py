"""What every test may ask for: an application on a database of its own, a browser that minds its HTML, the big test data."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT, Config
from app.factory import create_app
from tests.strict_client import StrictClient

SHARED_DATA = Path(os.environ.get("CAREWAY_TEST_DATA", ROOT.parent / "shared" / "data"))


def _config(data_dir: Path, **changes: str) -> Config:
    return Config.from_environment({"DATA_DIR": str(data_dir), **changes})


@pytest.fixture(scope="session")
def migrated_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database brought to the newest schema once, to be copied for each test."""
    app = create_app(_config(tmp_path_factory.mktemp("schema")))
    result = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        app.extensions["engine"].dispose()
    return Path(app.config["DATA_DIR"]) / "careway.sqlite"


@pytest.fixture
def make_app(tmp_path: Path, migrated_database: Path) -> Iterator[Callable[..., Flask]]:
    """Builds an application with settings of the test's choosing, on its own copy of the database."""
    made: list[Flask] = []

    def make(**settings: str) -> Flask:
        data_dir = tmp_path / f"data-{len(made)}"
        data_dir.mkdir()
        shutil.copy(migrated_database, data_dir / "careway.sqlite")
        app = create_app(_config(data_dir, **settings))
        app.test_client_class = StrictClient
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["engine"].dispose()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The application as a fresh machine has it, without the CSRF check that `with_csrf` keeps."""
    app = make_app()
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that fails the test when a page is not valid or not accessible in its bones."""
    return app.test_client()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The big test data: real feeds and postcodes, which are not part of the product."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the big test data is not at {SHARED_DATA}; set CAREWAY_TEST_DATA")
    return SHARED_DATA
