"""What was sent as pages list it: headings, and rows of a question and its answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from flask_babel import gettext

from app.referrals.sent import Section


@dataclass(frozen=True)
class Row:
    """A line of a summary list. `change` is empty where nothing can be changed."""

    question: str
    answer: str
    change: str = ""
    about: str = ""


@dataclass(frozen=True)
class Shown:
    """What stands under one heading of a summary."""

    title: str
    rows: tuple[Row, ...]


def shown(sections: Iterable[Section], change: Callable[[str], str] = lambda _step: "") -> tuple[Shown, ...]:
    """Sections as a summary has them, neighbours of the same title as one; `change` leads to the page of a step."""
    return tuple(
        Shown(title, tuple(row for section in together for row in _rows(section, change(section.step))))
        for title, together in groupby(sections, key=attrgetter("title"))
    )


def _rows(section: Section, change: str) -> Iterable[Row]:
    """The lines of a section; what was skipped says so."""
    return (Row(line.question, line.answer or gettext("Not answered"), change, line.question) for line in section.lines)
