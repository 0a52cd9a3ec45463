"""Spreadsheets as people send them: encodings, separators, titles above the headings, and files that lie."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.directory.importing.ledger import CannotImport
from app.directory.importing.spreadsheets import opening, workbooks
from app.directory.importing.spreadsheets.sheets import MOST_COLUMNS, Sheet

WriteCsv = Callable[..., Path]


@pytest.fixture
def csv_file(tmp_path: Path) -> WriteCsv:
    def write(text: str, name: str = "services.csv", encoding: str = "utf-8") -> Path:
        file = tmp_path / name
        file.write_bytes(text.encode(encoding))
        return file

    return write


def only_sheet(path: Path, most: int | None = None) -> Sheet:
    (sheet,) = opening.sheets(opening.files_at(path), most)
    return sheet


def workbook_of(path: Path, **sheets: list[list[object]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_usual_encoding_and_separator_is_understood(csv_file: WriteCsv, encoding: str, separator: str) -> None:
    rows = [["Name", "Cost", "Town"], ["Café “Bâton”", "£3", "Brontë, Upper"], ["Plain", "free", "Stockton"]]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    sheet = only_sheet(csv_file(text, encoding=encoding))
    assert sheet.rows[0].cells == {"Name": "Café “Bâton”", "Cost": "£3", "Town": "Brontë, Upper"}


def test_a_row_goes_by_the_number_that_the_spreadsheet_shows(csv_file: WriteCsv) -> None:
    sheet = only_sheet(csv_file('Name,About\nA,"two\nlines"\n\nB,one\n'))
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.where(4, "About") == "services, row 4, column B (About)"


def test_titles_above_the_headings_are_passed_over(csv_file: WriteCsv) -> None:
    sheet = only_sheet(csv_file("Our services\nas of March,,\nName,Town,Phone\nA,B,C\n"))
    assert list(sheet.headings) == ["Name", "Town", "Phone"]
    assert len(sheet.rows) == 1


def test_a_column_without_a_heading_is_not_lost(csv_file: WriteCsv) -> None:
    assert only_sheet(csv_file("Name,,Town\nA,note,B,more\n")).rows[0].cells == {
        "Name": "A",
        "Column B": "note",
        "Town": "B",
        "Column D": "more",
    }


def test_the_first_rows_are_had_without_the_others(csv_file: WriteCsv) -> None:
    assert len(only_sheet(csv_file("Name,Town\n" + "A,B\n" * 500), most=5).rows) == 5


@pytest.mark.parametrize(
    ("text", "line"), [('Name,Town\nA,B\n"C,D\nE,F\n', 3), ("Name,Town\nA\0B,C\n", 2), ("Name,Town\n" + "a," * 400, 2)]
)
def test_a_broken_csv_is_refused_by_its_line(csv_file: WriteCsv, text: str, line: int) -> None:
    file = csv_file(text)
    with pytest.raises(CannotImport, match=rf"{file}, line {line}: "):
        opening.sheets(opening.files_at(file))


def test_cells_of_a_workbook_read_as_a_person_would_type_them(tmp_path: Path) -> None:
    file = workbook_of(
        tmp_path / "a.xlsx", S=[["Name", "Age", "Day", "Free", "Price"], ["A", 18.0, date(2026, 3, 2), True, 2.5]]
    )
    assert only_sheet(file).rows[0].cells == {
        "Name": "A",
        "Age": "18",
        "Day": "2026-03-02",
        "Free": "TRUE",
        "Price": "2.5",
    }


def test_a_formula_is_never_worked_out(tmp_path: Path) -> None:
    file = workbook_of(tmp_path / "a.xlsx", S=[["Name", "Sum"], ["A", "=1+1"]])
    assert only_sheet(file).rows[0].cells == {"Name": "A"}


def test_the_size_that_a_sheet_claims_is_not_believed(tmp_path: Path) -> None:
    file = workbook_of(tmp_path / "a.xlsx", S=[["Name", "Town"], ["A", "B"]])
    claimed = tmp_path / "b.xlsx"
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(claimed, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in whole.infolist():
            text = whole.read(part).replace(b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')
            copy.writestr(part, text.replace(b'<row r="2"', b'<row r="1048576"').replace(b'"B2"', b'"B1048576"'))
    sheet = only_sheet(claimed)
    assert [(row.number, row.cells["Name"]) for row in sheet.rows] == [(1048576, "A")]


def test_a_row_that_lies_beyond_every_sheet_ends_the_reading(tmp_path: Path) -> None:
    file = workbook_of(tmp_path / "a.xlsx", S=[["Name", "Town"], ["A", "B"]])
    with zipfile.ZipFile(file) as whole:
        sheet = whole.read("xl/worksheets/sheet1.xml")
    far = with_part(file, "xl/worksheets/sheet1.xml", sheet.replace(b'<row r="2"', b'<row r="999999999999"'))
    with pytest.raises(CannotImport, match="the sheet has no end"):
        opening.sheets(opening.files_at(far))


def with_part(file: Path, name: str, content: bytes) -> Path:
    bad = file.with_name("bad.xlsx")
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as copy:
        for part in whole.infolist():
            copy.writestr(part, content if part.filename == name else whole.read(part))
        if name not in whole.namelist():
            copy.writestr(name, content)
    return bad


@pytest.fixture
def small_workbook(tmp_path: Path) -> Path:
    return workbook_of(tmp_path / "a.xlsx", S=[["Name", "Town"], ["A", "B"]])


def test_a_zip_bomb_is_refused_before_it_is_unpacked(small_workbook: Path) -> None:
    bomb = with_part(small_workbook, "xl/media/image.bin", b"\0" * (workbooks.MOST_BYTES_UNPACKED + 1))
    assert bomb.stat().st_size < 1_000_000
    with pytest.raises(CannotImport, match="unpacks to more than we read"):
        opening.sheets(opening.files_at(bomb))


def test_entities_that_unfold_without_end_are_refused(small_workbook: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(CannotImport, match="entities"):
        opening.sheets(opening.files_at(with_part(small_workbook, "xl/worksheets/sheet1.xml", bomb)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 an old .xls"])
def test_what_is_no_workbook_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(content)
    with pytest.raises(CannotImport, match=r"a\.xlsx: is not an Excel workbook"):
        opening.sheets(opening.files_at(file))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
def test_a_workbook_with_a_broken_part_is_refused_in_words(small_workbook: Path, part: str) -> None:
    with pytest.raises(CannotImport, match=r"bad\.xlsx"):
        opening.sheets(opening.files_at(with_part(small_workbook, part, b"<not xml")))


def test_a_sheet_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    file = workbook_of(tmp_path / "a.xlsx", S=[["x"] * (MOST_COLUMNS + 1)])
    with pytest.raises(CannotImport, match="columns"):
        opening.sheets(opening.files_at(file))
