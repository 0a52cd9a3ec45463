"""Reads a CSV file as text, whatever its encoding and its separator."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from app.directory.importing.ledger import CannotImport
from app.directory.importing.spreadsheets.sheets import MOST_COLUMNS, MOST_ROWS, Cells, Table, filled

SEPARATORS = ",;\t|"
LINES_TO_JUDGE_BY = 20
# What programs put before the first letter to say how they write.
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def table(content: bytes, name: str) -> Table:
    """The one table of a file; its name is the file's stem. Raises CannotImport."""
    text = _decoded(content, name)
    return Table(Path(name).stem, filled(_rows(text, name)))


def _decoded(written: bytes, name: str) -> str:
    """Unicode if it is; otherwise what Excel in Western Europe writes as plain "CSV"."""
    marked = next((encoding for mark, encoding in MARKS.items() if written.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = written.decode(encoding)
        except UnicodeDecodeError as error:
            line = written[: error.start].count(b"\n") + 1
        else:
            if "\0" in text:
                raise CannotImport(f"{name}, line {text[: text.index(chr(0))].count(chr(10)) + 1}: is not text")
            return text
    raise CannotImport(f"{name}, line {line}: is written in an encoding that we do not know; save it as CSV UTF-8")


def _separator(text: str) -> str:
    """The sign that parts the first lines into the most columns, the same number in each."""
    return max(SEPARATORS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, sign: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in islice(csv.reader(StringIO(text, newline=""), delimiter=sign), LINES_TO_JUDGE_BY)]
    except csv.Error:
        return 0, 0
    widths = [width for width in widths if width]
    first = max(widths[:1], default=0)
    return (widths.count(first) if first > 1 else 0), first


def _rows(text: str, name: str) -> Iterator[Cells]:
    # Strict, for a quotation mark that is never closed would swallow all rows after it without a word.
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    line = 1
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                limits = f"{MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
                raise CannotImport(f"{name}, line {line}: there are more than {limits}")
            yield number, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CannotImport(f"{name}, line {line}: {error}") from error
