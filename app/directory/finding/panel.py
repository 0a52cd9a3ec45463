"""The filters beside the results: each choice with how many it would give, and the chosen ones as tags to take away."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import get_locale, gettext
from markupsafe import Markup

from app.directory.finding import filters
from app.directory.finding.filters import ANY_DISTANCE, DISTANCE, MILES, MILES_AT_FIRST
from app.directory.finding.search_address import Search
from app.search.domain import REACH, Hits
from app.web import skeletons

MOST_CHOICES = 12  # in one filter, so that a telephone shows them all in two screens
ANYWHERE = float("inf")
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere, and how many there are."""

    words: str
    address: str
    count: int = 0


def filters_beside(search: Search, hits: Hits) -> Markup:
    """Every filter that has something to offer here, as it goes out."""
    language = str(get_locale())
    return Markup("".join([*_distances(language, search, hits), *_by_facet(language, search, hits.counts)]))


def tags(search: Search, has_place: bool) -> tuple[Link, ...]:
    """What is chosen; each leads to the list without it."""
    taken = [
        Link(choice_words(name, value), search.address(chosen=without(search, name, value)))
        for name in search.chosen
        for value in _in_order(name, search.chosen[name])
    ]
    if has_place and search.miles != MILES_AT_FIRST:
        taken.append(
            Link(filters.distance_words(str(get_locale()), search.miles), search.address(miles=MILES_AT_FIRST))
        )
    return tuple(taken)


def without(search: Search, name: str, value: str) -> dict[str, frozenset[str]]:
    """The choices but for one."""
    return {**search.chosen, name: search.chosen[name] - {value}}


def choice_words(name: str, value: str) -> str:
    """What a choice is called in the language of the page."""
    return _said(str(get_locale()), name, value)


# The same few hundred words stand on every page of results, and a catalogue is slow to ask.
@lru_cache(maxsize=4096)
def _said(_language: str, name: str, value: str) -> str:
    return filters.words_for(name, value)


def _distances(language: str, search: Search, hits: Hits) -> Iterator[str]:
    if hits.within:
        counted = {code: hits.within[MILES.get(code, ANYWHERE)] for code in (*MILES, ANY_DISTANCE)}
        taken = int(search.miles != MILES_AT_FIRST)
        yield from _filter(language, DISTANCE, list(counted), counted, {search.miles}, taken)


def _by_facet(language: str, search: Search, counts: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    for name in filters.NAMES:
        chosen = search.chosen.get(name, NOTHING)
        offered = _offered(name, counts.get(name, {}), chosen)
        shown = _shown(name, offered, chosen)
        if shown and (name != REACH or len(shown) > 1 or chosen):
            yield from _filter(language, name, shown, offered, chosen, len(chosen))


def _offered(name: str, found: Mapping[str, int], chosen: frozenset[str]) -> Mapping[str, int]:
    """How many each choice would give: those that would give something, and those that are chosen."""
    known = filters.known(name)
    offered = {value: count for value, count in found.items() if count and value in known}
    return offered | {value: found.get(value, 0) for value in chosen} if chosen else offered


def _filter(
    language: str, name: str, shown: Iterable[str], counts: Mapping[str, int], chosen: Collection[str], taken: int
) -> Iterator[str]:
    """There are a hundred choices on a page: each is written once, and its number and its tick are filled in.

    `taken` is how many of them narrow the list.
    """
    before, _, after = _frame(language, name, taken)
    yield before
    for value in shown:
        start, ticked, end = _choice(language, name, value)
        yield f"{ticked if value in chosen else start}{counts[value]}{end}"
    yield after


@lru_cache(maxsize=1024)
def _frame(_language: str, name: str, taken: int) -> list[str]:
    legend = gettext("How far") if name == DISTANCE else str(filters.LEGENDS[name])
    return skeletons.written("directory/_filter.html", legend=legend, chosen=taken)


@lru_cache(maxsize=4096)
def _choice(language: str, name: str, value: str) -> tuple[str, str, str]:
    """What stands before the number, the same for one that is ticked, and what stands after it."""
    kind, words = (
        ("radio", filters.distance_words(language, value))
        if name == DISTANCE
        else ("checkbox", choice_words(name, value))
    )
    before, _, middle, _, after = skeletons.written(
        "directory/_choice.html", kind=kind, name=name, value=value, words=words
    )
    return f"{before}{middle}", f"{before} checked{middle}", after


def _shown(name: str, offered: Mapping[str, int], chosen: frozenset[str]) -> list[str]:
    """Those with most results, or in an order of their own; what is chosen is always among them."""
    if name in filters.ORDERED:
        return _in_order(name, offered)
    most = sorted(offered, key=offered.__getitem__, reverse=True)
    return most[:MOST_CHOICES] + [value for value in most[MOST_CHOICES:] if value in chosen]


def _in_order(name: str, values: Mapping[str, int] | frozenset[str]) -> list[str]:
    return [value for value in filters.ORDERED[name] if value in values] if name in filters.ORDERED else sorted(values)
