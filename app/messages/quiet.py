"""When no text message goes out: at night and, as a council sets it, on the days on which offices rest."""

import re
from dataclasses import dataclass
from datetime import datetime

from app.councils.domain import SATURDAY, Council
from app.kernel.clock import in_london
from app.kernel.toml_lines import TomlFile

TABLE = "quiet_hours"
KEYS = ("from", "until", "weekends", "bank_holidays")

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True)
class QuietHours:
    """From one time of the clock in London until another, and whole days if these are quiet too."""

    begins: str = "20:00"
    ends: str = "08:00"
    weekends: bool = False
    bank_holidays: bool = False

    def hold(self, moment: datetime, council: Council) -> bool:
        """Whether it is quiet at this moment."""
        there = in_london(moment)
        rests = self.weekends and there.weekday() >= SATURDAY
        rests = rests or (self.bank_holidays and there.date() in council.bank_holidays)
        return rests or self._night(f"{there:%H:%M}")

    def _night(self, clock: str) -> bool:
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


def quiet_hours_of(file: TomlFile) -> QuietHours:
    """What a council's file says of quiet hours, or ours when it says nothing. Raises WrongContent."""
    table = file.content.get(TABLE)
    if table is None:
        return QuietHours()
    if not isinstance(table, dict) or table.keys() != set(KEYS):
        raise file.refuse(f"needs exactly {', '.join(KEYS)}", TABLE)
    for name in ("from", "until"):
        if not isinstance(table[name], str) or not _CLOCK.fullmatch(table[name]):
            raise file.refuse('must be a time like "20:00"', TABLE, name)
    for name in ("weekends", "bank_holidays"):
        if type(table[name]) is not bool:
            raise file.refuse("must be true or false", TABLE, name)
    return QuietHours(table["from"], table["until"], table["weekends"], table["bank_holidays"])
