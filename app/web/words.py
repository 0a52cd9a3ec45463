"""How dates, codes and the words of others are written on a page."""

import unicodedata
from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_time

from app.kernel.clock import in_london
from app.kernel.reference import grouped


def init_app(app: Flask) -> None:
    """Gives the templates these filters."""
    app.jinja_env.filters.update(in_fours=grouped, long_date=long_date, clock_time=clock_time, direction=direction)


def long_date(moment: datetime | date) -> str:
    """The day in full, in the language of the page: Thursday 4 December 2026."""
    day = in_london(moment).date() if isinstance(moment, datetime) else moment
    return str(format_date(day, "EEEE d MMMM y"))


def clock_time(moment: datetime) -> str:
    """The time of day in London, in the manner of the page's language."""
    return str(format_time(moment, "short"))


def direction(words: object) -> str:
    """The direction of words in whatever language: that of their first letter, as a browser finds it by dir="auto"."""
    for letter in str(words):
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return "auto"
