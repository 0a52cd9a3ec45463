"""The results page as it goes out: written once for everybody, and filled in with what was asked and what was found.

What is kept was told which parts the page has, and nothing that anybody typed. Parts that few pages have are not kept.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from flask import current_app, render_template
from flask_babel import get_locale
from markupsafe import Markup

from app.directory.finding import kept_results, unmatched_needs
from app.directory.finding.panel import Link
from app.directory.finding.results import Results, results_of
from app.directory.finding.search_address import Search
from app.directory.reading.rows import rows
from app.directory.reading.service_pages import KEPT_IN_MY_LIST
from app.web import skeletons
from app.web.components import has_page
from app.web.findable import canonical_address
from app.web.pagination import Pager


class Shape(NamedTuple):
    """Which parts a results page has."""

    found: bool
    rows: bool
    others: bool
    may_leave: bool
    has_lists: bool


def page_of(search: Search, number: int) -> Markup:
    """The page of this number, for the person who asks."""
    in_list, shelf, moment = _in_list(), kept_results.shelf(), kept_results.wall_clock()
    key = kept_results.key_of(search, number)
    pieces = shelf.page(key, in_list or (), moment)
    if pieces is None:
        results = results_of(search, number)
        unmatched_needs.count(search, results)
        pieces = _written(search, results, in_list)
        shelf.keep(key if results.number == number else None, results, pieces, in_list or (), moment)
    return skeletons.joined(pieces, {})


def _written(search: Search, results: Results, in_list: frozenset[str] | None) -> list[str]:
    """The page, but for what each request brings anew. `in_list` are the services in the person's list."""
    found = bool(results.hits.total)
    shape = Shape(found, bool(results.rows), bool(results.others), results.may_leave, in_list is not None)
    blanks = {
        "title": results.title,
        "heading": results.heading,
        "help_first": results.help_first,
        "understood": _part("directory/_understood.html", results, _has_something_to_say(results)),
        "q": search.words,
        "postcode": search.postcode,
        "chosen_again": _hidden(search.narrowing()),
        "chosen": _part("directory/_chosen.html", results, results.tags),
    }
    if found:
        blanks |= _found(search, results, in_list)
    else:
        blanks["nothing"] = _part("directory/_nothing.html", results, True)
    skeleton = skeletons.kept("directory/results.html", shape=shape, found_at=canonical_address())
    return skeletons.filled_for_everybody(skeleton, blanks)


def _found(search: Search, results: Results, in_list: frozenset[str] | None) -> dict[str, str]:
    """What fills in the list and the filters beside it."""
    first_page = search.address()
    return {
        "number_chosen": f" ({len(results.tags)})" if results.tags else "",
        "typed": _hidden(search.typed(has_place=results.place is not None)),
        "filters": results.filters,
        "ways_here": _ways_here(results.ways_here),
        "asked": first_page.partition("?")[2],
        "rows": rows(results.rows, 2, in_list),
        "about_others": results.about_others,
        "others": rows(results.others, 3, in_list),
        "pages": _pages(first_page, results.number, results.last),
        "more": _part("directory/_more.html", results, results.suggestions.wider or results.suggestions.fewer),
    }


def _in_list() -> frozenset[str] | None:
    """The services that this browser has in its list; None where there are no lists."""
    kept = current_app.jinja_env.globals.get(KEPT_IN_MY_LIST)
    return kept() if callable(kept) and has_page("lists.shown") else None


def _part(template: str, results: Results, is_there: object) -> Markup:
    """A part that few pages have; nothing when this one has not."""
    return Markup(render_template(template, results=results)) if is_there else Markup()


def _has_something_to_say(results: Results) -> bool:
    finder = results.own_helper and has_page("pa_finder.find")
    return results.understood.says or results.unknown_place or finder


def _hidden(fields: Iterable[tuple[str, str]]) -> Markup:
    """What goes along with a form unseen."""
    return Markup().join(skeletons.joined(_hidden_field(), {"name": name, "value": value}) for name, value in fields)


@lru_cache
def _hidden_field() -> list[str]:
    return skeletons.written("directory/_hidden.html")


def _ways_here(ways: tuple[Link, ...]) -> Markup:
    if not ways:
        return Markup()
    blanks = dict(_addresses_and_counts(ways))
    return skeletons.filled("directory/_ways_here.html", blanks, ways=tuple(way.words for way in ways))


def _addresses_and_counts(ways: Iterable[Link]) -> Iterator[tuple[str, str]]:
    for place, way in enumerate(ways):
        yield f"address_{place}", way.address
        yield f"count_{place}", str(way.count)


def _pages(first_page: str, number: int, last: int) -> Markup:
    """The way to the other pages of the list; nothing when this is all of it."""
    if last == 1:
        return Markup()
    return skeletons.joined(_pages_of(str(get_locale()), number, last), {"first_page": first_page})


@lru_cache(maxsize=512)
def _pages_of(_language: str, number: int, last: int) -> list[str]:
    def to(first_page: str) -> Pager:
        return Pager.of(number, last, lambda page: f"{first_page}&page={page}" if page > 1 else first_page)

    return skeletons.written("directory/_pages.html", to=to)
