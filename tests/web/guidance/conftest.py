"""The pages to read, and a council that has said something of its own about the facts."""

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


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, new_database: NewDatabase) -> Iterator[Flask]:
    """An application that the tests only read, so that it is built once."""
    data_dir = tmp_path_factory.mktemp("library")
    settings = {"DATA_DIR": str(data_dir), "DATABASE_URL": new_database(data_dir)}
    app = create_app(Config.from_environment(settings))
    app.test_client_class = StrictClient
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def reader(library: Flask) -> FlaskClient:
    """A browser whose pages nobody fills in."""
    return library.test_client()


@pytest.fixture
def council_that_says(make_app: Callable[..., Flask], tmp_path: Path) -> Callable[[str], FlaskClient]:
    """A browser on the site of the sample council with more in its file."""

    def made(more: str, **changes: str) -> FlaskClient:
        text = SAMPLE.read_text(encoding="utf-8")
        for old, new in changes.items():
            text = text.replace(old, new)
        file = tmp_path / "council.toml"
        file.write_text(f"{text}\n{more}\n", encoding="utf-8")
        return make_app(COUNCIL=str(file)).test_client()

    return made
