"""What a case system is told and answers: a change, its number in the row of changes, and the signature on a notice."""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

KEY_PREFIX = "careway_"

LEASE = timedelta(minutes=2)
"""How long a worker has a notice to itself. Longer than a slow system takes to answer."""

OVERLAP = timedelta(minutes=10)
"""A change is looked for again for so long: on PostgreSQL a slow transaction may be seen after a quick one that began
later. No transaction of ours takes minutes."""


class State(StrEnum):
    """How far the notice of a change is. One that is stuck waits for a person."""

    WAITING = "waiting"
    TOLD = "told"
    STUCK = "stuck"
    UNTOLD = "untold"  # nobody wants to be told; they ask by themselves


class Standing(StrEnum):
    """Where a case stands in the other system, as that system says."""

    ACCEPTED = "accepted"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class System:
    """A case system that may ask. `id` is what the audit calls it by."""

    id: int
    name: str
    made: datetime
    revoked: datetime | None


@dataclass(frozen=True)
class Change:
    """A case that changed, and its number in the row of changes: the higher, the later. Each case has its latest."""

    case_id: UUID
    number: int
    changed_at: datetime


@dataclass(frozen=True)
class Notice:
    """What is told of a change: that there is one, and never what. `tries` counts this one too."""

    case_id: UUID
    number: int
    tries: int

    @property
    def event(self) -> str:
        """The name of this notice, the same however often it is sent."""
        return f"{self.case_id}.{self.number}"

    def body(self, address: str) -> bytes:
        """The notice as it is sent; `address` is where the case can be asked for. Made twice, it is the same."""
        told = {
            "event": self.event,
            "type": "case.changed",
            "case": str(self.case_id),
            "number": self.number,
            "address": address,
        }
        return json.dumps(told, separators=(",", ":")).encode()


@dataclass(frozen=True)
class Stuck:
    """A notice that no system took: which case, why, and since when."""

    case_id: UUID
    number: int
    tries: int
    reason: str
    changed_at: datetime


@dataclass(frozen=True)
class Acknowledgement:
    """What another system says of a case: by which id it goes there, and where it stands."""

    theirs: str
    standing: Standing


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """The signature on a notice: HMAC-SHA256, with the shared secret, over the timestamp, a full stop and the body."""
    return "v1=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def key_hash(key: str) -> str:
    """What is kept of a key. It is random enough (256 bits) that nobody finds it from its hash."""
    return hashlib.sha256(key.encode()).hexdigest()
