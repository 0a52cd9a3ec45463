"""Reads files of postcodes: Code-Point Open, the ONS Postcode Directory, or plain latitude and longitude."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.kernel.postcode import NotAPostcode, Postcode, outward_code

NATIONAL_GRID, WGS84 = "EPSG:27700", "EPSG:4326"
# The columns of Code-Point Open, which comes without a line of headings.
CODE_POINT = ("postcode", "quality", "eastings", "northings")
# What each publisher calls a column, in the order of our liking.
NAMES = {
    "postcode": ("postcode", "pcds", "pcd", "pcd7", "pc"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lon"),
    "eastings": ("eastings", "easting", "oseast1m", "east1m", "ea"),
    "northings": ("northings", "northing", "osnrth1m", "north1m", "no"),
}
NO_LATITUDE = 99.0  # the ONS writes 99.999999 for a postcode whose place is not known
UNITED_KINGDOM = {"latitude": (49.0, 61.5), "longitude": (-9.0, 2.5)}
GRID = {"eastings": (0.0, 700_000.0), "northings": (0.0, 1_300_000.0)}


class WrongPlaces(ValueError):
    """A file of postcodes that cannot be used; says which line and field to mend."""

    def __init__(self, file: Path, line: int, field: str, reason: str) -> None:
        super().__init__(f"{file}, line {line}, {field}: {reason}")


@dataclass(frozen=True)
class Spot:
    """A postcode without its space, or an outward code alone, and where it is."""

    code: str
    outward: str
    latitude: float
    longitude: float

    @property
    def is_middle(self) -> bool:
        """Whether this is the middle of an outward code."""
        return self.code == self.outward


@dataclass(frozen=True)
class _Line:
    number: int
    cells: dict[str, str]


def spots(file: Path) -> list[Spot]:
    """Every postcode of the file that has a place, as the file says it last. Raises WrongPlaces."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            lines = list(_lines(file, csv.reader(text, strict=True)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongPlaces(file, 1, "file", f"is not a CSV file in UTF-8 ({error})") from error
    except OSError as error:
        raise WrongPlaces(file, 1, "file", error.strerror or "cannot be read") from error
    if not lines:
        raise WrongPlaces(file, 1, "file", "holds no postcode")
    read = _on_the_grid if "latitude" not in lines[0].cells else _in_degrees
    return list({spot.code: spot for spot in read(file, lines)}.values())


def _lines(file: Path, rows: Iterator[list[str]]) -> Iterator[_Line]:
    """The lines of the file with each cell under our own name for it."""
    first = next(rows, [])
    if _is_postcode(first[0] if first else ""):
        columns = dict(zip(CODE_POINT, range(len(CODE_POINT)), strict=True))
        rows = chain([first], rows)
        start = 1
    else:
        columns = _columns(file, first)
        start = 2
    for number, row in enumerate(rows, start):
        if row:
            if len(row) <= max(columns.values()):
                raise WrongPlaces(file, number, "line", f"has {len(row)} cells, which is too few")
            yield _Line(number, {name: row[place].strip() for name, place in columns.items()})


def _columns(file: Path, headings: Sequence[str]) -> dict[str, int]:
    written = [heading.strip().lower() for heading in headings]
    columns = {
        name: next(written.index(theirs) for theirs in known if theirs in written)
        for name, known in NAMES.items()
        if any(theirs in written for theirs in known)
    }
    if "postcode" not in columns:
        raise WrongPlaces(file, 1, "postcode", "there is no column of this name")
    if not ({"latitude", "longitude"} <= columns.keys() or {"eastings", "northings"} <= columns.keys()):
        raise WrongPlaces(file, 1, "latitude", "there are no columns of latitude and longitude")
    return columns


def _is_postcode(text: str) -> bool:
    try:
        Postcode.parse(text)
    except NotAPostcode:
        return False
    return True


def _in_degrees(file: Path, lines: Sequence[_Line]) -> Iterator[Spot]:
    for line in lines:
        latitude = _number(file, line, "latitude")
        if latitude > NO_LATITUDE:
            continue
        yield _spot(file, line, latitude, _number(file, line, "longitude"))


def _on_the_grid(file: Path, lines: Sequence[_Line]) -> Iterator[Spot]:
    """Places given in metres on the National Grid; all zero says that the place is not known."""
    metres = [(line, _number(file, line, "eastings"), _number(file, line, "northings")) for line in lines]
    known = [(line, east, north) for line, east, north in metres if east or north]
    for line, east, north in known:
        _check(file, line, {"eastings": east, "northings": north}, GRID)
    # Imported here alone: it takes longer than starting the whole service, which never needs it.
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(NATIONAL_GRID, WGS84, always_xy=True)
    longitudes, latitudes = to_degrees.transform([east for _, east, _ in known], [north for _, _, north in known])
    for (line, _, _), latitude, longitude in zip(known, latitudes, longitudes, strict=True):
        yield _spot(file, line, latitude, longitude)


def _spot(file: Path, line: _Line, latitude: float, longitude: float) -> Spot:
    _check(file, line, {"latitude": latitude, "longitude": longitude}, UNITED_KINGDOM)
    written = line.cells["postcode"]
    try:
        outward = outward_code(written)
    except NotAPostcode as error:
        raise WrongPlaces(file, line.number, "postcode", f"{written[:40]!r} is not a postcode") from error
    letters = sum(letter.isalnum() for letter in written)
    inward = Postcode.parse(written).inward if letters > len(outward) else ""
    return Spot(outward + inward, outward, round(latitude, 6), round(longitude, 6))


def _number(file: Path, line: _Line, field: str) -> float:
    text = line.cells[field]
    try:
        return float(text)
    except ValueError as error:
        raise WrongPlaces(file, line.number, field, f"{text[:40]!r} is not a number") from error


def _check(file: Path, line: _Line, values: dict[str, float], limits: dict[str, tuple[float, float]]) -> None:
    for field, value in values.items():
        low, high = limits[field]
        if not low <= value <= high:
            raise WrongPlaces(file, line.number, field, f"{value} lies outside the United Kingdom")
