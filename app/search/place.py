"""Which rows a person's place lets in, why, and how far they are: `domain.reach_of` for all rows at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.search.columns import EVERYWHERE, Columns, Flags
from app.search.domain import Near, Reach

_REACHES: tuple[Reach | None, ...] = (None, Reach.NEAR, Reach.REMOTE, Reach.AREA, Reach.UNKNOWN)


@dataclass(frozen=True)
class Placed:
    """For each row, why it is in (a place in `_REACHES`, 0 for out) and its miles (infinite when not known).

    Without a person's place there is nothing to say and every row is in.
    """

    codes: NDArray[np.int8] | None = None
    miles: NDArray[np.float64] | None = None

    @classmethod
    def of(cls, columns: Columns, near: Near | None) -> "Placed":
        if near is None:
            return cls()
        miles = columns.points.miles(near, len(columns.ids))
        return cls(_codes(columns, near, miles), miles)

    @property
    def inside(self) -> Flags | None:
        return None if self.codes is None else self.codes > 0

    def reach(self, row: int) -> Reach | None:
        return None if self.codes is None else _REACHES[self.codes[row]]

    def distance(self, row: int) -> float | None:
        miles = np.inf if self.miles is None else float(self.miles[row])
        return miles if miles < np.inf else None


def _codes(columns: Columns, near: Near, miles: NDArray[np.float64]) -> NDArray[np.int8]:
    covered = columns.area.having_any((EVERYWHERE, near.outward))
    if near.radius_miles is None:
        covered = np.ones(len(columns.ids), dtype=np.bool_)
    stated = np.where(columns.has_area, _REACHES.index(Reach.AREA), _REACHES.index(Reach.UNKNOWN))
    by_area = np.where(columns.remote, _REACHES.index(Reach.REMOTE), stated)
    by_point = np.where(np.isfinite(miles), _REACHES.index(Reach.NEAR), 0)
    return np.where(columns.located, by_point, np.where(covered, by_area, 0)).astype(np.int8)
