"""An advert: what somebody looks for in a personal assistant, in their words, and how far it is on its way to them.

It holds no name, no address and no way to reach anybody: an area as the first half of a postcode, and what to do when.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.publishing import checks

KEPT_UNSENT = timedelta(days=7)
"""How long after its last change an advert is kept that nobody has sent."""

KEPT_UNUSED = timedelta(days=183)
"""How long after its last change an advert is kept that was sent."""

MOST_CHOSEN = 6
"""To how many personal assistants one advert goes: few enough that each can be answered."""

LONGEST_MATTERS = 1500
LONGEST_LINE = 120


class For(StrEnum):
    """Who needs the help: whoever writes the advert, somebody they write for, or a caller for whom staff write."""

    ME = "me"
    SOMEONE = "someone"
    CALLER = "caller"


class Stage(StrEnum):
    """How far an advert is. It goes out once its writer has signed in and sent it, and staff have read it."""

    WRITING = "writing"
    UNCONFIRMED = "unconfirmed"
    WAITING = "waiting"
    ASKED_BACK = "asked-back"
    REFUSED = "refused"
    OUT = "out"

    @property
    def may_be_changed(self) -> bool:
        """Whether its writer may still write in it."""
        return self in (Stage.WRITING, Stage.UNCONFIRMED, Stage.ASKED_BACK)

    @property
    def waits_for_writer(self) -> bool:
        """Whether its writer may send it on as it is."""
        return self is Stage.UNCONFIRMED


class Decision(StrEnum):
    """What staff make of an advert."""

    LET_OUT = "let-out"
    ASK_BACK = "ask-back"
    REFUSE = "refuse"


class NoAdvert(Exception):
    """There is no such advert for this person: none was begun, or it was deleted, or left for a week."""


@dataclass(frozen=True)
class Advert:
    """What is looked for. `tasks` and `times` are codes of the room's own lists, the same that profiles have.

    `person` is the first name of whoever it is written for, if that is not its writer and they told it.
    """

    for_whom: str = ""
    tasks: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    outward: str = ""
    hours: str = ""
    matters: str = ""
    person: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether a personal assistant could answer it."""
        return bool(self.for_whom and self.tasks and self.outward)

    def as_json(self) -> dict[str, Any]:
        """As it is sealed in the store."""
        return {**vars(self), "tasks": list(self.tasks), "times": list(self.times)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Advert":
        """What `as_json` wrote."""
        return cls(**{**kept, "tasks": tuple(kept["tasks"]), "times": tuple(kept["times"])})

    def beginning_with(self, other: "Advert") -> "Advert":
        """With what another says, wherever this one says nothing yet."""
        empty = {name: value for name, value in vars(other).items() if not getattr(self, name)}
        return replace(self, **empty)


@dataclass(frozen=True)
class Kept:
    """An advert with its history. `account` is its writer's once they have one; `by` the member of staff who began it.

    `words` are what staff wrote back to its writer.
    """

    id: UUID
    account: int | None
    by: int | None
    first_name: str
    stage: Stage
    advert: Advert
    chosen: tuple[UUID, ...]
    words: str
    language: str
    version: int
    changed_at: datetime

    @property
    def is_of_caller(self) -> bool:
        """Whether staff write it for a caller for whom they also talk."""
        return self.advert.for_whom == For.CALLER

    @property
    def is_ready(self) -> bool:
        """Whether it may be sent: it says enough, and to whom it goes, who are not too many."""
        return self.advert.is_whole and 0 < len(self.chosen) <= MOST_CHOSEN


def caught_in(advert: Advert) -> Iterator[tuple[str, checks.Found]]:
    """What may not stand in an advert, with the name of its box."""
    for name in ("matters", "hours"):
        words = getattr(advert, name)
        for found in (*checks.contact_details_in(words), *checks.links_in(words)):
            yield name, found


def doubts_about(advert: Advert) -> Iterator[str]:
    """What a member of staff should look at before it goes out, as it was written."""
    for found in checks.personal_data_in(advert.matters):
        yield found.text


def only_for(kept: Kept | None, account: int) -> Kept:
    """The advert, for the one who wrote it, or who is about to say that they did. Raises NoAdvert to everybody else."""
    if kept is None or kept.account not in (None, account) or kept.stage is Stage.WRITING:
        raise NoAdvert
    return kept
