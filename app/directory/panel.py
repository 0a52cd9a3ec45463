"""The filters beside the results: each choice with how many it would give, and the chosen ones as tags to take away."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import get_locale, gettext
from markupsafe import Markup

from app.directory import filters
from app.directory.filters import ANY_DISTANCE, MILES, MILES_AT_FIRST
from app.directory.forms import SearchForm
from app.search.domain import REACH, Hits
from app.web import skeletons

MOST_CHOICES = 12  # in one filter, so that a telephone shows them all in two screens
ANYWHERE = float("inf")


@dataclass(frozen=True)
class Filter:
    """One filter: what it is called, how much is chosen in it, and its choices as they go out."""

    legend: str
    chosen: int
    choices: Markup


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
        taken.append(
            Link(filters.distance_words(str(get_locale()), form.miles.data), form.address(miles=MILES_AT_FIRST))
        )
    return tuple(taken)


def without(form: SearchForm, name: str, value: str) -> dict[str, frozenset[str]]:
    """The choices but for one."""
    return {**form.chosen, name: form.chosen[name] - {value}}


def choice_words(name: str, value: str) -> str:
    """What a choice is called in the language of the page."""
    return _said(str(get_locale()), name, value)


# The same few hundred words stand on every page of results, and a catalogue is slow to ask.
@lru_cache(maxsize=4096)
def _said(_language: str, name: str, value: str) -> str:
    return filters.words_for(name, value)


def _distances(form: SearchForm, hits: Hits) -> Iterator[Filter]:
    if not hits.within:
        return
    counted = {code: hits.within[MILES.get(code, ANYWHERE)] for code in (*MILES, ANY_DISTANCE)}
    choices = _choices("miles", list(counted), counted, {form.miles.data})
    yield Filter(str(gettext("How far")), int(form.miles.data != MILES_AT_FIRST), choices)


def _by_facet(form: SearchForm, counts: Mapping[str, Mapping[str, int]]) -> Iterator[Filter]:
    language = str(get_locale())
    for name in filters.NAMES:
        found, chosen = counts.get(name, {}), form.chosen.get(name, frozenset())
        offered = {value: count for value, count in found.items() if count and filters.knows(name, value)}
        offered |= {value: found.get(value, 0) for value in chosen}
        shown = _shown(name, offered, chosen)
        if shown and (name != REACH or len(shown) > 1 or chosen):
            yield Filter(_legend(language, name), len(chosen), _choices(name, shown, offered, chosen))


def _choices(name: str, shown: Iterable[str], counts: Mapping[str, int], chosen: Collection[str]) -> Markup:
    """There are a hundred of them on a page: each is written once, and its number and its tick are filled in."""
    language = str(get_locale())
    listed = []
    for value in shown:
        before, _, middle, _, after = _written(language, name, value)
        listed.append(f"{before}{' checked' if value in chosen else ''}{middle}{counts[value]}{after}")
    return Markup("".join(listed))


@lru_cache(maxsize=4096)
def _written(_language: str, name: str, value: str) -> list[str]:
    kind, words = (
        ("radio", filters.distance_words(_language, value))
        if name == "miles"
        else ("checkbox", choice_words(name, value))
    )
    return skeletons.written("directory/_choice.html", kind=kind, name=name, value=value, words=words)


@lru_cache(maxsize=256)
def _legend(_language: str, name: str) -> str:
    return str(filters.LEGENDS[name])


def _shown(name: str, offered: Mapping[str, int], chosen: frozenset[str]) -> list[str]:
    """Those with most results, or in an order of their own; what is chosen is always among them."""
    if name in filters.ORDERED:
        return _in_order(name, offered)
    most = sorted(offered, key=lambda value: -offered[value])
    return [value for place, value in enumerate(most) if place < MOST_CHOICES or value in chosen]


def _in_order(name: str, values: Mapping[str, int] | frozenset[str]) -> list[str]:
    return [value for value in filters.ORDERED[name] if value in values] if name in filters.ORDERED else sorted(values)
