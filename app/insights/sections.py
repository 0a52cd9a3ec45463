"""A section of a page of figures: a question, the answer in a sentence, a drawing, and a table of the same numbers."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.insights import charts
from app.insights.charts import Bar, Shares
from app.insights.domain import Count

HIDDEN = "hidden"
MOST_ROWS = 60
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Share(float):
    """A part of a whole, from 0 to 1."""


class Minutes(int):
    """A stretch of time."""


Cell = str | Count | Share | Minutes


@dataclass(frozen=True)
class Table:
    """Heads and rows. A hidden number is None."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def said(self) -> tuple[tuple[str, ...], ...]:
        """The first rows as they are read on a page; a file has all of them."""
        return tuple(tuple(map(in_words, row)) for row in self.rows[:MOST_ROWS])

    @property
    def is_cut(self) -> bool:
        """Whether a page does not show all rows."""
        return len(self.rows) > MOST_ROWS


@dataclass(frozen=True)
class Section:
    """One question with its answer. `drawing` is an SVG image, or nothing."""

    id: str
    question: str
    answer: str
    table: Table
    drawing: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was counted."""
        numbers = [cell for row in self.table.rows for cell in row if cell is None or isinstance(cell, int)]
        return not any(number is None or number for number in numbers)


def in_words(cell: Cell) -> str:
    """A cell as it is read on a page."""
    if cell is None:
        return HIDDEN
    if isinstance(cell, Share):
        return per_cent(cell)
    if isinstance(cell, Minutes):
        return time_taken(cell)
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def per_cent(part: float | None) -> str:
    """A share as people say it, to the whole percent; a part that is there is never said to be nothing or all."""
    if part is None:
        return HIDDEN
    if 0 < part < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= part < 1 else f"{part:.0%}"


def told(part: float | None) -> str:
    """A share in the middle of a sentence."""
    return "a share that is hidden" if part is None else per_cent(part)


def sentence(words: str) -> str:
    """Words that begin with a capital letter."""
    return words[:1].upper() + words[1:]


def time_taken(minutes: int) -> str:
    """Minutes as people say them."""
    if minutes < 60:
        return f"{minutes} minutes"
    if minutes < 48 * 60:
        return _of(round(minutes / 60), "hour")
    return _of(round(minutes / 60 / 24), "day")


def _of(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def as_share(part: float | None, whole: Count) -> Cell:
    """A share as a cell; of nothing there is none."""
    if whole == 0:
        return "–"
    return None if part is None else Share(part)


def as_csv(sections: Iterable[Section], about: Sequence[tuple[str, str]]) -> str:
    """The tables as one file for a spreadsheet, which begins with what it is about."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerows([_harmless(word) for word in line] for line in about)
    for section in sections:
        rows.writerow([])
        rows.writerow([_harmless(section.question)])
        rows.writerow([_harmless(head) for head in section.table.heads])
        rows.writerows([_plain(cell) for cell in row] for row in section.table.rows)
    return "\ufeff" + file.getvalue()


def _plain(cell: Cell) -> str:
    """A cell as spreadsheets count with it: minutes and numbers bare, a share to a tenth of a percent."""
    if cell is None:
        return HIDDEN
    if isinstance(cell, Share):
        return f"{cell:.1%}"
    return str(int(cell)) if isinstance(cell, int) else _harmless(cell)


def _harmless(words: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(_STARTS_A_FORMULA) else words


def words_for(question: str, answer: str, periods: tuple[str, str]) -> charts.Words:
    """What a drawing of a section says."""
    return charts.Words(question, answer, HIDDEN, *periods)


def bars_of(counts: Mapping[str, Count], before: Mapping[str, Count] | None = None) -> list[Bar]:
    """Bars of counts by their labels, beside those of the period before when there are any."""
    earlier = before or {}
    return [Bar(label, count, in_words(count), earlier.get(label)) for label, count in counts.items()]


def shares_of(label: str, parts: Sequence[Count], said: str) -> Shares:
    """A bar of counts that add up to a whole."""
    return Shares(label, tuple(parts), said)
