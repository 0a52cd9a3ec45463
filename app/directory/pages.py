"""What the pages of the directory are told, all decided: one frozen value a page."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import url_for
from flask_babel import gettext

from app.directory import api, wording
from app.directory.domain import Idea
from app.directory.forms import ANY_DISTANCE, SearchForm, addresses_of_pages
from app.needs.api import vocabulary
from app.places import api as places
from app.places.domain import Place
from app.search import api as search
from app.search.domain import Hit, Hits, Query

ROWS = 20
MOST_PAGES = 100
# The parameter of the address and the facet of the index. Of access and days, "all of these" and "any of these".
FACETS = {"need": "need", "free": "free", "days": "day", "access": "access", "remote": "way"}
ALL_WANTED = {"access"}


@dataclass(frozen=True)
class Pager:
    """The pages of a list."""

    number: int
    last: int
    before: str | None
    after: str | None
    numbers: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True)
class NeedGroup:
    """Needs that belong together, each with the address of its list."""

    name: str
    needs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Results:
    """The results page."""

    heading: str
    place: Place | None
    unknown_place: bool
    total: int
    rows: tuple[Idea, ...]
    closest: tuple[Idea, ...]
    corrected: str | None
    farther: str | None
    pager: Pager
    chosen: int
    unmatched: tuple[str, ...]


@dataclass(frozen=True)
class WayBack:
    """Where the link above a page leads, and its words."""

    address: str
    words: str


def way_back(came_from: str, host: str, here: str) -> WayBack:
    """To the page of this site that somebody came from, such as their list; to the search when there is none."""
    page = urlsplit(came_from)
    if page.netloc != host or page.path == here or page.path.startswith("//"):
        return WayBack(url_for("directory.search"), gettext("Look for something else"))
    words = gettext("Back to the list") if page.path == url_for("directory.search") else gettext("Back")
    return WayBack(urlunsplit(("", "", page.path, page.query, "")), words)


def groups_of_needs() -> tuple[NeedGroup, ...]:
    """Everything that one can look for without typing."""
    words = vocabulary()
    return tuple(
        NeedGroup(
            name,
            tuple(
                (gettext(need.name), url_for("directory.search", need=need.id))
                for need in words.needs
                if need.group == id
            ),
        )
        for id, name in words.groups
    )


def results(form: SearchForm, number: int) -> Results:
    """Searches, and tells the form how many results each filter would give."""
    words, place, unknown = _words_and_place(form)
    radius = form.radius if place else None
    hits = api.search_for(_query(form, words, number), place, radius)
    last = _last_page(hits.total)
    if number > last:
        return results(form, last)
    form.count(hits.counts, FACETS)
    rows = api.ideas_of(hits.page, place)
    closest = [Hit(key) for key in hits.fallback] if not hits.total else []
    return Results(
        heading=_heading(form, hits, place, words),
        place=place,
        unknown_place=unknown,
        total=hits.total,
        rows=tuple(rows[hit.id] for hit in hits.page if hit.id in rows),
        closest=tuple(api.ideas_of(closest, None).values()),
        corrected=hits.corrected,
        farther=_address(form, miles=ANY_DISTANCE) if place and radius and not hits.total else None,
        pager=_pager(form, number, last),
        chosen=sum(len(form.chosen(name)) for name in FACETS),
        unmatched=() if hits.total else _unmatched(_query(form, hits.corrected or words, 1), place, radius),
    )


def _words_and_place(form: SearchForm) -> tuple[str, Place | None, bool]:
    """What to search for, where, and whether a place was named that we do not know.

    A postcode typed among the words counts as the place when none was typed in its own box.
    """
    if form.postcode.data:
        place = places.lookup(form.postcode.data)
        return form.q.data, place, place is None
    words, code = search.place_in(form.q.data)
    place = places.lookup(code) if code else None
    return (words, place, False) if place else (form.q.data, None, False)


def _query(form: SearchForm, words: str, number: int) -> Query:
    chosen = {facet: form.chosen(name) for name, facet in FACETS.items() if form.chosen(name)}
    return Query(
        words=words,
        any_of={facet: values for facet, values in chosen.items() if facet not in ALL_WANTED},
        all_of={facet: values for facet, values in chosen.items() if facet in ALL_WANTED},
        first=(number - 1) * ROWS,
        count=ROWS,
    )


def _unmatched(query: Query, place: Place | None, radius: float | None) -> tuple[str, ...]:
    """The needs that were understood or chosen and for which there is nothing there, even without the typed words."""
    understood = dict.fromkeys((*vocabulary().needs_meant_by(query.words), *sorted(query.any_of.get("need", ()))))
    filters = {facet: values for facet, values in query.any_of.items() if facet != "need"}
    found = {
        need: api.search_for(replace(query, words="", needs=(need,), any_of=filters), place, radius).total
        for need in understood
    }
    return tuple(need for need, total in found.items() if not total)


def _heading(form: SearchForm, hits: Hits, place: Place | None, words: str) -> str:
    known = vocabulary()
    needs = [gettext(known[need].name) for need in sorted(form.chosen("need"))]
    asked = hits.corrected or words or wording.joined(needs)
    return wording.tally(hits.total, asked, place.label if place else "")


def _last_page(total: int) -> int:
    return min(max(1, ceil(total / ROWS)), MOST_PAGES)


def _pager(form: SearchForm, number: int, last: int) -> Pager:
    shown = tuple((page, _address(form, page=page) if page else "") for page in addresses_of_pages(number, last))
    return Pager(
        number,
        last,
        _address(form, page=number - 1) if number > 1 else None,
        _address(form, page=number + 1) if number < last else None,
        shown,
    )


def _address(form: SearchForm, page: int = 1, miles: str = "") -> str:
    """The address of these results with another page or distance."""
    typed: dict[str, Any] = {"q": form.q.data, "postcode": form.postcode.data}
    typed["miles"] = miles or (form.miles.data if form.postcode.data else "")
    typed |= {name: sorted(form.chosen(name)) for name in FACETS}
    typed["page"] = page if page > 1 else None
    return url_for("directory.search", **{name: value for name, value in typed.items() if value})
