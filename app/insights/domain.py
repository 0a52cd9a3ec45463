"""Periods and figures: whole quarters, counts of which the small ones are hidden, and what is worked out from them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3
QUARTERS = 4
FIRST_MONTH_OF_A_COUNCILS_YEAR = 4
MOST_QUARTERS = 20  # events live five years


class NotAPeriod(ValueError):
    """Not the first month of a quarter, or an end before its beginning."""


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months, of which the first is January, April, July or October. Raises NotAPeriod."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if self.month % MONTHS != 1 or not 1 <= self.month <= 12 or not 2000 <= self.year < 2200:
            raise NotAPeriod

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, day.month - (day.month - 1) % MONTHS)

    @classmethod
    def read(cls, code: str) -> "Quarter":
        """The quarter that begins with a month written as 2026-04. Raises NotAPeriod."""
        year, _, month = code.partition("-")
        if not (year.isdecimal() and month.isdecimal()):
            raise NotAPeriod
        return cls(int(year), int(month))

    @property
    def code(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return self.plus(1).first - timedelta(days=1)

    @property
    def months(self) -> tuple[str, ...]:
        return tuple(f"{self.year}-{self.month + shift:02}" for shift in range(MONTHS))

    def plus(self, quarters: int) -> "Quarter":
        number = self.year * QUARTERS + self.month // MONTHS + quarters
        return Quarter(number // QUARTERS, number % QUARTERS * MONTHS + 1)

    def __str__(self) -> str:
        ends = date(self.year, self.month + MONTHS - 1, 1)
        return f"{self.first:%B} to {ends:%B} {self.year}"


@dataclass(frozen=True)
class Period:
    """Whole quarters, from the first to the last. Raises NotAPeriod."""

    first: Quarter
    last: Quarter

    def __post_init__(self) -> None:
        if not 0 < len(self.quarters) <= MOST_QUARTERS:
            raise NotAPeriod

    @classmethod
    def year_of(cls, quarter: Quarter) -> "Period":
        """The council's year, April to March, in which a quarter lies."""
        year = quarter.year - (quarter.month < FIRST_MONTH_OF_A_COUNCILS_YEAR)
        first = Quarter(year, FIRST_MONTH_OF_A_COUNCILS_YEAR)
        return cls(first, first.plus(QUARTERS - 1))

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        found: list[Quarter] = []
        quarter = self.first
        while quarter <= self.last and len(found) <= MOST_QUARTERS:
            found.append(quarter)
            quarter = quarter.plus(1)
        return tuple(found)

    @property
    def before(self) -> "Period":
        """As many quarters just before."""
        back = -len(self.quarters)
        return Period(self.first.plus(back), self.last.plus(back))

    @property
    def code(self) -> str:
        return f"{self.first.code}-to-{self.last.last:%Y-%m}"

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return f"{self.first.first:%B %Y} to {self.last.last:%B %Y}"


Count = int | None
"""How many; None where the number is hidden."""


def key(**of: str) -> str:
    """The name of a cell: what is counted in it. The whole has the empty name."""
    return "&".join(f"{dimension}={of[dimension]}" for dimension in sorted(of))


def parts_of(cell: str) -> dict[str, str]:
    """What is counted in a cell, by dimension."""
    return dict(part.split("=", 1) for part in cell.split("&") if part)


@dataclass(frozen=True)
class Release:
    """The counts that may be known. Whatever is shown anywhere is worked out from these and from nothing else."""

    cells: Mapping[str, Count]

    def of(self, **of: str) -> Count:
        """How many of this; nothing was counted where there is no cell."""
        return self.cells.get(key(**of), 0)

    def values(self, dimension: str) -> tuple[str, ...]:
        """What was met in a dimension, in the order of the alphabet."""
        found = (parts_of(cell) for cell in self.cells)
        return tuple(sorted({parts[dimension] for parts in found if parts.keys() == {dimension}}))

    @property
    def is_empty(self) -> bool:
        return not self.cells


def together(releases: Iterable[Release]) -> Release:
    """Several quarters as one. What is hidden in one of them is hidden in the whole, or a subtraction would show it."""
    cells: dict[str, Count] = {}
    for release in releases:
        for cell, count in release.cells.items():
            cells[cell] = added([cells.get(cell, 0), count])
    return Release(cells)


def added(counts: Iterable[Count]) -> Count:
    """The sum, hidden when a part of it is."""
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def share(part: Count, whole: Count) -> float | None:
    """The part as a share of the whole; hidden with either, and nothing of nothing has none."""
    return None if part is None or not whole else part / whole


Row = tuple[Mapping[str, str], int]
"""What was counted, by dimension, and how often."""


def cells_of(crossings: Sequence[tuple[str, ...]], counted: Sequence[Sequence[Row]]) -> dict[str, int]:
    """The true number of every cell. Each crossing is counted from the first rows that tell all its dimensions."""
    cells: dict[str, int] = {}
    for crossing in crossings:
        for of, times in _rows_for(crossing, counted):
            cell = key(**{dimension: of[dimension] for dimension in crossing})
            cells[cell] = cells.get(cell, 0) + times
    return {cell: count for cell, count in cells.items() if count}


def _rows_for(crossing: Sequence[str], counted: Sequence[Sequence[Row]]) -> Iterator[Row]:
    telling = (rows for rows in counted if rows and rows[0][0].keys() >= set(crossing))
    yield from next(telling, ())
