"""A need for which nothing that fits was found: which, around where, in which week, with which filters; never whose."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.postcode import outward_code

KEPT_FOR = timedelta(days=3 * 365)

NOT_UNDERSTOOD = "not-understood"
"""Stands for the need of a search whose words spoke of none that we know; the words themselves are not kept."""

ANYTHING = "anything"
"""Stands for the need of a search by place and filters alone."""

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.IGNORECASE)

Filters = Mapping[str, Collection[str]]


class NotACodeWord(ValueError):
    """A need and its filters are code words alone, so that nothing that somebody typed or answered can get in."""


@dataclass(frozen=True)
class Unmatched:
    """How often nothing fitted a need in the week that begins on that Monday.

    `outward` is the first half of a postcode ("TS18"), or nothing when no place was given.
    """

    need: str
    outward: str
    week: date
    filters: str
    count: int = 1

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.need):
            raise NotACodeWord
        if self.outward and outward_code(self.outward) != self.outward:
            raise NotACodeWord


def in_words(filters: Filters) -> str:
    """Filters as text, the same ones always the same: `access=step-free day=SA,SU`. Raises NotACodeWord."""
    if not all(_CODE.fullmatch(word) for name, values in filters.items() for word in (name, *values)):
        raise NotACodeWord
    return " ".join(f"{name}={','.join(sorted(values))}" for name, values in sorted(filters.items()) if values)
