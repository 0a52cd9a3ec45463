"""Puts first the service or the organisation whose name a person typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from app.search.columns import Columns

WHOLE_NAME, WHOLE_ORGANISATION = 8.0, 4.0
NAME, ORGANISATION = 2.0, 1.5
IN_NAME, IN_ORGANISATION = 1.25, 1.1
"""What a score is multiplied by when the name is what was typed: to the letter, but for towns and words that say
nothing ("Chiswick Library" for "library"), or with what was typed as a phrase in it. A tool library is no library."""

Stems = tuple[str, ...]
Names = tuple[Stems, Stems]
"""The words of a document's name and of its organisation's, as the index keeps them."""


@dataclass(frozen=True)
class Asked:
    """What was typed, whole and without the words that say nothing; `boosts` are those of the rows looked at so far."""

    wholes: Collection[Stems]
    core: Stems
    boosts: dict[int, float] = field(default_factory=dict)


class NameBook:
    """The names of all documents."""

    def __init__(self, columns: Columns, dull: Collection[str]) -> None:
        self._columns, self._dull = columns, dull
        self._known: dict[int, tuple[Names, Names]] = {}

    def core(self, stems: Stems) -> Stems:
        """The words that tell one name from another; all of them when there is no such word."""
        return tuple(stem for stem in stems if stem not in self._dull) or stems

    def boosts(self, rows: Sequence[int], asked: Asked) -> list[float]:
        """What the score of each is multiplied by; 1 when its name is not what was asked for."""
        known = asked.boosts
        for row in rows:
            if row not in known:
                known[row] = self._boost(row, asked)
        return [known[row] for row in rows]

    def boost(self, row: int, asked: Asked) -> float:
        """The same for one."""
        return self.boosts((row,), asked)[0]

    def _boost(self, row: int, asked: Asked) -> float:
        whole, (name, organisation) = self._names(row)
        if whole[0] in asked.wholes:
            return WHOLE_NAME
        if whole[1] in asked.wholes:
            return WHOLE_ORGANISATION
        if name == asked.core:
            return NAME
        if organisation == asked.core:
            return ORGANISATION
        if len(asked.core) < 2:
            return 1.0
        if asked.core[0] in name and _holds(name, asked.core):
            return IN_NAME
        return IN_ORGANISATION if asked.core[0] in organisation and _holds(organisation, asked.core) else 1.0

    def _names(self, row: int) -> tuple[Names, Names]:
        """The names whole, and their words that tell them from others."""
        if row not in self._known:
            name, organisation = (
                tuple(texts[row].split()) for texts in (self._columns.names, self._columns.organisations)
            )
            self._known[row] = ((name, organisation), (self.core(name), self.core(organisation)))
        return self._known[row]


def _holds(name: Stems, phrase: Stems) -> bool:
    length = len(phrase)
    return any(name[place : place + length] == phrase for place in range(len(name) - length + 1))
