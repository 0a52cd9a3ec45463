"""Opens what somebody calls a spreadsheet: a workbook, one CSV file, or a folder of CSV files that belong together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.directory.importing.ledger import CannotImport
from app.directory.importing.spreadsheets import csv_files
from app.directory.importing.spreadsheets.sheets import MOST_BYTES, MOST_SHEETS, Sheet, Table

WORKBOOKS = {".xlsx", ".xlsm"}
CSV_FILES = {".csv", ".tsv", ".txt"}


def files_at(path: Path) -> dict[str, bytes]:
    """The files to read, by their names: the one, or all CSV files of a folder. Raises CannotImport."""
    if not path.is_dir():
        return {str(path): _content(path)}
    files = {str(file): _content(file) for file in sorted(path.iterdir()) if file.suffix.lower() in CSV_FILES}
    if not files:
        raise CannotImport(f"{path}: there is no CSV file in this folder")
    return files


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotImport(f"{path}: is larger than {MOST_BYTES:,} bytes")
        return path.read_bytes()
    except OSError as error:
        raise CannotImport(f"{path}: {error.strerror}") from error


def sheets(files: Mapping[str, bytes], most: int | None = None) -> tuple[Sheet, ...]:
    """Every sheet of these files that has headings, or the first `most` rows of each. Raises CannotImport.

    Files go by the names that people know. Sheets of the same name are told apart by number.
    """
    if len(files) > MOST_SHEETS or sum(map(len, files.values())) > MOST_BYTES:
        raise CannotImport(f"{next(iter(files))}: with the others it is larger than {MOST_BYTES:,} bytes")
    read: dict[str, Sheet] = {}
    for name, content in files.items():
        with _tables(name, content) as tables:
            for table in tables:
                sheet = table.sheet(most)
                if sheet.headings:
                    key = sheet.name if sheet.name not in read else f"{sheet.name} {len(read) + 1}"
                    read[key] = replace(sheet, name=key)
    if not read:
        raise CannotImport(f"{next(iter(files))}: there is nothing in it")
    return tuple(read.values())


@contextmanager
def _tables(name: str, content: bytes) -> Iterator[tuple[Table, ...]]:
    suffix = Path(name).suffix.lower()
    if suffix in WORKBOOKS:
        # Every process can read workbooks, few ever do, and what reads them is slow to import.
        from app.directory.importing.spreadsheets import workbooks

        with workbooks.tables(content, name) as tables:
            yield tables
    elif suffix in CSV_FILES:
        yield (csv_files.table(content, name),)
    else:
        raise CannotImport(f"{name}: is neither an Excel workbook (.xlsx) nor a CSV file")
