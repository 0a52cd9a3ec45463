"""The help that stands above what was found when somebody's words speak of danger. That they did is kept nowhere."""

from dataclasses import dataclass

from flask import current_app, render_template
from flask_babel import force_locale, get_locale
from markupsafe import Markup

from app.helplines.api import helpline
from app.helplines.domain import Helpline
from app.search import api as search
from app.search.api import Heard

MOST = 2
"""How many kinds of help stand there: who is in danger does not read a list."""


@dataclass(frozen=True)
class Help:
    """One kind of help: what to do, and whom to ring. `council` says that the council's own number is among them."""

    id: str
    heading: str
    text: str
    lines: tuple[Helpline, ...]
    council: bool


def help_first(typed: str) -> Markup:
    """The help for what was typed, in the language of the words, with the English beside; nothing when all is well."""
    return Markup().join(_panel(heard) for heard in search.dangers_in(typed)[:MOST])


def may_have_to_leave(typed: str) -> bool:
    """Whether somebody may have to leave the page fast."""
    return any(heard.danger.leave for heard in search.dangers_in(typed))


def _panel(heard: Heard) -> Markup:
    danger = heard.danger
    lines = tuple(helpline(line) for line in danger.lines)
    shown = Help(danger.id, danger.heading, danger.text, lines, danger.council)
    with force_locale(_language_of(heard)):
        return Markup(render_template("directory/_help_first.html", help=shown, language=get_locale()))


def _language_of(heard: Heard) -> str:
    """The language of the words when the council offers it; else that of the page."""
    offered = heard.language in current_app.extensions["council"].languages
    return heard.language if offered and heard.language != "en" else str(get_locale())
