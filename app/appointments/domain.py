"""Talking points: places near home where people talk with the council by appointment, and which times are free."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.clock import LONDON, in_london
from app.kernel.postcode import NotAPostcode, outward_code

KEPT_AFTERWARDS = timedelta(days=30)
"""How long after its day an appointment is deleted."""

FURTHEST = timedelta(days=42)
"""How far ahead an appointment can be booked."""

REMINDER_AT = time(10)
"""When a reminder goes out, on the day before."""

_MARK = "%Y%m%dT%H%MZ"


class SlotTaken(Exception):
    """Nobody can have this time: it is full, over, too soon, or the place is closed then."""


class NoAppointment(Exception):
    """The link opens nothing: its appointment was long ago, or the link is not whole."""


class Way(StrEnum):
    """How somebody books."""

    WEB = "web"
    TELEPHONE = "telephone"

    @property
    def notice(self) -> timedelta:
        """How long before it begins an appointment can be had this way; a member of staff can ring the place."""
        return timedelta(hours=2) if self is Way.WEB else timedelta(0)


class Telling(StrEnum):
    """How somebody wants to be told of their appointment."""

    EMAIL = "email"
    TEXT = "text"
    NOTHING = "nothing"


class Need(StrEnum):
    """What somebody needs so that both sides understand each other, or to get in. Ids are those of a referral's."""

    BSL = "bsl"
    INTERPRETER = "interpreter"
    EASY_READ = "easy_read"
    LARGE_PRINT = "large_print"
    SOMEONE_WITH_ME = "someone_with_me"
    STEP_FREE = "step_free"
    OTHER = "other"


@dataclass(frozen=True)
class Point:
    """A talking point. `service` is its key in the directory, where it has a page there."""

    id: UUID
    name: str
    address: str
    postcode: str
    access: str
    who: str
    service: str = ""
    sample: bool = False
    version: int = 1

    @property
    def outward(self) -> str:
        """The first half of its postcode, or nothing."""
        try:
            return outward_code(self.postcode)
        except NotAPostcode:
            return ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Its address, line by line, with the postcode."""
        return tuple(filter(None, (*self.address.splitlines(), self.postcode)))


@dataclass(frozen=True)
class Pattern:
    """When a talking point is open, week by week, and for how many people at a time. `weekday` is 0 on a Monday."""

    id: UUID
    point_id: UUID
    weekday: int
    opens: time
    closes: time
    minutes: int
    capacity: int
    first_day: date
    last_day: date | None = None
    bank_holidays: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it is this pattern's weekday, within its dates."""
        return (
            day.weekday() == self.weekday and self.first_day <= day and (self.last_day is None or day <= self.last_day)
        )

    def overlaps(self, other: "Pattern") -> bool:
        """Whether both are open at the same time on some day."""
        same_days = self.first_day <= (other.last_day or date.max) and other.first_day <= (self.last_day or date.max)
        return self.weekday == other.weekday and same_days and self.opens < other.closes and other.opens < self.closes

    def slots_on(self, day: date) -> "Iterator[Slot]":
        """Each slot of a day that ends before the place closes."""
        closes = datetime.combine(day, self.closes, LONDON)
        starts = datetime.combine(day, self.opens, LONDON)
        while starts + timedelta(minutes=self.minutes) <= closes:
            yield Slot(self.point_id, starts, self.minutes, self.capacity)
            starts += timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Slot:
    """A time at a talking point. `left` says for how many people there is room."""

    point_id: UUID
    starts_at: datetime
    minutes: int
    left: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day(self) -> date:
        return in_london(self.starts_at).date()

    @property
    def mark(self) -> str:
        """The start as addresses and forms carry it."""
        return f"{self.starts_at.astimezone(UTC):{_MARK}}"

    def meets(self, other: "Slot") -> bool:
        """Whether somebody cannot be at both."""
        here = self.point_id == other.point_id
        return here and self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Times:
    """A talking point and its times."""

    point: Point
    slots: tuple[Slot, ...]

    @property
    def days(self) -> dict[date, tuple[Slot, ...]]:
        """The times of each day, in order."""
        days: dict[date, tuple[Slot, ...]] = {}
        for slot in self.slots:
            days[slot.day] = (*days.get(slot.day, ()), slot)
        return days


@dataclass(frozen=True)
class Person:
    """Who comes: what to call them, how to tell them, and what they need. `to` is where `telling` writes."""

    name: str
    telling: Telling = Telling.NOTHING
    to: str = ""
    needs: tuple[Need, ...] = ()
    other: str = ""


@dataclass(frozen=True)
class Wish:
    """An appointment that somebody wants. `id` is that of the page: pressed twice it is booked once."""

    id: UUID
    point_id: UUID
    starts_at: datetime
    person: Person
    way: Way
    language: str


@dataclass(frozen=True)
class Appointment:
    """An appointment that was made. `token` opens it; a cancelled one no longer says whose it was."""

    id: UUID
    slot: Slot
    person: Person | None
    language: str
    token: str
    version: int

    @property
    def is_cancelled(self) -> bool:
        return self.person is None


def moment_of(mark: str) -> datetime | None:
    """The start that `Slot.mark` wrote; nothing when somebody wrote another thing."""
    try:
        return datetime.strptime(mark, _MARK).replace(tzinfo=UTC)
    except ValueError:
        return None


def slots_of(
    patterns: Iterable[Pattern], closed: Collection[date], holidays: Collection[date], first: date, last: date
) -> tuple[Slot, ...]:
    """Every slot from the first day to the last, in order: none on a closed day, nor on a holiday unless it says so."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return tuple(
        sorted(
            (
                slot
                for pattern in patterns
                for day in days
                if pattern.holds_on(day) and day not in closed and (pattern.bank_holidays or day not in holidays)
                for slot in pattern.slots_on(day)
            ),
            key=lambda slot: slot.starts_at,
        )
    )


def with_room(slots: Iterable[Slot], taken: Collection[Slot]) -> tuple[Slot, ...]:
    """The slots in which there is room beside those that are taken.

    Whoever overlaps counts: an appointment may have been made when the slots were longer.
    """
    left = (replace(slot, left=slot.left - sum(map(slot.meets, taken))) for slot in slots)
    return tuple(slot for slot in left if slot.left > 0)


def remind_at(slot: Slot) -> datetime:
    """When to remind somebody of it: on the day before, in the morning."""
    return datetime.combine(slot.day - timedelta(days=1), REMINDER_AT, LONDON)
