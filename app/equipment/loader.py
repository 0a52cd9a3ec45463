"""Reads the ideas for equipment from their file and refuses whatever could mislead a resident."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from app.equipment.domain import Catalogue, EquipmentIdea, Kind, Label
from app.kernel.toml_lines import TomlFile, read_toml

LISTS = ("price", "room", "difficulty")
WORDS = ("name", "about", "suits", "check")
TICKS = ("free_through_council", "ask_ot")
_FIELDS = {"id", *WORDS, "price", "kind", "rooms", "for", *TICKS}
_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")

Labels = Mapping[str, Mapping[str, Label]]
Check = Callable[[TomlFile, str, int], None]


def load_catalogue(path: Path, facts: Path) -> Catalogue:
    """Every idea of the file. What it calls free by law must stand in the file of facts. Raises WrongContent."""
    file = read_toml(path)
    if not isinstance(file.content.get("priced_on"), date):
        raise file.refuse("must be the day of the prices", "priced_on")
    _expect_words(file, "about", "prices")
    labels = {kind: {entry["id"]: Label(**entry) for _, entry in _entries(file, kind, _check_label)} for kind in LISTS}
    free_by = _free_by(file, read_toml(facts).content)
    entries = list(_entries(file, "idea", partial(_check_idea, labels=labels)))
    _expect_use(file, labels, [entry for _, entry in entries])
    return Catalogue(
        priced_on=file.content["priced_on"],
        about_prices=file.content["prices"]["about"],
        rooms=tuple(labels["room"].values()),
        difficulties=tuple(labels["difficulty"].values()),
        ideas=tuple(_idea(entry, labels, free_by) for _, entry in entries),
    )


def _idea(entry: Mapping[str, Any], labels: Labels, free_by: Mapping[str, str]) -> EquipmentIdea:
    return EquipmentIdea(
        **{field: entry[field] for field in ("id", *WORDS)},
        price=labels["price"][entry["price"]],
        kind=Kind(entry["kind"]),
        rooms=tuple(labels["room"][room] for room in entry["rooms"]),
        facts=tuple(entry["for"]),
        free_by=free_by[entry["kind"]] if entry.get("free_through_council") else "",
        ask_ot=entry.get("ask_ot", False),
    )


def _entries(file: TomlFile, kind: str, check: Check) -> Iterator[tuple[int, dict[str, Any]]]:
    """The tables of one kind with their place among them, each checked and each id there once."""
    entries = file.content.get(kind, ())
    if not entries:
        raise file.refuse(f"no {kind} is listed")
    seen: set[str] = set()
    for place, entry in enumerate(entries):
        id = entry.get("id")
        if not isinstance(id, str) or not _ID.fullmatch(id):
            raise file.refuse("is not small words joined by hyphens", kind, place, "id")
        if id in seen:
            raise file.refuse(f"{id} is there twice", kind, place, "id")
        seen.add(id)
        check(file, kind, place)
        yield place, entry


def _check_label(file: TomlFile, kind: str, place: int) -> None:
    _expect_words(file, "name", kind, place)
    _expect_fields(file, {"id", "name"}, kind, place)


def _check_idea(file: TomlFile, kind: str, place: int, labels: Labels) -> None:
    entry = file.content[kind][place]
    _expect_fields(file, _FIELDS, kind, place)
    for field in WORDS:
        _expect_words(file, field, kind, place)
    for field in TICKS:
        if not isinstance(entry.get(field, False), bool):
            raise file.refuse(f"{entry['id']}: is neither true nor false", kind, place, field)
    if entry.get("kind") not in set(Kind):
        raise file.refuse(f"{entry['id']}: is not one of {', '.join(Kind)}", kind, place, "kind")
    _expect_known(file, "price", [entry.get("price")], labels["price"], place)
    _expect_known(file, "rooms", entry.get("rooms"), labels["room"], place)
    _expect_known(file, "for", entry.get("for"), labels["difficulty"], place)


def _expect_known(file: TomlFile, field: str, listed: Any, known: Mapping[str, Label], place: int) -> None:
    id = file.content["idea"][place]["id"]
    if not isinstance(listed, list) or not listed or len(set(listed)) < len(listed):
        raise file.refuse(f"{id}: is empty or names something twice", "idea", place, field)
    for name in listed:
        if name not in known:
            raise file.refuse(f"{id}: {name!r} is not one of {', '.join(known)}", "idea", place, field)


def _expect_words(file: TomlFile, field: str, *place: str | int) -> None:
    table = _at(file, *place)
    if not isinstance(table.get(field), str) or not table[field].strip():
        raise file.refuse(f"{table.get('id', '')}: there are no words".removeprefix(": "), *place, field)


def _expect_fields(file: TomlFile, fields: set[str], *place: str | int) -> None:
    table = _at(file, *place)
    for field in table:
        if field not in fields:
            raise file.refuse(f"{table['id']}: there is no such field", *place, field)


def _expect_use(file: TomlFile, labels: Labels, entries: list[dict[str, Any]]) -> None:
    """A room or a difficulty that leads nowhere would be an empty page."""
    for kind, field in (("room", "rooms"), ("difficulty", "for")):
        for place, id in enumerate(labels[kind]):
            if not any(id in entry[field] for entry in entries):
                raise file.refuse(f"{id}: there is no idea for it", kind, place)


def _free_by(file: TomlFile, facts: Mapping[str, Any]) -> Mapping[str, str]:
    """Which fact makes each kind free. The file of facts holds it, so that nobody has to believe this one."""
    free_by = {kind.value: str(_at(file, "free_by").get(kind)) for kind in Kind}
    for kind, id in free_by.items():
        table, _, key = id.partition(".")
        if key not in facts.get(table, {}):
            raise file.refuse(f"{id!r} is not in the file of facts", "free_by", kind)
    return free_by


def _at(file: TomlFile, *place: str | int) -> Mapping[str, Any]:
    table: Any = file.content
    for step in place:
        table = table[step] if isinstance(step, int) else table.get(step, {})
    return table if isinstance(table, Mapping) else {}
