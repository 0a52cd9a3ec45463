"""The worker's part: sends the notices that are due, and puts off those that nobody takes, as the post does."""

import logging
from datetime import timedelta

from flask import current_app

from app.case_systems import store
from app.case_systems.domain import Notice, State
from app.case_systems.webhook import NotTold, Receiver
from app.db import session, transaction
from app.kernel.clock import now
from app.messages.domain import wait_after
from app.web.addresses import public_address

EVERY = timedelta(seconds=5)
AT_A_TIME = 20

log = logging.getLogger(__name__)


def tell() -> bool:
    """Sends some of what is due, and no more in this round once nobody answers; whether there may be more."""
    receiver: Receiver | None = current_app.extensions["case_receiver"]
    if receiver is None:
        return False
    for _ in range(AT_A_TIME):
        notice = _claimed()
        if notice is None or not _told(receiver, notice):
            return False
    return True


def _claimed() -> Notice | None:
    """The next notice. Looks before it asks for the writer's place, which residents need more."""
    session().rollback()
    if store.next_due(session(), now()) is None:
        return None
    with transaction() as writing:
        return store.claim(writing, now())


def _told(receiver: Receiver, notice: Notice) -> bool:
    try:
        receiver.tell(notice, public_address(f"/api/cases/{notice.case_id}"))
    except NotTold as error:
        _put_off(notice, str(error))
        return False
    with transaction() as writing:
        store.settle(writing, notice, State.TOLD)
    return True


def _put_off(notice: Notice, reason: str) -> None:
    wait = wait_after(notice.tries)
    level = logging.ERROR if wait is None else logging.WARNING
    log.log(level, "the notice of case %s was not taken at try %s: %s", notice.case_id, notice.tries, reason)
    with transaction() as writing:
        if wait is None:
            store.settle(writing, notice, State.STUCK, reason)
        else:
            store.put_off(writing, notice, now() + wait, reason)
