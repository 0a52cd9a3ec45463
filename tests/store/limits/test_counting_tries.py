"""Tries counted in the database."""

import multiprocessing
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from app.accounts.domain import Asker
from app.config import Config
from app.db import session
from app.factory import create_app
from app.kernel.clock import now
from app.limits import api as limits
from app.web.errors import TooMany

PROCESSES = 4
TRIES_OF_EACH = 8


def spend(app: Flask, times: int, subject: str = "sam@example.org") -> int:
    """How many of so many tries get through."""
    allowed = 0
    with app.app_context():
        for _ in range(times):
            try:
                limits.spend("sign-in", subject, 10, 5)
            except TooMany:
                continue
            allowed += 1
    return allowed


def spend_elsewhere(settings: dict[str, str]) -> int:
    """The same in a process of its own."""
    return spend(create_app(Config.from_environment(settings)), TRIES_OF_EACH)


def settings_of(app: Flask) -> dict[str, str]:
    return {
        "DATA_DIR": str(app.config["DATA_DIR"]),
        "DATABASE_URL": str(app.config["DATABASE_URL"]),
        "SECRET_KEY": str(app.config["SECRET_KEY"]),
    }


def test_the_eleventh_try_is_refused(app: Flask) -> None:
    assert spend(app, 11) == 10


def test_four_processes_together_get_no_more_tries_than_one(app: Flask) -> None:
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        allowed = pool.map(spend_elsewhere, [settings_of(app)] * PROCESSES, chunksize=1)
    assert sum(allowed) == 10


def test_a_restart_forgets_no_try(app: Flask, start_again: Callable[..., Flask]) -> None:
    spend(app, 10)
    assert spend(start_again(app), 1) == 0


def test_the_tries_of_one_do_not_count_for_another(app: Flask) -> None:
    spend(app, 10)
    assert spend(app, 1, subject="ada@example.org") == 1


def test_a_refused_try_says_how_long_to_wait_and_then_one_is_allowed(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock, app.app_context():
        spend(app, 10)
        with pytest.raises(TooMany) as refusal:
            limits.spend("sign-in", "sam@example.org", 10, 5)
        clock.shift(timedelta(minutes=refusal.value.minutes))
        assert spend(app, 1) == 1


def test_a_try_that_is_given_back_may_be_made_again(app: Flask) -> None:
    spend(app, 10)
    with app.app_context():
        limits.give_back("sign-in", "sam@example.org")
    assert spend(app, 2) == 1


def test_a_request_that_fails_afterwards_still_counts(app: Flask) -> None:
    @app.get("/fails")
    def fails() -> str:
        limits.spend("sign-in", "sam@example.org", 10, 5)
        raise OSError

    app.extensions["access"]["fails"] = Asker.ANYONE
    client = app.test_client()
    assert [client.get("/fails").status_code for _ in range(11)] == [503] * 10 + [429]


def test_the_database_does_not_say_whose_tries_they_are(app: Flask, make_app: Callable[..., Flask]) -> None:
    other = make_app(SECRET_KEY="another")
    keys = set()
    for one in (app, other):
        spend(one, 1)
        with one.app_context():
            row = session().execute(text("SELECT * FROM limit_counters")).one()
        assert "sam" not in str(row)
        keys.add(row.key)
    assert len(keys) == 2


def test_counters_that_no_longer_count_are_swept_away(app: Flask) -> None:
    with time_machine.travel(now(), tick=False) as clock, app.app_context():
        spend(app, 3)
        clock.shift(timedelta(minutes=5))
        spend(app, 1, subject="ada@example.org")
        assert session().execute(text("SELECT count(*) FROM limit_counters")).scalar() == 1
