"""A list of services that somebody keeps: in their own order, with a note to each, and nothing of who they are."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

MOST_KEPT = 40
MOST_LINKS = 20
LONGEST_NOTE = 500
KEPT_FOR = timedelta(days=90)
"""How long a link opens a list, and how long a list that nobody changes is kept."""


class ListFull(Exception):
    """There is no room for what was to be added; nothing of it was."""


class ChangedMeanwhile(Exception):
    """The note is no longer the one that the page showed."""


class NoLink(Exception):
    """The link opens nothing: its 90 days are over, it was ended, or it is not whole."""


class Move(StrEnum):
    """Which way a service goes in the list."""

    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True)
class Thing:
    """A service that is kept, by its key in the directory. Its name is kept too, to say what it was once it is gone."""

    key: str
    name: str
    note: str = ""

    @property
    def mark(self) -> str:
        """Tells this note from an earlier one."""
        return hashlib.sha256(self.note.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Things:
    """What is kept, in the person's order."""

    all: tuple[Thing, ...] = ()

    def __len__(self) -> int:
        return len(self.all)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(thing.key for thing in self.all)

    def named(self, key: str) -> Thing | None:
        """The service with this key, if it is kept."""
        return next((thing for thing in self.all if thing.key == key), None)

    def with_all(self, things: Iterable[Thing]) -> "Things":
        """With these at the end, each once. Raises ListFull when they do not all fit."""
        new = {thing.key: thing for thing in things if thing.key not in self.keys}
        if len(self) + len(new) > MOST_KEPT:
            raise ListFull
        return Things((*self.all, *new.values()))

    def without(self, key: str) -> "Things":
        """Without this service."""
        return Things(tuple(thing for thing in self.all if thing.key != key))

    def moved(self, key: str, move: Move) -> "Things":
        """With this service before or after its neighbour; at the end of the list it stays."""
        if key not in self.keys:
            return self
        place = self.keys.index(key)
        other = place + (1 if move is Move.LATER else -1)
        if not 0 <= other < len(self):
            return self
        order = list(self.all)
        order[place], order[other] = order[other], order[place]
        return Things(tuple(order))

    def noting(self, key: str, note: str, seen: str) -> "Things":
        """With this note to a service; `seen` is the mark of the note that the page showed. Raises ChangedMeanwhile."""
        thing = self.named(key)
        if thing is not None and thing.mark != seen and thing.note != note:
            raise ChangedMeanwhile
        return Things(tuple(replace(thing, note=note) if thing.key == key else thing for thing in self.all))

    def without_notes(self) -> "Things":
        """The services alone, for others to see."""
        return Things(tuple(replace(thing, note="") for thing in self.all))

    def as_json(self) -> str:
        """As it is sealed in the store."""
        return json.dumps([[thing.key, thing.name, thing.note] for thing in self.all])


def things_from_json(text: str) -> Things:
    """What `as_json` wrote."""
    return Things(tuple(Thing(*entry) for entry in json.loads(text)))
