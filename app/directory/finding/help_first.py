"""The help that stands above what was found when somebody's words speak of danger. That they did is kept nowhere."""

from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import force_locale, get_locale
from markupsafe import Markup

from app.councils.api import council
from app.councils.domain import Ring
from app.helplines.api import helpline
from app.helplines.domain import Helpline
from app.kernel import clock
from app.search import api as search
from app.search.api import Heard

MOST = 2
"""How many kinds of help stand there: who is in danger does not read a list."""


@dataclass(frozen=True)
class Help:
    """One kind of help: what to do, and whom to ring. `council` are the council's own numbers, as they answer now."""

    id: str
    heading: str
    text: str
    lines: tuple[Helpline, ...]
    council: tuple[Ring, ...]


def dangers_in(typed: str, corrected: str | None) -> tuple[Heard, ...]:
    """The dangers of which the words speak, as they were typed or with their slips mended, the gravest first."""
    heard = {each.danger.id: each for words in (corrected, typed) if words for each in search.dangers_in(words)}
    return tuple(heard[danger.id] for danger in search.dangers() if danger.id in heard)


def help_first(heard: tuple[Heard, ...]) -> Markup:
    """The help for the gravest, in the language of the words, with the English beside; nothing when all is well."""
    return Markup().join(_panel(each) for each in heard[:MOST])


def may_have_to_leave(heard: tuple[Heard, ...]) -> bool:
    """Whether somebody may have to leave the page fast."""
    return any(each.danger.leave for each in heard)


def _panel(heard: Heard) -> Markup:
    danger = heard.danger
    lines = tuple(helpline(line) for line in danger.lines)
    ring = council().ring_order(danger.council, clock.now()) if danger.council else ()
    shown = Help(danger.id, danger.heading, danger.text, lines, ring)
    with force_locale(_language_of(heard)):
        return Markup(render_template("directory/_help_first.html", help=shown, language=get_locale()))


def _language_of(heard: Heard) -> str:
    """The language of the words when the council offers it; else that of the page."""
    offered = heard.language in current_app.extensions["council"].languages
    return heard.language if offered and heard.language != "en" else str(get_locale())
