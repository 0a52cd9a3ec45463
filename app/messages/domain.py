"""A message, when it is tried again, and the work that comes round for the worker."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import phonenumbers

from app.kernel.postcode import NotAPostcode, Postcode

LEASE = timedelta(minutes=5)
"""How long a worker has a message to itself. Longer than a slow mail server takes to answer."""

KEPT_WHEN_SENT = timedelta(days=7)
KEPT_WHEN_STUCK = timedelta(days=90)

FEWEST_LINES, MOST_LINES = 3, 7
"""Of an address on a letter, as GOV.UK Notify takes them."""

# How long after the last time the other side is asked what became of a message; the last is for all times after.
_ASKING_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 120, 240, 480, 960, 1440))


# Numbers that Ofcom keeps for drama: nobody has one, and samples and tests are written to them.
_DRAMA = "7700900"


class Channel(StrEnum):
    """The way a message goes."""

    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"


class Kind(StrEnum):
    """What we write to people about. `kinds.py` says of each what its words hold and when it may go."""

    RECEIPT = "receipt"
    LINK = "link"
    LIST = "list"
    APPOINTMENT = "appointment"
    APPOINTMENT_MOVED = "appointment_moved"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_CLOSED = "appointment_closed"
    REMINDER = "reminder"
    FOLLOW_UP = "follow_up"
    GAPS = "gaps"
    RECORD = "record"
    PROBLEM_ANSWER = "problem_answer"
    NEW_MESSAGE = "new_message"


class State(StrEnum):
    """Where a message stands. One that is stuck waits for a person; one that was silenced or given up never goes."""

    WAITING = "waiting"
    SENT = "sent"
    STUCK = "stuck"
    SILENCED = "silenced"
    GIVEN_UP = "given-up"


class NotAnAddress(ValueError):
    """The text is not an e-mail address that we can write to."""


class NotAMobileNumber(ValueError):
    """The text is not the number of a mobile telephone in the United Kingdom."""


class NotAPostalAddress(ValueError):
    """The lines are not an address to which a letter can go: three to seven of them, the last a postcode."""


@dataclass(frozen=True)
class Recipient:
    """Where a message goes, and by which way. Of a letter, `address` is its lines, the last the postcode."""

    channel: Channel
    address: str


@dataclass(frozen=True)
class PersonKey:
    """Somebody known by an address, a number or a case, as keyed hashes from which none of these can be read."""

    hashes: tuple[str, ...]


@dataclass(frozen=True)
class Message:
    """A message as it goes out. `tries` counts this one too. Only an e-mail has a subject.

    A letter's `to` is its address, line by line. `at_once` says that it goes in quiet hours too.
    """

    id: str
    to: str
    subject: str
    body: str
    written: datetime
    tries: int
    channel: Channel = Channel.EMAIL
    kind: str = ""
    language: str = "en"
    at_once: bool = False


@dataclass(frozen=True)
class Standing:
    """What staff and operators may know of a message: nothing of what it says or to whom."""

    id: str
    state: State
    written: datetime
    tries: int
    due: datetime
    reason: str
    channel: Channel
    kind: str
    settled: datetime | None


@dataclass(frozen=True)
class Handed:
    """A message that the other side has, and of which more is to be learnt."""

    id: str
    channel: Channel
    handed_as: str
    asks: int


@dataclass(frozen=True)
class Chore:
    """Work that falls due again and again, for the worker to do between messages.

    What takes long is done in parts: `run` says whether there is more to do, after the post has had its turn.
    """

    name: str
    every: timedelta
    run: Callable[[], bool | None]

    def is_due(self, done: datetime | None, now: datetime) -> bool:
        """Whether it is time to do it again, having been done at `done` or not yet."""
        return done is None or now - done >= self.every


def wait_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries that failed; None when a person should look, after two days and a half."""
    return _WAITS[tries - 1] if tries <= len(_WAITS) else None


def wait_before_asking(asks: int) -> timedelta:
    """How long to wait before asking what became of a message, after so many times."""
    return _ASKING_WAITS[min(asks, len(_ASKING_WAITS) - 1)]


def mobile_number(typed: str) -> str:
    """A mobile number of the United Kingdom as the networks write it: +447700900123. Raises NotAMobileNumber.

    Others are refused: what a text abroad, to a pager or to a personal number costs, nobody has agreed to pay.
    """
    try:
        number = phonenumbers.parse(typed, "GB")
    except phonenumbers.NumberParseException as error:
        raise NotAMobileNumber from error
    mobile = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    british = mobile and phonenumbers.region_code_for_number(number) == "GB"
    drama = str(number.national_number).startswith(_DRAMA) and phonenumbers.is_possible_number(number)
    if number.country_code != 44 or number.extension or not (british or drama):
        raise NotAMobileNumber
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def postal_address(lines: Iterable[str]) -> str:
    """An address as letters are sent to it, line by line, in the United Kingdom. Raises NotAPostalAddress."""
    kept = [line for line in map(one_line, lines) if line]
    if not FEWEST_LINES <= len(kept) <= MOST_LINES:
        raise NotAPostalAddress
    try:
        kept[-1] = str(Postcode.parse(kept[-1]))
    except NotAPostcode as error:
        raise NotAPostalAddress from error
    return "\n".join(kept)


def one_line(text: str) -> str:
    """Text that can be a header: no line break of any alphabet, and nothing that cannot be printed."""
    kept = "".join(character for character in text if character.isprintable() or character.isspace())
    return " ".join(kept.split())
