"""Reads what a council's file says about time: how old a listing may grow and when we ask, how long calls are kept."""

from datetime import date
from typing import Any

from app.councils.domain import Contacts, Freshness, Reminders, SchoolTerms
from app.kernel.toml_lines import TomlFile

_LIMITS = ("mark_months", "lower_months", "hide_months")


def freshness_of(file: TomlFile) -> Freshness:
    """The council's limits, or ours when it sets none. Raises WrongContent."""
    table = file.content.get("freshness")
    if table is None:
        return Freshness()
    if not isinstance(table, dict) or table.keys() != set(_LIMITS):
        raise file.refuse(f"needs exactly {', '.join(_LIMITS)}", "freshness")
    for name in _LIMITS:
        if type(table[name]) is not int or table[name] < 1:
            raise file.refuse("must be a number of months, at least 1", "freshness", name)
    if not table["mark_months"] <= table["lower_months"] <= table["hide_months"]:
        raise file.refuse("must not fall: a listing is marked, then ranked down, then hidden", "freshness")
    return Freshness(**table)


def reminders_of(file: TomlFile) -> Reminders:
    """When the council asks whether listings are right; what it leaves out is ours. Raises WrongContent."""
    table = file.content.get("reminders", {})
    if not isinstance(table, dict) or table.keys() - {"months", "most_a_day"}:
        raise file.refuse("may hold months and most_a_day, and nothing else", "reminders")
    for name, least in (("months", 1), ("most_a_day", 0)):
        if type(table.get(name, least)) is not int or table.get(name, least) < least:
            raise file.refuse(f"must be a number, at least {least}", "reminders", name)
    return Reminders(**table)


def contacts_of(file: TomlFile) -> Contacts:
    """How long the council keeps the notes of calls, a year when it does not say. Raises WrongContent."""
    table = file.content.get("contacts")
    if table is None:
        return Contacts()
    if not isinstance(table, dict) or table.keys() != {"kept_days"}:
        raise file.refuse("needs exactly kept_days", "contacts")
    if type(table["kept_days"]) is not int or table["kept_days"] < 1:
        raise file.refuse("must be a number of days, at least 1", "contacts", "kept_days")
    return Contacts(**table)


def school_terms_of(file: TomlFile) -> SchoolTerms | None:
    """When the council's schools are open; None when its file does not say. Raises WrongContent."""
    table = file.content.get("school_terms")
    if table is None:
        return None
    if not isinstance(table, dict) or table.keys() != {"source", "as_of", "open"}:
        raise file.refuse("needs exactly source, as_of and open", "school_terms")
    if not isinstance(table["source"], str) or not table["source"].strip():
        raise file.refuse("must say where the dates were read", "school_terms", "source")
    if type(table["as_of"]) is not date:
        raise file.refuse("must be a day, written like 2026-11-22", "school_terms", "as_of")
    stretches = tuple(_stretch(file, place, entry) for place, entry in enumerate(table["open"]))
    return SchoolTerms(table["source"], table["as_of"], stretches)


def _stretch(file: TomlFile, place: int, entry: Any) -> tuple[date, date]:
    days = list(entry) if isinstance(entry, list) else []
    if len(days) != 2 or not all(type(day) is date for day in days) or days[0] > days[1]:
        raise file.refuse("must be the first and the last day of a stretch of school", "school_terms", "open", place)
    return days[0], days[1]
