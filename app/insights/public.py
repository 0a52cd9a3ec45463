"""The public page of performance: the council's own figures of the last quarter that is over, in plain words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, format_decimal, format_percent, gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from app import db
from app.events.domain import PROFESSIONAL, TELEPHONE, WEB, Ending
from app.insights import api, charts
from app.insights.api import Figures
from app.insights.chapter_contacts import at_first_contact, at_the_front_door
from app.insights.domain import Count, added, share
from app.insights.families import Extra, Family
from app.insights.sections import Section, Share, Table

ENDINGS: Mapping[Ending, LazyString] = {
    Ending.SIGNPOSTED: lazy_gettext("Told about help nearby"),
    Ending.INTRODUCED: lazy_gettext("Introduced to a group"),
    Ending.BOOKED: lazy_gettext("A talk booked nearby"),
    Ending.SHORT_TERM: lazy_gettext("Help for a short time"),
    Ending.FORMAL: lazy_gettext("A full assessment"),
    Ending.URGENT: lazy_gettext("Urgent help the same day"),
    Ending.SAFEGUARDING: lazy_gettext("Keeping someone safe"),
    Ending.OTHER: lazy_gettext("Something else"),
}
WAYS: Mapping[str, LazyString] = {
    TELEPHONE: lazy_gettext("By telephone"),
    WEB: lazy_gettext("On this website"),
    PROFESSIONAL: lazy_gettext("Through a professional, such as a nurse"),
    "walk-in": lazy_gettext("In person"),
    "letter": lazy_gettext("By letter"),
}
STEPS: Mapping[str, LazyString] = {
    "contacted": lazy_gettext("We got in touch in time"),
    "started": lazy_gettext("We started the assessment in time"),
}
STANDINGS: Mapping[str, LazyString] = {
    "fresh": lazy_gettext("Checked lately"),
    "unknown": lazy_gettext("We do not know when it was checked"),
    "marked": lazy_gettext("Marked as old"),
    "lowered": lazy_gettext("Shown further down"),
    "hidden": lazy_gettext("Hidden from search"),
}


@dataclass(frozen=True)
class PerformancePage:
    """The council's own figures, or nothing before the first quarter is over."""

    sections: tuple[Section, ...]
    period: str
    through: date | None
    made_up: bool


def performance_page() -> PerformancePage:
    """What everybody may know of the last quarter that is over."""
    figures, made_up = api.published(), api.are_made_up(db.session())
    if figures is None:
        return PerformancePage((), "", None, made_up)
    return PerformancePage(tuple(_sections(figures)), period_in_words(figures), figures.through, made_up)


def period_in_words(figures: Figures) -> str:
    """The months of a quarter, in the reader's language."""
    first, last = (format_date(day, "MMMM y") for day in (figures.period.first.first, figures.period.last.last))
    return str(gettext("%(first)s to %(last)s", first=first, last=last))


def said(cell: object) -> str:
    """A cell as people read it in their language."""
    if cell is None:
        return str(gettext("hidden"))
    if isinstance(cell, Share):
        return str(format_percent(cell))
    return str(format_decimal(cell)) if isinstance(cell, int) else str(cell)


def _sections(figures: Figures) -> Iterator[Section]:
    yield _endings(figures)
    yield _ways(figures)
    yield _in_time(figures)
    yield _listings(figures)


def _endings(figures: Figures) -> Section:
    contacts = figures.of(Family.CONTACTS)
    question = gettext("Where did contacts end?")
    answer = gettext(
        "People got in touch with us %(number)s times. Of these, %(share)s ended without us passing it to a team.",
        number=said(contacts.of()),
        share=_part(at_the_front_door(contacts)),
    )
    counts = {str(label): contacts.of(outcome=ending) for ending, label in ENDINGS.items()}
    first = gettext(
        "When people had not been in touch for 90 days: %(share)s.", share=_part(at_first_contact(contacts))
    )
    return _section("endings", question, answer, counts, contacts.of(), (first,))


def _ways(figures: Figures) -> Section:
    contacts = figures.of(Family.CONTACTS)
    question = gettext("How did people get in touch?")
    counts = {str(label): contacts.of(way=way) for way, label in WAYS.items()}
    online = _part(share(contacts.of(way=WEB), contacts.of()))
    return _section("ways-in", question, gettext("%(share)s came by this website.", share=online), counts, None)


def _in_time(figures: Figures) -> Section:
    steps = figures.of(Family.STEPS)
    question = gettext("Did we do what we promised in time?")
    rows, drawn = [], []
    for step, label in STEPS.items():
        done, late = (steps.of(step=step, on_time=word) for word in ("yes", "no"))
        part = share(done, added([done, late]))
        rows.append((str(label), done, late, Share(part) if part is not None else None))
        drawn.append(charts.Shares(str(label), (done, late), _part(part)))
    answer = gettext("We got in touch in time with %(share)s of the people who asked.", share=said(rows[0][3]))
    names = (gettext("In time"), gettext("Late"))
    drawing = charts.shares("in-time", _words(question, answer), names, drawn)
    table = Table((gettext("What we promise"), *names, gettext("Share in time")), tuple(rows))
    return Section("in-time", question, answer, table, drawing)


def _listings(figures: Figures) -> Section:
    listings = figures.newest(Extra.LISTINGS)
    question = gettext("How fresh is our directory?")
    counts = {str(label): listings.of(standing=standing) for standing, label in STANDINGS.items()}
    total = added(counts.values())
    answer = gettext(
        "%(fresh)s of %(all)s services were checked lately.", fresh=said(listings.of(standing="fresh")), all=said(total)
    )
    return _section("listings", question, answer, counts, total)


def _section(
    id: str, question: str, answer: str, counts: Mapping[str, Count], total: Count, notes: tuple[str, ...] = ()
) -> Section:
    drawn = [charts.Bar(label, count, said(count)) for label, count in counts.items()]
    drawing = charts.bars(id, _words(question, answer), drawn)
    rows = tuple(counts.items()) if total is None else (*counts.items(), (gettext("All together"), total))
    return Section(id, question, answer, Table((question, gettext("Number")), rows), drawing, notes)


def _words(question: str, answer: str) -> charts.Words:
    return charts.Words(question, answer, gettext("hidden"))


def _part(part: float | None) -> str:
    return str(gettext("a share that we hide") if part is None else format_percent(part))
