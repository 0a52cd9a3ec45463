"""What a case system says of a case, taken once, and written down in the case for the council's staff."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.audit import api as audit
from app.case_systems import store
from app.case_systems.domain import Acknowledgement, Change, State, System
from app.db import transaction
from app.kernel.clock import now
from app.referrals import api as referrals
from app.referrals.domain import Happened
from app.web.errors import NotFound


class KeyUsedBefore(Exception):
    """The idempotency key came with something else before."""


def actor_of(system: System) -> str:
    """The system as the audit names it."""
    return f"system:{system.id}"


def acknowledge(system: System, case_id: UUID, idempotency_key: str, said: Acknowledgement) -> None:
    """Takes what a system says, once for each key. Raises NotFound, KeyUsedBefore.

    What it has said of the case already is no news and changes nothing, or a system that answers every notice would
    cause the next one.
    """
    with transaction() as session:
        head = store.held_head(session)  # from here on one answer after the other
        earlier = store.said_under(session, system.id, idempotency_key)
        if earlier is not None:
            if earlier != store.Said(case_id, said):
                raise KeyUsedBefore
            return
        if referrals.case(session, case_id) is None:
            raise NotFound
        if store.said_last(session, system.id, case_id) != said:
            head.number += 1
            _write_down(session, system, case_id, said, head.number)
        store.keep(session, system.id, case_id, idempotency_key, said, now())
        audit.record(
            session, actor=actor_of(system), action="case.acknowledged", kind=referrals.RECORD, about=str(case_id)
        )


def _write_down(session: Session, system: System, case_id: UUID, said: Acknowledgement, number: int) -> None:
    """An entry of the case. Whoever asks for changes sees it; no notice is sent of it, least of all to who said it."""
    words = f"{said.standing.value.replace('-', ' ').capitalize()}, as {said.theirs}."
    referrals.note(session, case_id, Happened.NOTED, system.name, words)
    session.flush()
    case = referrals.case(session, case_id)
    if case is not None:
        store.note(session, Change(case_id, number, case.changed_at), State.UNTOLD, now())
