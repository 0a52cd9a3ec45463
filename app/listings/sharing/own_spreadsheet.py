"""A group's own services as a sheet, a row each: written for a spreadsheet program, and read back into the draft.

What is in rows on the page (times, places, prices) has a line each in its cell, with "|" between the parts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from csv import writer
from dataclasses import dataclass, field, fields, is_dataclass, replace
from io import BytesIO, StringIO
from typing import Any, TypeVar

from app.directory.api import spreadsheets
from app.kernel.text import cleaned
from app.listings.domain import (
    ACCESS,
    DAYS,
    MOST_ROWS,
    MOST_SERVICES,
    OFTEN,
    PRICES,
    SEVERAL_DAYS,
    WAYS,
    Cost,
    Group,
    OwnService,
    Pause,
    Place,
    Times,
)

Mint = Callable[[], str]
REFERENCE = "Reference"
TICKS = {"term_time": "term time", "hidden": "do not show", "every_year": "every year"}
TEXTS: Mapping[str, str] = {
    "name": "Name",
    "what": "What happens",
    "who_for": "Who it is for",
    "youngest": "Youngest age",
    "oldest": "Oldest age",
    "covers": "Area",
    "cost_words": "More about the cost",
    "access_words": "More about getting in",
    "languages": "Languages",
    "joining": "How to join",
    "ends_on": "Last day",
    "does": "What I do",
    "does_not": "What I do not do",
    "insurance": "Insurance",
    "training": "Training",
    "cqc": "CQC location ID",
}
CHOICES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "ways": ("How it is given", WAYS),
    "access": ("Getting in", ACCESS),
}
ROWS: Mapping[str, tuple[str, type[Any]]] = {
    "times": ("Times", Times),
    "places": ("Places", Place),
    "costs": ("Prices", Cost),
    "pauses": ("Closed", Pause),
}
NEEDS, PRICE = "Helps with", "Free or not"
HEADINGS = (
    *(REFERENCE, TEXTS["name"], TEXTS["what"], NEEDS),
    *(heading for name, heading in TEXTS.items() if name not in {"name", "what"}),
    *(heading for heading, _ in (*CHOICES.values(), *ROWS.values())),
    PRICE,
)
NAMES: Mapping[str, Mapping[str, str]] = {"often": OFTEN, "day": {**DAYS, **SEVERAL_DAYS}}
"""Parts of a line that are written with the words of the page."""
_PARTED = " | "
_STROKE, _BAR = "\x01", "\x02"
"""What stands for a stroke and a bar that are no signs of ours, while a line is parted."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Mistake:
    """What in a row cannot be read; `row` is its number in the spreadsheet."""

    row: int
    heading: str
    words: str


@dataclass(frozen=True)
class Reading:
    """The group as the sheet would have it, and what stands in the way. What is not in the sheet stays as it is."""

    group: Group
    mistakes: tuple[Mistake, ...] = ()
    unknown: tuple[str, ...] = ()
    changed: int = 0
    added: int = 0


class NotASheet(Exception):
    """The file is no spreadsheet, or has none of our headings; the message says what to do."""


@dataclass
class _Pen:
    """Notes the mistakes of one row."""

    row: int
    mistakes: list[Mistake] = field(default_factory=list)

    def note(self, heading: str, words: str) -> None:
        self.mistakes.append(Mistake(self.row, heading, words))


def as_csv(group: Group, needs: Mapping[str, str]) -> bytes:
    """The services as a CSV file that Excel opens. `needs` are the names of the needs."""
    text = StringIO()
    sheet = writer(text)
    sheet.writerow(HEADINGS)
    sheet.writerows(_cells(service, needs) for service in group.services)
    return text.getvalue().encode("utf-8-sig")


