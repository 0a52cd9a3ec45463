"""`flask db …`: brings the database to the newest schema, and says whether the code has outgrown it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from flask import current_app
from flask.cli import AppGroup

if TYPE_CHECKING:
    from alembic.config import Config

commands = AppGroup("db", help="The database's schema.")


@commands.command()
def upgrade() -> None:
    """Bring the database to the newest schema. Safe to run again."""
    with _alembic() as (alembic, config):
        alembic.upgrade(config, "head")


@commands.command()
@click.argument("revision", default="-1")
def downgrade(revision: str) -> None:
    """Take the database back to an earlier REVISION (default: one step)."""
    with _alembic() as (alembic, config):
        alembic.downgrade(config, revision)


@commands.command()
@click.argument("message")
def revise(message: str) -> None:
    """Write a migration, named by MESSAGE, for what the tables in the code have and the database has not."""
    with _alembic() as (alembic, config):
        alembic.revision(config, message, autogenerate=True)


@commands.command()
def check() -> None:
    """Fail when the tables in the code and the migrations differ."""
    with _alembic() as (alembic, config):
        alembic.check(config)


@contextmanager
def _alembic() -> Iterator[tuple[Any, "Config"]]:
    """Alembic's commands and what they are told, in one transaction.

    It is imported here because every process has these commands, and few ever run one.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    with current_app.extensions["engine"].begin() as connection:
        config.attributes["connection"] = connection
        yield command, config
