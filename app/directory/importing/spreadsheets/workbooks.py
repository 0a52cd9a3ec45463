"""Reads an Excel workbook (.xlsx) as text, without working out its formulas and without trusting its sizes."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.directory.importing.ledger import CannotImport
from app.directory.importing.spreadsheets.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Cells,
    Table,
    filled,
)

MOST_PARTS = 2_000
MOST_BYTES_UNPACKED = 150_000_000
MOST_BYTES_OF_WORDS = 40_000_000  # the shared strings are held in memory, all at once
WORDS = "xl/sharedStrings.xml"
LAST_ROW = 1_048_576  # Excel's own limit; a file may name any number, and every row up to there would be counted
MOST_CELLS = 20_000_000  # empty ones too
BYTES_OF_A_HEAD = 2_000
# What openpyxl raises at a file that is broken in one way or another; it promises no error of its own.
UNREADABLE = (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, TypeError, SyntaxError, OSError)


@contextmanager
def tables(content: bytes, name: str) -> Iterator[tuple[Table, ...]]:
    """The sheets of a workbook while it is open. Raises CannotImport."""
    _check(content, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about colours and drop-down lists, which we do not read
        try:
            workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        except UNREADABLE as error:
            raise CannotImport(f"{name}: is not an Excel workbook that can be read") from error
        try:
            if len(workbook.worksheets) > MOST_SHEETS:
                raise CannotImport(f"{name}: has more than {MOST_SHEETS} sheets")
            yield tuple(Table(sheet.title, filled(_rows(sheet, name))) for sheet in workbook.worksheets)
        finally:
            workbook.close()


def _check(content: bytes, name: str) -> None:
    """Refuses what would fill memory when it is unpacked. Python gives no part more than the size that it states."""
    if not is_zipfile(BytesIO(content)):
        raise CannotImport(f"{name}: is not an Excel workbook that can be read. Save it as .xlsx or as CSV")
    with ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        words = sum(part.file_size for part in parts if part.filename == WORDS)
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES_UNPACKED:
            raise CannotImport(f"{name}: unpacks to more than we read ({MOST_BYTES_UNPACKED:,} bytes)")
        if words > MOST_BYTES_OF_WORDS:
            raise CannotImport(f"{name}, {WORDS}: unpacks to more than we read ({MOST_BYTES_OF_WORDS:,} bytes)")
        _refuse_definitions(packed, parts, name)


def _refuse_definitions(packed: ZipFile, parts: list[ZipInfo], name: str) -> None:
    """A part that defines entities of its own can unfold without end; no spreadsheet program writes one."""
    for part in parts:
        if part.filename.endswith((".xml", ".rels", ".vml")):
            try:
                with packed.open(part) as opened:
                    head = opened.read(BYTES_OF_A_HEAD)
            except (BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
                raise CannotImport(f"{name}, {part.filename}: cannot be unpacked") from error
            if b"<!DOCTYPE" in head.replace(b"\0", b"").upper():
                raise CannotImport(f"{name}, {part.filename}: defines entities of its own")


def _rows(sheet: Any, name: str) -> Iterator[Cells]:
    """The rows of a sheet as they stand, whatever size it says it has."""
    sheet.reset_dimensions()
    rows = looked_at = 0
    try:
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            looked_at += len(cells)
            written = [_text(cell) for cell in cells]
            while written and not written[-1]:
                written.pop()
            rows += bool(written)
            if rows > MOST_ROWS or len(written) > MOST_COLUMNS:
                limits = f"{MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
                raise CannotImport(f"{name}, sheet {sheet.title}, row {number}: there are more than {limits}")
            if number > LAST_ROW or looked_at > MOST_CELLS:
                raise CannotImport(f"{name}, sheet {sheet.title}, row {number}: the sheet has no end")
            if written:
                yield number, written
    except UNREADABLE as error:
        raise CannotImport(f"{name}, sheet {sheet.title}: cannot be read") from error


def _text(value: object) -> str:
    """A cell as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
