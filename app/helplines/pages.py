"""What the pages about helplines are told: the lines by theme, and which of them somebody has to look up again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.helplines.domain import Helpline

MONTHS_UNTIL_LOOKED_UP_AGAIN = 6

# In the order of the page: danger first.
THEME_NAMES: Mapping[str, LazyString] = {
    "emergency": lazy_gettext("When life is in danger"),
    "crisis": lazy_gettext("When you cannot go on, or need medical help soon"),
    "abuse": lazy_gettext("When somebody hurts, frightens or cheats you"),
    "carers": lazy_gettext("If you look after someone"),
    "dementia": lazy_gettext("Memory and dementia"),
    "loneliness": lazy_gettext("Feeling alone"),
    "grief": lazy_gettext("When someone has died"),
    "money": lazy_gettext("Money"),
    "home": lazy_gettext("Somewhere to live"),
    "sight": lazy_gettext("Sight"),
    "children": lazy_gettext("Children and young people"),
    "advice": lazy_gettext("Advice on anything"),
    "care-quality": lazy_gettext("Worried about a care service"),
    "complaints": lazy_gettext("When the council got it wrong"),
}


@dataclass(frozen=True)
class Theme:
    """Helplines that belong together. A line of several themes stands under each."""

    id: str
    name: str
    lines: tuple[Helpline, ...]


def themes(lines: tuple[Helpline, ...]) -> tuple[Theme, ...]:
    """Every theme that has a line."""
    found = (
        Theme(id, str(name), tuple(line for line in lines if id in line.themes)) for id, name in THEME_NAMES.items()
    )
    return tuple(theme for theme in found if theme.lines)


def to_look_up_again(lines: tuple[Helpline, ...], today: date) -> tuple[Helpline, ...]:
    """The lines that nobody has looked up for six months, the oldest first."""
    limit = today - relativedelta(months=MONTHS_UNTIL_LOOKED_UP_AGAIN)
    return tuple(sorted((line for line in lines if line.as_of <= limit), key=lambda line: line.as_of))
