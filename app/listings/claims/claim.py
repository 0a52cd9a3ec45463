"""A claim: somebody says that a listing is theirs, and how they can show it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.directory.domain import Location, Service
from app.kernel.postcode import NotAPostcode, Postcode

LENGTH_OF_A_CODE = 8  # 40 bits, and five tries
MOST_TRIES = 5
FEWEST_LINES_OF_AN_ADDRESS = 2
MOST_LINES_OF_AN_ADDRESS = 6

Key = tuple[str, str]
"""The source and the id of a listing."""


class Way(StrEnum):
    """How somebody shows that a listing is theirs."""

    MAIL = "mail"
    POST = "post"
    TELEPHONE = "telephone"
    STAFF = "staff"


LIFE_OF_A_PROOF = {Way.MAIL: timedelta(days=7), Way.POST: timedelta(days=28), Way.TELEPHONE: timedelta(days=7)}
"""How long a link or a code counts. A letter takes its time, and somebody has to be there who opens it."""


class State(StrEnum):
    """What became of a claim."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Claim:
    """Who claims which listing, and where that stands. `until` is when the link or code that is out ends.

    `words` are the person's own, for staff; `reason` is why it was refused.
    """

    id: UUID
    account: int
    key: Key
    name: str
    way: Way
    state: State
    words: str
    made: datetime
    until: datetime | None = None
    tries: int = 0
    page_id: UUID | None = None
    reason: str = ""

    @property
    def waits(self) -> bool:
        """Whether nothing has been decided."""
        return self.state is State.WAITING

    def takes_a_code(self, now: datetime) -> bool:
        """Whether there is a code that may still be typed."""
        with_code = self.way in {Way.POST, Way.TELEPHONE}
        return self.waits and with_code and self.until is not None and now < self.until and self.tries < MOST_TRIES

    def is_over(self, now: datetime) -> bool:
        """Whether the proof that was out has ended, so that another way is needed."""
        return self.waits and self.until is not None and (now >= self.until or self.tries >= MOST_TRIES)


def ways_of(service: Service) -> tuple[Way, ...]:
    """How somebody may show that this listing is theirs, the quickest first."""
    able = {Way.MAIL: email_of(service), Way.TELEPHONE: number_of(service), Way.POST: address_of(service)}
    return (*(way for way, where in able.items() if where), Way.STAFF)


def email_of(service: Service) -> str | None:
    """The first e-mail address that stands on a listing."""
    return next(iter(emails_of(service)), None)


def emails_of(service: Service) -> tuple[str, ...]:
    """Every e-mail address of a listing: whoever reads one of them speaks for it."""
    organisation = service.organisation.email if service.organisation else None
    named = (service.email, *(contact.email for contact in service.contacts), organisation)
    return tuple(dict.fromkeys(email.strip().lower() for email in named if email and "@" in email))


def hinted(email: str) -> str:
    """An address as somebody recognises it who knows it, and nobody learns it who does not: "i…@riverside.example"."""
    name, _, host = email.partition("@")
    first = name[0] if len(name) > 1 else ""
    return f"{first}…@{host}"


def number_of(service: Service) -> str | None:
    """The first telephone number that stands on a listing."""
    return next((phone.number for contact in service.contacts for phone in contact.phones), None)


def address_of(service: Service) -> tuple[str, ...]:
    """The lines of the first address to which a letter can go; none when all are kept back or not whole."""
    return next(filter(None, (_lines(at.location, service.name) for at in service.at_locations)), ())


def _lines(location: Location, name: str) -> tuple[str, ...]:
    address = location.address
    if location.confidential or address is None:
        return ()
    lines = tuple(_whole(address.lines))
    return (name, *lines) if FEWEST_LINES_OF_AN_ADDRESS <= len(lines) <= MOST_LINES_OF_AN_ADDRESS else ()


def _whole(lines: tuple[str, ...]) -> Iterator[str]:
    """The lines of an address that ends with a whole postcode, otherwise nothing."""
    try:
        last = str(Postcode.parse(lines[-1] if lines else ""))
    except NotAPostcode:
        return
    yield from (*lines[:-1], last)
