"""Reads the ideas for equipment from their file and refuses whatever could mislead a resident."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from app.equipment.domain import Catalogue, EquipmentIdea, Kind, Label

LISTS = ("room", "difficulty", "price")
WORDS = ("name", "about", "suits", "check")
TICKS = ("free_through_council", "ask_ot")
_FIELDS = {"id", *WORDS, "price", "kind", "rooms", "for", *TICKS}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Content = Mapping[str, Any]


class WrongEquipment(ValueError):
    """A file of ideas that the service cannot start with; the text names the file, the entry and what to mend."""


def load_catalogue(path: Path, facts: Path) -> Catalogue:
    """Every idea of the file. What it calls free by law must stand in the file of facts. Raises WrongEquipment."""
    content = _read(path)
    if faults := list(_faults(content, _read(facts))):
        raise WrongEquipment(f"{path.name}: " + "; ".join(faults))
    labels = {kind: {entry["id"]: Label(**entry) for entry in content[kind]} for kind in LISTS}
    return Catalogue(
        priced_on=content["priced_on"],
        about_prices=content["prices"]["about"],
        rooms=tuple(labels["room"].values()),
        difficulties=tuple(labels["difficulty"].values()),
        ideas=tuple(_idea(entry, labels, content["free_by"]) for entry in content["idea"]),
    )


def _read(path: Path) -> Content:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise WrongEquipment(f"{path.name}: {error}") from error


def _idea(entry: Content, labels: Mapping[str, Mapping[str, Label]], free_by: Mapping[str, str]) -> EquipmentIdea:
    return EquipmentIdea(
        **{field: entry[field] for field in ("id", *WORDS)},
        price=labels["price"][entry["price"]],
        kind=Kind(entry["kind"]),
        rooms=tuple(labels["room"][room] for room in entry["rooms"]),
        facts=tuple(entry["for"]),
        free_by=free_by[entry["kind"]] if entry.get("free_through_council") else "",
        ask_ot=entry.get("ask_ot", False),
    )


def _faults(content: Content, facts: Content) -> Iterator[str]:
    if not isinstance(content.get("priced_on"), date):
        yield "priced_on is not a date"
    if not _is_words(content.get("prices", {}).get("about")):
        yield "prices: about is missing"
    known = {}
    for kind in LISTS:
        yield from _faults_of_labels(kind, content.get(kind, ()))
        known[kind] = {entry.get("id") for entry in content.get(kind, ())}
    yield from _faults_of_free(content.get("free_by", {}), facts)
    ideas = content.get("idea", ())
    yield from _told_twice("idea", ideas)
    for entry in ideas:
        yield from (f"{entry.get('id')}: {fault}" for fault in _faults_of(entry, known))
    for kind, field in (("room", "rooms"), ("difficulty", "for")):
        unused = known[kind] - {id for entry in ideas for id in _list(entry.get(field))}
        yield from (f"{kind} {id}: there is no idea for it" for id in sorted(map(str, unused)))


def _faults_of_labels(kind: str, entries: Any) -> Iterator[str]:
    if not entries:
        yield f"no {kind} is listed"
    yield from _told_twice(kind, entries)
    for entry in entries:
        if entry.keys() != {"id", "name"} or not _is_words(entry["id"]) or not _is_words(entry["name"]):
            yield f"{kind} {entry.get('id')}: it has not just an id and a name"


def _faults_of_free(free_by: Content, facts: Content) -> Iterator[str]:
    """What is free by law is said by the file of facts, so that nobody has to believe this one."""
    for kind in Kind:
        table, _, key = str(free_by.get(kind)).partition(".")
        if key not in facts.get(table, {}):
            yield f"free_by {kind}: {free_by.get(kind)!r} is not in the file of facts"


def _faults_of(entry: Content, known: Mapping[str, set[Any]]) -> Iterator[str]:
    yield from (f"{field} is not a field of an idea" for field in sorted(entry.keys() - _FIELDS))
    if not _ID.fullmatch(str(entry.get("id"))):
        yield "id is not small words joined by hyphens"
    yield from (f"{field} is missing" for field in WORDS if not _is_words(entry.get(field)))
    yield from (f"{field} is neither true nor false" for field in TICKS if not isinstance(entry.get(field, True), bool))
    if entry.get("kind") not in set(Kind):
        yield f"kind is not one of {', '.join(Kind)}"
    for field, kind in (("price", "price"), ("rooms", "room"), ("for", "difficulty")):
        listed = _list(entry.get(field))
        yield from (f"{field}: {id!r} is no {kind}" for id in listed if id not in known[kind])
        if not listed or len(set(listed)) < len(listed):
            yield f"{field} is empty or names something twice"


def _list(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _told_twice(kind: str, entries: Any) -> Iterator[str]:
    ids = Counter(str(entry.get("id")) for entry in entries)
    if kind == "idea" and not ids:
        yield "no idea is listed"
    yield from (f"{kind} {id}: listed {times} times" for id, times in ids.items() if times > 1)


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())
