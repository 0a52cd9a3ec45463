"""One worker's round: it takes each message that is due, hands it over, and notes what became of it."""

import logging
from collections.abc import Callable, Mapping

from flask import current_app

from app.councils.api import council
from app.db import session, transaction
from app.kernel.clock import now
from app.messages import silence, store
from app.messages.domain import Channel, Message, State, wait_after
from app.messages.failures import NoServer, NotSent, Refused
from app.messages.mailers import Mailer
from app.messages.quiet import QuietHours

# Under which names the application holds what sends each kind of message.
SENT_BY: Mapping[Channel, str] = {
    Channel.EMAIL: "mailer",
    Channel.TEXT: "texter",
    Channel.LETTER: "press",
}

log = logging.getLogger(__name__)


def release_leases(worker: str) -> None:
    """Frees what an earlier worker of this name had in hand when it died."""
    with transaction() as writing:
        store.release(writing, worker)


def deliver(worker: str, stopped: Callable[[], bool]) -> None:
    """Sends what is due, way by way: where one has no server, the other goes on."""
    for channel in Channel:
        _deliver(channel, worker, stopped)


def _deliver(channel: Channel, worker: str, stopped: Callable[[], bool]) -> None:
    """Sends what is due, oldest first, until nothing is left, no server takes it, or it is time to stop."""
    mailer: Mailer = current_app.extensions[SENT_BY[channel]]
    while not stopped() and (message := _claimed(channel, worker)) is not None:
        try:
            handed_as = mailer.send(message)
        except Refused as error:
            _stuck(message, str(error))
        except NoServer as error:
            _put_off(message, str(error))
            return
        except NotSent as error:
            _put_off(message, str(error))
        except Exception as error:  # one message that cannot be written must not hold up all the others
            _put_off(message, type(error).__name__)
        else:
            _note_sent(message, handed_as)


def _claimed(channel: Channel, worker: str) -> Message | None:
    """The next message. Looks before it asks for the writer's place, which residents need more."""
    session().rollback()
    quiet = channel is Channel.TEXT and _quiet_hours().hold(now(), council())
    if not store.any_due(session(), channel, now(), quiet):
        return None
    with transaction() as writing:
        while (message := store.claim(writing, channel, now(), quiet, worker)) is not None:
            if not silence.holds_back(writing, message.id):
                return message
            store.settle(writing, message.id, State.SILENCED, now())
    return None


def _quiet_hours() -> QuietHours:
    hours: QuietHours = current_app.extensions["quiet_hours"]
    return hours


def _note_sent(message: Message, handed_as: str | None) -> None:
    with transaction() as writing:
        store.sent(writing, message.id, now(), handed_as)


def _stuck(message: Message, reason: str) -> None:
    log.error("message %s is stuck after try %s: %s", message.id, message.tries, reason)
    with transaction() as writing:
        store.settle(writing, message.id, State.STUCK, now(), reason)


def _put_off(message: Message, reason: str) -> None:
    wait = wait_after(message.tries)
    if wait is None:
        _stuck(message, reason)
        return
    log.warning("message %s was not sent at try %s: %s", message.id, message.tries, reason)
    with transaction() as writing:
        store.put_off(writing, message.id, now() + wait, reason)
