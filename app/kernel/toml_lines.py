"""Content files in TOML, and where in one something stands: whoever mends it needs file, line and reason."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Step = str | int
Place = tuple[Step, ...]

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


class WrongContent(ValueError):
    """A content file that the service cannot start with; the message is "file:line: reason"."""


@dataclass(frozen=True)
class TomlFile:
    """A content file as it was read."""

    path: Path
    text: str
    content: Mapping[str, Any]

    def where(self, *place: Step) -> str:
        """The file and the line of the value at a place of the content, as editors read them."""
        return f"{self.path}:{line_of(self.text, *place)}"

    def refuse(self, reason: str, *place: Step) -> WrongContent:
        """What to raise when the value at a place of the content is wrong; it names the place by its keys."""
        name = ".".join(step for step in place if isinstance(step, str))
        return WrongContent(f"{self.where(*place)}: {f'{name}: ' if name else ''}{reason}")


def read_toml(path: Path) -> TomlFile:
    """Reads a content file. Raises WrongContent for one that is not there or is not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = _AT_LINE.search(said)
        line = int(found[1]) if found else text.count("\n") + 1
        raise WrongContent(f"{path}:{line}: {_AT_LINE.sub('', said)}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise WrongContent(f"{path}:1: {error}") from error


def line_of(text: str, *path: Step) -> int:
    """The line, from 1, of the value that `tomllib.loads(text)[path[0]][path[1]]…` gives.

    Of what stands inside one value (an inline table, an array over several lines) it is the line where that begins, and
    of a key that is missing the line of the table that should have it. The text must be one that tomllib reads.
    """
    found = 1
    for line, place in _places(text):
        if place[: len(path)] == path:
            return line
        if place == path[: len(place)]:
            found = line
    return found


def _places(text: str) -> Iterator[tuple[int, Place]]:
    """Each table and key of the text, in its order, with its line. An array of tables counts its tables."""
    table: Place = ()
    counted: dict[Place, int] = {}
    for line, statement in _statements(text):
        (*keys,), value = _keys(tomllib.loads(statement))
        if statement.lstrip().startswith("["):
            table = _within(keys[:-1], counted)
            table = (*table, keys[-1])
            if value == [{}]:
                counted[table] = counted.get(table, -1) + 1
                table = (*table, counted[table])
            yield line, table
        else:
            yield line, (*table, *keys)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header and each key with its value: the fewest whole lines that can be read on their own."""
    begun, lines = 1, ""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        begun, lines = (begun, f"{lines}\n{line}") if lines else (number, line)
        try:
            content = tomllib.loads(lines)
        except tomllib.TOMLDecodeError:
            continue
        if content:
            yield begun, lines
        lines = ""


def _keys(statement: dict[str, Any]) -> tuple[list[str], Any]:
    """The keys of one statement from the outside in, and its value; those of an inline table count as dotted ones."""
    keys: list[str] = []
    value: Any = statement
    while isinstance(value, dict) and len(value) == 1:
        [(key, value)] = value.items()
        keys.append(key)
    return keys, value


def _within(keys: list[str], counted: dict[Place, int]) -> Place:
    """The table that a header stands in: of an array of tables, its latest."""
    place: Place = ()
    for key in keys:
        place = (*place, key)
        if place in counted:
            place = (*place, counted[place])
    return place
