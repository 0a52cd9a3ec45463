"""Gives every change of a case its number, in a row that a reader can go along and never miss one.

Cases carry the moment of their last change. Moments alone would not do for a cursor: of two transactions the later may
be seen first. So one process at a time gives numbers here, and the time before the last look is looked at again.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from app.case_systems import store
from app.case_systems.domain import OVERLAP, Change, State
from app.db import session, transaction
from app.kernel.clock import now
from app.referrals import api as referrals
from app.referrals.api import Referral

EVERY = timedelta(seconds=5)
AT_A_TIME = 200


def follow() -> None:
    """Numbers what has changed since the last look."""
    with transaction() as writing:
        head = store.held_head(writing)
        for batch in _changed(writing, head.seen - OVERLAP):
            known = store.known(writing, [case.id for case in batch])
            for case in batch:
                if known.get(case.id) != case.changed_at:
                    head.number += 1
                    note(writing, Change(case.id, head.number, case.changed_at))
            head.seen = max(head.seen, batch[-1].changed_at)


def note(writing: Session, change: Change) -> None:
    """Writes a change, and a notice of it where somebody is to be told."""
    state = State.WAITING if current_app.config["CASE_SYSTEM_URL"] else State.UNTOLD
    store.note(writing, change, state, now())


def forget_gone() -> None:
    """Deletes what is kept of cases that are no longer there."""
    after: UUID | None = None
    while cases := store.cases_from(session(), after, AT_A_TIME):
        there = {case.id for case in referrals.cases_of_ids(session(), cases)}
        after = cases[-1]
        with transaction() as writing:
            store.forget(writing, set(cases) - there)


def _changed(reading: Session, since: datetime) -> Iterator[tuple[Referral, ...]]:
    """The cases that changed since a moment, some at a time; more at once where they share a moment."""
    most = AT_A_TIME
    while batch := referrals.cases_changed_since(reading, since, most):
        yield batch
        if len(batch) < most:
            return
        most = AT_A_TIME if batch[-1].changed_at > since else most * 2
        since = batch[-1].changed_at
