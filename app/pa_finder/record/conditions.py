"""Reads from a council's file what it wants before people see a PA. All of its table may be left out."""

from typing import Any

from app.kernel.toml_lines import TomlFile
from app.pa_finder.domain import CheckKind, Conditions

TABLE = "personal_assistants"
YOUNGEST_EVER = 16
"""A lower age is refused: whoever is younger is of compulsory school age (Education Act 1996, section 8)."""

_KEYS = ("youngest", "checks", "months", "warn_days", "findable")


def conditions_of(file: TomlFile) -> Conditions:
    """The council's conditions, and ours for what it leaves out. Raises WrongContent."""
    table = file.content.get(TABLE, {})
    if not isinstance(table, dict):
        raise file.refuse("must be a table", TABLE)
    for key in table:
        if key not in _KEYS:
            raise file.refuse(f"is not a setting; these are: {', '.join(_KEYS)}", TABLE, key)
    ours = Conditions()
    return Conditions(
        youngest=_number(file, table, "youngest", YOUNGEST_EVER, ours.youngest),
        checks=_checks(file, table) if "checks" in table else ours.checks,
        months=_months(file, table) if "months" in table else ours.months,
        warn_days=_number(file, table, "warn_days", 1, ours.warn_days),
        findable=_switch(file, table, "findable", ours.findable),
    )


def _number(file: TomlFile, table: dict[str, Any], key: str, least: int, ours: int) -> int:
    value = table.get(key, ours)
    if type(value) is not int or value < least:
        raise file.refuse(f"must be a number, at least {least}", TABLE, key)
    return value


def _switch(file: TomlFile, table: dict[str, Any], key: str, ours: bool) -> bool:
    value = table.get(key, ours)
    if type(value) is not bool:
        raise file.refuse("must be true or false", TABLE, key)
    return value


def _checks(file: TomlFile, table: dict[str, Any]) -> frozenset[CheckKind]:
    listed = table["checks"]
    if not isinstance(listed, list) or not all(name in set(CheckKind) for name in listed):
        raise file.refuse(f"must be a list of these: {', '.join(CheckKind)}", TABLE, "checks")
    return frozenset(map(CheckKind, listed))


def _months(file: TomlFile, table: dict[str, Any]) -> dict[CheckKind, int]:
    listed = table["months"]
    if not isinstance(listed, dict):
        raise file.refuse("must be a table", TABLE, "months")
    for name, months in listed.items():
        if name not in set(CheckKind):
            raise file.refuse(f"is not a check; these are: {', '.join(CheckKind)}", TABLE, "months", name)
        if type(months) is not int or months < 1:
            raise file.refuse("must be a number of months, at least 1", TABLE, "months", name)
    return {CheckKind(name): months for name, months in listed.items()}
