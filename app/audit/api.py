"""What other rooms may ask of the audit: to write an event, and to read those about one record."""

from sqlalchemy.orm import Session

from app.audit import store
from app.audit.domain import Event
from app.kernel.clock import now


def record(session: Session, *, actor: str, action: str, kind: str, about: str | int) -> None:
    """Writes an event in the caller's transaction: it stands exactly when the deed does.

    `action` is like "referral.opened", `kind` and `about` name the record. Call it last: from here to the commit all
    other writers of events wait.
    """
    head = store.head_to_extend(session)
    store.add(session, head, Event(head.number + 1, now(), actor, action, kind, str(about)))


def events_about(session: Session, kind: str, about: str | int) -> tuple[Event, ...]:
    """What was done to one record, oldest first."""
    return store.events_about(session, kind, str(about))
