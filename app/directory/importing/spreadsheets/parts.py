"""Turns single rows into parts of a record: what the row says, and in which cell each value stands."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.directory.importing.spreadsheets.fields import KEEP, LEAVE_OUT, Holds
from app.directory.importing.spreadsheets.matching import Matched, plain
from app.directory.importing.spreadsheets.sheets import ERRORS, Row, Sheet

Note = Callable[[str, str], None]
"""Writes down that something in a cell was left out or mended: `note(where, reason)`."""

# The name of a field in a mapping, and the field of a record that it fills.
_ORGANISATION = {"name": "name", "description": "description", "url": "website", "email": "email"}
_ADDRESS = {
    "address_1": "address_1",
    "city": "city",
    "county": "state_province",
    "postcode": "postal_code",
    "country": "country",
}
_VIRTUAL = {"online", "virtual", "zoom", "on line", "internet"}
_PARTED = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True)
class Entry:
    """One row, read by the field that each of its columns says."""

    sheet: Sheet
    matched: Matched
    row: Row

    @property
    def where(self) -> str:
        return self.sheet.where(self.row.number)

    def cell(self, name: str) -> str:
        """Where the (first) column of a field is in this row; the row itself when no column says it."""
        headings = self.matched.headings(name)
        return self.sheet.where(self.row.number, headings[0]) if headings else self.where

    def text(self, name: str) -> str:
        """What the (first) column of a field says; empty when it says nothing."""
        return next(iter(self.texts(name)), ("", ""))[1]

    def texts(self, name: str) -> list[tuple[str, str]]:
        """Each column of a field that says something: its heading and its text."""
        said = ((heading, self.row.cells.get(heading, "")) for heading in self.matched.headings(name))
        return [(heading, text) for heading, text in said if text]

    def kept(self) -> Iterator[tuple[str, str]]:
        """What has no place in a listing, under names of its own."""
        for heading, text in self.texts(KEEP):
            yield f"x_{plain(heading).replace(' ', '_') or self.sheet.headings[heading]}", text


@dataclass
class Part:
    """A piece of a record, and where each of its values stands by its path within the piece."""

    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def put(self, path: str, value: Any, where: str) -> None:
        """Sets a value, unless it is empty; where it stands, or would stand, is known either way."""
        self.cells[path] = where
        if value not in ("", None):
            self.values[path] = value

    def put_part(self, path: str, part: "Part") -> None:
        """The cells of another piece that stands at a path of this one."""
        self.cells |= {f"{path}.{inner}" if inner else path: where for inner, where in part.cells.items()}


def entries(sheet: Sheet, matched: Matched, note: Note) -> list[Entry]:
    """The rows of a sheet; a cell in which the spreadsheet shows an error of its own says nothing, and is noted."""
    read = []
    for row in sheet.rows:
        broken = [heading for heading, text in row.cells.items() if text in ERRORS]
        for heading in broken:
            if matched.columns.get(heading) != LEAVE_OUT:
                note(
                    sheet.where(row.number, heading), f"left out: the spreadsheet shows an error, {row.cells[heading]}"
                )
        cells = {heading: text for heading, text in row.cells.items() if heading not in broken}
        read.append(Entry(sheet, matched, Row(row.number, cells)))
    return read


def made_id(*words: str) -> str:
    """An id for what has none in the file: the same each time from the same words."""
    return str(uuid5(NAMESPACE_URL, "/".join(["spreadsheet", *(plain(word) or word for word in words)])))


def named_in(text: str, known: Mapping[str, Any]) -> list[str]:
    """The names in a cell. A name that we know counts whole, whatever signs are in it."""
    if plain(text) in known:
        return [text]
    names = [name for name in _PARTED.split(text) if name]
    if len(names) == 1 and "," in text:
        by_comma = [name.strip() for name in text.split(",") if name.strip()]
        if all(plain(name) in known for name in by_comma):
            return by_comma
    return names


def organisation(entry: Entry) -> Part:
    """The organisation of a row of its own sheet."""
    part = Part()
    part.put("id", entry.text("id") or made_id("organisation", entry.text("name")), entry.cell("id"))
    for name, path in _ORGANISATION.items():
        part.put(path, entry.text(name), entry.cell(name))
    part.values |= dict(entry.kept())
    return part


def location(entry: Entry) -> Part:
    """The place of a row, be it of the places' own sheet or of a service that has its address beside it."""
    part = Part(cells={"": entry.where})
    name = entry.text("location_name")
    own = entry.text("id") if entry.matched.holds is Holds.LOCATIONS else ""
    words = (name, entry.text("address_1"), entry.text("postcode"))
    part.put("id", own or made_id("location", *words), entry.cell("id"))
    part.put("location_type", "virtual" if is_virtual(name) else "physical", entry.where)
    part.put("name", name, entry.cell("location_name"))
    part.put("latitude", entry.text("latitude"), entry.cell("latitude"))
    part.put("longitude", entry.text("longitude"), entry.cell("longitude"))
    address = _address(entry)
    if address.values:
        part.values["addresses"] = [{**address.values, "address_type": "physical"}]
        part.put_part("addresses[0]", address)
    if access := entry.texts("access"):
        part.values["accessibility"] = [{"description": text} for _, text in access]
        for place, (heading, _) in enumerate(access):
            part.cells[f"accessibility[{place}]"] = entry.sheet.where(entry.row.number, heading)
    if entry.matched.holds is Holds.LOCATIONS:
        part.values |= dict(entry.kept())
    return part


def has_place(entry: Entry) -> bool:
    """Whether a row says anything of where."""
    return any(entry.text(name) for name in ("location_name", *_ADDRESS, "latitude") if name != "country")


def is_virtual(name: str) -> bool:
    """Whether what stands in the place of a place's name says that there is none."""
    return plain(name) in _VIRTUAL


def place_of_name(name: str, where: str) -> Part:
    """A place of which only the name is known."""
    part = Part(cells={"": where})
    part.put("id", made_id("location", name), where)
    part.put("location_type", "virtual" if is_virtual(name) else "physical", where)
    part.put("name", name, where)
    return part


def _address(entry: Entry) -> Part:
    part = Part()
    for name, path in _ADDRESS.items():
        part.put(path, entry.text(name), entry.cell(name))
    second = ", ".join(filter(None, (entry.text("address_2"), entry.text("address_3"))))
    part.put("address_2", second, entry.cell("address_2"))
    return part
