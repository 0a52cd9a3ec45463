"""The form of the search page. It is sent by GET: an address holds what a person typed and chose, and no more."""

import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlencode

from flask import url_for
from flask_babel import get_locale, lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField

from app.directory import filters
from app.directory.filters import ANY_DISTANCE, DISTANCE, MILES, MILES_AT_FIRST, Chosen

LONGEST_TYPED = 200
_UNTYPED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _cut(text: str | None) -> str:
    """What was typed, without what no keyboard types and no page can show; nobody types more than this on purpose."""
    return _UNTYPED.sub(" ", (text or "")[: 2 * LONGEST_TYPED]).strip()[:LONGEST_TYPED]


class SearchForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """Words, a place and how far; `chosen` are the filters. A value that is not on offer counts as not chosen.

    `exactly` says that the words are to be searched as they are typed.
    """

    q = StringField(lazy_gettext("What are you looking for?"), filters=[_cut], render_kw={"maxlength": LONGEST_TYPED})
    postcode = StringField(
        lazy_gettext("Postcode"), filters=[_cut], render_kw={"autocomplete": "postal-code", "maxlength": LONGEST_TYPED}
    )
    miles = SelectField(lazy_gettext("How far"), default=MILES_AT_FIRST)

    def __init__(self, typed: MultiDict[str, str]) -> None:
        super().__init__(typed)
        language = str(get_locale())
        self.miles.choices = [(code, filters.distance_words(language, code)) for code in (*MILES, ANY_DISTANCE)]
        if self.miles.data not in {*MILES, ANY_DISTANCE}:
            self.miles.data = MILES_AT_FIRST
        self.exactly = typed.get("exactly") == "yes"
        self.chosen: Chosen = filters.chosen_of(typed)

    @property
    def radius(self) -> float | None:
        """How many miles; None for any distance."""
        return MILES.get(self.miles.data)

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.q.data or self.postcode.data or self.chosen)

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
        typed = self.q.data if words is None else words
        asked = list(self._asked(typed, self.chosen if chosen is None else chosen, miles or self.miles.data, page))
        if self.exactly if exactly is None else exactly:
            asked.append(("exactly", "yes"))
        return f"{self.page}?{urlencode(asked)}"

    @cached_property
    def page(self) -> str:
        """The address of the page, without what is asked of it."""
        return url_for("directory.search")

    def narrowing(self) -> Iterator[tuple[str, str]]:
        """What narrows the list besides the words and the place, for another search of the same."""
        if self.miles.data != MILES_AT_FIRST:
            yield DISTANCE, self.miles.data
        yield from ((name, value) for name in self.chosen for value in sorted(self.chosen[name]))

    def typed(self, has_place: bool) -> Iterator[tuple[str, str]]:
        """What was typed, for the same search with other filters; how far is one of them when there is a place."""
        fields = (("q", self.q.data), ("exactly", "yes" if self.exactly else ""), ("postcode", self.postcode.data))
        yield from ((name, value) for name, value in fields if value)
        if self.postcode.data and not has_place:
            yield DISTANCE, self.miles.data

    def _asked(self, words: str, chosen: Chosen, miles: str, page: int) -> Iterator[tuple[str, str]]:
        if words:
            yield "q", words
        if self.postcode.data:
            yield "postcode", self.postcode.data
        if miles != MILES_AT_FIRST:
            yield DISTANCE, miles
        yield from ((name, value) for name in chosen for value in sorted(chosen[name]))
        if page > 1:
            yield "page", str(page)
