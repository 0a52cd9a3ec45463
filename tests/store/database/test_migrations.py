"""The chain of migrations makes the tables that the code has, can be gone back, and can be gone again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import inspect, select

from app.config import ROOT
from app.db import Base
from app.directory.record.tables import ServiceRow

VERSIONS = ROOT / "app" / "schema" / "versions"
FIXTURES = Path(__file__).parents[2] / "fixtures"
BOOKKEEPING = "alembic_version"

Command = Callable[..., Result]


@pytest.fixture
def command(app: Flask) -> Command:
    """Runs `flask db …`."""
    return lambda *words: app.test_cli_runner().invoke(args=["db", *words])


def tables(app: Flask) -> set[str]:
    with app.extensions["engine"].connect() as connection:
        return set(inspect(connection).get_table_names()) - {BOOKKEEPING}


def test_there_is_a_migration() -> None:
    assert list(VERSIONS.glob("*.py"))


def test_an_upgrade_from_nothing_makes_every_table_and_no_other(app: Flask) -> None:
    assert tables(app) == set(Base.metadata.tables)


def test_the_tables_in_the_code_have_no_change_that_no_migration_makes(command: Command) -> None:
    checked = command("check")
    assert checked.exit_code == 0, checked.output


def test_an_upgrade_may_be_run_again(app: Flask, command: Command) -> None:
    assert command("upgrade").exit_code == 0
    assert tables(app) == set(Base.metadata.tables)


def test_the_whole_way_down_leaves_nothing_and_up_again_makes_all(app: Flask, command: Command) -> None:
    down = command("downgrade", "base")
    assert down.exit_code == 0, down.output
    assert tables(app) == set()
    up = command("upgrade")
    assert up.exit_code == 0, up.output
    assert tables(app) == set(Base.metadata.tables)
    assert command("check").exit_code == 0


def test_listings_that_were_there_before_say_as_much_of_themselves_as_new_ones(app: Flask, command: Command) -> None:
    imported = app.test_cli_runner().invoke(args=["directory", "import", str(FIXTURES / "feeds" / "small.json")])
    assert imported.exit_code == 0, imported.output
    fresh = unsaid(app)
    assert command("downgrade", "2026_11_22_eighth_spreadsheets").exit_code == 0
    assert command("upgrade").exit_code == 0
    assert unsaid(app) == fresh
    assert len(set(fresh.values())) > 1


def unsaid(app: Flask) -> dict[str, str]:
    with app.extensions["engine"].connect() as connection:
        return {id: words for id, words in connection.execute(select(ServiceRow.id, ServiceRow.unsaid))}


def test_every_table_says_how_long_its_rows_live() -> None:
    for mapper in Base.registry.mappers:
        says = (mapper.class_.__doc__ or "").lower()
        assert any(word in says for word in ("live", "stay", "kept")), mapper.class_
