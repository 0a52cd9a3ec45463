"""Reads CQC's directory of care services, a CSV file: finds its heading row and columns by their words."""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.registered.domain import LOCATION_ID, CannotRead, Location

if TYPE_CHECKING:
    from _csv import Reader  # the type has no other name before Python 3.13

MOST_BYTES = 150_000_000  # the real file has some 35 million
MOST_ROWS = 500_000
LONGEST_CELL = 5_000
ROWS_TO_LOOK_FOR_HEADINGS = 30
ROWS_A_STEP = 1_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("cqc location id", "location id"),
    "name": ("name", "location name"),
    "address": ("address", "location address"),
    "postcode": ("postcode", "postal code", "location postal code"),
    "telephone": ("phone number", "telephone", "telephone number"),
    "website": ("service's website", "website"),
    "service_types": ("service types", "service type"),
    "checked_on": ("date of latest check", "date of the latest check"),
    "specialisms": ("specialisms/services", "specialisms"),
    "provider_name": ("provider name",),
    "local_authority": ("local authority",),
    "region": ("region",),
    "url": ("location url",),
    "provider_id": ("cqc provider id", "provider id"),
}
"""The fields of a location, and the headings under which they stand, without what is in brackets."""
NEEDED = ("id", "name", "postcode")
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%y")


@dataclass(frozen=True)
class Directory:
    """What the file says; `rejected` are lines that could not be used, with why."""

    locations: Mapping[str, Location]
    rejected: tuple[str, ...]


def read(path: Path, tell: Callable[[int], None]) -> Directory:
    """The whole file. Tells how many rows more were read. Raises CannotRead."""
    reader = csv.reader(StringIO(_text(path), newline=""), strict=True)
    rows = _rows(reader, path.name)
    columns = _columns(rows, path.name)
    locations: dict[str, Location] = {}
    rejected: list[str] = []
    for number, (line, cells) in enumerate(rows, 1):
        said = {field: _cell(cells, column) for field, column in columns.items()}
        reason = _why_not(said, locations)
        if reason:
            rejected.append(f"{path.name}, line {line}: {reason}")
        elif any(said.values()):
            locations[said["id"]] = _location(said)
        if number % ROWS_A_STEP == 0:
            tell(ROWS_A_STEP)
    if not locations:
        raise CannotRead(f"{path.name}: holds no location that can be used")
    return Directory(locations, tuple(rejected))


def heading(text: str) -> str:
    """A heading to be compared: "CQC Location ID (for office use only)" is "cqc location id"."""
    plain = re.sub(r"\([^)]*\)", " ", text.replace("’", "'"))
    return " ".join(plain.lower().split())


def day(text: str) -> date | None:
    """A date as these files write it; None when there is none."""
    for shape in DATES:
        try:
            return datetime.strptime(text.strip()[:20], shape).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None


def _text(path: Path) -> str:
    """The file's letters: Unicode if it is, otherwise what Excel in Western Europe writes."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CannotRead(f"{path.name}: is larger than {MOST_BYTES:,} bytes")
        written = path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{path}: {error.strerror}") from error
    if b"\0" in written:
        raise CannotRead(f"{path.name}: is not a CSV file")
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError:
        return written.decode("cp1252", errors="replace")


def _rows(reader: "Reader", name: str) -> Iterator[tuple[int, Sequence[str]]]:
    line = 1
    try:
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise CannotRead(f"{name}, line {line}: there are more than {MOST_ROWS:,} rows")
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise CannotRead(f"{name}, line {line}: {error}") from error


def _columns(rows: Iterator[tuple[int, Sequence[str]]], name: str) -> dict[str, int]:
    """Where each field stands; lines before the headings are passed over."""
    for _, cells in islice(rows, ROWS_TO_LOOK_FOR_HEADINGS):
        said = [heading(cell) for cell in cells]
        found = {
            field: said.index(words[0])
            for field, names in COLUMNS.items()
            if (words := [word for word in names if word in said])
        }
        if found.keys() >= {"id", "name"}:
            if missing := [COLUMNS[field][0] for field in NEEDED if field not in found]:
                raise CannotRead(f"{name}: has no column “{missing[0]}”")
            return found
    raise CannotRead(
        f"{name}: none of the first {ROWS_TO_LOOK_FOR_HEADINGS} lines has the headings “Name” and “CQC Location ID”"
    )


def _cell(cells: Sequence[str], column: int) -> str:
    return " ".join(cells[column].split())[:LONGEST_CELL] if column < len(cells) else ""


def _why_not(said: Mapping[str, str], before: Mapping[str, Location]) -> str:
    if not any(said.values()):
        return ""
    if not LOCATION_ID.fullmatch(said["id"]):
        return f"“{said['id'][:40]}” is not the id of a location"
    if not said["name"]:
        return f"{said['id']} has no name"
    return f"{said['id']} stands in another line too" if said["id"] in before else ""


def _location(said: Mapping[str, str]) -> Location:
    words: dict[str, Any] = {field: text for field, text in said.items() if field != "checked_on"}
    return replace(Location(words["id"], words["name"]), **words, checked_on=day(said.get("checked_on", "")))
