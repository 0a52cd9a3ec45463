"""An audit event, and the hash that ties it to the one before."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

ANYONE = "anyone"  # somebody who is not signed in and is not known
RESIDENT = "resident"
OPERATOR = "operator"  # a person at the command line of the server
SERVICE = "service"  # the service itself, when something falls due

START = "0" * 64

_CODE = re.compile(r"[a-z0-9][a-z0-9.:-]{0,63}", re.IGNORECASE)


class NotACodeWord(ValueError):
    """An event holds code words and ids alone, so that nobody's name, address or answer can get into it."""


class BrokenChain(Exception):
    """The events are not what was written; the message says where it shows first."""


@dataclass(frozen=True)
class Event:
    """One thing that was done. `number` counts from 1 without gaps."""

    number: int
    moment: datetime
    actor: str
    action: str
    kind: str
    about: str

    def __post_init__(self) -> None:
        for text in (self.actor, self.action, self.kind, self.about):
            if not _CODE.fullmatch(text):
                raise NotACodeWord

    def hash_after(self, previous: str) -> str:
        """The hash of this event and, through `previous`, of all before it."""
        moment = self.moment.astimezone(UTC).isoformat(timespec="microseconds")
        fields = [previous, self.number, moment, self.actor, self.action, self.kind, self.about]
        return hashlib.sha256(json.dumps(fields).encode()).hexdigest()


@dataclass(frozen=True)
class Link:
    """An event as it stands in the store, with the hash that was written with it."""

    event: Event
    hash: str


@dataclass(frozen=True)
class Head:
    """The end of the chain: how many events there are, and the hash of the last."""

    number: int = 0
    hash: str = START


def staff_member(staff_id: int) -> str:
    """The actor that a member of staff is."""
    return f"staff:{staff_id}"


def verified(links: Iterable[Link], head: Head, seen: Head) -> int:
    """The number of events, when each is as it was written, none is missing, and `seen` is among them.

    `head` is the end that the store remembers; `seen` is an end that somebody noted down earlier. Raises BrokenChain.
    """
    reached = Head()
    met = seen == reached
    for link in links:
        number = reached.number + 1
        if link.event.number != number:
            raise BrokenChain(f"event {number} is missing")
        if link.event.hash_after(reached.hash) != link.hash:
            raise BrokenChain(f"event {number} is not as it was written")
        reached = Head(number, link.hash)
        met = met or seen == reached
    if reached != head:
        raise BrokenChain(f"the events end at {reached.number}, but {head.number} were written")
    if not met:
        raise BrokenChain(f"event {seen.number} is not the one that was noted down: the chain was written anew")
    return reached.number
