"""Reads the facts and the explained words, and refuses a file that leaves a source or a meaning out."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.guidance.domain import SURE, Fact, Word
from app.kernel.toml_lines import TomlFile, read_toml

_ABOUT_A_FACT = {"source": str, "sure": str, "check_by": date}
_ABOUT_A_WORD = ("id", "name", "about")


def load_facts(path: Path) -> Mapping[str, Fact]:
    """Every fact of the file by its id. Raises WrongContent."""
    file = read_toml(path)
    read_on = file.content.get("as_of")
    if not isinstance(read_on, date):
        raise file.refuse("must be the day on which the facts were read", "as_of")
    return {id: _fact(file, id, read_on) for id in file.content if id != "as_of"}


def load_words(path: Path) -> tuple[Word, ...]:
    """Every explained word in the order of the file. Raises WrongContent."""
    file = read_toml(path)
    words: dict[str, Word] = {}
    for place in range(len(file.content.get("word", ()))):
        word = _word(file, place)
        if word.id in words:
            raise file.refuse(f"{word.id} is explained twice", "word", place)
        words[word.id] = word
    if not words:
        raise file.refuse("no word is explained")
    return tuple(words.values())


def _fact(file: TomlFile, id: str, read_on: date) -> Fact:
    table = file.content[id]
    if not isinstance(table, dict):
        raise file.refuse("a fact is a table with its source", id)
    for field, kind in _ABOUT_A_FACT.items():
        if not isinstance(table.get(field), kind) or not table[field]:
            raise file.refuse("is missing, or not what it must be", id, field)
    if table["sure"] not in SURE:
        raise file.refuse(f"is not one of {', '.join(SURE)}", id, "sure")
    values = {name: _frozen(value) for name, value in table.items() if name not in _ABOUT_A_FACT}
    return Fact(id, values, table["source"], read_on, table["sure"], table["check_by"])


def _word(file: TomlFile, place: int) -> Word:
    entry = file.content["word"][place]
    for field in _ABOUT_A_WORD:
        if not entry.get(field):
            raise file.refuse("is missing", "word", place, field)
    for field in entry.keys() - {*_ABOUT_A_WORD, "see"}:
        raise file.refuse("is not a field of a word", "word", place, field)
    return Word(**entry)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
