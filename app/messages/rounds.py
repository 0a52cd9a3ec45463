"""The worker's rounds: send what is due, do the chores whose time has come, rest, and go round again."""

import logging
import socket
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from flask import current_app

from app.kernel.clock import now
from app.messages import asking, delivery
from app.messages.domain import Chore

SECONDS_BETWEEN_ROUNDS = 2

log = logging.getLogger(__name__)


@dataclass
class Rounds:
    """Goes round until `stop` is set. Whatever fails is logged by its kind and tried again in the next round."""

    stop: Event
    done: dict[str, datetime] = field(default_factory=dict)
    more: bool = False

    def go(self, once: bool) -> bool:
        """Goes round until all is done or it is told to stop; whether everything went well in the first round."""
        name = f"{socket.gethostname()}:{current_app.config['DATA_DIR']}"[:255]
        release = Chore("release leases", timedelta.max, lambda: delivery.release_leases(name))
        deliver = Chore("deliver", timedelta(0), lambda: delivery.deliver(name, self.stop.is_set))
        ask = Chore("ask what became of messages", asking.EVERY, asking.ask)
        work = (release, deliver, ask, *current_app.extensions["chores"])
        well = self._round(work)
        while (self.more or not once) and not self.stop.wait(0 if self.more else SECONDS_BETWEEN_ROUNDS):
            self._round(work)
        return well

    def _round(self, work: tuple[Chore, ...]) -> bool:
        """Does everything that is due, each with fresh connections; whether all of it went well."""
        self.more = False
        due = [chore for chore in work if chore.is_due(self.done.get(chore.name), now())]
        return all([self._do(chore) for chore in due if not self.stop.is_set()])

    def _do(self, chore: Chore) -> bool:
        try:
            with current_app.app_context():
                more = bool(chore.run())
        except Exception as error:  # a database that is away for a minute must not end the worker
            log.error("%s failed: %s", chore.name, type(error).__name__)
            return False
        self.more = self.more or more
        if more:
            self.done.pop(chore.name, None)
        else:
            self.done[chore.name] = now()
        return True
