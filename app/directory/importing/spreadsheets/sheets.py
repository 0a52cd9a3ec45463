"""A spreadsheet as plain text in rows and columns, and how much of one we are willing to read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from string import ascii_uppercase

MOST_BYTES = 25_000_000
MOST_SHEETS = 40
MOST_COLUMNS = 300
MOST_ROWS = 200_000
LONGEST_CELL = 32_767  # Excel's own limit
ROWS_TO_LOOK_FOR_HEADINGS = 10
# What Excel shows in the place of a value that it could not work out.
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}

Cells = tuple[int, Sequence[str]]
"""The number of a row as the spreadsheet shows it, and its cells from the first column on."""


@dataclass(frozen=True)
class Row:
    """What one row says under each heading; cells that say nothing are left out."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """One table: its name, its headings in their columns, and its rows."""

    name: str
    headings: Mapping[str, int]
    rows: tuple[Row, ...]

    def where(self, row: int, heading: str = "") -> str:
        """A row, or one cell of it, as a person finds it: "Service, row 12, column M (URL*)"."""
        place = f"{self.name}, row {row}"
        return f"{place}, column {column_letters(self.headings[heading])} ({heading})" if heading else place


@dataclass(frozen=True)
class Table:
    """A sheet before its headings are known: rows as they come, read when they are asked for."""

    name: str
    rows: Iterable[Cells]

    def sheet(self, most: int | None = None) -> Sheet:
        """The sheet, or the first `most` rows of it. Raises CannotImport, from whoever reads the rows."""
        filled = iter(self.rows)
        first = list(islice(filled, ROWS_TO_LOOK_FOR_HEADINGS))
        start = heading_row(cells for _, cells in first)
        headings = _headings(first[start][1]) if first else {}
        rest = _chain(first[start + 1 :], filled)
        rows, widest = [], len(headings)
        for number, cells in rest if most is None else islice(rest, most):
            widest = max(widest, len(cells))
            rows.append((number, cells))
        named = _with_unnamed(headings, rows, widest)
        return Sheet(self.name, named, tuple(_row(number, cells, named) for number, cells in rows))


def heading_row(rows: Iterable[Sequence[str]]) -> int:
    """Which of the first rows holds the headings: the first that is as wide as any, for titles stand in one cell."""
    widths = [sum(bool(cell) for cell in cells) for cells in rows]
    wide = 0.5 * max(widths, default=0)
    return next((place for place, width in enumerate(widths) if width >= wide), 0)


def filled(rows: Iterable[Cells]) -> Iterator[Cells]:
    """The rows that hold anything, each cell without the space around it, without empty cells at the end."""
    for number, cells in rows:
        trimmed = [cell.strip()[:LONGEST_CELL] for cell in cells]
        while trimmed and not trimmed[-1]:
            trimmed.pop()
        if trimmed:
            yield number, trimmed


def _chain(first: Sequence[Cells], then: Iterator[Cells]) -> Iterator[Cells]:
    yield from first
    yield from then


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """The headings with their columns, from 1; one that stands twice is told apart by its column's letter."""
    headings: dict[str, int] = {}
    for column, cell in enumerate(cells, 1):
        name = " ".join(cell.split())
        if name:
            headings[f"{name} ({column_letters(column)})" if name in headings else name] = column
    return headings


def _with_unnamed(headings: Mapping[str, int], rows: Iterable[Cells], widest: int) -> dict[str, int]:
    """The headings, and "Column G" for each column that holds something without a heading."""
    named = set(headings.values())
    unnamed = [column for column in range(1, widest + 1) if column not in named]
    used = {column for _, cells in rows for column in unnamed if column <= len(cells) and cells[column - 1]}
    return {**headings, **{f"Column {column_letters(column)}": column for column in sorted(used)}}


def _row(number: int, cells: Sequence[str], headings: Mapping[str, int]) -> Row:
    said = {name: cells[column - 1] for name, column in headings.items() if column <= len(cells) and cells[column - 1]}
    return Row(number, said)


def column_letters(column: int) -> str:
    """What a spreadsheet program calls its first, second … column: A, B … Z, AA."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = ascii_uppercase[place] + letters
    return letters
