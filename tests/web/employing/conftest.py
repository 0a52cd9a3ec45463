"""The pages for employers: built once, because none of them keeps anything."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import ROOT, Config
from app.factory import create_app
from tests.conftest import NewDatabase
from tests.strict_client import StrictClient

SAMPLE = ROOT / "directory_data" / "councils" / "sample.toml"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Flask]:
    """An application of which the tests keep nothing."""
    data_dir = tmp_path_factory.mktemp("employing")
    app = create_app(Config.from_environment({"DATA_DIR": str(data_dir), "DATABASE_URL": new_database(data_dir)}))
    app.test_client_class = StrictClient
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def reader(library: Flask) -> FlaskClient:
    return library.test_client()


@pytest.fixture
def live_council(make_app: Callable[..., Flask], tmp_path: Path) -> Callable[[str], FlaskClient]:
    """A browser on the site of a real council with more in its file."""

    def made(more: str) -> FlaskClient:
        text = SAMPLE.read_text(encoding="utf-8").replace("sample = true", "sample = false", 1)
        file = tmp_path / "council.toml"
        file.write_text(f"{text}\n{more}\n", encoding="utf-8")
        app = make_app(COUNCIL=str(file))
        app.config["WTF_CSRF_ENABLED"] = False
        return app.test_client()

    return made
