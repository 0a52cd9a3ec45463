"""Holds answers against the schemas of Open Referral UK as its public validator does, and with every format checked."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from app.config import ROOT

SAMPLE = ROOT / "directory_data" / "sample" / "directory.json"
SPECIFICATIONS = "https://openreferraluk.org/specifications/"
ENVELOPE = {
    "3.0": {"total_items": int, "total_pages": int, "page_number": int, "size": int, "contents": list}
    | dict.fromkeys(("first_page", "last_page", "empty"), bool),
    "1.0": {"totalElements": int, "totalPages": int, "number": int, "size": int, "content": list}
    | dict.fromkeys(("first", "last", "empty"), bool),
}


class Checker:
    """The schemas of one version, from a folder."""

    def __init__(self, schemas: Path, version: str, formats: bool = True) -> None:
        self._folder = schemas / f"oruk-{version}"
        self._version = version
        self._formats = FormatChecker() if formats else None
        resources = ((self._address(file.stem), _resource(file)) for file in self._folder.glob("*.json"))
        self._registry: Registry[Any] = Registry().with_resources(resources)

    def _address(self, name: str) -> str:
        return f"{SPECIFICATIONS}{self._version}/schema/{name}.json"

    @cache  # noqa: B019 - a checker lives as long as the tests that use it
    def _validator(self, name: str) -> Draft202012Validator:
        schema = {"$ref": self._address(name)}
        return Draft202012Validator(schema, registry=self._registry, format_checker=self._formats)

    def errors(self, name: str, answer: Any) -> list[str]:
        """What is wrong with an answer by the schema of a name, each with its place."""
        return [f"{error.json_path}: {error.message[:200]}" for error in self._validator(name).iter_errors(answer)]

    def faults(self, name: str, answer: Any) -> list[str]:
        """The same, and what is empty, and what is wrong with the envelope of a list."""
        found = self.errors(name, answer) + [f"{place}: says nothing" for place in empty(answer)]
        return found + (list(self._faults_of_envelope(answer)) if name.endswith("_list") else [])

    def _faults_of_envelope(self, answer: Any) -> Iterator[str]:
        for field, kind in ENVELOPE[self._version].items():
            if type(answer.get(field)) is not kind:
                yield f"$.{field}: is {answer.get(field)!r}, not {kind.__name__}"


def every_feed(shared_data: Path, folder: Path) -> dict[str, Path]:
    """All that there is of feeds, by the names of their sources: three councils', one service whole, and the sample."""
    feeds = shared_data / "feeds"
    whole = folder / "bristol.json"
    bristol = json.loads((feeds / "bristol-service.json").read_text(encoding="utf-8"))
    whole.write_text(json.dumps({"contents": [bristol]}), encoding="utf-8")
    return {
        **{name: feeds / f"{name}.json" for name in ("hounslow", "folkestone-hythe")},
        "bristol": feeds / "bristol-services-page1.json",
        "bristol-whole": whole,
        "sample": SAMPLE,
    }


def empty(value: Any, place: str = "$") -> Iterator[str]:
    """The places of nulls, empty texts, and empty lists and tables but for an empty page."""
    if value in (None, "", {}) or (value == [] and place not in {"$.contents", "$.content"}):
        yield place
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield from empty(part, f"{place}.{name}")


def _resource(file: Path) -> Resource[Any]:
    return Resource.from_contents(json.loads(file.read_text(encoding="utf-8")), default_specification=DRAFT202012)
