"""A person's plan: what they keep of their result, in their own order. The things are known by ids that never change.

An id is a kind and a name: `service:sample/abc`, `equipment:kettle-tipper`, `helpline:rnib`, `offer:ot_assessment`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.assessment.domain import Offer

SECTION = "plan"
MOST_KEPT = 40

_ID = re.compile(r"(service|equipment|helpline|offer):[!-~]{1,220}")


class Kind(StrEnum):
    """What a thing is."""

    SERVICE = "service"
    EQUIPMENT = "equipment"
    HELPLINE = "helpline"
    OFFER = "offer"


class Part(StrEnum):
    """Where a thing stands in the plan: the order of the three conversations, from one's own strengths outwards."""

    TRY = "try"
    SHORT = "short"
    COUNCIL = "council"


# Offers that somebody can take up alone are things to try; the others are for the council, or for a short time.
OFFERS_TO_TRY = frozenset({Offer.BENEFITS_CHECK, Offer.EQUIPMENT_ADVICE, Offer.TECHNOLOGY_ADVICE})
OFFERS_FOR_A_SHORT_TIME = frozenset({Offer.HOSPITAL_TEAM})


class Move(StrEnum):
    """Which way a thing goes in the list."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True)
class Plan:
    """The ids of what is kept, in the person's order."""

    kept: tuple[str, ...] = ()

    def __contains__(self, id: object) -> bool:
        return id in self.kept

    def keeping(self, id: str) -> "Plan":
        """With one more thing at the end; kept once, however often it is pressed. What is no id of ours is not kept."""
        if id in self.kept or len(self.kept) >= MOST_KEPT or not is_thing(id):
            return self
        return Plan((*self.kept, id))

    def without(self, id: str) -> "Plan":
        """Without this thing."""
        return Plan(tuple(kept for kept in self.kept if kept != id))

    def moved(self, id: str, move: Move) -> "Plan":
        """With this thing before or after its neighbour in the same part; at the end of a part it stays."""
        together = self.of(part_of(id)) if id in self.kept else ()
        place = together.index(id) + (1 if move is Move.LATER else -1) if together else -1
        if not 0 <= place < len(together):
            return self
        swapped = {id: together[place], together[place]: id}
        return Plan(tuple(swapped.get(kept, kept) for kept in self.kept))

    def of(self, part: Part) -> tuple[str, ...]:
        """What stands in one part."""
        return tuple(id for id in self.kept if part_of(id) is part)

    def named(self, kind: Kind) -> tuple[str, ...]:
        """The names of what is kept of one kind."""
        return tuple(name for kept, name in map(parts_of, self.kept) if kept is kind)

    def as_details(self) -> dict[str, list[str]]:
        """As it stands in the draft."""
        return {"kept": list(self.kept)}


def plan_of(details: Mapping[str, Mapping[str, Any]]) -> Plan:
    """The plan of a draft."""
    return Plan(tuple(details.get(SECTION, {}).get("kept", ())))


def is_thing(id: str) -> bool:
    """Whether a text can be the id of a thing."""
    return _ID.fullmatch(id) is not None


def id_of(kind: Kind, name: str) -> str:
    """What a thing is known by."""
    return f"{kind}:{name}"


def parts_of(id: str) -> tuple[Kind, str]:
    """The kind and the name of a thing."""
    kind, _, name = id.partition(":")
    return Kind(kind), name


def part_of(id: str) -> Part:
    """Where a thing stands."""
    kind, name = parts_of(id)
    if kind is not Kind.OFFER or name in OFFERS_TO_TRY:
        return Part.TRY
    return Part.SHORT if name in OFFERS_FOR_A_SHORT_TIME else Part.COUNCIL
