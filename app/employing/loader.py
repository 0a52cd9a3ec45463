"""Reads the numbers for employers, and refuses one that nobody has seen in print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.kernel.toml_lines import TomlFile, read_toml

_FIELDS = {"number": str, "source": str, "as_of": date, "sure": str}


@dataclass(frozen=True)
class Contact:
    """A number, where it was seen, and on which day it was listed here; that is no check with its owner."""

    number: str
    source: str
    as_of: date
    sure: str


def load_contacts(path: Path) -> Mapping[str, Contact]:
    """Every number of the file by its id. Raises WrongContent."""
    file = read_toml(path)
    return {id: _contact(file, id) for id in file.content}


def _contact(file: TomlFile, id: str) -> Contact:
    table = file.content[id]
    for field, kind in _FIELDS.items():
        if not isinstance(table.get(field), kind):
            raise file.refuse("is missing, or not what it must be", id, field)
    if table["sure"] != "seen":
        raise file.refuse("a number that nobody has seen in print is not shown", id, "sure")
    return Contact(**{field: table[field] for field in _FIELDS})
