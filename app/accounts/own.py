"""What somebody does with their own sessions. One that is not theirs is left alone without a word."""

from sqlalchemy.orm import Session

from app.accounts import store
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.db import transaction


def end_session(staff: Staff, token_hash: str) -> None:
    """Signs one of their browsers out."""
    with transaction() as writing:
        if store.end_session_of(writing, staff.id, token_hash):
            _audit(writing, staff)


def end_other_sessions(staff: Staff, here: str) -> None:
    """Signs them out everywhere but here."""
    with transaction() as writing:
        store.end_sessions_of(writing, staff.id, but=here)
        _audit(writing, staff)


def _audit(writing: Session, staff: Staff) -> None:
    actor = staff_member(staff.id)
    audit.record(writing, actor=actor, action="staff.sessions-ended", kind="staff", about=staff.id)
