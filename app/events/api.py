"""What other rooms may ask of the events: to write one with their deed, and to count them."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.db import transaction
from app.events import store
from app.events.domain import KEPT, Event, Happening
from app.kernel.clock import today

add_many = store.add_many
counted = store.counted
first_day = store.first_day
minutes = store.minutes


def happened(session: Session, what: Happening, **facts: Any) -> None:
    """Writes an event in the caller's transaction: it stands exactly when the deed does.

    `facts` are those of `Event`: code words, minutes and yes or no. Raises NotACodeWord.
    """
    store.add(session, Event(what, today(), **facts))


def delete_all(session: Session) -> None:
    """Deletes every event, in the caller's transaction: only ever those of a made-up year."""
    store.delete_before(session, date.max)


def delete_old() -> None:
    """Deletes what happened five years ago."""
    with transaction() as session:
        store.delete_before(session, today() - KEPT)
