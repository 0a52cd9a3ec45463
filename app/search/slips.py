"""Mends one slip of the fingers in the words of danger, and in no others; knows nothing of what the words mean."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.kernel.toml_lines import read_toml
from app.needs.domain import words

LONG = 5
"""From so many letters on any one slip is mended; in shorter words two swapped letters, or one too many or few."""


@dataclass(frozen=True)
class Slips:
    """`mend` are words in which a slip is heard; `never` are words one slip away from them that mean something else.

    The first letter has to be right: people rarely miss it, and most words that are near to one another differ there.
    """

    mend: tuple[str, ...] = ()
    never: frozenset[str] = frozenset()

    def mended(self, typed: Sequence[str]) -> list[str]:
        """The words, with those that are one slip away in the place of what nobody writes."""
        return [self._mended(word) for word in typed]

    def _mended(self, word: str) -> str:
        if word in self.never or word in self._as_they_are:
            return word
        near = (wanted for form in _forms(word) for wanted in self._by_form.get(form, ()))
        return next((wanted for wanted in near if is_slip(word, wanted)), word)

    @cached_property
    def _as_they_are(self) -> frozenset[str]:
        return frozenset(self.mend)

    @cached_property
    def _by_form(self) -> dict[str, list[str]]:
        by_form: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.mend:
            for form in _forms(word):
                by_form[form].append(word)
        return dict(by_form)


def load_slips(path: Path) -> Slips:
    """The words of the file. Raises WrongContent."""
    file = read_toml(path)
    mend, never = (tuple(file.content.get(key, ())) for key in ("mend", "never"))
    for word in (*mend, *never):
        if words(word) != [word] or not word.isalpha():
            raise file.refuse(f"{word!r} is not one word in small letters")
    return Slips(mend, frozenset(never))


def is_slip(typed: str, wanted: str) -> bool:
    """Whether a letter after the first is missing, added, changed or swapped with the next one."""
    if typed[:1] != wanted[:1]:
        return False
    if len(wanted) < LONG:
        return _is_swapped(typed, wanted) or _is_doubled(typed, wanted) or _is_doubled(wanted, typed)
    if len(typed) == len(wanted):
        return sum(a != b for a, b in zip(typed, wanted, strict=True)) == 1 or _is_swapped(typed, wanted)
    short, long = sorted((typed, wanted), key=len)
    return len(long) == len(short) + 1 and short in _forms(long)


def _is_swapped(typed: str, wanted: str) -> bool:
    places = range(1, len(wanted) - 1)
    return any(typed == wanted[:at] + wanted[at + 1] + wanted[at] + wanted[at + 2 :] for at in places)


def _is_doubled(longer: str, shorter: str) -> bool:
    return any(longer == shorter[:at] + shorter[at - 1] + shorter[at:] for at in range(1, len(shorter) + 1))


def _forms(word: str) -> tuple[str, ...]:
    """The word, and what is left when one letter after the first is left out: words one slip apart share a form."""
    return (word, *(word[:at] + word[at + 1 :] for at in range(1, len(word))))
