"""What a helpline is, and the reading of the file that lists them, which refuses a number nobody has seen in print."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from app.kernel.toml_lines import read_toml

SURE = ("certain", "seen")  # a number given from memory is never shown
THEMES = frozenset(
    {
        "emergency",
        "crisis",
        "abuse",
        "carers",
        "money",
        "dementia",
        "sight",
        "grief",
        "home",
        "loneliness",
        "children",
        "care-quality",
        "complaints",
        "advice",
    }
)
_FIELDS = frozenset({"id", "name", "number", "text", "about", "themes", "source", "as_of", "sure"})
# Hours change, and nobody has checked them. Of a line that is always answered "day or night" may be said.
_HOURS = re.compile(
    r"(?i)\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} (?:to|until|till) \d{1,2}\b|\bo.?clock\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweek(?:day|end)s?\b|\bbank holidays?\b|\bmid(?:day|night)\b"
    r"|\bnoon\b|\b24[/ -](?:7|hours?)\b|\b(?:office|opening|working) hours\b"
)
_TELEPHONE = re.compile(r"^(?:\d{3}|\d{3} \d{3}|0[\d ]{6,13}\d)$")


@dataclass(frozen=True)
class Helpline:
    """A number to ring, or words to text, and what for. It has one of the two, or both.

    `as_of` is the day on which it was listed, and `source` where it was seen; neither is a check with the owner.
    """

    id: str
    name: str
    about: str
    themes: tuple[str, ...]
    source: str
    as_of: date
    sure: str
    number: str = ""
    text: str = ""


def load_helplines(path: Path) -> tuple[Helpline, ...]:
    """Every helpline of the file, in its order. Raises WrongContent."""
    file = read_toml(path)
    entries = file.content.get("helpline", [])
    ids = Counter(str(entry.get("id")) for entry in entries)
    if not ids:
        raise file.refuse("no helpline is listed")
    for place, entry in enumerate(entries):
        for fault in chain(_repeated(ids[str(entry.get("id"))]), _faults_of(entry)):
            raise file.refuse(f"{entry.get('id')}: {fault}", "helpline", place)
    return tuple(Helpline(**{**entry, "themes": tuple(entry["themes"])}) for entry in entries)


def _repeated(times: int) -> Iterator[str]:
    if times > 1:
        yield f"listed {times} times"


def _faults_of_words(entry: Mapping[str, Any]) -> Iterator[str]:
    for field in ("id", "name", "about", "source"):
        if not isinstance(entry.get(field), str) or not entry[field].strip():
            yield f"{field} is missing"
    if hours := _HOURS.search(str(entry.get("about"))):
        yield f"about promises hours, {hours[0]!r}, and hours change"


def _faults_of(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{field} is not a field of a helpline" for field in sorted(entry.keys() - _FIELDS))
    yield from _faults_of_words(entry)
    if not isinstance(entry.get("as_of"), date):
        yield "as_of is not a date"
    if entry.get("sure") not in SURE:
        yield f"sure is not one of {', '.join(SURE)}"
    if not entry.get("themes") or not THEMES.issuperset(entry["themes"]):
        yield f"themes are not among {', '.join(sorted(THEMES))}"
    if not entry.get("number") and not entry.get("text"):
        yield "there is neither a number nor a text"
    if entry.get("number") and not _TELEPHONE.match(str(entry["number"])):
        yield f"number {entry['number']!r} is not written as a telephone number"
