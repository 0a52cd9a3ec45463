"""The sample directory as its file has it, for the tests that read it."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parents[3] / "directory_data"
FEED: dict[str, Any] = json.loads((CONTENT / "sample" / "directory.json").read_text(encoding="utf-8"))
SERVICES: list[dict[str, Any]] = FEED["contents"]
LAST_LOOK = date(2026, 11, 22)  # the day on which the sample was last gone through

# Ofcom keeps these for drama: nobody will ever answer them.
_DRAMA = re.compile(r"^(?:01632 960|03069 990|08081 570|07700 900)\d{3}$")


def rings_nobody(number: str) -> bool:
    return _DRAMA.match(number) is not None


def every(kind: str, node: Any = SERVICES) -> Iterator[dict[str, Any]]:
    """Each record under a key of this name, wherever in the feed it hangs."""
    if isinstance(node, list):
        for item in node:
            yield from every(kind, item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key == kind:
                yield from value if isinstance(value, list) else [value]
            yield from every(kind, value)


def texts(node: Any) -> Iterator[tuple[str, str]]:
    """Each text of the feed with its field."""
    if isinstance(node, list):
        for item in node:
            yield from texts(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, str):
                yield key, value
            else:
                yield from texts(value)


def needs_of(service: dict[str, Any]) -> list[str]:
    terms = [attribute["taxonomy_term"] for attribute in service.get("attributes", [])]
    return [term["code"] for term in terms if term["taxonomy"] == "Careway needs"]


def ways_of(service: dict[str, Any]) -> set[str]:
    said = (schedule["attending_type"] for schedule in service.get("schedules", []))
    return {way for words in said for way in words.split(", ")}
