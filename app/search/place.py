"""Which rows a person's place lets in, why, and how far they are: `domain.reach_of` for all rows at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from app.search.columns import EVERYWHERE, Columns, Flags, Rows
from app.search.domain import Near, Reach

# In the order of `Columns.placeless`, and after them what has a place.
_REACHES: tuple[Reach | None, ...] = (None, Reach.REMOTE, Reach.AREA, Reach.UNKNOWN, Reach.NEAR)
_NEAR = _REACHES.index(Reach.NEAR)


@dataclass(frozen=True)
class Placed:
    """For each row, why it is in (a place in `_REACHES`, 0 for out) and its miles (infinite when not known).

    `placeless` says for each row without a place of its own how it reaches the person when it is in, 0 for one with a
    place; `covered` are those of them that are in at any distance. Without a person's place there is nothing to say and
    every row is in.
    """

    codes: NDArray[np.int8] | None = None
    miles: NDArray[np.float64] | None = None
    placeless: NDArray[np.int8] | None = None
    covered: Flags | None = None

    @classmethod
    def of(cls, columns: Columns, near: Near | None, radii: Collection[float] = ()) -> "Placed":
        """`radii` are other distances that will be asked about."""
        if near is None:
            return cls()
        radius = near.radius_miles
        farthest = None if radius is None else max((radius, *(one for one in radii if isfinite(one))))
        miles = columns.points.miles(replace(near, radius_miles=farthest), len(columns.ids))
        placeless = columns.placeless
        covered = columns.area.having_any((EVERYWHERE, near.outward)) & ~columns.located
        if radius is None:
            codes = np.where(np.isfinite(miles), np.int8(_NEAR), placeless)
        else:
            codes = np.where(miles <= radius, np.int8(_NEAR), np.where(covered, placeless, np.int8(0)))
        return cls(codes, miles, placeless, covered)

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
        return np.zeros(size, dtype=np.bool_) if self.codes is None else np.isin(self.codes, _codes_of(reaches))

    def counts(self, rows: Rows) -> dict[str, int]:
        """How many of these rows reach the person in each way."""
        if self.codes is None:
            return {}
        counted = np.bincount(self.codes[rows], minlength=len(_REACHES)).tolist()
        return {reach.value: count for reach, count in zip(_REACHES, counted, strict=True) if reach and count}

    def how_many_within(self, rows: Rows, radii: Iterable[float], reaches: Collection[str]) -> dict[float, int]:
        """How many of these rows there would be at each of these distances, in one of these ways if any is given."""
        if self.miles is None or self.placeless is None or self.covered is None:
            return dict.fromkeys(radii, 0)
        miles, placeless = self.miles[rows], self.placeless[rows]
        may_be_near = not reaches or Reach.NEAR in reaches
        away = np.isin(placeless, _codes_of(reaches)) if reaches else placeless > 0
        covering, anywhere = _how_many(away & self.covered[rows]), _how_many(away)
        return {
            radius: may_be_near * _how_many(miles <= radius) + covering
            if isfinite(radius)
            else may_be_near * _how_many(placeless == 0) + anywhere
            for radius in radii
        }


def _how_many(flags: Flags) -> int:
    return int(np.count_nonzero(flags))


def _codes_of(reaches: Collection[str]) -> list[int]:
    return [code for code, reach in enumerate(_REACHES) if reach and reach in reaches]
