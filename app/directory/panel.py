"""The filters beside the results: each choice with how many it would give, and the chosen ones as tags to take away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import get_locale, gettext

from app.directory import filters, wording
from app.directory.filters import ANY_DISTANCE, MILES, MILES_AT_FIRST
from app.directory.forms import SearchForm
from app.needs.api import vocabulary
from app.search.domain import REACH, Hits

MOST_CHOICES = 12  # in one filter, so that a telephone shows them all in two screens
ANYWHERE = float("inf")


@dataclass(frozen=True)
class Choice:
    """One thing to choose, and how many would be found with it."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """One filter: its parameter, its name, and what can be chosen; `single` when one choice shuts out the others."""

    name: str
    legend: str
    choices: tuple[Choice, ...]
    chosen: int
    single: bool = False


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere, and how many there are."""

    words: str
    address: str
    count: int = 0


def filters_beside(form: SearchForm, hits: Hits) -> tuple[Filter, ...]:
    """Every filter that has something to offer here."""
    return tuple([*_distances(form, hits), *_by_facet(form, hits.counts)])


def tags(form: SearchForm, has_place: bool) -> tuple[Link, ...]:
    """What is chosen; each leads to the list without it."""
    taken = [
        Link(choice_words(name, value), form.address(chosen=without(form, name, value)))
        for name in form.chosen
        for value in _in_order(name, form.chosen[name])
    ]
    if has_place and form.miles.data != MILES_AT_FIRST:
        taken.append(Link(distance_words(form.miles.data), form.address(miles=MILES_AT_FIRST)))
    return tuple(taken)


def without(form: SearchForm, name: str, value: str) -> dict[str, frozenset[str]]:
    """The choices but for one."""
    return {**form.chosen, name: form.chosen[name] - {value}}


def choice_words(name: str, value: str) -> str:
    """What a choice is called in the language of the page."""
    return _said(str(get_locale()), name, value)


def distance_words(code: str) -> str:
    """What a distance is called."""
    return wording.within(MILES[code]) if code in MILES else str(gettext("Any distance"))


# The same few hundred words stand on every page of results, and a catalogue is slow to ask.
@lru_cache(maxsize=4096)
def _said(_language: str, name: str, value: str) -> str:
    return filters.words_for(name, value, vocabulary())


def _distances(form: SearchForm, hits: Hits) -> Iterator[Filter]:
    if not hits.within:
        return
    choices = tuple(
        Choice(code, distance_words(code), hits.within[MILES.get(code, ANYWHERE)], code == form.miles.data)
        for code in (*MILES, ANY_DISTANCE)
    )
    yield Filter("miles", str(gettext("How far")), choices, int(form.miles.data != MILES_AT_FIRST), single=True)


def _by_facet(form: SearchForm, counts: Mapping[str, Mapping[str, int]]) -> Iterator[Filter]:
    known = filters.offered(vocabulary())
    for name in filters.NAMES:
        found, chosen = counts.get(name, {}), form.chosen.get(name, frozenset())
        offered = {value: count for value, count in found.items() if count and value in known[name]}
        offered |= {value: found.get(value, 0) for value in chosen}
        shown = _shown(name, offered, chosen)
        if shown and (name != REACH or len(shown) > 1 or chosen):
            choices = (Choice(value, choice_words(name, value), offered[value], value in chosen) for value in shown)
            yield Filter(name, str(filters.LEGENDS[name]), tuple(choices), len(chosen))


def _shown(name: str, offered: Mapping[str, int], chosen: frozenset[str]) -> list[str]:
    """Those with most results, or in an order of their own; what is chosen is always among them."""
    if name in filters.ORDERED:
        return _in_order(name, offered)
    most = sorted(offered, key=lambda value: -offered[value])
    return [value for place, value in enumerate(most) if place < MOST_CHOICES or value in chosen]


def _in_order(name: str, values: Mapping[str, int] | frozenset[str]) -> list[str]:
    return [value for value in filters.ORDERED[name] if value in values] if name in filters.ORDERED else sorted(values)
