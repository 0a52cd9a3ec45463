"""What an address of the search asks, and the addresses of searches like it. It holds what a person typed and chose."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.directory.finding import filters
from app.directory.finding.filters import ANY_DISTANCE, DISTANCE, MILES, MILES_AT_FIRST, Chosen

LONGEST_TYPED = 200
_UNTYPED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def tidied(text: str | None) -> str:
    """What was typed, without what no keyboard types and no page can show; nobody types more than this on purpose."""
    return _UNTYPED.sub(" ", (text or "")[: 2 * LONGEST_TYPED]).strip()[:LONGEST_TYPED]


@dataclass(frozen=True)
class Search:
    """Words, a place, how far and the filters that are chosen.

    `exactly` says that the words are to be searched as they are typed.
    """

    words: str = ""
    postcode: str = ""
    miles: str = MILES_AT_FIRST
    chosen: Chosen = field(default_factory=dict)
    exactly: bool = False

    @classmethod
    def of(cls, typed: MultiDict[str, str]) -> "Search":
        """What stands in an address. A value that is not on offer counts as not chosen."""
        miles = typed.get(DISTANCE, MILES_AT_FIRST)
        return cls(
            words=tidied(typed.get("q")),
            postcode=tidied(typed.get("postcode")),
            miles=miles if miles in MILES or miles == ANY_DISTANCE else MILES_AT_FIRST,
            chosen=filters.chosen_of(typed),
            exactly=typed.get("exactly") == "yes",
        )

    @property
    def radius(self) -> float | None:
        """How many miles; None for any distance."""
        return MILES.get(self.miles)

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.words or self.postcode or self.chosen)

    def address(
        self,
        chosen: Chosen | None = None,
        miles: str = "",
        page: int = 1,
        words: str | None = None,
        exactly: bool | None = None,
    ) -> str:
        """The address of this search with other filters, another distance, another page or other words.

        `exactly` searches the words as they are typed: none is mended, and no town is taken out of them.
        """
        typed = self.words if words is None else words
        asked = list(self._asked(typed, self.chosen if chosen is None else chosen, miles or self.miles))
        if self.exactly if exactly is None else exactly:
            asked.append(("exactly", "yes"))
        if page > 1:
            asked.append(("page", str(page)))
        return f"{self._page}?{urlencode(asked)}"

    def narrowing(self) -> Iterator[tuple[str, str]]:
        """What narrows the list besides the words and the place, for another search of the same."""
        if self.miles != MILES_AT_FIRST:
            yield DISTANCE, self.miles
        yield from _each(self.chosen)

    def typed(self, has_place: bool) -> Iterator[tuple[str, str]]:
        """What was typed, for the same search with other filters; how far is one of them when there is a place."""
        fields = (("q", self.words), ("exactly", "yes" if self.exactly else ""), ("postcode", self.postcode))
        yield from ((name, value) for name, value in fields if value)
        if self.postcode and not has_place:
            yield DISTANCE, self.miles

    @cached_property
    def _page(self) -> str:
        return url_for("directory.search")

    def _asked(self, words: str, chosen: Chosen, miles: str) -> Iterator[tuple[str, str]]:
        if words:
            yield "q", words
        if self.postcode:
            yield "postcode", self.postcode
        if miles != MILES_AT_FIRST:
            yield DISTANCE, miles
        yield from _each(chosen)


def _each(chosen: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name in chosen for value in sorted(chosen[name]))
