"""What the pages of a list are told: each service as the directory has it now, and the links that open it."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for

from app.directory import api as directory
from app.directory.api import ServicePage
from app.directory.domain import Idea
from app.helplines import api as helplines
from app.helplines.domain import Helpline
from app.kernel.clock import now
from app.lists.domain import Thing, Things
from app.lists.store import Link
from app.printing import api as printing
from app.printing.api import Size

# Whom anybody may ring about anything: what stands at the end of a booklet.
THEMES = ("advice", "carers", "complaints")


@dataclass(frozen=True)
class Row:
    """A service on a list; without an idea, or a leaflet on paper, it is no longer in the directory."""

    thing: Thing
    idea: Idea | None = None
    leaflet: ServicePage | None = None


@dataclass(frozen=True)
class Booklet:
    """A list on paper, with everything about each service and a few numbers to ring."""

    rows: tuple[Row, ...]
    lines: tuple[Helpline, ...]
    made: datetime


def rows_of(things: Things) -> tuple[Row, ...]:
    """The services of a list in its order."""
    ideas = directory.rows_of(things.keys)
    return tuple(Row(thing, idea=ideas.get(thing.key)) for thing in things.all)


def booklet_of(things: Things) -> Booklet:
    """The booklet of a list."""
    leaflets = directory.leaflets(things.keys)
    rows = tuple(Row(thing, leaflet=leaflets.get(thing.key)) for thing in things.all)
    return Booklet(rows, helplines.helplines_for(THEMES), now())


def pdf_of(things: Things, size: Size) -> bytes:
    """The booklet as tagged PDF. Raises NotPrinted."""
    return printing.pdf_of(render_template("lists/alone.html", page=booklet_of(things), size=size))


def paper_address(link: Link | None, size: Size) -> str:
    """Where the booklet of one's own list, or of a link's, is shown."""
    if link is None:
        return url_for("lists.paper", size=size)
    return url_for("shared_lists.paper", size=size, link=link.token)


def tally(number: int) -> str:
    """How many services there are, beside the words "My list": " (3)", or nothing for none."""
    return f" ({number})" if number else ""
