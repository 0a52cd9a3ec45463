"""What every test may ask for: an application on a database of its own, a strict browser, the big test data."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url
from werkzeug.routing import Rule

from app.config import ROOT, Config
from app.factory import create_app
from tests import postgres
from tests.strict_client import StrictClient

SHARED_DATA = Path(os.environ.get("CAREWAY_TEST_DATA", ROOT.parent / "shared" / "data"))

_compiled_builders: dict[tuple[object, ...], Any] = {}
_compile_builder = Rule._compile_builder


def _builder(rule: Rule, append_unknown: bool = True) -> Any:
    """What makes the addresses of a route, compiled once for all the applications of a run.

    It hangs on nothing but the route as it is written; compiling some 500 of them was most of the time of each test.
    """
    key = (rule.rule, rule.host, rule.subdomain, rule.merge_slashes, repr(rule.defaults), append_unknown)
    if key not in _compiled_builders:
        _compiled_builders[key] = _compile_builder(rule, append_unknown)
    return _compiled_builders[key]


Rule._compile_builder = _builder  # type: ignore[method-assign]

NewDatabase = Callable[[Path], str]
"""Makes a database for the application whose data are in a folder, and gives its address."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="what the tests store in")


@pytest.fixture(scope="session")
def new_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewDatabase]:
    """Copies of a database that was brought to the newest schema once."""
    folder = tmp_path_factory.mktemp("schema")
    if request.config.getoption("--database") == "sqlite":
        _migrate(folder, f"sqlite:///{folder / 'careway.sqlite'}")
        yield lambda data_dir: _copy_of(folder / "careway.sqlite", data_dir / "careway.sqlite")
        return
    with postgres.running() as address:
        server = create_engine(address, isolation_level="AUTOCOMMIT")
        numbers = count()

        def new(name: str, template: str = "template1") -> str:
            with server.connect() as connection:
                connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
            return make_url(address).set(database=name).render_as_string(hide_password=False)

        _migrate(folder, new("schema"))
        yield lambda _: new(f"test_{next(numbers)}", "schema")
        server.dispose()


def _migrate(data_dir: Path, address: str) -> None:
    app = create_app(Config.from_environment({"DATA_DIR": str(data_dir), "DATABASE_URL": address}))
    result = app.test_cli_runner().invoke(args=["db", "upgrade"])
    assert result.exit_code == 0, result.output
    app.extensions["engine"].dispose()


def _copy_of(template: Path, copy: Path) -> str:
    shutil.copy(template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was compiled of the templates, for every application: to compile them again takes longer than most tests."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture
def make_app(tmp_path: Path, new_database: NewDatabase, compiled_templates: Path) -> Iterator[Callable[..., Flask]]:
    """Builds an application with settings of the test's choosing, on a database of its own."""
    made: list[Flask] = []

    def make(**settings: str) -> Flask:
        data_dir = Path(settings.pop("DATA_DIR", tmp_path / f"data-{len(made)}"))
        data_dir.mkdir(exist_ok=True)
        if not (data_dir / "templates").exists():
            (data_dir / "templates").symlink_to(compiled_templates)
        address = settings.pop("DATABASE_URL", "") or new_database(data_dir)
        app = create_app(Config.from_environment({"DATA_DIR": str(data_dir), "DATABASE_URL": address, **settings}))
        app.test_client_class = StrictClient
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions["engine"].dispose()


@pytest.fixture
def start_again(make_app: Callable[..., Flask]) -> Callable[..., Flask]:
    """Builds an application on the data of another, as a restart does."""

    def start(app: Flask, **settings: str) -> Flask:
        same = {name: str(app.config[name]) for name in ("DATA_DIR", "DATABASE_URL")}
        return make_app(**same, **settings)

    return start


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    """The application as a fresh machine has it, but for the CSRF check, which has tests of its own."""
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
