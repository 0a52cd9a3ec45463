"""`flask db …`: brings the database to the newest schema, and says whether the code has outgrown it."""

from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Connection

commands = AppGroup("db", help="The database's schema.")


@commands.command()
def upgrade() -> None:
    """Bring the database to the newest schema. Safe to run again."""
    with current_app.extensions["engine"].begin() as connection:
        command.upgrade(_alembic(connection), "head")


@commands.command()
@click.argument("revision", default="-1")
def downgrade(revision: str) -> None:
    """Take the database back to an earlier REVISION (default: one step)."""
    with current_app.extensions["engine"].begin() as connection:
        command.downgrade(_alembic(connection), revision)


@commands.command()
@click.argument("message")
def revise(message: str) -> None:
    """Write a migration, named by MESSAGE, for what the tables in the code have and the database has not."""
    with current_app.extensions["engine"].begin() as connection:
        command.revision(_alembic(connection), message, autogenerate=True)


@commands.command()
def check() -> None:
    """Fail when the tables in the code and the migrations differ."""
    with current_app.extensions["engine"].begin() as connection:
        command.check(_alembic(connection))


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(slug)s")
    config.attributes["connection"] = connection
    return config
