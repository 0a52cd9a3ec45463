"""Reporting a problem with a listing, for tests: the form's address and token, and the messages that came of it."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.messages.store import OutboxMessage

ADDRESS = "/problem/feed/s"


def token_of(client: FlaskClient, address: str) -> str:
    return client.get(address).text.partition('name="csrf_token" value="')[2].partition('"')[0]


def written(app: Flask) -> list[OutboxMessage]:
    """Every message that waits to be sent, oldest first."""
    with app.app_context():
        return list(session().scalars(select(OutboxMessage).order_by(OutboxMessage.written)))
