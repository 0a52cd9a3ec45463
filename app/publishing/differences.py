"""Two versions of a page side by side: which lines changed, and which words in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.publishing.domain import Line

MOST_WORDS = 1_500
"""Longer texts are compared by the line: by the word it would take a page too long to come."""


class Change(StrEnum):
    """What became of a line."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Part of a text; `marked` is what the other version does not have."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Pair:
    """One line as it was and as it is."""

    label: str
    change: Change
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def differences(before: Sequence[Line], after: Sequence[Line]) -> tuple[Pair, ...]:
    """Every line of either version, in the order of the newer; what is gone stands where it stood."""
    old, new = ({line.field: line for line in lines} for lines in (before, after))
    pairs: list[Pair] = []
    for _, begin, end, from_, to in SequenceMatcher(None, list(old), list(new), autojunk=False).get_opcodes():
        gone = [field for field in list(old)[begin:end] if field not in new]
        pairs += [_gone(old[field]) for field in gone]
        pairs += [_pair(old.get(field), new[field]) for field in list(new)[from_:to]]
    return tuple(pairs)


def _gone(line: Line) -> Pair:
    return Pair(line.label, Change.REMOVED, (Piece(line.text, marked=True),), ())


def _pair(old: Line | None, new: Line) -> Pair:
    if old is None or (new.text and not old.text):
        return Pair(new.label, Change.ADDED, (), (Piece(new.text, marked=True),))
    if old.text and not new.text:
        return _gone(old)
    if old.text == new.text:
        return Pair(new.label, Change.SAME, (Piece(old.text),), (Piece(new.text),))
    before, after = _pieces(old.text, new.text)
    return Pair(new.label, Change.CHANGED, before, after)


def _pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts, with what the other does not have marked."""
    words = _WORDS.findall(old), _WORDS.findall(new)
    if sum(map(len, words)) > MOST_WORDS:
        words = old.splitlines(keepends=True), new.splitlines(keepends=True)
    before: list[Piece] = []
    after: list[Piece] = []
    for what, begin, end, from_, to in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        marked = what != "equal"
        before += [Piece("".join(words[0][begin:end]), marked)] if end > begin else []
        after += [Piece("".join(words[1][from_:to]), marked)] if to > from_ else []
    return tuple(before), tuple(after)


_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
