"""Opens what somebody calls a spreadsheet: a workbook, one CSV file, or a folder of CSV files that belong together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.directory.importing.ledger import CannotImport
from app.directory.importing.spreadsheets import csv_files, workbooks
from app.directory.importing.spreadsheets.sheets import MOST_BYTES, MOST_SHEETS, Sheet, Table

WORKBOOKS = {".xlsx", ".xlsm"}
CSV_FILES = {".csv", ".tsv", ".txt"}


def files_at(path: Path) -> dict[str, Path]:
    """The files to read, by their names: the one, or all CSV files of a folder. Raises CannotImport."""
    if not path.is_dir():
        if not path.is_file():
            raise CannotImport(f"{path}: there is no such file or folder")
        return {str(path): path}
    files = {str(file): file for file in sorted(path.iterdir()) if file.suffix.lower() in CSV_FILES}
    if not files:
        raise CannotImport(f"{path}: there is no CSV file in this folder")
    return files


def sheets(files: Mapping[str, Path], most: int | None = None) -> tuple[Sheet, ...]:
    """Every sheet of these files that holds anything, or the first `most` rows of each. Raises CannotImport.

    Files go by the names that people know, not by where they lie. Sheets of the same name are told apart by number.
    """
    if len(files) > MOST_SHEETS or sum(file.stat().st_size for file in files.values()) > MOST_BYTES:
        raise CannotImport(f"{next(iter(files))}: with the others it is larger than {MOST_BYTES:,} bytes")
    read: dict[str, Sheet] = {}
    for name, path in files.items():
        with _tables(name, path) as tables:
            for table in tables:
                sheet = table.sheet(most)
                if sheet.headings:
                    key = sheet.name if sheet.name not in read else f"{sheet.name} {len(read) + 1}"
                    read[key] = Sheet(key, sheet.headings, sheet.rows)
    if not read:
        raise CannotImport(f"{next(iter(files))}: there is nothing in it")
    return tuple(read.values())


@contextmanager
def _tables(name: str, path: Path) -> Iterator[tuple[Table, ...]]:
    suffix = Path(name).suffix.lower()
    if suffix in WORKBOOKS:
        with workbooks.tables(path, name) as tables:
            yield tables
    elif suffix in CSV_FILES:
        yield (csv_files.table(path, name),)
    else:
        raise CannotImport(f"{name}: is neither an Excel workbook (.xlsx) nor a CSV file")
