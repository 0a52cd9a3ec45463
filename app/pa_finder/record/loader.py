"""Reads sample PAs from TOML, as they ship to try the service out, and refuses one that leaves something out."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.kernel.toml_lines import TomlFile, read_toml
from app.pa_finder.domain import CheckKind, Draft
from app.pa_finder.record.filling import draft_with, wanting


@dataclass(frozen=True)
class SampleCheck:
    """Something that was seen of a sample PA, so many days ago."""

    kind: CheckKind
    days_ago: int
    evidence: str
    counted: int


@dataclass(frozen=True)
class Sample:
    """A PA who does not exist."""

    email: str
    draft: Draft
    checks: tuple[SampleCheck, ...]


def load_sample(path: Path) -> Sample:
    """A sample PA. Raises WrongContent."""
    file = read_toml(path)
    email = file.content.get("email", "")
    if not str(email).endswith("@example.org"):
        raise file.refuse("must be an address of example.org: nobody is written to", "email")
    draft = draft_with(Draft(), _boxes(file))
    if left_out := wanting(draft):
        raise file.refuse(f"leaves out what is wanted of every PA: {', '.join(left_out)}", "boxes")
    checks = file.content.get("check", [])
    return Sample(email, draft, tuple(_check(file, place, entry) for place, entry in enumerate(checks)))


def _boxes(file: TomlFile) -> dict[str, Any]:
    boxes = dict(file.content.get("boxes", {}))
    if type(boxes.get("born")) is not date:
        raise file.refuse("must be a day, written like 1990-03-27", "boxes", "born")
    return boxes


def _check(file: TomlFile, place: int, entry: dict[str, Any]) -> SampleCheck:
    if entry.get("kind") not in set(CheckKind):
        raise file.refuse(f"is not a check; these are: {', '.join(CheckKind)}", "check", place, "kind")
    if type(entry.get("days_ago")) is not int:
        raise file.refuse("must be a number of days", "check", place, "days_ago")
    return SampleCheck(CheckKind(entry["kind"]), entry["days_ago"], entry.get("evidence", ""), entry.get("counted", 0))
