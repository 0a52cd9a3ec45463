"""A collection: a page that staff write, with dates, services, helplines and guidance; and the versions of it."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar

LONGEST_TITLE = 100
LONGEST_TEXT = 10_000
SERVICES_OF_A_SEARCH = 10


@dataclass(frozen=True)
class Heading:
    """A heading within a text."""

    words: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, without line breaks."""

    words: str
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True)
class Points:
    """A list with dots."""

    points: tuple[str, ...]
    kind: ClassVar[str] = "points"


Block = Heading | Paragraph | Points


@dataclass(frozen=True)
class Content:
    """What a version of a collection says. `services` are keys of the directory, `need` and `words` a saved search.

    `source` says where the facts in the text were read, and when.
    """

    title: str
    summary: str
    text: str
    source: str = ""
    services: tuple[str, ...] = ()
    words: str = ""
    need: str = ""
    helplines: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    shown_from: date | None = None
    shown_until: date | None = None
    reviewed: date | None = None
    review_due: date | None = None

    def is_shown_on(self, day: date) -> bool:
        """Whether the page is for residents on this day; its first and its last day count."""
        begun = self.shown_from is None or self.shown_from <= day
        return begun and (self.shown_until is None or day <= self.shown_until)

    def is_due_on(self, day: date) -> bool:
        """Whether somebody has to read it again by now."""
        return self.review_due is not None and self.review_due <= day

    def as_json(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), default=date.isoformat)


@dataclass(frozen=True)
class Version:
    """What a collection said at a time. `by` is who wrote it, as the audit names them."""

    slug: str
    number: int
    content: Content
    made_at: datetime
    by: str


@dataclass(frozen=True)
class Collection:
    """A collection as staff have it: its newest version, and the one that residents read, if there is one."""

    newest: Version
    published: Version | None

    @property
    def slug(self) -> str:
        return self.newest.slug


def content_from_json(text: str) -> Content:
    """What `as_json` wrote."""
    return Content(**{name: _read(name, value) for name, value in json.loads(text).items() if name in _NAMES})


def blocks_of(text: str) -> tuple[Block, ...]:
    """A text as its writer meant it: blank lines part paragraphs, "## " begins a heading, "- " a point of a list.

    Everything else is words. No other mark means anything, so there is nothing that a page has to be kept safe from.
    """
    return tuple(_blocks(text))


def slug_of(title: str) -> str:
    """The address that a title gives a page: lower case, ASCII, dashes; empty when nothing of it can stand in one."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _blocks(text: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [" ".join(line.split()) for line in part.split("\n") if line.strip()]
        while lines:
            if lines[0].startswith("## "):
                yield Heading(lines.pop(0)[3:])
                continue
            is_point = lines[0].startswith("- ")
            alike: list[str] = []
            while lines and lines[0].startswith("- ") is is_point and not lines[0].startswith("## "):
                alike.append(lines.pop(0))
            yield Points(tuple(line[2:] for line in alike)) if is_point else Paragraph(" ".join(alike))


_NAMES = frozenset(entry.name for entry in fields(Content))
_DAYS = frozenset({"shown_from", "shown_until", "reviewed", "review_due"})


def _read(name: str, value: Any) -> Any:
    if name in _DAYS:
        return date.fromisoformat(value) if value else None
    return tuple(value) if isinstance(value, list) else value
