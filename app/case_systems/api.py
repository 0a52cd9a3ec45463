"""What the factory asks of the case systems: whom to tell, and what the worker does for them."""

from datetime import timedelta

from flask import Flask

from app.case_systems import following, telling
from app.case_systems.webhook import Receiver
from app.messages.domain import Chore


def init_app(app: Flask) -> None:
    """Reads from the settings which system is told of changes, if any."""
    config = app.config
    told = Receiver(config["CASE_SYSTEM_URL"], config["CASE_SYSTEM_SECRET"], config["CASE_SYSTEM_PRIVATE"])
    app.extensions["case_receiver"] = told if told.url else None


def chores() -> tuple[Chore, ...]:
    """Number the changes of cases, tell the council's system of them, and forget the cases that are gone."""
    return (
        Chore("number the changes of cases", following.EVERY, following.follow),
        Chore("tell the case system", telling.EVERY, telling.tell),
        Chore("forget changes of cases that are gone", timedelta(hours=1), following.forget_gone),
    )
