"""What the search page and the page of its results are told, all decided: one frozen value a page."""

from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup

from app.councils.api import council
from app.directory.domain import Idea
from app.directory.finding import filters, panel
from app.directory.finding.asked import Asked
from app.directory.finding.filters import MILES
from app.directory.finding.help_first import dangers_in, help_first, may_have_to_leave
from app.directory.finding.panel import Link
from app.directory.finding.search import ideas_of, search_for
from app.directory.finding.search_address import Search
from app.directory.finding.suggestions import FEW, Suggestions, suggestions
from app.directory.finding.understood import Understood
from app.directory.reading import wording
from app.directory.reading.choices import NOT_STATED
from app.kernel import clock
from app.needs.api import vocabulary
from app.places.domain import Place
from app.search.domain import REACH, Hit, Hits, Query
from app.unmatched.domain import ANYTHING, NOT_UNDERSTOOD
from app.web.pagination import last_page

ROWS = 20
MOST_PAGES = 100
RADII = (*MILES.values(), panel.ANYWHERE)

# What people pay a personal assistant for, as the vocabulary of needs names it, and what they call one.
OF_ONES_OWN_HELPER = frozenset(
    {"bathing-help", "dressing-help", "shopping-help", "cleaning", "laundry", "befriending", "carers-break"}
)
SAID_OF_ONES_OWN_HELPER = ("personal assistant", "direct payment", "home help", "carer at home", "home care")


@dataclass(frozen=True)
class NeedGroup:
    """Needs that belong together, each with the address of its list."""

    name: str
    needs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Results:
    """The page of this `number` of the list. `rows` fit everything that was asked; `others` leave something unsaid.

    `help_first` stands above all of it when the words speak of danger; `may_leave` gives a way to leave fast.
    `own_helper` says that somebody whom a person chooses and pays could help with this too.
    """

    heading: str
    title: str
    place: Place | None
    unknown_place: bool
    understood: Understood
    help_first: Markup
    may_leave: bool
    hits: Hits
    rows: tuple[Idea, ...]
    others: tuple[Idea, ...]
    about_others: str
    ways_here: tuple[Link, ...]
    filters: Markup
    tags: tuple[Link, ...]
    clear: str
    closest: tuple[Idea, ...]
    suggestions: Suggestions
    number: int
    last: int
    unmatched: tuple[str, ...]
    own_helper: bool


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


def results_of(search: Search, number: int) -> Results:
    """Searches, and says how many each choice would give."""
    asked = Asked.of(search.words, search.postcode, search.exactly)
    words, place = asked.words, asked.place
    query = asked.within(_query(search, words, number, place))
    hits = search_for(query, place, search.radius if place else None)
    last = _last_page(hits.total)
    if number > last:
        return results_of(search, last)
    found = ideas_of(hits.page, place)
    rows = [found[hit.id] for hit in hits.page if hit.id in found]
    dangers = dangers_in(search.words, hits.corrected)
    may_leave = may_have_to_leave(dangers)
    heading = _heading(search, hits, place, words, quiet=may_leave)
    return Results(
        heading=heading,
        title=wording.page_title(heading, number),
        place=place,
        unknown_place=asked.unknown_place,
        understood=Understood.of(search, asked, hits.reading),
        help_first=help_first(dangers),
        may_leave=may_leave,
        hits=hits,
        rows=tuple(row for row in rows if not row.unstated),
        others=tuple(row for row in rows if row.unstated),
        about_others=_about_others(hits, query),
        ways_here=_ways_here(search, hits),
        filters=panel.filters_beside(search, hits),
        tags=panel.tags(search, place is not None),
        clear=search.address(chosen={}, miles=filters.MILES_AT_FIRST),
        closest=_closest(hits),
        suggestions=_suggestions(search, hits, query, place),
        number=number,
        last=last,
        own_helper=not dangers and _could_be_ones_own_helper(search, _meant(query, hits)),
        unmatched=() if hits.total or dangers else _unmatched(query, _meant(query, hits), place, search.radius),
    )


def _query(search: Search, words: str, number: int, place: Place | None) -> Query:
    moment = clock.in_london(clock.now()).replace(tzinfo=None)
    asked = Query(
        words=words,
        at=moment,
        holiday=moment.date() in council().bank_holidays,
        radii=RADII if place else (),
        first=(number - 1) * ROWS,
        count=ROWS,
    )
    return filters.narrowed(asked, search.chosen)


def _about_others(hits: Hits, query: Query) -> str:
    """The heading of those that do not state what was asked."""
    number = hits.total - hits.stated
    if not number:
        return ""
    names = [name for name in (*query.any_of, *query.all_of) if name in query.unstated]
    return wording.others(number, str(NOT_STATED[names[0]]) if len(names) == 1 else "")


def _ways_here(search: Search, hits: Hits) -> tuple[Link, ...]:
    """How those that were found reach somebody, each with its own list; nothing when all do it in one way."""
    counts = hits.counts.get(REACH, {})
    if len(counts) < 2 or REACH in search.chosen:
        return ()
    ways = [reach for reach in wording.REACHES if counts.get(reach)]
    return tuple(
        Link(
            panel.choice_words(REACH, reach),
            search.address({**search.chosen, REACH: frozenset({reach})}),
            counts[reach],
        )
        for reach in ways
    )


def _closest(hits: Hits) -> tuple[Idea, ...]:
    return () if hits.total else tuple(ideas_of([Hit(key) for key in hits.fallback], None).values())


def _suggestions(search: Search, hits: Hits, query: Query, place: Place | None) -> Suggestions:
    return Suggestions() if hits.stated > FEW else suggestions(search, hits, query, place, _meant(query, hits))


def _meant(query: Query, hits: Hits) -> tuple[str, ...]:
    """The needs that were understood or chosen."""
    return tuple(dict.fromkeys((*hits.reading.needs, *sorted(query.any_of.get("need", ())))))


def _could_be_ones_own_helper(search: Search, meant: tuple[str, ...]) -> bool:
    """Whether somebody looks for what a personal assistant does, or for one."""
    words = search.words.casefold()
    return bool(OF_ONES_OWN_HELPER.intersection(meant)) or any(said in words for said in SAID_OF_ONES_OWN_HELPER)


def _unmatched(query: Query, meant: tuple[str, ...], place: Place | None, radius: float | None) -> tuple[str, ...]:
    """The needs that were understood or chosen and for which there is nothing there, even without the typed words.

    When there were none, that is all that is said: never the words.
    """
    if not meant:
        return (NOT_UNDERSTOOD if query.words else ANYTHING,)
    others = {facet: values for facet, values in query.any_of.items() if facet != "need"}
    found = {
        need: search_for(replace(query, words="", needs=(need,), any_of=others), place, radius if place else None).total
        for need in meant
    }
    return tuple(need for need, total in found.items() if not total)


def _heading(search: Search, hits: Hits, place: Place | None, words: str, quiet: bool) -> str:
    """How many there are of what; `quiet` when nobody who looks at the screen or its history should read of what."""
    needs = [panel.choice_words("need", need) for need in sorted(search.chosen.get("need", ()))]
    asked = "" if quiet else hits.corrected or words or wording.joined(needs)
    return wording.tally(hits.stated, hits.total, asked, place.label if place else "")


def _last_page(total: int) -> int:
    return min(last_page(total, ROWS), MOST_PAGES)
