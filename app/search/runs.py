"""A file of searches in, a file of results out: how a search is judged from outside."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from app.search.domain import Hits


class BadQueries(ValueError):
    """A file of queries cannot be used; the text names the file, the line and the field."""


@dataclass(frozen=True)
class Asked:
    """One line of a file of queries: what was typed, where, and how far is near enough."""

    id: str
    query: str
    postcode: str | None = None
    radius_miles: float | None = None


def read_queries(path: Path) -> tuple[Asked, ...]:
    """Every query of the file, one JSON object a line. Raises BadQueries before any of them is answered."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadQueries(f"{path}: {error}") from error
    return tuple(_asked(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def result_line(asked: Asked, hits: Hits) -> str:
    return json.dumps(
        {
            "id": asked.id,
            "services": [hit.id for hit in hits.page],
            "total": hits.total,
            "corrected": hits.corrected,
            "fallback": list(hits.fallback),
        },
        ensure_ascii=False,
    )


def _asked(line: str, where: str) -> Asked:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadQueries(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadQueries(f"{where}: not a JSON object")
    for fault in _faults(row):
        raise BadQueries(f"{where}: {fault}")
    return Asked(row["id"], row["query"], row.get("postcode"), row.get("radius_miles"))


def _faults(row: dict[str, Any]) -> Iterator[str]:
    for field in ("id", "query"):
        if not isinstance(row.get(field), str):
            yield f"{field}: text is wanted"
    if not isinstance(row.get("postcode"), str | None):
        yield "postcode: text or null is wanted"
    radius = row.get("radius_miles")
    if radius is not None and not _is_distance(radius):
        yield "radius_miles: a number above 0 or null is wanted"


def _is_distance(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value > 0
