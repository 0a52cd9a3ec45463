"""What falls due for the referrals of professionals: to forget what was not sent, and to tell whoever wants to know."""

from datetime import timedelta

from app.db import transaction
from app.messages.domain import Chore
from app.professionals import answering, store


def chores() -> tuple[Chore, ...]:
    """Deletes what was left unsent, and tells senders of changes."""
    return (
        Chore("forget unsent referrals of professionals", timedelta(minutes=10), _forget),
        Chore("tell professionals of changes", timedelta(minutes=10), answering.tell_of_changes),
    )


def _forget() -> None:
    with transaction() as session:
        store.forget_old(session)
