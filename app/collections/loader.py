"""Reads the collections that ship with the service from TOML, and refuses one that leaves something out."""

from datetime import date
from pathlib import Path
from typing import Any

from app.collections.domain import Content
from app.kernel.toml_lines import TomlFile, read_toml

_TEXTS = ("title", "summary", "text", "source")
_LISTS = ("services", "helplines", "guidance")
_MAY_BE_EMPTY = ("words", "need")
_DAYS = ("shown_from", "shown_until", "reviewed", "review_due")
_NEEDED_DAYS = ("review_due",)


def load_content(path: Path) -> Content:
    """One collection; its slug is the name of its file. Raises WrongContent."""
    file = read_toml(path)
    known = {*_TEXTS, *_LISTS, *_MAY_BE_EMPTY, *_DAYS}
    for field in sorted(file.content.keys() - known):
        raise file.refuse("is not a field of a collection", field)
    read: dict[str, Any] = {field: _text(file, field, needed=True) for field in _TEXTS}
    read |= {field: _text(file, field, needed=False) for field in _MAY_BE_EMPTY}
    read |= {field: _listed(file, field) for field in _LISTS}
    read |= {field: _day(file, field) for field in _DAYS}
    return Content(**read)


def _text(file: TomlFile, field: str, needed: bool) -> str:
    value = file.content.get(field, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise file.refuse("must be a text", field)
    return value.strip()


def _listed(file: TomlFile, field: str) -> tuple[str, ...]:
    value = file.content.get(field, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise file.refuse("must be a list of texts", field)
    return tuple(value)


def _day(file: TomlFile, field: str) -> Any:
    value = file.content.get(field)
    if value is None and field not in _NEEDED_DAYS:
        return None
    if type(value) is not date:
        raise file.refuse("must be a day, written like 2026-11-22", field)
    return value
