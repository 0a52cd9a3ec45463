"""The group that every `flask <room> …` command belongs to: it says in one line when the database has no tables yet."""

import click
from flask import Flask
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy import inspect

from app.db import Base


class Unprepared(click.ClickException):
    """The database has no tables yet, or those of an older version."""

    exit_code = 2

    def __init__(self) -> None:
        super().__init__("the database has not the tables that this needs. Run: flask --app wsgi db upgrade")


class CommandGroup(AppGroup):
    """Commands of a room. Raises Unprepared, instead of whatever went wrong when tables are missing."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.exceptions.Exit:
            raise
        except Exception as error:
            if not isinstance(error, click.ClickException) and _tables_are_missing(
                ctx.ensure_object(ScriptInfo).load_app()
            ):
                raise Unprepared from None
            raise


def _tables_are_missing(app: Flask) -> bool:
    return not set(Base.metadata.tables) <= set(inspect(app.extensions["engine"]).get_table_names())
