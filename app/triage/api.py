"""What rooms above tell triage."""

from collections.abc import Callable
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from app.accounts.domain import Staff

TakenBack = Callable[[Session, UUID, Staff], None]


def init_app(app: Flask, taken_back: TakenBack) -> None:
    """Says what else is taken back when a death proves a mistake on a case: what was told of it on calls."""
    app.extensions["death_taken_back"] = taken_back
