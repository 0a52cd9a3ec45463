"""What a helpline is, and the reading of the file that lists them, which is refused when a number has no source."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

CERTAIN_ENOUGH = frozenset({"certain", "seen"})

_NUMBER = re.compile(r"^[0-9][0-9 ]{2,15}$")
_ID = re.compile(r"^[a-z0-9-]+$")
_FIELDS = frozenset({"id", "name", "number", "text", "for", "themes", "source", "as_of", "sure"})
_NEEDED = frozenset({"id", "name", "for", "themes", "source", "as_of", "sure"})


class WrongHelplines(ValueError):
    """A file of helplines that must not be shown; the message names the file, the helpline and the field."""


@dataclass(frozen=True)
class Helpline:
    """A national number. `text` is what to send and where, for those that are reached by text. No hours are claimed."""

    id: str
    name: str
    number: str
    text: str
    what: str
    themes: tuple[str, ...]
    source: str
    as_of: date
    sure: str

    # The names by which the components show any helpline.
    @property
    def telephone(self) -> str:
        return self.number

    @property
    def text_number(self) -> str:
        return self.text


def load_helplines(path: Path) -> tuple[Helpline, ...]:
    """Reads the file. Raises WrongHelplines."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    lines = tuple(_helpline(path, entry) for entry in table["helpline"])
    ids = [line.id for line in lines]
    if len(set(ids)) < len(ids):
        raise WrongHelplines(f"{path}: an id is used twice")
    return lines


def _helpline(path: Path, entry: Mapping[str, Any]) -> Helpline:
    where = f"{path}: {entry.get('id', 'a helpline without id')}"
    odd = sorted((entry.keys() - _FIELDS) | (_NEEDED - entry.keys()))
    if odd:
        raise WrongHelplines(f"{where}: {odd[0]}: missing or unknown")
    if not _ID.match(entry["id"]):
        raise WrongHelplines(f"{where}: id: small letters, digits and dashes only")
    if not entry.get("text") and not _NUMBER.match(entry.get("number", "")):
        raise WrongHelplines(f"{where}: number: {entry.get('number')!r} is not a telephone number")
    if entry["sure"] not in CERTAIN_ENOUGH:
        raise WrongHelplines(f"{where}: sure: {entry['sure']!r} is not sure enough to be shown")
    return Helpline(
        id=entry["id"],
        name=entry["name"],
        number=entry.get("number", ""),
        text=entry.get("text", ""),
        what=entry["for"],
        themes=tuple(entry["themes"]),
        source=entry["source"],
        as_of=entry["as_of"],
        sure=entry["sure"],
    )
