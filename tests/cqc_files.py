"""CQC's two public files in small: invented locations in the shape of the real ones, for tests and pictures alone."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

HEADINGS = (
    "Name", "Also known as", "Address", "Postcode", "Phone number", "Service's website (if available)",
    "Service types", "Date of latest check", "Specialisms/services", "Provider name", "Local authority", "Region",
    "Location URL", "CQC Location ID (for office use only)", "CQC Provider ID (for office use only)",
)  # fmt: skip
PREAMBLE = (["CQC care directory. SAMPLE: these places are invented."], ["Produced on 2 November 2026"], [])
KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
RATING_HEADINGS = (
    "Location ID", "Location ODS Code", "Location Name", "Service / Population Group", "Domain", "Latest Rating",
    "Publication Date", "Inherited Rating (Y/N)",
)  # fmt: skip


def location(id: str, name: str, postcode: str, provider: str = "Sample Care Limited") -> dict[str, str]:
    """A line of the directory."""
    return {
        "Name": name,
        "Address": "1 Sample Street, Stockton-on-Tees",
        "Postcode": postcode,
        "Phone number": "01632960111",
        "Service types": "Homecare agencies",
        "Date of latest check": "03/05/2026",
        "Specialisms/services": "Personal care|Caring for adults over 65 yrs",
        "Provider name": provider,
        "Local authority": "Sample Council",
        "Region": "North East",
        "Location URL": f"https://www.cqc.org.uk/location/{id}",
        "CQC Location ID (for office use only)": id,
        "CQC Provider ID (for office use only)": "1-100000001",
    }


def directory_file(path: Path, *locations: Mapping[str, str]) -> Path:
    """The directory, with lines before its headings as the real one has."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([*PREAMBLE, HEADINGS])
        writer.writerows([one.get(name, "") for name in HEADINGS] for one in locations)
    return path


def rated(id: str, rating: str, day: str = "2026-05-03", domain: str = "Overall", group: str = "Overall") -> list[str]:
    """A row of the ratings."""
    return [id, "", "Sample", group, domain, rating, day, "N"]


def ratings_file(path: Path, *rows: list[str]) -> Path:
    """The ratings: a sheet of notes, one of locations with cells that say how often they stand, one of providers."""
    sheets = [
        _sheet("Read me", [["SAMPLE: these ratings are invented."]]),
        _sheet("Locations", [RATING_HEADINGS, *rows]),
        _sheet("Providers", [["Provider ID", *RATING_HEADINGS[3:]], ["1-100000001", *rated("", "Good")[3:]]]),
    ]
    return packed(path, "".join(sheets))


def packed(path: Path, sheets: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> Path:
    """An OpenDocument spreadsheet with these sheets."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND)
        body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"{head}<office:document-content {_SPACES}>{body}</office:document-content>")
    return path


def _sheet(name: str, rows: Iterable[Iterable[str]]) -> str:
    return f"<table:table table:name={quoteattr(name)}>{''.join(map(_row, rows))}</table:table>"


def _row(cells: Iterable[str]) -> str:
    to_the_end = "<table:table-cell table:number-columns-repeated='16000'/>"
    return f"<table:table-row>{''.join(map(_cell, cells))}{to_the_end}</table:table-row>"


def _cell(text: str) -> str:
    if len(text) == 10 and text[4] == text[7] == "-":
        value = f'office:value-type="date" office:date-value="{text}T00:00:00"'
        return f"<table:table-cell {value}><text:p>{text[8:]}/{text[5:7]}/{text[:4]}</text:p></table:table-cell>"
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
