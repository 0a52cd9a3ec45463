"""Which rows a person's place lets in, why, and how far they are: `domain.reach_of` for all rows at once."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from app.search.columns import EVERYWHERE, Columns, Flags, Rows
from app.search.domain import Near, Reach

_REACHES: tuple[Reach | None, ...] = (None, Reach.NEAR, Reach.REMOTE, Reach.AREA, Reach.UNKNOWN)


@dataclass(frozen=True)
class Placed:
    """For each row, why it is in (a place in `_REACHES`, 0 for out) and its miles (infinite when not known).

    `covered` are the rows without a place that reach the person's however far it is. Without a person's place there is
    nothing to say and every row is in.
    """

    codes: NDArray[np.int8] | None = None
    miles: NDArray[np.float64] | None = None
    covered: Flags | None = None

    @classmethod
    def of(cls, columns: Columns, near: Near | None, radii: Collection[float] = ()) -> "Placed":
        """`radii` are other distances that will be asked about."""
        if near is None:
            return cls()
        radius = near.radius_miles
        farthest = None if radius is None else max((radius, *radii))
        miles = columns.points.miles(replace(near, radius_miles=farthest), len(columns.ids))
        covered = columns.area.having_any((EVERYWHERE, near.outward)) & ~columns.located
        if radius is None:
            return cls(_codes(columns, np.isfinite(miles), ~columns.located), miles, covered)
        return cls(_codes(columns, miles <= radius, covered), miles, covered)

    @property
    def inside(self) -> Flags | None:
        return None if self.codes is None else self.codes > 0

    def reach(self, row: int) -> Reach | None:
        return None if self.codes is None else _REACHES[self.codes[row]]

    def distance(self, row: int) -> float | None:
        miles = np.inf if self.miles is None else float(self.miles[row])
        return miles if miles < np.inf else None

    def reaching(self, reaches: Collection[str], size: int) -> Flags:
        """The rows, of `size`, that reach the person in one of these ways."""
        if self.codes is None:
            return np.zeros(size, dtype=np.bool_)
        flags: Flags = np.isin(self.codes, [code for code, reach in enumerate(_REACHES) if reach and reach in reaches])
        return flags

    def counts(self, rows: Rows) -> dict[str, int]:
        """How many of these rows reach the person in each way."""
        if self.codes is None:
            return {}
        counted = np.bincount(self.codes[rows], minlength=len(_REACHES)).tolist()
        return {reach.value: count for reach, count in zip(_REACHES, counted, strict=True) if reach and count}

    def how_many_within(self, rows: Rows, radius: float) -> int:
        """How many of these rows are within a distance, or reach the person from wherever they are."""
        if self.miles is None or self.covered is None:
            return 0
        return int(np.count_nonzero((self.miles[rows] <= radius) | self.covered[rows]))


def _codes(columns: Columns, inside: Flags, covered: Flags) -> NDArray[np.int8]:
    stated = np.where(columns.has_area, _REACHES.index(Reach.AREA), _REACHES.index(Reach.UNKNOWN))
    by_area = np.where(columns.remote, _REACHES.index(Reach.REMOTE), stated)
    by_point = np.where(inside, _REACHES.index(Reach.NEAR), 0)
    return np.where(columns.located, by_point, np.where(covered, by_area, 0)).astype(np.int8)
