"""What the rest of the service asks of the open data: to answer programs as programs, and to keep the files ready."""

from datetime import timedelta

from flask import Flask

from app.messages.domain import Chore
from app.open_data import answers, downloads


def init_app(app: Flask) -> None:
    """Prepares the application."""
    answers.init_app(app)


def making_files() -> Chore:
    """The work of making the files of a changed directory before somebody asks for them."""
    return Chore("make the files of open data", timedelta(minutes=10), downloads.prepare)
