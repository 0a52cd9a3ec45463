"""An uploaded spreadsheet on its way into the directory, and back out again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

UNDECIDED_FOR = timedelta(days=7)
"""How long an uploaded file waits for staff; then it is deleted."""

KEPT = timedelta(days=90)
"""How long an import can be undone, and how long we remember it."""

MOST_TRIES = 3
MOST_SHOWN = 500
"""How many remarks, and how many names of services that would go, are kept to be shown."""


class Stage(StrEnum):
    """Where a spreadsheet stands. In some stages the worker has it, in the others staff do.

    WRITTEN and PUT_BACK: the directory holds what it should, and the index is to follow.
    """

    MATCHING = "matching"
    CHECKING = "checking"
    CHECKED = "checked"
    TAKING = "taking"
    WRITTEN = "written"
    TAKEN = "taken"
    UNDOING = "undoing"
    PUT_BACK = "put_back"
    UNDONE = "undone"
    FAILED = "failed"

    @property
    def is_with_the_worker(self) -> bool:
        return self in {Stage.CHECKING, Stage.TAKING, Stage.WRITTEN, Stage.UNDOING, Stage.PUT_BACK}

    @property
    def needs_the_file(self) -> bool:
        """Whether the file is still wanted."""
        return self in {Stage.MATCHING, Stage.CHECKING, Stage.CHECKED, Stage.TAKING}

    @property
    def if_given_up(self) -> "Stage":
        """Where it stands when the worker cannot do its share: what was taken in stays so."""
        return {Stage.WRITTEN: Stage.TAKEN, Stage.UNDOING: Stage.TAKEN, Stage.PUT_BACK: Stage.UNDONE}.get(
            self, Stage.FAILED
        )


class Said(StrEnum):
    """Why a spreadsheet stands where it does, when that is not the words of a file that could not be read."""

    TRIED_OFTEN = "tried often"
    NO_FILE = "no file"
    NOT_KEPT = "not kept"
    CHANGED_SINCE = "changed since"


@dataclass(frozen=True)
class Found:
    """What the check found, or the import did: a thing said of one row, by whom it concerns and where it stands."""

    id: str
    where: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What an import would do, or did. Of long lists only the first are kept, with how many there are."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: int = 0
    repaired: int = 0
    too_many_gone: bool = False
    rejections: tuple[Found, ...] = ()
    repairs: tuple[Found, ...] = ()
    gone: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            **self.__dict__,
            "rejections": [list(found.__dict__.values()) for found in self.rejections],
            "repairs": [list(found.__dict__.values()) for found in self.repairs],
            "gone": list(self.gone),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Report":
        lists = {name: tuple(Found(*one) for one in kept.get(name, ())) for name in ("rejections", "repairs")}
        return cls(**{**kept, **lists, "gone": tuple(kept.get("gone", ()))})

    @property
    def can_go_in(self) -> int:
        """How many services would be in the directory by this spreadsheet."""
        return self.created + self.updated + self.unchanged


@dataclass(frozen=True)
class Spreadsheet:
    """One upload. `files` are the names that staff know; `said` is why it stands where it does."""

    id: str
    source: str
    files: tuple[str, ...]
    area: str
    stage: Stage
    uploaded_at: datetime
    uploaded_by: str
    changed_at: datetime
    matching: Mapping[str, Any]
    remembered_at: datetime | None
    allow_removals: bool
    done: int
    total: int
    tries: int
    said: str
    report: Report

    @property
    def can_be_dropped(self) -> bool:
        """Whether it can be forgotten at once: nothing of it is in the directory, and nobody is at work on it."""
        return self.stage in {Stage.MATCHING, Stage.CHECKED, Stage.FAILED}

    @property
    def undo_until(self) -> datetime | None:
        """Until when the import can be undone."""
        return self.changed_at + KEPT if self.stage is Stage.TAKEN else None
