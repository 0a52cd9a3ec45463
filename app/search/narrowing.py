"""The filters of a query over all rows at once: `domain.unstated_by`, and the true counts beside every choice."""

from collections.abc import Collection, Iterator
from functools import reduce
from itertools import chain

import numpy as np

from app.search.columns import Columns, Flags, Rows
from app.search.domain import OF_SLOTS, OPEN, REACH, SLOT, Query
from app.search.place import Placed

Counts = dict[str, dict[str, int]]


class Narrowing:
    """For each facet in which somebody chose: the rows that fit, and those that state nothing but are let in."""

    def __init__(self, columns: Columns, query: Query, placed: Placed) -> None:
        self._columns, self._query, self._placed = columns, query, placed
        self._fits = {facet: self._holding(facet, wanted) for facet, wanted in query.any_of.items() if wanted}
        self._unstated = {facet: self._vague(facet) for facet in self._fits if facet in query.unstated}
        for facet, wanted in query.all_of.items():
            if wanted:
                self._fits[facet] = columns.sets(facet).having_all(wanted)
                self._unstated |= {facet: ~self._fits[facet]} if facet in query.unstated else {}
        self._denied = [~columns.sets(facet).having_any(values) for facet, values in query.none_of.items()]

    @property
    def may_leave_unstated(self) -> bool:
        """Whether a row may be let in that does not state what was asked."""
        return bool(self._unstated)

    def fitting(self, without: Collection[str] = ()) -> Flags | None:
        """Rows that fit every filter, but for the facets that are left out; None when there is no filter."""
        return _all([*(flags for facet, flags in self._fits.items() if facet not in without), *self._denied])

    def unstating(self) -> Flags | None:
        """Rows that fit as far as they state anything, and do not state everything; None when there can be none."""
        if not self._unstated:
            return None
        let_in = [
            flags | self._unstated[facet] if facet in self._unstated else flags for facet, flags in self._fits.items()
        ]
        fits, allowed = self.fitting(), _all([*let_in, *self._denied])
        return None if fits is None or allowed is None else allowed & ~fits

    def unstated_by(self, row: int) -> tuple[str, ...]:
        """The facets in which somebody chose and of which a row says nothing."""
        return tuple(facet for facet, flags in self._unstated.items() if flags[row] and not self._fits[facet][row])

    def counts(self, near: Rows, fits: Rows) -> Counts:
        """How many fit each value of each facet; `near` are the rows before, and `fits` those after the filters."""
        counts = self._columns.tally.counts(fits)
        for facet in self._query.any_of.keys() & counts.keys():
            counts[facet] = self._columns.tally.counts(self._passing(near, {facet}))[facet]
        counts.update(chain(self._by_slot(near), self._by_moment(near), self._by_reach(near)))
        return counts

    def _by_slot(self, near: Rows) -> Iterator[tuple[str, dict[str, int]]]:
        if not self._query.by_slot:
            return
        rows, slots = self._passing(near, OF_SLOTS), self._columns.sets(SLOT)
        for facet, choices in self._query.by_slot.items():
            having = {value: slots.having_any(wanted) for value, wanted in choices.items()}
            yield facet, {value: count for value, flags in having.items() if (count := _how_many(flags[rows]))}

    def _by_moment(self, near: Rows) -> Iterator[tuple[str, dict[str, int]]]:
        if self._query.at:
            is_open, _ = self._columns.opening.at(self._query.at, self._query.holiday)
            yield OPEN, {"now": _how_many(is_open[self._passing(near, {OPEN})])}

    def _by_reach(self, near: Rows) -> Iterator[tuple[str, dict[str, int]]]:
        if self._placed.codes is not None:
            yield REACH, self._placed.counts(self._passing(near, {REACH}))

    def within(self, found: Rows) -> dict[float, int]:
        """How many of all that answer fit the filters within each of the radii."""
        if not self._query.radii:
            return {}
        rows = self._passing(found, {REACH})
        return self._placed.how_many_within(rows, self._query.radii, self._query.any_of.get(REACH, ()))

    def _passing(self, rows: Rows, without: Collection[str]) -> Rows:
        flags = self.fitting(without)
        return rows if flags is None else rows[flags[rows]]

    def _holding(self, facet: str, wanted: frozenset[str]) -> Flags:
        if facet == REACH:
            return self._placed.reaching(wanted, len(self._columns.ids))
        if facet == OPEN:
            return self._open()[0] if "now" in wanted else np.zeros(len(self._columns.ids), dtype=np.bool_)
        return self._columns.sets(facet).having_any(wanted)

    def _vague(self, facet: str) -> Flags:
        if facet == OPEN:
            return self._open()[1]
        sets = self._columns.sets(facet)
        return sets.empty() | sets.having_any(self._query.unstated[facet])

    def _open(self) -> tuple[Flags, Flags]:
        if self._query.at is None:
            nobody = np.zeros(len(self._columns.ids), dtype=np.bool_)
            return nobody, ~nobody
        return self._columns.opening.at(self._query.at, self._query.holiday)


def _all(flags: list[Flags]) -> Flags | None:
    return reduce(np.logical_and, flags) if flags else None


def _how_many(flags: Flags) -> int:
    return int(np.count_nonzero(flags))
