"""Results pages that were asked for lately, kept in the process for whoever asks the same.

A page is kept until anything changes of what it says: a listing, what words mean, or the clock. Nothing of a person is
on it, and none is kept for words that name a postcode or speak of danger, or for long ones, which may tell of somebody.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app
from flask_babel import get_locale

from app.directory.finding.results import Results
from app.directory.finding.search_address import Search
from app.kernel import clock
from app.kernel.recent import Recent
from app.search import api as searching

MOST_KEPT = 200  # some 60 kB each
LONGEST_KEPT = 60
_KEPT = "kept_results"

Key = tuple[str, str]


@dataclass(frozen=True)
class KeptPage:
    """A page with blanks for what differs from person to person. `listings` are the keys of its rows."""

    pieces: list[str]
    listings: frozenset[str]
    made_at: datetime
    until: datetime

    def suits(self, in_list: Collection[str], moment: datetime) -> bool:
        """Whether it still holds, for somebody who has these services in their list."""
        return self.made_at <= moment < self.until and self.listings.isdisjoint(in_list)


@dataclass(frozen=True)
class Shelf:
    """The pages that were written while the index was as it was then; a change brings an empty shelf."""

    state: object
    pages: Recent[Key, KeptPage] = field(default_factory=lambda: Recent(MOST_KEPT))

    def page(self, key: Key | None, in_list: Collection[str], moment: datetime) -> list[str] | None:
        """The page as it was written last; None when it has to be written."""
        kept = self.pages.get(key) if key else None
        return kept.pieces if kept and kept.suits(in_list, moment) else None

    def keep(
        self, key: Key | None, results: Results, pieces: list[str], in_list: Collection[str], moment: datetime
    ) -> None:
        """Keeps a page, begun at that moment, that is the same for everybody who has none of its services in a list."""
        ideas = (*results.rows, *results.others)
        listings = frozenset(idea.key for idea in ideas)
        if key and not results.help_first and listings and listings.isdisjoint(in_list):
            until = min([searching.open_until(moment), *(idea.holds_until for idea in ideas if idea.holds_until)])
            self.pages.put(key, KeptPage(pieces, listings, moment, until))


def shelf() -> Shelf:
    """The shelf for the index as it is now. It is to be asked for before anything is looked up."""
    state = searching.state()
    kept: Shelf | None = current_app.extensions.get(_KEPT)
    if kept is None or kept.state is not state:
        kept = current_app.extensions[_KEPT] = Shelf(state)
    return kept


def wall_clock() -> datetime:
    """The time on the wall, as the rows are written by it."""
    return clock.in_london(clock.now()).replace(tzinfo=None)


def key_of(search: Search, number: int) -> Key | None:
    """By what a page is found again; None for one that is never kept."""
    if search.postcode or len(search.words) > LONGEST_KEPT or searching.place_in(search.words)[1] is not None:
        return None
    return str(get_locale()), search.address(page=number)
