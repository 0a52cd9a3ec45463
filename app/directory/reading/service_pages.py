"""The page of a service as it goes out: written once for everybody, and filled in for whoever asks.

It is kept until the listing, the language or the clock changes it. How far away the service is and the way back differ
from person to person: they are blanks. Whether somebody has it in their list makes two pages of one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from urllib.parse import parse_qs, urlsplit

from flask import current_app, request, url_for
from flask_babel import get_locale, gettext
from markupsafe import Markup

from app import db
from app.directory.domain import Service
from app.directory.index.documents import key_of
from app.directory.reading import wording
from app.directory.reading.besides import Besides, besides_of
from app.directory.reading.leaflet import service_page
from app.directory.reading.listings import listing
from app.directory.reading.markup import schema_org
from app.directory.reading.way_back import WayBack, way_back
from app.directory.upkeep import ageing
from app.kernel import clock
from app.kernel.recent import Recent
from app.places import api as places
from app.places.domain import Place
from app.printing.api import qr_code
from app.search import api as search
from app.search.domain import Point, miles_between
from app.web import skeletons

MOST_KEPT = 500  # some 25 kB each
SECONDS_WITHOUT_A_LOOK = 5
# Not on paper: whoever finds the sheet need not learn where somebody set out from.
A_LINE = Markup('<p class="govuk-body careway-no-print">{}</p>')
KEPT_IN_MY_LIST = "kept_in_my_list"


@dataclass(frozen=True)
class Kept:
    """A page as pieces, with what it was written from, and the way back for whoever came from nowhere."""

    service: Service
    besides: tuple[Besides, ...]
    pieces: list[str]
    back: WayBack
    version: str
    looked_up_at: datetime
    until: datetime

    def holds(self, version: str, moment: datetime) -> bool:
        """The version of the index follows every change of a listing. Should that fail, the database is asked soon."""
        seconds = (moment - self.looked_up_at).total_seconds()
        return self.version == version and 0 <= seconds < SECONDS_WITHOUT_A_LOOK and moment < self.until


def page_of(source: str, id: str) -> Markup | None:
    """The page, for the person who asks; None when residents cannot find the service."""
    kept = _kept(source, id)
    if kept is None:
        return None
    came_from = request.referrer
    back = way_back(came_from, request.host, request.path) if came_from else kept.back
    distance = _distance(kept.service, came_from) if came_from else ""
    blanks = {"back_address": back.address, "back_words": back.words, "distance": distance}
    return skeletons.joined(kept.pieces, blanks)


def _kept(source: str, id: str) -> Kept | None:
    """The page as it was written last, for those who have the service in their list or for those who do not."""
    pages: Recent[tuple[str, str, str, bool], Kept] = current_app.extensions.setdefault(
        "service_pages", Recent(MOST_KEPT)
    )
    # The version is asked first: what changes while the page is written has another, and it is written again.
    version, moment = search.index().version(), clock.now()
    key = (source, id, str(get_locale()), _is_in_my_list(key_of(source, id)))
    found = pages.get(key)
    if found and found.holds(version, moment):
        return found
    service = listing(source, id)
    if service is None:
        return None
    if found and (found.service, found.besides) == (service, besides_of(source, service)) and moment < found.until:
        fresh = replace(found, version=version, looked_up_at=moment)
    else:
        fresh = _written(source, service, version, listed=key[-1])
    pages.put(key, fresh)
    return fresh


def _is_in_my_list(key: str) -> bool:
    """Whether the room of lists, if there is one, says that this browser keeps the service."""
    kept = current_app.jinja_env.globals.get(KEPT_IN_MY_LIST)
    return callable(kept) and key in kept()


def _written(source: str, service: Service, version: str, listed: bool) -> Kept:
    """The page, written without a look at whoever asks: only that they have the service in their list is told."""
    page = service_page(source, service)
    key = key_of(source, service.id)
    says = gettext("A code that opens this page on a telephone")
    told = {KEPT_IN_MY_LIST: lambda: frozenset({key} if listed else ())}
    besides = besides_of(source, service)
    pieces = skeletons.written(
        "directory/service.html",
        page=page,
        key=key,
        markup=schema_org(page),
        qr=qr_code(page.address, says),
        besides=besides,
        **told,
    )
    ends = [datetime.combine(part.until, time()) for part in besides if part.until]
    made_at, until = (moment.replace(tzinfo=clock.LONDON) for moment in (page.made_at, min([page.until, *ends])))
    return Kept(service, besides, pieces, way_back("", "", ""), version, made_at, until)


def _distance(service: Service, came_from: str) -> str:
    """How far it is from where somebody has just looked for help; nothing when they named no place."""
    place = _place_in(came_from)
    points = [_point(at.location.latitude, at.location.longitude) for at in service.at_locations]
    known = [point for point in points if point]
    if place is None or not known:
        return ""
    miles = min(miles_between(Point(place.latitude, place.longitude), point) for point in known)
    said = gettext("%(distance)s from %(place)s", distance=wording.miles(miles, place.about), place=place.label)
    return A_LINE.format(said)


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _place_in(came_from: str) -> Place | None:
    """The place in the address of the list that somebody came from; the browser tells it to this site alone."""
    page = urlsplit(came_from)
    if page.netloc != request.host or page.path != url_for("directory.search"):
        return None
    typed = parse_qs(page.query).get("postcode", [""])[0]
    return places.lookup(typed) if typed else None


def addresses() -> Iterator[tuple[str, date]]:
    """The path of every service that may be found, and the day on which it last changed."""
    for source, id, changed_at in ageing.findable(db.session(), clock.today()):
        yield url_for("directory.service", source=source, id=id), changed_at.date()
