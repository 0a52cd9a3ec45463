"""What a page offers when little was found: farther away, with fewer filters, the nearest meaning, whom to ring."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask_babel import get_locale, gettext

from app.directory.finding import filters, panel
from app.directory.finding.filters import ANY_DISTANCE, MILES
from app.directory.finding.panel import ANYWHERE, Link
from app.directory.finding.search import search_for
from app.directory.finding.search_address import Search
from app.helplines.api import helplines_for
from app.helplines.domain import Helpline
from app.needs.api import vocabulary
from app.places.domain import Place
from app.search.domain import Hits, Query

FEW = 3
"""So few results, or none, and the page says what else there is."""
MOST_FILTERS_TO_DROP = 8
MOST_MEANINGS = 3
MOST_BROADER = 6
MOST_LINES = 2

_THEMES_OF_NEEDS = {
    "bereavement": "grief", "befriending": "loneliness", "social-groups": "loneliness", "bills-help": "money",
    "energy-help": "money", "fuel-vouchers": "money", "household-support": "money", "carers-benefits": "carers",
    "homelessness": "home", "outreach": "home", "young-carers": "carers",
}  # fmt: skip
_THEMES_OF_GROUPS = {
    "company": "loneliness",
    "carers": "carers",
    "sight-and-hearing": "sight",
    "memory": "dementia",
    "end-of-life": "grief",
    "crisis": "money",
}
_FOR_ANYTHING = "advice"


@dataclass(frozen=True)
class Suggestions:
    """What else there is. `meanings` are needs that the words speak of, and `broader` others of the same kind."""

    wider: tuple[Link, ...] = ()
    fewer: tuple[Link, ...] = ()
    meanings: tuple[Link, ...] = ()
    broader: tuple[Link, ...] = ()
    helplines: tuple[Helpline, ...] = ()


def suggestions(search: Search, hits: Hits, query: Query, place: Place | None, needs: Sequence[str]) -> Suggestions:
    """Everything when nothing was found; when there is a little, how to find more of the same."""
    wider, fewer = tuple(_wider(search, hits)), tuple(_fewer(search, hits, query, place))
    if hits.stated:
        return Suggestions(wider, fewer)
    meanings, broader = _meanings(search, place, needs)
    return Suggestions(wider, fewer, meanings, broader, _helplines(needs))


def _wider(search: Search, hits: Hits) -> Iterator[Link]:
    """Each farther distance that gives more than the one before it."""
    most = hits.stated
    for code in (*MILES, ANY_DISTANCE):
        count = hits.within.get(MILES.get(code, ANYWHERE), 0)
        if count > most and (search.radius or 0) < MILES.get(code, ANYWHERE):
            yield Link(filters.distance_words(str(get_locale()), code), search.address(miles=code), count)
            most = count


def _fewer(search: Search, hits: Hits, query: Query, place: Place | None) -> Iterator[Link]:
    """What each filter costs: how many there are without it. One search each."""
    chosen = [(name, value) for name in search.chosen for value in sorted(search.chosen[name])]
    for name, value in chosen[:MOST_FILTERS_TO_DROP]:
        others = {key: values for key, values in panel.without(search, name, value).items() if values}
        found = search_for(filters.narrowed(query, others), place, search.radius).stated
        if found > hits.stated:
            words = gettext("Without “%(choice)s”", choice=panel.choice_words(name, value))
            yield Link(words, search.address(chosen=others), found)
    if len(chosen) > 1 and search.words:
        found = search_for(filters.narrowed(query, {}), place, search.radius).stated
        if found > hits.stated:
            yield Link(gettext("Without any of what you chose"), search.address(chosen={}), found)


def _meanings(search: Search, place: Place | None, needs: Sequence[str]) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """The needs that were meant and others of the same kind, with how many help with each near the place."""
    if not needs:
        return (), ()
    counts = search_for(Query(count=1), place, search.radius if place else None).counts.get("need", {})
    known = vocabulary()
    groups = {known[need].group for need in needs if need in known}
    others = sorted(
        (need.id for need in known.needs if need.group in groups and need.id not in needs),
        key=lambda need: -counts.get(need, 0),
    )
    meant, broader = (
        tuple(_of_need(search, need, counts.get(need, 0)) for need in listed if counts.get(need))
        for listed in (needs[:MOST_MEANINGS], others[:MOST_BROADER])
    )
    return meant, broader


def _of_need(search: Search, need: str, count: int) -> Link:
    return Link(panel.choice_words("need", need), search.address(words="", chosen={"need": frozenset({need})}), count)


def _helplines(needs: Iterable[str]) -> tuple[Helpline, ...]:
    """A national line for what was meant, and one that knows about anything."""
    known = vocabulary()
    groups = {need: known[need].group for need in needs if need in known}
    themes = [
        _THEMES_OF_NEEDS.get(need) or _THEMES_OF_GROUPS.get(group, _FOR_ANYTHING) for need, group in groups.items()
    ]
    lines = [helplines_for([theme])[:1] for theme in dict.fromkeys([*themes[:1], _FOR_ANYTHING])]
    return tuple(dict.fromkeys(line for found in lines for line in found))[:MOST_LINES]
