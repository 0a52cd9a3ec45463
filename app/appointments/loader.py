"""Reads talking points from TOML, as they ship with the service, and refuses one that leaves something out."""

from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from app.appointments.domain import Pattern, Point
from app.kernel.toml_lines import TomlFile, read_toml

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TEXTS = ("name", "address", "postcode", "access", "who")
_OPENING = {"weekday": str, "opens": time, "closes": time, "minutes": int, "capacity": int, "first_day": date}


def load_point(path: Path) -> tuple[Point, tuple[Pattern, ...]]:
    """A talking point and its opening times. Its id comes from the name of its file. Raises WrongContent."""
    file = read_toml(path)
    for field in _TEXTS:
        if not isinstance(file.content.get(field), str):
            raise file.refuse("must be a text", field)
    id = _id(path.stem)
    texts = {field: file.content[field] for field in _TEXTS}
    point = Point(id=id, **texts, sample=bool(file.content.get("sample", False)))
    openings = file.content.get("opening", [])
    return point, tuple(_pattern(file, id, place, opening) for place, opening in enumerate(openings))


def _pattern(file: TomlFile, point_id: UUID, place: int, opening: dict[str, Any]) -> Pattern:
    for field, kind in _OPENING.items():
        if type(opening.get(field)) is not kind:
            raise file.refuse(f"needs {field}", "opening", place)
    if opening["weekday"] not in WEEKDAYS:
        raise file.refuse("is not a day of the week", "opening", place, "weekday")
    return Pattern(
        id=_id(f"{file.path.stem}:{place}"),
        point_id=point_id,
        weekday=WEEKDAYS.index(opening["weekday"]),
        opens=opening["opens"],
        closes=opening["closes"],
        minutes=opening["minutes"],
        capacity=opening["capacity"],
        first_day=opening["first_day"],
        last_day=opening.get("last_day"),
        bank_holidays=bool(opening.get("bank_holidays", False)),
    )


def _id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"talking-point:{name}")
