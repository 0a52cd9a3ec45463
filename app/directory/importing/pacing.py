"""Fetches as a good guest does: not too fast, again when an answer failed, and not before the host is ready."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from app.directory.importing.fetching import Fetch, NotFetched


@dataclass(frozen=True)
class Pace:
    """In seconds: between the beginnings of two requests, before the second try, and the longest that we wait about.

    Each further try waits four times as long as the one before. Who asks for more patience than `longest` is left alone
    for now: the caller is told and comes back another time.
    """

    between: float = 0.1
    again: float = 1.0
    longest: float = 30.0
    tries: int = 3


@dataclass
class Courteous:
    """A fetch at a pace. Several threads may use it: they take turns, and all wait when the host asks for it."""

    fetch: Fetch
    pace: Pace = Pace()
    sleep: Callable[[float], None] = time.sleep
    _next: float = 0.0
    _turn: Lock = field(default_factory=Lock)

    def __call__(self, address: str) -> Any:
        """The JSON at an address. Raises NotFetched, with the last reason, when no try had it."""
        for number in range(self.pace.tries):
            self._wait_for_a_turn()
            try:
                return self.fetch(address)
            except NotFetched as error:
                wait = self.pace.again * 4**number if error.wait is None else error.wait
                if not error.passing or number + 1 == self.pace.tries or wait > self.pace.longest:
                    raise
                self._wait(wait, everybody=error.wait is not None)
        raise AssertionError("the last try returns or raises")

    def _wait_for_a_turn(self) -> None:
        with self._turn:
            now = time.monotonic()
            mine = max(self._next, now)
            self._next = mine + self.pace.between
        if mine > now:
            self.sleep(mine - now)

    def _wait(self, seconds: float, everybody: bool) -> None:
        if everybody:
            with self._turn:
                self._next = max(self._next, time.monotonic() + seconds)
        else:
            self.sleep(seconds)
