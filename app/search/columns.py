"""What is known of every document besides its words, as arrays with one row a document.

A document keeps its row for as long as an index lives, so that word lists and columns always speak of the same row.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate, compress
from math import cos, degrees, radians
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.search.domain import EARTH_RADIUS_MILES, SLOT, STANDING, Area, Document, Near
from app.search.stemming import stems

Rows = NDArray[np.int32]
Flags = NDArray[np.bool_]

EVERYWHERE = "*"
FEW = 500
LARGEST_TABLE = 16_000_000  # bytes
_NO_VALUES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sets:
    """A set of words for each row. Few different sets occur, so each is kept once: counting is one `bincount`."""

    values: tuple[str, ...]
    table: Flags
    codes: Rows

    @classmethod
    def of(cls, sets: Sequence[frozenset[str]]) -> "Sets":
        kinds = {kind: code for code, kind in enumerate(dict.fromkeys(sets))}
        values = tuple(sorted(frozenset[str]().union(*kinds)))
        table = np.array([[value in kind for value in values] for kind in kinds], dtype=np.bool_)
        codes = np.fromiter((kinds[kind] for kind in sets), dtype=np.int32, count=len(sets))
        return cls(values, table.reshape(len(kinds), len(values)), codes)

    def having_any(self, wanted: Collection[str]) -> Flags:
        """For each row, whether its set holds one of these."""
        kinds: Flags = np.any(self.table[:, self._places(wanted)], axis=1)
        return kinds[self.codes]

    def having_all(self, wanted: Collection[str]) -> Flags:
        if not set(wanted) <= set(self.values):
            return np.zeros(len(self.codes), dtype=np.bool_)
        kinds: Flags = np.all(self.table[:, self._places(wanted)], axis=1)
        return kinds[self.codes]

    def empty(self) -> Flags:
        """For each row, whether its set holds nothing."""
        kinds: Flags = ~np.any(self.table, axis=1)
        return kinds[self.codes]

    def members(self) -> tuple[Rows, Rows]:
        """Every value of every row: how many each row has, and their places in `values`, row by row."""
        sizes = self.table.sum(axis=1, dtype=np.int32)
        members = np.nonzero(self.table)[1].astype(np.int32)
        counts = sizes[self.codes]
        return counts, members[_runs((np.cumsum(sizes) - sizes)[self.codes], counts)]

    def replaced(self, rows: Rows, sets: Sequence[frozenset[str]], size: int) -> "Sets":
        """The same with these rows holding these sets, and as many rows as `size`; rows that are new are among them.

        A set that was there before is kept twice: to look for it would cost more than to keep it until the next build.
        """
        fresh = Sets.of(sets)
        values = tuple(sorted({*self.values, *fresh.values}))
        codes = np.empty(size, dtype=np.int32)
        codes[: len(self.codes)] = self.codes
        codes[rows] = fresh.codes + len(self.table)
        return Sets(values, np.vstack([self._spread(values), fresh._spread(values)]), codes)

    def _places(self, wanted: Collection[str]) -> list[int]:
        return [place for place, value in enumerate(self.values) if value in wanted]

    def _spread(self, values: tuple[str, ...]) -> Flags:
        spread = np.zeros((len(self.table), len(values)), dtype=np.bool_)
        spread[:, [values.index(value) for value in self.values]] = self.table
        return spread


def _runs(starts: NDArray[np.integer[Any]], sizes: NDArray[np.integer[Any]]) -> NDArray[np.integer[Any]]:
    """The numbers from each start on, as many as its size, one run after the other."""
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


@dataclass(frozen=True)
class Tally:
    """The values of all facets of each row side by side, so that hits are counted in one go however few or many."""

    facets: Mapping[str, tuple[str, ...]]
    starts: Rows
    sizes: Rows
    members: NDArray[np.int16]

    @classmethod
    def of(cls, facets: Mapping[str, Sets], size: int) -> "Tally":
        listed = [sets.members() for sets in facets.values()]
        sizes = np.zeros(size, dtype=np.int32)
        for counts, _ in listed:
            sizes += counts
        starts = (np.cumsum(sizes) - sizes).astype(np.int32)
        joined = np.empty(int(sizes.sum()), dtype=np.int16)
        places, shift = starts.copy(), 0
        for sets, (counts, members) in zip(facets.values(), listed, strict=True):
            joined[_runs(places, counts)] = members + shift
            places += counts
            shift += len(sets.values)
        return cls({name: sets.values for name, sets in facets.items()}, starts, sizes, joined)

    def counts(self, rows: Rows) -> dict[str, dict[str, int]]:
        """How many of these rows hold each value of each facet; values held by none are left out."""
        counted = self._counted(rows).tolist()
        return {
            facet: dict(compress(zip(values, counts := counted[start:end], strict=True), counts))
            for facet, values, start, end in self._spans
        }

    def _counted(self, rows: Rows) -> NDArray[np.integer[Any]]:
        if len(rows) <= FEW and self._table is not None:
            counted: NDArray[np.integer[Any]] = np.add.reduce(self._table.take(rows, axis=0), axis=0, dtype=np.int16)
            return counted
        found = self.members[_runs(self.starts[rows], self.sizes[rows])]
        return np.bincount(found, minlength=sum(map(len, self.facets.values())))

    @cached_property
    def _spans(self) -> tuple[tuple[str, tuple[str, ...], int, int], ...]:
        """Each facet with its values, and where these begin and end among those of all facets."""
        ends = accumulate(map(len, self.facets.values()))
        pairs = zip(self.facets.items(), ends, strict=True)
        return tuple((facet, values, end - len(values), end) for (facet, values), end in pairs)

    @cached_property
    def _table(self) -> NDArray[np.int16] | None:
        """Whether each row holds each value: counts a few rows twice as fast. None when it would be large."""
        shape = (len(self.sizes), sum(map(len, self.facets.values())))
        if 2 * shape[0] * shape[1] > LARGEST_TABLE:
            return None
        table = np.zeros(shape, dtype=np.int16)
        table[np.repeat(np.arange(shape[0]), self.sizes), self.members] = 1
        return table


@dataclass(frozen=True)
class Points:
    """Coordinates in degrees; a row may have several, or none."""

    rows: Rows
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]

    @classmethod
    def of(cls, documents: Sequence[Document], rows: Rows) -> "Points":
        found = [
            (row, point.latitude, point.longitude)
            for row, document in zip(rows.tolist(), documents, strict=True)
            for point in document.whereabouts.points
        ]
        return cls(
            np.array([row for row, _, _ in found], dtype=np.int32),
            np.array([latitude for _, latitude, _ in found], dtype=np.float64),
            np.array([longitude for _, _, longitude in found], dtype=np.float64),
        )

    def replaced(self, rows: Rows, fresh: "Points") -> "Points":
        kept = ~np.isin(self.rows, rows)
        return Points(
            np.concatenate([self.rows[kept], fresh.rows]),
            np.concatenate([self.latitudes[kept], fresh.latitudes]),
            np.concatenate([self.longitudes[kept], fresh.longitudes]),
        )

    def miles(self, near: Near, size: int) -> NDArray[np.float64]:
        """For each of `size` rows, how far its nearest point is; infinite beyond the radius or without a point."""
        close = self._in_box(near).nonzero()[0]
        latitudes, longitudes = np.radians(self.latitudes[close]), np.radians(self.longitudes[close])
        here = radians(near.point.latitude)
        north = np.sin((latitudes - here) / 2) ** 2
        east = np.sin((longitudes - radians(near.point.longitude)) / 2) ** 2
        distances = 2 * EARTH_RADIUS_MILES * np.arcsin(np.sqrt(north + cos(here) * np.cos(latitudes) * east))
        miles = np.full(size, np.inf)
        np.minimum.at(miles, self.rows[close], distances)
        if near.radius_miles is not None:
            miles[miles > near.radius_miles] = np.inf
        return miles

    def _in_box(self, near: Near) -> Flags:
        """A box a little larger than the circle, which spares the exact distance to most points."""
        if near.radius_miles is None:
            return np.ones(len(self.rows), dtype=np.bool_)
        angle = degrees(near.radius_miles / EARTH_RADIUS_MILES) * 1.01 + 1e-9
        high = abs(near.point.latitude) + angle
        across = 360.0 if high >= 89.0 else angle / cos(radians(high))
        tall = np.abs(self.latitudes - near.point.latitude) <= angle
        apart = np.abs(self.longitudes - near.point.longitude)
        flags: Flags = tall & (np.minimum(apart, 360.0 - apart) <= across)
        return flags


@dataclass(frozen=True)
class Opening:
    """`domain.Hours` of all rows: a line for each session (see `_COLUMNS`), and the rows whose hours are whole."""

    sessions: Rows
    whole: Flags
    _kept: dict[tuple[datetime, bool], tuple[Flags, Flags]] = field(default_factory=dict, compare=False)
    _turn: list[tuple[datetime, datetime]] = field(default_factory=list, compare=False)

    @classmethod
    def of(cls, documents: Sequence[Document], rows: Rows) -> "Opening":
        lines = [
            (row, one.weekday, one.opens, -1 if one.closes is None else one.closes, one.which)
            + (one.first.toordinal(), one.last.toordinal())
            for row, document in zip(rows.tolist(), documents, strict=True)
            for one in document.hours.sessions
        ]
        whole = np.array([document.hours.whole for document in documents], dtype=np.bool_)
        return cls(np.array(lines, dtype=np.int32).reshape(len(lines), len(_COLUMNS)), whole)

    def replaced(self, rows: Rows, fresh: "Opening", size: int) -> "Opening":
        kept = ~np.isin(self.sessions[:, 0], rows)
        return Opening(np.concatenate([self.sessions[kept], fresh.sessions]), _put(self.whole, rows, fresh.whole, size))

    def at(self, moment: datetime, holiday: bool) -> tuple[Flags, Flags]:
        """The rows that are open, and those of which nobody can tell. Worked out once for everybody in a minute."""
        minute = (moment.replace(second=0, microsecond=0), holiday)
        if minute not in self._kept:
            self._kept.clear()
            self._kept[minute] = self._at(moment, holiday)
        return self._kept[minute]

    def until(self, moment: datetime) -> datetime:
        """When anybody opens or closes next, midnight at the latest. Worked out once a turn."""
        if not any(made_at <= moment < until for made_at, until in self._turn):
            turns = self.sessions[self._on(moment.date()), _OPENS : _CLOSES + 1]
            minute = int(turns[turns > moment.hour * 60 + moment.minute].min(initial=24 * 60))
            self._turn[:] = [(moment, datetime.combine(moment.date(), time()) + timedelta(minutes=minute))]
        return self._turn[0][1]

    def _on(self, today: date) -> Flags:
        """Whether each session is on that day."""
        _, weekdays, _, _, which, first, last = self.sessions.T
        weeks = [0, (today.day + 6) // 7, -1 if (today + timedelta(days=7)).month != today.month else 0]
        days: Flags = (weekdays == today.weekday()) & (first <= today.toordinal()) & (last >= today.toordinal())
        return days & np.isin(which, weeks)

    def _at(self, moment: datetime, holiday: bool) -> tuple[Flags, Flags]:
        rows, _, opens, closes = self.sessions[:, : _CLOSES + 1].T
        minute = moment.hour * 60 + moment.minute
        begun = self._on(moment.date()) & (opens <= minute)
        is_open, unsure = np.zeros(len(self.whole), dtype=np.bool_), ~self.whole
        is_open[rows[begun & (closes > minute)]] = True
        unsure[rows[begun & (closes < 0)]] = True
        if holiday:
            return np.zeros_like(is_open), unsure | is_open
        return is_open, unsure & ~is_open


_COLUMNS = ("row", "weekday", "opens", "closes", "which", "first", "last")
_OPENS, _CLOSES = _COLUMNS.index("opens"), _COLUMNS.index("closes")


@dataclass(frozen=True)
class Columns:
    """`names` and `organisations` are the words of the names, as the index keeps them, with a space between."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    organisations: tuple[str, ...]
    facets: Mapping[str, Sets]
    points: Points
    remote: Flags
    has_area: Flags
    area: Sets
    opening: Opening

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {id: row for row, id in enumerate(self.ids)}

    @cached_property
    def tally(self) -> Tally:
        counted = {name: sets for name, sets in self.facets.items() if name not in {SLOT, STANDING}}
        return Tally.of(counted, len(self.ids))

    @cached_property
    def located(self) -> Flags:
        flags = np.zeros(len(self.ids), dtype=np.bool_)
        flags[self.points.rows] = True
        return flags

    @cached_property
    def placeless(self) -> NDArray[np.int8]:
        """0 for a row with a place of its own; else 1 when it is remote, 2 when it states an area, 3 when neither."""
        return np.where(self.located, 0, np.where(self.remote, 1, np.where(self.has_area, 2, 3))).astype(np.int8)

    @classmethod
    def of(cls, documents: Sequence[Document]) -> "Columns":
        rows = np.arange(len(documents), dtype=np.int32)
        names = sorted({facet for document in documents for facet in document.facets})
        return cls(
            tuple(document.id for document in documents),
            tuple(_stemmed(document.name) for document in documents),
            tuple(_stemmed(document.organisation) for document in documents),
            {name: Sets.of([document.facets.get(name, _NO_VALUES) for document in documents]) for name in names},
            Points.of(documents, rows),
            np.array([document.whereabouts.remote for document in documents], dtype=np.bool_),
            np.array([document.whereabouts.area is not None for document in documents], dtype=np.bool_),
            Sets.of([_outwards(document) for document in documents]),
            Opening.of(documents, rows),
        )

    def rows_for(self, documents: Sequence[Document]) -> Rows:
        """The row that each has, or gets as a new one."""
        fresh = dict.fromkeys(document.id for document in documents if document.id not in self.row_of)
        new = {id: len(self.ids) + place for place, id in enumerate(fresh)}
        return np.array([self.row_of.get(one.id, new.get(one.id)) for one in documents], dtype=np.int32)

    def replaced(self, documents: Sequence[Document]) -> "Columns":
        """The same with these documents put in, at their own rows or at new ones."""
        rows, fresh = self.rows_for(documents), Columns.of(documents)
        size = max(len(self.ids), int(rows.max(initial=-1)) + 1)
        return Columns(
            _with(self.ids, rows, fresh.ids, size),
            _with(self.names, rows, fresh.names, size),
            _with(self.organisations, rows, fresh.organisations, size),
            {
                name: self.sets(name).replaced(
                    rows, [document.facets.get(name, _NO_VALUES) for document in documents], size
                )
                for name in sorted({*self.facets, *fresh.facets})
            },
            self.points.replaced(rows, Points.of(documents, rows)),
            _put(self.remote, rows, fresh.remote, size),
            _put(self.has_area, rows, fresh.has_area, size),
            self.area.replaced(rows, [_outwards(document) for document in documents], size),
            self.opening.replaced(rows, Opening.of(documents, rows), size),
        )

    def sets(self, facet: str) -> Sets:
        """The values of a facet; of one that no document has, none."""
        return self.facets.get(facet) or Sets.of([_NO_VALUES] * len(self.ids))


def _outwards(document: Document) -> frozenset[str]:
    """The outward codes that a document's own area, or else its source's, covers."""
    area: Area | None = document.whereabouts.area or document.whereabouts.source_area
    if area is None:
        return _NO_VALUES
    return area.outwards | {EVERYWHERE} if area.everywhere else area.outwards


def _stemmed(name: str) -> str:
    return " ".join(stems(name))


def _with(texts: tuple[str, ...], rows: Rows, fresh: Sequence[str], size: int) -> tuple[str, ...]:
    longer = [*texts, *[""] * (size - len(texts))]
    for row, text in zip(rows.tolist(), fresh, strict=True):
        longer[row] = text
    return tuple(longer)


def _put(flags: Flags, rows: Rows, fresh: Flags, size: int) -> Flags:
    longer = np.zeros(size, dtype=np.bool_)
    longer[: len(flags)] = flags
    longer[rows] = fresh
    return longer


def documents_of(documents: Iterable[Document]) -> list[Document]:
    """The documents, the last of each id alone."""
    return list({document.id: document for document in documents}.values())
