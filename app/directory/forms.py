"""The form of the search page. It is sent by GET, so that an address holds what a person typed and nothing else."""

import re
from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, SelectMultipleField, StringField

from app.directory import wording
from app.needs.domain import Vocabulary

LONGEST_TYPED = 200
MILES = ("1", "2", "5", "10", "20")
MILES_AT_FIRST = "5"
ANY_DISTANCE = "any"
FREE = "yes"
_UNTYPED = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
MOST_CHOICES = 12  # in one filter, so that a telephone shows them all in two screens

Counts = Mapping[str, Mapping[str, int]]


def _cut(text: str | None) -> str:
    """What was typed, without what no keyboard types and no page can show; nobody types more than this on purpose."""
    return _UNTYPED.sub(" ", (text or "")[: 2 * LONGEST_TYPED]).strip()[:LONGEST_TYPED]


class SearchForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """Words, a place and how far, and the filters. A value that is not on offer counts as not chosen."""

    q = StringField(lazy_gettext("What are you looking for?"), filters=[_cut], render_kw={"maxlength": LONGEST_TYPED})
    postcode = StringField(
        lazy_gettext("Postcode"), filters=[_cut], render_kw={"autocomplete": "postal-code", "maxlength": LONGEST_TYPED}
    )
    miles = SelectField(lazy_gettext("How far"), default=MILES_AT_FIRST)
    need = SelectMultipleField(lazy_gettext("What it helps with"))
    free = SelectMultipleField(lazy_gettext("Cost"))
    days = SelectMultipleField(lazy_gettext("Day"))
    access = SelectMultipleField(lazy_gettext("Access"))
    remote = SelectMultipleField(lazy_gettext("Without going anywhere"))

    def __init__(self, typed: MultiDict[str, str], vocabulary: Vocabulary) -> None:
        super().__init__(typed)
        self.miles.choices = [
            *((number, wording.within(int(number))) for number in MILES),
            (ANY_DISTANCE, lazy_gettext("Any distance")),
        ]
        self.offered: dict[str, dict[str, str]] = {
            "need": {need.id: lazy_gettext(need.name) for need in vocabulary.needs},
            "free": {FREE: lazy_gettext("Free")},
            "days": {day: wording.day_name(day) for day in wording.DAYS},
            "access": dict(wording.ACCESS),
            "remote": dict(wording.WAYS),
        }
        self._leave_out_what_is_not_offered()

    def chosen(self, field: str) -> frozenset[str]:
        """The values chosen in a filter."""
        return frozenset(self[field].data or ())

    @property
    def radius(self) -> float | None:
        """How many miles; None for any distance."""
        return None if self.miles.data == ANY_DISTANCE else float(self.miles.data)

    @property
    def asks_something(self) -> bool:
        """Whether there is anything to search for."""
        filters = any(self.chosen(name) for name in self.offered)
        return bool(self.q.data or self.postcode.data or filters)

    def count(self, counts: Counts, facets: Mapping[str, str]) -> None:
        """Puts the number of results beside each choice; those that would give fewest are left out."""
        for name, facet in facets.items():
            found = counts.get(facet, {})
            most = sorted(found, key=lambda value: -found[value])[:MOST_CHOICES]
            self[name].choices = [
                (value, wording.counted(str(label), found.get(value, 0)))
                for value, label in self.offered[name].items()
                if value in most or value in self.chosen(name)
            ]

    def _leave_out_what_is_not_offered(self) -> None:
        if self.miles.data not in {*MILES, ANY_DISTANCE}:
            self.miles.data = MILES_AT_FIRST
        for name, offered in self.offered.items():
            self[name].choices = list(offered.items())
            self[name].data = [value for value in self[name].data or () if value in offered]


def addresses_of_pages(number: int, last: int) -> Sequence[int | None]:
    """The page numbers to show: the first, the last and those around this one; None where some are left out."""
    wanted = sorted({1, last, *(page for page in (number - 1, number, number + 1) if 1 <= page <= last)})
    shown: list[int | None] = []
    for page in wanted:
        if shown and page - (shown[-1] or 0) > 1:
            shown.append(None)
        shown.append(page)
    return shown
