"""When the people of a listing are asked whether it is still right: at the council's interval, and twice more."""

from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

NUDGES = (timedelta(weeks=2), timedelta(weeks=4))
"""How long after the first letter the others go, if nobody has said anything. There are no more than these."""

OPENS_FOR = timedelta(weeks=12)
"""How long the link in the letters works."""


def asked_about(today: date, months: int) -> date:
    """Whatever was checked on this day or before is asked about; so is what nobody knows of when it was checked."""
    return today - relativedelta(months=months)


def next_letter(began_at: datetime, sent: int) -> datetime | None:
    """When the next letter is due after so many; None after the last."""
    return began_at + NUDGES[sent - 1] if 0 < sent <= len(NUDGES) else None


def is_settled(checked: date | None, asked_on: date) -> bool:
    """Whether somebody has looked at the listing since its people were asked."""
    return checked is not None and checked >= asked_on
