"""What the pages of figures are told: a chapter of sections, the period and its choices, and a report on one page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from app import db
from app.councils.api import council
from app.insights import api, chapter_cases, chapter_contacts, chapter_gaps
from app.insights.comparing import Compared
from app.insights.domain import MOST_QUARTERS, NotAPeriod, Period, Quarter
from app.insights.sections import HIDDEN, Section
from app.kernel.clock import today
from app.needs.api import vocabulary
from app.web.errors import NotFound

Chapter = Callable[[Compared], Iterable[Section]]


def _gaps(figures: Compared) -> Iterable[Section]:
    return chapter_gaps.gaps(figures, {need.id: need.name for need in vocabulary().needs})


def _cases(figures: Compared) -> Iterable[Section]:
    return chapter_cases.cases(figures, council())


CHAPTERS: Mapping[str, tuple[str, Chapter]] = {
    "contacts": ("Contacts", chapter_contacts.contacts),
    "cases": ("Cases", _cases),
    "assessments": ("Assessments", chapter_cases.assessments),
    "gaps": ("What is missing", _gaps),
    "fairness": ("Fairness", chapter_contacts.fairness),
}
FIRST_CHAPTER = "contacts"
IN_THE_REPORT = (
    "endings",
    "resolved",
    "full-assessments",
    "in-time",
    "overrides",
    "introductions",
    "finishing",
    "needs",
)
DRAWN_IN_THE_REPORT = ("endings", "in-time")


@dataclass(frozen=True)
class Link:
    """Somewhere to go."""

    words: str
    address: str
    current: bool = False


@dataclass(frozen=True)
class FiguresPage:
    """A page of figures."""

    title: str
    period: Period
    before: Period | None
    began: date | None
    through: date
    is_running: bool
    made_up: bool
    chapters: tuple[Link, ...]
    periods: tuple[Link, ...]
    quarters: tuple[Quarter, ...]
    sections: tuple[Section, ...]
    table_address: str
    report_address: str

    @property
    def drawn_in_the_report(self) -> tuple[Section, ...]:
        """The sections whose drawings stand in the report."""
        return tuple(section for section in self.sections if section.id in DRAWN_IN_THE_REPORT and not section.is_empty)


def period_of(asked: Mapping[str, str], known: tuple[Quarter, ...]) -> Period:
    """The period that was asked for; else the last quarter that is over, or the running one when it is the first."""
    running = Quarter.of(today())
    usual = next((quarter for quarter in known if quarter < running), running)
    try:
        first = Quarter.read(asked["from"]) if asked.get("from") else usual
        last = Quarter.read(asked["to"]) if asked.get("to") else max(first, usual)
        return Period(first, last)
    except NotAPeriod:
        return Period(usual, usual)


def figures_page(chapter: str, asked: Mapping[str, str]) -> FiguresPage:
    """One chapter of a period. Raises NotFound when there is no such chapter."""
    if chapter not in CHAPTERS:
        raise NotFound(chapter)
    title, sections = CHAPTERS[chapter]
    return _page(chapter, title, asked, sections)


def report_page(asked: Mapping[str, str]) -> FiguresPage:
    """What a committee reads: the answers of all chapters on one page."""
    return _page("report", "Report", asked, _in_the_report)


def about(page: FiguresPage) -> tuple[tuple[str, str], ...]:
    """What stands at the head of a file of tables."""
    made_up = (("These figures are made up", "nobody was counted"),) if page.made_up else ()
    return (
        (council().name, page.title),
        ("Period", str(page.period)),
        ("Counted up to", page.through.isoformat()),
        (HIDDEN, "fewer than 5, or a number that would tell one that is"),
        *made_up,
    )


def _in_the_report(figures: Compared) -> Iterable[Section]:
    found = {section.id: section for _, sections in CHAPTERS.values() for section in sections(figures)}
    return (found[id] for id in IN_THE_REPORT)


def _page(here: str, title: str, asked: Mapping[str, str], sections: Chapter) -> FiguresPage:
    known = api.quarters()
    period = period_of(asked, known)
    compared = Compared(api.figures(period), api.figures(period.before))
    chapters = (
        Link(name, _address("figures.shown", period, chapter=chapter), chapter == here)
        for chapter, (name, _) in CHAPTERS.items()
    )
    return FiguresPage(
        title=title,
        period=period,
        before=compared.before.period if compared.compares else None,
        began=compared.now.began if compared.now.began and compared.now.began > period.first.first else None,
        through=compared.now.through,
        is_running=compared.now.through < period.last.last,
        made_up=api.are_made_up(db.session()),
        chapters=tuple(chapters),
        periods=tuple(_periods(here, period, known)),
        quarters=known,
        sections=() if compared.now.is_empty else tuple(sections(compared)),
        table_address=_address("figures.table", period, chapter=FIRST_CHAPTER if here == "report" else here),
        report_address=_address("figures.report", period),
    )


def _periods(here: str, period: Period, known: tuple[Quarter, ...]) -> Iterable[Link]:
    """The newest quarters, and the council's years that they lie in."""
    choices = [Period(quarter, quarter) for quarter in known[:3]]
    choices += dict.fromkeys(Period.year_of(quarter) for quarter in known[: MOST_QUARTERS // 2])
    for choice in choices:
        address = (
            _address("figures.report", choice) if here == "report" else _address("figures.shown", choice, chapter=here)
        )
        yield Link(str(choice), address, choice == period)


def _address(endpoint: str, period: Period, **named: Any) -> str:
    span: dict[str, Any] = {"from": period.first.code, "to": period.last.code}
    return url_for(endpoint, **named, **span)
