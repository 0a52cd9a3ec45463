"""A form arrives whole and once, whatever happens on the way."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Table, func, select

from app import db
from app.assessment import api as assessment
from app.assessment import store as drafts
from app.assessment.api import Draft, NoDraft
from app.assessment.rules import TABLE
from app.assessment.store import DraftRow
from app.audit.store import AuditEvent
from app.config import ROOT
from app.db import Base
from app.kernel.clock import now
from app.messages.store import OutboxMessage
from app.referrals import api, store
from app.referrals.domain import Happened
from app.referrals.flow import STEPS
from app.referrals.sending import deliver
from app.referrals.store import EntryRow, ReferralRow

AT_ONCE = 8


@pytest.fixture
def draft(app: Flask) -> Draft:
    """A form with everything on it that sending needs."""
    with app.app_context():
        with db.transaction() as session:
            draft = drafts.start(session, "token")
            assessment.ask_for_assessment(session, draft.id)
            for step in STEPS:
                assessment.save_details(session, draft.id, step, {})
            assessment.save_details(session, draft.id, "who", {"for_whom": "self"})
            assessment.save_details(session, draft.id, "reach", {"ways": ["telephone"], "telephone": "01632 960123"})
        found = drafts.by_token(db.session(), "token")
        assert found is not None
        return found


def counts(app: Flask) -> dict[str, int]:
    with app.app_context():
        tables = (ReferralRow, OutboxMessage, DraftRow, AuditEvent)
        return {
            table.__tablename__: db.session().scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }


def send(app: Flask, draft: Draft) -> None:
    with app.test_request_context():
        deliver(draft)


ARRIVED = {"referral": 1, "outbox_messages": 1, "draft": 0, "audit_events": 1}
NOTHING = {"referral": 0, "outbox_messages": 0, "draft": 1, "audit_events": 0}


def test_the_case_its_message_and_its_record_arrive_together(app: Flask, draft: Draft) -> None:
    send(app, draft)
    assert counts(app) == ARRIVED


@pytest.mark.parametrize("step", ["messages.api.enqueue", "assessment.api.forget", "audit.api.record"])
def test_when_any_part_fails_nothing_has_arrived_and_the_form_is_still_there(
    app: Flask, draft: Draft, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(f"app.{step}", fail)
    with pytest.raises(OSError, match="no space left"):
        send(app, draft)
    assert counts(app) == NOTHING


def test_sent_by_many_threads_at_once_it_arrives_once(app: Flask, draft: Draft) -> None:
    ready = Barrier(AT_ONCE)

    def press(_: int) -> None:
        ready.wait()
        send(app, draft)

    with ThreadPoolExecutor(AT_ONCE) as pressing:
        list(pressing.map(press, range(AT_ONCE)))
    assert counts(app) == ARRIVED


def test_sent_by_several_processes_at_once_it_arrives_once(app: Flask, draft: Draft) -> None:
    environment = {
        "DATA_DIR": str(app.config["DATA_DIR"]),
        "DATABASE_URL": str(app.config["DATABASE_URL"]),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.store.referrals.press_send", "token"]
    pressing = [
        subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in pressing:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in pressing:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in pressing:
        process.communicate(timeout=60)
    assert [process.returncode for process in pressing] == [0, 0, 0]
    assert counts(app) == ARRIVED


def test_what_another_tab_kept_a_moment_before_goes_too(app: Flask, draft: Draft) -> None:
    with app.app_context(), db.transaction() as session:
        drafts.save_details(session, draft.id, "name", {"name": "Ada Bell"})
    send(app, draft)
    with app.app_context():
        (referral,) = store.of_draft(db.session(), draft.id)
        assert store.form_of(db.session(), referral.id).about == "Ada Bell"


def test_a_form_is_sent_although_another_case_has_drawn_its_reference(
    app: Flask, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(app, draft)
    with app.app_context():
        (first,) = store.of_draft(db.session(), draft.id)
        with db.transaction() as session:
            begun = drafts.start(session, "another")
            for step, values in draft.details.items():
                assessment.save_details(session, begun.id, step, values)
            assessment.ask_for_assessment(session, begun.id)
        other = drafts.by_token(db.session(), "another")
    assert other is not None
    drawn = iter((first.reference, "CW-0000-0000"))
    monkeypatch.setattr(store, "new_reference", lambda: next(drawn))
    send(app, other)
    with app.app_context():
        assert [case.reference for case in store.of_draft(db.session(), other.id)] == ["CW-0000-0000"]


def test_a_form_that_was_deleted_a_moment_before_is_not_sent(app: Flask, draft: Draft) -> None:
    with app.app_context(), db.transaction() as session:
        drafts.forget(session, draft.id)
    with pytest.raises(NoDraft):
        send(app, draft)
    assert counts(app) == {**NOTHING, "draft": 0}


def test_no_word_of_a_person_stands_unsealed_in_the_store(app: Flask, draft: Draft) -> None:
    with app.app_context(), db.transaction() as session:
        assessment.save_details(session, draft.id, "name", {"name": "canary"})
    with app.app_context():
        found = drafts.by_token(db.session(), "token")
    assert found is not None
    send(app, found)
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            assert "canary" not in raw(table)


def raw(table: Table) -> str:
    """All rows as the database holds them, without our types that unseal them."""
    rows = db.session().connection().exec_driver_sql(f'SELECT * FROM "{table.name}"')
    return "\n".join(str(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)) for row in rows)


def test_a_case_keeps_what_the_rules_said_and_which_table(app: Flask, draft: Draft) -> None:
    send(app, draft)
    with app.app_context():
        (referral,) = store.of_draft(db.session(), draft.id)
        form = store.form_of(db.session(), referral.id)
    assert "F0" in {rule.id for rule in form.decision.fired}
    assert form.decision.table == TABLE.version
    assert "wants_assessment" in form.facts["flags"]
    assert form.language == "en"


def test_a_closed_case_is_forgotten_after_a_year_with_all_that_happened_to_it(app: Flask, draft: Draft) -> None:
    send(app, draft)
    with app.app_context():
        referral_id: UUID = db.session().scalars(select(ReferralRow.id)).one()
        with db.transaction() as session:
            store.note(session, referral_id, Happened.ADDED, "", "words")
            store.withdraw(session, referral_id)
        for days, left in ((364, 1), (366, 0)):
            with time_machine.travel(now() + timedelta(days=days)):
                api.forgetting_closed_cases().run()
            for table in (ReferralRow, EntryRow):
                assert db.session().scalar(select(func.count()).select_from(table)) == left
