"""Hides small numbers, and beside them as many others as it takes that none can be worked out from what is shown.

A cell is small when it counts one to four. Cells hang together by sums: a row adds up to its total, a total to the
whole. Whoever knows these sums and what is shown must find no hidden cell, neither by solving the equations nor because
each hidden number is at least one; and what is hidden in a line adds up to five or more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.insights.domain import Release, key, parts_of

SMALLEST = 5
_CERTAIN = 1e-7
_MOST = 10**9


@dataclass(frozen=True)
class Line:
    """A sum that anybody can see must be true: the parts add up to the total."""

    total: str
    parts: tuple[str, ...]


def released(cells: Mapping[str, int], crossings: Sequence[tuple[str, ...]]) -> Release:
    """The counts with those hidden that must be. The same counts always hide the same cells."""
    lines = tuple(lines_of(cells, crossings))
    hidden = hiding(cells, lines)
    return Release({cell: None if cell in hidden else count for cell, count in cells.items()})


def lines_of(cells: Mapping[str, int], crossings: Sequence[tuple[str, ...]]) -> Iterator[Line]:
    """Every sum between the cells of these crossings."""
    known = {frozenset(crossing) for crossing in crossings}
    sums: dict[tuple[str, frozenset[str]], list[str]] = {}
    for cell in cells:
        parts = parts_of(cell)
        for dimension in parts:
            rest = {other: value for other, value in parts.items() if other != dimension}
            if frozenset(rest) in known:
                sums.setdefault((key(**rest), frozenset(parts)), []).append(cell)
    return (Line(total, tuple(parts)) for (total, _), parts in sums.items() if total in cells)


def hiding(cells: Mapping[str, int], lines: Sequence[Line]) -> frozenset[str]:
    """The cells to hide: the small ones, and then one more at a time for each that can still be found."""
    hidden = {cell for cell, count in cells.items() if 0 < count < SMALLEST}
    of_cell: dict[str, list[Line]] = {}
    for line in lines:
        for cell in (line.total, *line.parts):
            of_cell.setdefault(cell, []).append(line)
    while hidden:
        more = set(_companions(cells, lines, of_cell, hidden))
        if not more:
            break
        hidden |= more
    return frozenset(hidden)


def _companions(
    cells: Mapping[str, int], lines: Sequence[Line], of_cell: Mapping[str, Sequence[Line]], hidden: set[str]
) -> Iterator[str]:
    """What to hide next; nothing when nobody can find a hidden cell, or when nothing more is left to hide."""
    thin = [line for line in lines if _is_thin(line, cells, hidden)]
    if thin:
        yield from filter(None, (_cheapest([line], cells, hidden) for line in thin))
        return
    for cell in sorted(exposed(cells, lines, hidden)):
        companion = _companion_of(cell, cells, of_cell, hidden)
        if companion is not None:
            yield companion


def _companion_of(
    cell: str, cells: Mapping[str, int], of_cell: Mapping[str, Sequence[Line]], hidden: set[str]
) -> str | None:
    """What to hide beside an exposed cell: where it hides alone in a line, something there; else the nearest part.

    The way leads from line to line through what is hidden already. Totals come last: each stands in other tables too,
    where it would take others with it.
    """
    near = list(of_cell.get(cell, ()))
    for line in near:
        if not hidden & {line.total, *line.parts} - {cell}:
            return _cheapest([line], cells, hidden)
    seen: list[Line] = []
    while near:
        parts = {part for line in near for part in line.parts if part not in hidden}
        if parts:
            return min(parts, key=lambda part: (cells[part], part))
        seen += near
        through = dict.fromkeys(part for line in near for part in line.parts)
        near = [line for part in through for line in of_cell.get(part, ()) if line not in seen]
    return _cheapest(seen, cells, hidden)


def _is_thin(line: Line, cells: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether what is hidden in a line is so little that the line itself gives it away."""
    unknown = [cells[part] for part in line.parts if part in hidden]
    if line.total in hidden:
        return False
    return bool(unknown) and sum(unknown) < max(SMALLEST, len(unknown) + 1)


def _cheapest(lines: Sequence[Line], cells: Mapping[str, int], hidden: set[str]) -> str | None:
    """The smallest part of these lines that is still shown, or else a total."""
    parts = {part for line in lines for part in line.parts if part not in hidden}
    totals = {line.total for line in lines if line.total not in hidden}
    return min(parts or totals, key=lambda cell: (cells[cell], cell), default=None)


def exposed(cells: Mapping[str, int], lines: Sequence[Line], hidden: set[str]) -> frozenset[str]:
    """The hidden cells that can be found: by solving all equations together, or by narrowing what each can be."""
    names = sorted(hidden)
    at = {cell: place for place, cell in enumerate(names)}
    rows, known = _equations(cells, lines, at)
    if not len(rows):
        return frozenset()
    found = _solved(rows) | _narrowed(rows, known)
    return frozenset(names[place] for place in np.flatnonzero(found))


def _equations(
    cells: Mapping[str, int], lines: Sequence[Line], at: Mapping[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What is known of the hidden cells: each row times them is the number beside it."""
    rows, known = [], []
    for line in lines:
        unknown = [part for part in line.parts if part in at]
        if not unknown and line.total not in at:
            continue
        row = np.zeros(len(at))
        row[[at[part] for part in unknown]] = 1
        if line.total in at:
            row[at[line.total]] = -1
        shown_total = 0 if line.total in at else cells[line.total]
        rows.append(row)
        known.append(shown_total - sum(cells[part] for part in line.parts if part not in at))
    return np.array(rows), np.array(known, dtype=np.float64)


def _solved(rows: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which unknowns the equations settle: those whose own axis lies in the space that the rows span."""
    _, sizes, axes = np.linalg.svd(rows, full_matrices=False)
    span = axes[sizes > _CERTAIN]
    found: NDArray[np.bool_] = (span**2).sum(axis=0) > 1 - _CERTAIN
    return found


def _narrowed(rows: NDArray[np.float64], known: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which unknowns are pinned because each is at least one: what a row leaves them, again and again."""
    low, high = np.ones(rows.shape[1]), np.full(rows.shape[1], float(_MOST))
    for _ in range(rows.shape[1]):
        before = (low.copy(), high.copy())
        for row, number in zip(rows, known, strict=True):
            _narrow(row, number, low, high)
        if np.array_equal(before[0], low) and np.array_equal(before[1], high):
            break
    pinned: NDArray[np.bool_] = low == high
    return pinned


def _narrow(row: NDArray[np.float64], number: float, low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    """Draws the bounds of one row's unknowns together, each by what the others at least and at most take."""
    places = np.flatnonzero(row)
    signs = row[places]
    least = np.where(signs > 0, low[places], -high[places])
    most = np.where(signs > 0, high[places], -low[places])
    lowest, highest = number - (most.sum() - most), number - (least.sum() - least)
    up = np.where(signs > 0, highest, -lowest)
    down = np.where(signs > 0, lowest, -highest)
    high[places] = np.minimum(high[places], up)
    low[places] = np.maximum(low[places], down)
