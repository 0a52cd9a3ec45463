"""What others may ask of the referrals: to forget those whose time is over."""

from datetime import timedelta

from app.db import transaction
from app.messages.domain import Chore
from app.referrals import store


def forgetting_closed_cases() -> Chore:
    """Deletes the cases that were closed a year ago."""
    return Chore("forget closed cases", timedelta(hours=1), _forget)


def _forget() -> None:
    with transaction() as session:
        store.forget_closed(session)
