"""The poster of a group: one side of A4 for a noticeboard, in large letters, with a code to point a phone at."""

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext
from markupsafe import Markup

from app.directory import api as directory
from app.listings.sharing.shared import Public
from app.printing import api as printing
from app.web.addresses import public_address

MOST_SERVICES = 3
MOST_LINES = 4
"""Of times and of places each: more nobody reads in passing; the code leads to the rest."""


@dataclass(frozen=True)
class Notice:
    """One thing that the group does, in the few words that a poster has."""

    name: str
    what: str
    when: tuple[str, ...]
    where: tuple[str, ...]
    cost: str


@dataclass(frozen=True)
class Poster:
    """What stands on it. `more` is how many services found no room. The code leads to `address`."""

    name: str
    notices: tuple[Notice, ...]
    telephone: str
    address: str
    qr: Markup
    more: int


def poster_of(page: Public) -> Poster:
    """The poster of what residents can find today."""
    leaflets = page.leaflets
    address = leaflets[0].address if leaflets else public_address("/")
    phones = (phone.number for leaflet in leaflets for contact in leaflet.contacts for phone in contact.phones)
    return Poster(
        name=page.group.name,
        notices=tuple(_notice(leaflet) for leaflet in leaflets[:MOST_SERVICES]),
        telephone=next(phones, ""),
        address=address,
        qr=printing.qr_code(address, gettext("A code that opens this page on a telephone")),
        more=max(0, len(leaflets) - MOST_SERVICES),
    )


def pdf_of(page: Public) -> bytes:
    """The same as a file to print. Raises NotPrinted."""
    return printing.pdf_of(render_template("listings/shares/poster_alone.html", poster=poster_of(page)))


def _notice(leaflet: directory.ServicePage) -> Notice:
    return Notice(
        name=leaflet.service.name,
        what=leaflet.summary if leaflet.summary != leaflet.service.name else "",
        when=tuple(pattern.words for pattern in leaflet.patterns)[:MOST_LINES],
        where=tuple(", ".join(filter(None, (site.name, *site.lines))) for site in leaflet.sites)[:MOST_LINES],
        cost="; ".join(fact.words for fact in leaflet.cost),
    )
