"""The page of a service as it goes out: written once for everybody, and filled in for whoever asks.

It is kept until the listing, the language or the clock changes it. How far away the service is and the way back differ
from person to person: they are blanks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import parse_qs, urlsplit

from flask import current_app, render_template, request, url_for
from flask_babel import get_locale, gettext
from markupsafe import Markup

from app import db
from app.directory import ageing, api, wording
from app.directory.documents import key_of
from app.directory.domain import Idea, Kind, Service
from app.directory.leaflet import service_page
from app.directory.markup import schema_org
from app.directory.pages import way_back
from app.kernel import clock
from app.kernel.recent import Recent
from app.places import api as places
from app.places.domain import Place
from app.printing.api import qr_code
from app.search.domain import Point, Query, miles_between
from app.web import skeletons

MOST_KEPT = 500  # some 25 kB each
NEAR_IT = 3


@dataclass(frozen=True)
class Kept:
    """A page as pieces, with the listing that it was written from."""

    service: Service
    pieces: list[str]
    made_at: datetime
    until: datetime

    def holds(self, service: Service, moment: datetime) -> bool:
        """A listing that has changed is another value: every process keeps one as long as it is as it was."""
        return self.service is service and self.made_at <= moment < self.until


def page_of(source: str, service: Service) -> Markup:
    """The page, for the person who asks."""
    back = way_back(request.referrer or "", request.host, request.path)
    blanks = {
        "back_address": back.address,
        "back_words": back.words,
        "distance": _distance(service),
        "keep": Markup(render_template("directory/_keep.html", key=key_of(source, service.id), name=service.name)),
    }
    return skeletons.joined(_pieces(source, service), blanks)


def _pieces(source: str, service: Service) -> list[str]:
    kept: Recent[tuple[str, str, str], Kept] = current_app.extensions.setdefault("service_pages", Recent(MOST_KEPT))
    key = (source, service.id, str(get_locale()))
    found = kept.get(key)
    if found is None or not found.holds(service, clock.in_london(clock.now()).replace(tzinfo=None)):
        found = _written(source, service)
        kept.put(key, found)
    return found.pieces


def _written(source: str, service: Service) -> Kept:
    page = service_page(source, service)
    says = gettext("A code that opens this page on a telephone")
    pieces = skeletons.written(
        "directory/service.html", page=page, markup=schema_org(page), qr=qr_code(page.address, says)
    )
    return Kept(service, pieces, page.made_at, page.until)


def _distance(service: Service) -> str:
    """How far it is from where somebody has just looked for help; nothing when they named no place."""
    place = _came_from()
    points = [_point(at.location.latitude, at.location.longitude) for at in service.at_locations]
    known = [point for point in points if point]
    if place is None or not known:
        return ""
    miles = min(miles_between(Point(place.latitude, place.longitude), point) for point in known)
    return gettext("%(distance)s from %(place)s", distance=wording.miles(miles, place.about), place=place.label)


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _came_from() -> Place | None:
    """The place in the address of the list that somebody came from; the browser tells it to this site alone."""
    page = urlsplit(request.referrer or "")
    if page.netloc != request.host or page.path != url_for("directory.search"):
        return None
    typed = parse_qs(page.query).get("postcode", [""])[0]
    return places.lookup(typed) if typed else None


def addresses() -> Iterator[tuple[str, date]]:
    """The path of every service that may be found, and the day on which it last changed."""
    for source, id, changed_at in ageing.findable(db.session(), clock.today()):
        yield url_for("directory.service", source=source, id=id), changed_at.date()


def near_it(service: Service) -> tuple[Idea, ...]:
    """What helps with the same things near the place where a service was."""
    needs = tuple(sorted(service.values(Kind.NEED)))
    codes = (at.location.address.postal_code for at in service.at_locations if at.location.address)
    place = next(filter(None, (places.lookup(code) for code in codes if code)), None)
    hits = api.search_for(Query(needs=needs, count=NEAR_IT), place, None) if needs else None
    return tuple(api.ideas_of(hits.page, place).values()) if hits else ()
