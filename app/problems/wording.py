"""What kinds of problems are called on the staff's pages."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from app.problems.domain import About

ABOUT: Mapping[About, LazyString] = {
    About.OUT_OF_DATE: lazy_gettext("Out of date"),
    About.CLOSED: lazy_gettext("Closed"),
    About.MORE: lazy_gettext("More to say"),
    About.SAFETY: lazy_gettext("Safety"),
}
