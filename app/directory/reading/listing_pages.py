"""What the staff's pages about listings are told: one frozen value for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from sqlalchemy.orm import Session

from app.directory.domain import Location, Service
from app.directory.reading import telling
from app.directory.record import shelves
from app.directory.service import confidential
from app.directory.service.freshness import Standing, last_known, unsaid
from app.directory.upkeep import ageing
from app.directory.upkeep.ageing import Aged

STANDINGS: Mapping[Standing, LazyString] = {
    Standing.FRESH: lazy_gettext("Checked lately"),
    Standing.UNKNOWN: lazy_gettext("No date of a check: marked"),
    Standing.MARKED: lazy_gettext("Marked"),
    Standing.LOWERED: lazy_gettext("Marked and ranked down"),
    Standing.HIDDEN: lazy_gettext("Hidden from search"),
}


@dataclass(frozen=True)
class Count:
    """How many listings have a standing, and where they are listed."""

    words: str
    number: int
    address: str
    current: bool


@dataclass(frozen=True)
class OldListings:
    """The listings of one standing, or those with a name, and the numbers of all."""

    counts: tuple[Count, ...]
    heading: str
    words: str
    rows: tuple[Aged, ...]
    number: int
    before: str
    after: str


@dataclass(frozen=True)
class PlaceOfIt:
    """A place of a listing as staff see it, whole, and who says whether everybody may."""

    id: str
    lines: tuple[str, ...]
    withheld: bool
    why: str


@dataclass(frozen=True)
class OneListing:
    """A listing for staff."""

    source: str
    service: Service
    standing: str
    checked: str
    unsaid: str
    places: tuple[PlaceOfIt, ...]


def old_listings(session: Session, standing: Standing, number: int, words: str, today: date) -> OldListings:
    """A page of the staff's list."""
    counted = ageing.counts(session, today)
    rows = ageing.named(session, words, today) if words else ageing.listed(session, standing, number, today)
    total = len(rows) if words else counted[standing]

    def address(page: int) -> str:
        return url_for("listings.listed", standing=standing.value, page=page)

    return OldListings(
        counts=tuple(
            Count(
                str(said),
                counted[each],
                url_for("listings.listed", standing=each.value),
                each is standing and not words,
            )
            for each, said in STANDINGS.items()
        ),
        heading=gettext("Listings with “%(words)s” in their name", words=words) if words else str(STANDINGS[standing]),
        words=words,
        rows=rows,
        number=total,
        before=address(number - 1) if number > 1 and not words else "",
        after=address(number + 1) if number * ageing.ROWS < total and not words else "",
    )


def one_listing(session: Session, source: str, service: Service) -> OneListing:
    """A listing with its addresses, which staff may read."""
    exact = shelves.exact_services(session, source, [service.id])[service.id]
    said = shelves.what_staff_said(session, source)
    return OneListing(
        source=source,
        service=service,
        standing=str(STANDINGS[ageing.standing_today(last_known(service))]),
        checked=telling.checked(service),
        unsaid=telling.not_said(unsaid(service)),
        places=tuple(_places(exact, said)),
    )


def _places(service: Service, said: Mapping[str, bool]) -> Iterator[PlaceOfIt]:
    by_nature = confidential.is_by_nature(service)
    for location in {at.location.id: at.location for at in service.at_locations}.values():
        withheld = said.get(location.id, location.confidential or by_nature)
        yield PlaceOfIt(location.id, _lines(location), withheld, _why(location, said, by_nature))


def _lines(location: Location) -> tuple[str, ...]:
    address = location.address.lines if location.address else ()
    return tuple(filter(None, (location.name, *address))) or (gettext("No address"),)


def _why(location: Location, said: Mapping[str, bool], by_nature: bool) -> str:
    if location.id in said:
        return str(gettext("because staff said so"))
    if location.confidential:
        return str(gettext("because its directory says so"))
    if by_nature:
        return str(gettext("because it is a refuge or about domestic abuse"))
    return str(gettext("because nothing says that it should be kept back"))
