"""What other rooms may ask of the problems: to forget those whose time is over."""

from datetime import timedelta

from app import db
from app.kernel.clock import now
from app.messages.domain import Chore
from app.problems import store


def forgetting_old_problems() -> Chore:
    """Deletes reports 90 days after they were answered."""
    return Chore("delete old reports of problems", timedelta(hours=1), _forget)


def _forget() -> None:
    with db.transaction() as session:
        store.forget_old(session, now())
