"""One worker's round: it takes each message that is due, hands it over, and notes what became of it."""

import logging
from collections.abc import Callable, Mapping

from flask import current_app

from app.db import session, transaction
from app.kernel.clock import now
from app.messages import silence, store
from app.messages.domain import Channel, Message, State, wait_after
from app.messages.mailers import Mailer, NoServer, NotSent, Refused

# Under which names the application holds what sends each kind of message.
SENT_BY: Mapping[Channel, str] = {Channel.EMAIL: "mailer", Channel.TEXT: "texter"}

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
            mailer.send(message)
        except Refused as error:
            _settle(message, State.STUCK, str(error))
        except NoServer as error:
            _put_off(message, str(error))
            return
        except NotSent as error:
            _put_off(message, str(error))
        except Exception as error:  # one message that cannot be written must not hold up all the others
            _put_off(message, type(error).__name__)
        else:
            _settle(message, State.SENT)


def _claimed(channel: Channel, worker: str) -> Message | None:
    """The next message. Looks before it asks for the writer's place, which residents need more."""
    session().rollback()
    if not store.any_due(session(), channel, now()):
        return None
    with transaction() as writing:
        while (message := store.claim(writing, channel, now(), worker)) is not None:
            if not silence.holds_back(writing, message.id):
                return message
            store.settle(writing, message.id, State.SILENCED, now())
    return None


def _settle(message: Message, state: State, reason: str = "") -> None:
    if state is State.STUCK:
        log.error("message %s is stuck after try %s: %s", message.id, message.tries, reason)
    with transaction() as writing:
        store.settle(writing, message.id, state, now(), reason)


def _put_off(message: Message, reason: str) -> None:
    wait = wait_after(message.tries)
    if wait is None:
        _settle(message, State.STUCK, reason)
        return
    log.warning("message %s was not sent at try %s: %s", message.id, message.tries, reason)
    with transaction() as writing:
        store.put_off(writing, message.id, now() + wait, reason)