def as_workbook(group: Group, needs: Mapping[str, str]) -> bytes:
    """The same as an Excel workbook."""
    from openpyxl import Workbook  # when somebody wants one: it would slow every start

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Services")
    sheet.append(list(HEADINGS))
    for service in group.services:
        sheet.append(_cells(service, needs))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(name: str, content: bytes, group: Group, needs: Mapping[str, str], mint: Mint) -> Reading:
    """What a file would make of the group. Raises NotASheet."""
    try:
        sheets = spreadsheets.first_rows({name: content}, MOST_SERVICES + 1)
    except spreadsheets.CannotImport as error:
        raise NotASheet(str(error)) from error
    sheet = next((one for one in sheets if TEXTS["name"] in one.headings), None)
    if sheet is None:
        raise NotASheet(f"No sheet has a column “{TEXTS['name']}”. Download your services first, and change that file")
    reader = _Reader(group, needs, mint)
    for row in sheet.rows:
        reader.take(
            row.number, {heading: cleaned(bare(text)) for heading, text in row.cells.items()}, set(sheet.headings)
        )
    return replace(reader.reading(), unknown=tuple(one for one in sheet.headings if one not in HEADINGS))


class _Reader:
    """Takes row after row into a group."""

    def __init__(self, group: Group, needs: Mapping[str, str], mint: Mint) -> None:
        self.group, self.needs, self.mint = group, needs, mint
        self.mistakes: list[Mistake] = []
        self.seen: set[str] = set()
        self.changed = self.added = 0

    def take(self, number: int, said: Mapping[str, str], headings: set[str]) -> None:
        """A row. A column that the sheet does not have is left as it is; an empty cell empties it."""
        pen, reference = _Pen(number), said.get(REFERENCE, "")
        before = self.group.service(reference) if reference else OwnService(id=self.mint())
        if before is None:
            pen.note(REFERENCE, "We do not know this reference. Leave it empty for something new")
        elif reference in self.seen:
            pen.note(REFERENCE, "This reference stands in another row too")
        else:
            after = _service(before, said, headings, self.needs, pen, self.mint)
            self._put(before, after, is_new=not reference)
        self.seen |= {reference} - {""}
        self.mistakes += pen.mistakes

    def _put(self, before: OwnService, after: OwnService, is_new: bool) -> None:
        if is_new:
            self.group = replace(self.group, services=(*self.group.services, after))
            self.added += 1
        else:
            self.group = self.group.having(after)
            self.changed += before != after

    def reading(self) -> Reading:
        mistakes = list(self.mistakes)
        if len(self.group.services) > MOST_SERVICES:
            mistakes.append(Mistake(0, "", f"A page can have at most {MOST_SERVICES} services"))
        return Reading(self.group, tuple(mistakes), changed=self.changed, added=self.added)


def _service(
    before: OwnService, said: Mapping[str, str], headings: set[str], needs: Mapping[str, str], pen: _Pen, mint: Mint
) -> OwnService:
    changes: dict[str, Any] = {name: said.get(heading, "") for name, heading in TEXTS.items() if heading in headings}
    for name, (heading, choices) in CHOICES.items():
        if heading in headings:
            changes[name] = tuple(_chosen(said.get(heading, ""), choices, heading, pen))
    if NEEDS in headings:
        changes["needs"] = tuple(_chosen(said.get(NEEDS, ""), needs, NEEDS, pen))
    if PRICE in headings:
        price = said.get(PRICE, "")
        changes["price"] = next(iter(_chosen(price, PRICES, PRICE, pen)), "") if price else ""
    for name, (heading, kind) in ROWS.items():
        if heading in headings:
            lines = [line for line in said.get(heading, "").split("\n") if line.strip()]
            changes[name] = tuple(_rows(kind, lines, getattr(before, name), heading, pen, mint))
    return replace(before, **changes)


