"""When the people of a listing are asked whether it is still right: once in the council's interval, and twice more."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

NUDGES = (timedelta(weeks=2), timedelta(weeks=4))
"""How long after the first letter the others go, if nobody has said anything. There are no more than these."""

AHEAD = NUDGES[-1]
"""How long before the interval is over the first letter goes, so that the last one comes when it is."""

OPENS_FOR = timedelta(weeks=12)
"""How long the link in the letters works."""


@dataclass(frozen=True)
class Due:
    """Which listings are asked about on a day, by the days on which they were last checked and last asked about."""

    checked_by: date
    asked_by: date

    @classmethod
    def on(cls, today: date, months: int) -> "Due":
        """The rule for a day, when the council's interval is so many months."""
        interval_ago = today - relativedelta(months=months)
        return cls(checked_by=interval_ago + AHEAD, asked_by=interval_ago)

    def is_met(self, checked: date | None, asked_on: date | None) -> bool:
        """Whether a listing is asked about: whoever did not answer is left in peace for an interval."""
        if checked is not None and checked > self.checked_by:
            return False
        return asked_on is None or asked_on <= self.asked_by or is_settled(checked, asked_on)


def next_letter(began_at: datetime, sent: int) -> datetime | None:
    """When the next letter is due after so many; None after the last."""
    return began_at + NUDGES[sent - 1] if 0 < sent <= len(NUDGES) else None


def is_settled(checked: date | None, asked_on: date) -> bool:
    """Whether somebody has looked at the listing since its people were asked."""
    return checked is not None and checked >= asked_on
