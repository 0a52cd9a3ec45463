"""The row of changes: whoever goes along it misses none, whatever order the changes were seen in."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from app.case_systems import following, store
from app.db import session, transaction
from app.kernel.clock import now
from app.referrals.store import EntryRow, ReferralRow
from tests.web.case_systems.conftest import Program, send, work


def numbered(program: Program) -> set[str]:
    return {one["id"] for one in program.get("/?limit=500").json["cases"]}


def changed(app: Flask, minutes_ago: int, *cases: UUID) -> None:
    with app.app_context(), transaction() as writing:
        moment = now() - timedelta(minutes=minutes_ago)
        writing.execute(update(ReferralRow).where(ReferralRow.id.in_(cases)).values(changed_at=moment))


def test_a_change_that_is_seen_after_a_later_one_is_not_missed(app: Flask, program: Program) -> None:
    send(app)
    work(app)
    before = program.get("/").json["next"]
    slow = send(app)
    changed(app, 5, slow)
    work(app)
    assert [one["id"] for one in program.get(f"/?since={before}").json["cases"]] == [str(slow)]


def test_more_changes_of_one_moment_than_are_read_at_a_time_are_all_numbered(
    app: Flask, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "AT_A_TIME", 2)
    cases = [send(app) for _ in range(5)]
    changed(app, 0, *cases)
    work(app)
    assert numbered(program) == set(map(str, cases))


def test_what_has_not_changed_gets_no_new_number(app: Flask, program: Program, case: UUID) -> None:
    work(app)
    work(app)
    assert program.get("/").json["next"] == 1


def test_nothing_is_kept_of_a_case_that_is_gone(app: Flask, program: Program, case: UUID) -> None:
    work(app)
    program.acknowledge(case, id="LAS-77", status="completed")
    with app.app_context():
        with transaction() as writing:
            writing.execute(delete(EntryRow).where(EntryRow.referral_id == case))
            writing.execute(delete(ReferralRow).where(ReferralRow.id == case))
        following.forget_gone()
        assert session().scalars(select(store.ChangeRow)).all() == []
        assert session().scalars(select(store.AcknowledgementRow)).all() == []
