"""The rule of a limit: never more than so many tries in any stretch of so many minutes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

Tries = tuple[datetime, ...]


@dataclass(frozen=True)
class Limit:
    """At most `most` tries within `window`, wherever the window is laid."""

    most: int
    window: timedelta

    def recent(self, tries: Sequence[datetime], now: datetime) -> Tries:
        """The tries that still count, oldest first."""
        return tuple(sorted(moment for moment in tries if moment > now - self.window))

    def minutes_to_wait(self, tries: Sequence[datetime], now: datetime) -> int:
        """Whole minutes until the next try is allowed; 0 when it is allowed now."""
        recent = self.recent(tries, now)
        if len(recent) < self.most:
            return 0
        free = recent[len(recent) - self.most] + self.window
        return max(1, math.ceil((free - now) / timedelta(minutes=1)))
