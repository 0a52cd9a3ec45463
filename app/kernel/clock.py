"""The time, and the two ways in which we tell it: UTC in the store, London on the page."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def in_london(moment: datetime) -> datetime:
    """The same moment as people in England read it off the wall."""
    return moment.astimezone(LONDON)


def today() -> date:
    """The date in England."""
    return in_london(now()).date()


def week_of(day: date) -> date:
    """The Monday of a day's week: the finest that counts about people are kept by."""
    return day - timedelta(days=day.weekday())
