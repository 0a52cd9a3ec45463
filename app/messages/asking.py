"""What became of the messages that somebody else has now: asked of whoever can tell, less and less often."""

from datetime import timedelta

from flask import current_app

from app.db import session, transaction
from app.kernel.clock import now
from app.messages import store
from app.messages.delivery import SENT_BY
from app.messages.domain import Handed, wait_before_asking
from app.messages.failures import NotSent
from app.messages.notify import ARRIVED, FAILED, Notify

EVERY = timedelta(seconds=20)
AT_A_TIME = 50


def ask() -> bool:
    """Asks about each message whose time it is; whether there are more."""
    due = store.to_ask_about(session(), now(), AT_A_TIME)
    return all([_ask_about(handed) for handed in due]) and len(due) == AT_A_TIME


def _ask_about(handed: Handed) -> bool:
    """Whether an answer came."""
    sender = current_app.extensions[SENT_BY[handed.channel]]
    if not isinstance(sender, Notify):  # the settings have changed since
        _note(handed, store.HANDED_OVER, more=False)
        return True
    try:
        word = sender.status_of(handed.handed_as)
    except NotSent:
        _note(handed, None, more=True)
        return False
    _note(handed, word, more=word not in ARRIVED)
    return True


def _note(handed: Handed, word: str | None, more: bool) -> None:
    """Keeps what was learnt, if anything was, and whether there is more to learn."""
    with transaction() as writing:
        if word in FAILED:
            store.did_not_arrive(writing, handed, str(word), now())
        else:
            store.learnt(writing, handed, word, now() + wait_before_asking(handed.asks + 1) if more else None)
