"""What a program may ask of the open data, how its question is read, and the envelope of a page. Knows no framework."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

Shape = dict[str, Any]
"""A JSON object."""

PER_PAGE, MOST_PER_PAGE = 50, 200
LICENCE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


class Wrong(Exception):
    """A question that cannot be answered as it was asked."""

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(detail)
        self.parameter = parameter
        self.detail = detail


@dataclass(frozen=True)
class Parameter:
    """Something that may stand in the query of an address. `read` raises ValueError with what is wrong."""

    name: str
    about: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    example: str = ""
    many: bool = False


@dataclass(frozen=True)
class Endpoint:
    """An address of the open data: what it answers, and the schema of the standard that the answer fits."""

    path: str
    operation: str
    summary: str
    answers: str
    parameters: tuple[Parameter, ...] = ()
    required: bool = False

    @property
    def streams(self) -> bool:
        """Whether everything can be had line by line."""
        return any(parameter.name == "format" for parameter in self.parameters)


def read(endpoint: Endpoint, given: Mapping[str, list[str]]) -> dict[str, Any]:
    """What was asked, by the names of the parameters. An empty parameter asks for nothing. Raises Wrong."""
    known = {parameter.name: parameter for parameter in endpoint.parameters}
    asked: dict[str, Any] = {}
    for name, values in given.items():
        if name not in known:
            raise Wrong(name, _unknown(endpoint, name))
        said = [value.strip() for value in values if value.strip()]
        if said:
            asked[name] = _read(known[name], said)
    return asked


def _unknown(endpoint: Endpoint, name: str) -> str:
    may = ", ".join(parameter.name for parameter in endpoint.parameters) or "none"
    return f"There is no parameter {name[:60]!r} here. There are: {may}."


def _read(parameter: Parameter, said: list[str]) -> Any:
    try:
        if parameter.many:
            return tuple(parameter.read(part.strip()) for value in said for part in value.split(",") if part.strip())
        if len(said) > 1:
            raise ValueError("May stand in the address only once.")
        return parameter.read(said[0])
    except ValueError as error:
        raise Wrong(parameter.name, str(error)) from error


@dataclass(frozen=True)
class Sheet:
    """Which part of a list is asked for."""

    number: int = 1
    size: int = PER_PAGE

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size

    def last_number(self, total: int) -> int:
        """The number of the last page; an empty list has one, which is empty."""
        return max(1, ceil(total / self.size))


def envelope(sheet: Sheet, total: int, contents: Iterable[Shape]) -> Shape:
    """A page of version 3."""
    rows = list(contents)
    last = sheet.last_number(total)
    return {
        "total_items": total,
        "total_pages": last,
        "page_number": sheet.number,
        "size": len(rows),
        "first_page": sheet.number == 1,
        "last_page": sheet.number >= last,
        "empty": not rows,
        "contents": rows,
    }


def old_envelope(sheet: Sheet, total: int, contents: Iterable[Shape]) -> Shape:
    """A page of version 1."""
    rows = list(contents)
    last = sheet.last_number(total)
    return {
        "totalElements": total,
        "totalPages": last,
        "number": sheet.number,
        "size": len(rows),
        "first": sheet.number == 1,
        "last": sheet.number >= last,
        "empty": not rows,
        "content": rows,
    }


def told(**fields: Any) -> Shape:
    """The fields that say something: the standard wants nothing sent for what is not known."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], (), {})}
