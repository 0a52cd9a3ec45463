"""Audit events in the database, and the command that checks them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import text

from app.audit import api as audit
from app.db import session, transaction

TAMPERINGS = (
    "UPDATE audit_events SET actor = 'staff:9' WHERE number = 2",
    "UPDATE audit_events SET moment = '2020-01-01 00:00:00' WHERE number = 2",
    "UPDATE audit_events SET about = 'Ada Lovelace' WHERE number = 2",
    "DELETE FROM audit_events WHERE number = 2",
    "DELETE FROM audit_events WHERE number = 4",
    "DELETE FROM audit_events",
    "UPDATE audit_events SET number = number + 10 WHERE number = 4",
    "INSERT INTO audit_events SELECT 5, moment, actor, action, kind, about, hash FROM audit_events WHERE number = 4",
    "DELETE FROM audit_head",
)


def record(app: Flask, times: int = 1) -> None:
    with app.app_context():
        for place in range(times):
            with transaction() as writing:
                audit.record(writing, actor="staff:1", action="referral.opened", kind="referral", about=place)


def verify(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["audit", "verify", *arguments])


def test_events_are_read_back_for_the_record_that_they_are_about(app: Flask) -> None:
    record(app, 3)
    with app.app_context():
        (event,) = audit.events_about(session(), "referral", 1)
    assert (event.number, event.actor, event.action) == (2, "staff:1", "referral.opened")


def test_an_event_stands_only_when_the_deed_does(app: Flask) -> None:
    with app.app_context():
        with suppress(RuntimeError), transaction() as writing:
            audit.record(writing, actor="staff:1", action="referral.opened", kind="referral", about=1)
            raise RuntimeError
        assert audit.events_about(session(), "referral", 1) == ()
    assert verify(app).exit_code == 0


def test_writers_at_the_same_time_make_one_chain(app: Flask) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: record(app, 10), range(4)))
    result = verify(app)
    assert (result.exit_code, result.stdout.partition(":")[0]) == (0, "40")


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_change_behind_our_back_is_found(app: Flask, tampering: str) -> None:
    record(app, 4)
    with app.extensions["engine"].begin() as connection:
        connection.execute(text(tampering))
    result = verify(app)
    assert result.exit_code == 1
    assert result.stderr.startswith("Broken: ")


def test_what_the_command_prints_is_found_again_later(app: Flask) -> None:
    record(app, 2)
    noted = verify(app).stdout.strip()
    record(app, 2)
    assert verify(app, "--seen", noted).exit_code == 0


def test_a_chain_that_was_written_anew_is_found_by_what_was_noted_down(app: Flask) -> None:
    record(app, 2)
    noted = verify(app).stdout.strip()
    with app.extensions["engine"].begin() as connection:
        connection.execute(text("DELETE FROM audit_events"))
        connection.execute(text("DELETE FROM audit_head"))
    record(app, 3)
    assert verify(app).exit_code == 0
    assert verify(app, "--seen", noted).exit_code == 1


def test_a_note_that_cannot_be_read_is_refused(app: Flask) -> None:
    assert verify(app, "--seen", "12").exit_code == 2
