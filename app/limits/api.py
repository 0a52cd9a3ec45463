"""What other rooms may ask of the limits: to count a try, and to give one back."""

import hashlib
import hmac
from datetime import timedelta

from flask import current_app

from app.db import transaction
from app.kernel.clock import now
from app.limits import store
from app.limits.domain import Limit
from app.web.errors import TooMany


def spend(purpose: str, subject: str, most: int, minutes: int) -> None:
    """Counts a try, for good, whatever becomes of the request. Raises TooMany when `most` were made within `minutes`.

    A refused try does not count, so that waiting helps. Writes in a transaction of its own: call it outside any other.
    """
    limit = Limit(most, timedelta(minutes=minutes))
    moment = now()
    with transaction() as session:
        store.sweep(session, moment)
        counter = store.held(session, _key(purpose, subject), moment + limit.window)
        tries = store.tries_of(counter)
        wait = limit.minutes_to_wait(tries, moment)
        if not wait:
            store.keep(counter, (*limit.recent(tries, moment), moment), moment + limit.window)
    if wait:
        raise TooMany(wait)


def give_back(purpose: str, subject: str) -> None:
    """Uncounts the newest try, which turned out to be no guess: a whole office signs in at nine from one address."""
    with transaction() as session:
        counter = store.held(session, _key(purpose, subject), now())
        store.keep(counter, store.tries_of(counter)[:-1], counter.until)


def _key(purpose: str, subject: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"limits\0{purpose}\0{subject}".encode(), hashlib.sha256).hexdigest()
