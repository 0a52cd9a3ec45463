"""The answers of a source that is being read, kept as they come, so that a reading that stops goes on where it was."""

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Any

from app.directory.api import CannotImport, Fetch

MOST_BYTES = 300_000_000
SECONDS_BETWEEN_KEEPING = 1.0

Keep = Callable[[Mapping[str, bytes], int, int], None]


class OutOfTime(Exception):
    """The time for now is up; what was read is kept."""


@dataclass
class Answers:
    """A fetch that asks for nothing twice. Threads may fetch at once; `tell` and `keep_rest` are for one of them.

    `keep` writes down what is new, and how much is done of how much. After `until` nothing more is asked for.
    """

    fetch: Fetch
    keep: Keep
    until: float
    kept: dict[str, bytes]
    fresh: dict[str, bytes] = field(default_factory=dict)
    done: tuple[int, int] = (0, 0)
    _bytes: int = 0
    _kept_at: float = field(default_factory=monotonic)
    _lock: Lock = field(default_factory=Lock)

    def __call__(self, address: str) -> Any:
        """The JSON at an address, kept or fetched. Raises NotFetched, OutOfTime, CannotImport."""
        name = hashlib.sha256(address.encode()).hexdigest()
        if name in self.kept:
            return json.loads(self._counted(zlib.decompress(self.kept[name])))
        if monotonic() >= self.until:
            raise OutOfTime
        answer = self.fetch(address)
        packed = zlib.compress(self._counted(json.dumps(answer).encode()))
        with self._lock:
            self.fresh[name] = packed
        return answer

    def tell(self, done: int, all_: int) -> None:
        """How far the reading is; now and then this is the moment to keep what is new."""
        self.done = done, all_
        if monotonic() - self._kept_at >= SECONDS_BETWEEN_KEEPING:
            self.keep_rest()

    def keep_rest(self) -> None:
        """Keeps what is new."""
        with self._lock:
            fresh, self.fresh = self.fresh, {}
        self.keep(fresh, *self.done)
        self.kept |= fresh
        self._kept_at = monotonic()

    def _counted(self, body: bytes) -> bytes:
        """An answer, unpacked. Raises CannotImport when it makes the source larger than any that we can hold."""
        with self._lock:
            self._bytes += len(body)
            if self._bytes > MOST_BYTES:
                raise CannotImport(f"it gives more than {MOST_BYTES:,} bytes")
        return body
