"""What the rest of the service asks of the open data: to answer programs as programs."""

from flask import Flask

from app.open_data import answers


def init_app(app: Flask) -> None:
    """Prepares the application."""
    answers.init_app(app)