def _chosen(text: str, choices: Mapping[str, str], heading: str, pen: _Pen) -> Iterator[str]:
    """What a cell chooses, parted by semicolons: each by the words of the page or by its own name."""
    by_words = {words.lower(): name for name, words in choices.items()} | {name.lower(): name for name in choices}
    for part in filter(None, (part.strip() for part in text.replace("\n", ";").split(";"))):
        if part.lower() in by_words:
            yield by_words[part.lower()]
        else:
            pen.note(heading, f"We do not know “{part[:60]}” here")


Value = TypeVar("Value")


def _rows(
    kind: type[Value], lines: list[str], before: tuple[Value, ...], heading: str, pen: _Pen, mint: Mint
) -> Iterator[Value]:
    if len(lines) > MOST_ROWS:
        pen.note(heading, f"There are more than {MOST_ROWS} lines")
    for place, line in enumerate(lines[:MOST_ROWS]):
        row = _row(kind, _told(line), heading, pen)
        if hasattr(row, "id"):
            kept = before[place] if place < len(before) else None
            row = replace(row, id=getattr(kept, "id", "") or mint())  # type: ignore[type-var]
        yield row


def _row(kind: type[Value], parts: list[str], heading: str, pen: _Pen) -> Value:
    """A line of a cell; one that has no parts holds words, where there is a place for words."""
    names = _parts(kind)
    changes: dict[str, Any] = {}
    if len(parts) == 1 and names[-1] == "words":
        names = ["words"]
    if len(parts) > len(names):
        pen.note(heading, f"This line has more than {len(names)} parts: {' | '.join(parts)[:60]}")
    for name, text in zip(names, parts, strict=False):
        if name in TICKS:
            changes[name] = text.lower() in {TICKS[name], "yes"}
        elif name in NAMES:
            changes[name] = next(iter(_chosen(text, NAMES[name], heading, pen)), "") if text else ""
        else:
            changes[name] = text
    return kind(**changes)


def _parts(kind: type[Any]) -> list[str]:
    return [one.name for one in fields(kind) if one.name != "id"]


def _cells(service: OwnService, needs: Mapping[str, str]) -> list[str]:
    said = {REFERENCE: service.id, PRICE: PRICES[service.price] if service.price in PRICES and service.price else ""}
    said |= {heading: getattr(service, name) for name, heading in TEXTS.items()}
    said |= {heading: _words(getattr(service, name), choices) for name, (heading, choices) in CHOICES.items()}
    said |= {NEEDS: _words(service.needs, needs)}
    said |= {heading: "\n".join(map(_line, getattr(service, name))) for name, (heading, _) in ROWS.items()}
    return [harmless(said[heading]) for heading in HEADINGS]


def _words(chosen: Iterable[str], choices: Mapping[str, str]) -> str:
    return "; ".join(str(choices.get(name, name)) for name in chosen)


def _line(row: Any) -> str:
    """A row as a line; words alone stand alone."""
    assert is_dataclass(row)
    if isinstance(row, Times) and row == Times(words=row.words):
        return _escaped(row.words)
    told = []
    for name in _parts(type(row)):
        value = getattr(row, name)
        told.append((TICKS[name] if value else "") if name in TICKS else NAMES.get(name, {}).get(value, value))
    while len(told) > 2 and not told[-1]:
        told.pop()
    return _PARTED.join(map(_escaped, told))


def _escaped(part: str) -> str:
    """A part of a line, in which a "|" of its own has a stroke before it."""
    return part.replace("\n", " ").replace("\\", "\\\\").replace("|", "\\|")


def _told(line: str) -> list[str]:
    """The parts of a line, as they were before."""
    parts, signs = [""], iter(line.replace("\\\\", _STROKE).replace("\\|", _BAR))
    for sign in signs:
        if sign == "|":
            parts.append("")
        else:
            parts[-1] += {_STROKE: "\\", _BAR: "|"}.get(sign, sign)
    return [part.strip() for part in parts]


def harmless(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def bare(text: str) -> str:
    """The cell without the mark that made it harmless."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
