"""What other rooms may ask of the directory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from blinker import Namespace
from flask import current_app

from app import db
from app.councils.api import council
from app.directory import ageing, archive, documents, keeping, shelves, store, wording
from app.directory import edits as edits
from app.directory import spreadsheets as spreadsheets
from app.directory.ageing import hiding_old_listings as hiding_old_listings
from app.directory.archive import called as called
from app.directory.besides import Besides as Besides
from app.directory.besides import tell as tell
from app.directory.calendar import calendar_of_all as calendar_of_all
from app.directory.cards import cards_of
from app.directory.confirming import Said as Said
from app.directory.confirming import Word as Word
from app.directory.differences import TOLD as TOLD
from app.directory.differences import Difference as Difference
from app.directory.differences import FieldChange as FieldChange
from app.directory.differences import Happened as Happened
from app.directory.domain import Card, Idea, Service
from app.directory.filters import NOT_STATED
from app.directory.importing.areas import NotAnArea as NotAnArea
from app.directory.importing.areas import area_given as area_given
from app.directory.importing.feeds import Feed as Feed
from app.directory.importing.feeds import from_address as from_address
from app.directory.importing.feeds import plain_slug as plain_slug
from app.directory.importing.fetching import Bounds as Bounds
from app.directory.importing.fetching import Fetch as Fetch
from app.directory.importing.fetching import Fetcher as Fetcher
from app.directory.importing.fetching import is_private as is_private
from app.directory.importing.findings import OWN_TAXONOMY as OWN_TAXONOMY
from app.directory.importing.ledger import CannotImport as CannotImport
from app.directory.importing.ledger import NotNow as NotNow
from app.directory.importing.ledger import TooManyGone as TooManyGone
from app.directory.importing.own_words import NotThatValue as NotThatValue
from app.directory.importing.own_words import tidy as tidy
from app.directory.importing.pacing import Courteous as Courteous
from app.directory.importing.pacing import Pace as Pace
from app.directory.importing.run import Change as Change
from app.directory.importing.run import Order as Order
from app.directory.importing.run import Prepared as Prepared
from app.directory.importing.run import take_in as take_in
from app.directory.importing.run import with_removals_allowed as with_removals_allowed
from app.directory.leaflet import ServicePage as ServicePage
from app.directory.leaflet import service_page as service_page
from app.directory.names import Key as Key
from app.directory.names import Names as Names
from app.directory.names import space_of
from app.directory.picking import Picking as Picking
from app.directory.published import Catalogue as Catalogue
from app.directory.published import Glance as Glance
from app.directory.published import Page as Page
from app.directory.published import Published as Published
from app.directory.registering import Listings as Listings
from app.directory.registration import is_registered as is_registered
from app.directory.taking import Likeness as Likeness
from app.directory.taking import are_found as are_found
from app.directory.taking import feeds_words as feeds_words
from app.directory.taking import getting_old as getting_old
from app.directory.taking import hide as hide
from app.directory.taking import judged as judged
from app.directory.taking import likenesses as likenesses
from app.directory.taking import listings_by_source as listings_by_source
from app.directory.taking import listings_of_staff as listings_of_staff
from app.directory.taking import look_again as look_again
from app.directory.taking import newest_change as newest_change
from app.directory.taking import part as part
from app.directory.taking import rebuild as rebuild
from app.directory.taking import rehearsed as rehearsed
from app.directory.taking import say as say
from app.directory.taking import settle as settle
from app.directory.taking import stands_behind as stands_behind
from app.directory.taking import withdraw as withdraw
from app.directory.taking import write as write
from app.directory.wanted import Having as Having
from app.directory.wanted import Slot as Slot
from app.directory.wanted import Wanted as Wanted
from app.directory.wanted import Within as Within
from app.kernel.recent import Recent
from app.needs.api import vocabulary
from app.places.domain import Place
from app.search import api as search
from app.search.domain import Hit, Hits, Near, Point, Query

# How far away an idea may be when nobody has said how far they would go.
MILES_FOR_IDEAS = 10.0
MOST_KEPT = 2_000
_KEPT = "directory_listings"
_CATALOGUE = "directory_catalogue"
# More than any directory holds: whoever asks for the whole answer of a search gets it.
EVERYTHING = 1_000_000

listings_by_standing = ageing.counts

was_opened = Namespace().signal("service-opened")
"""Sent with the `key` of the service each time that its page is shown. Whoever listens must be quick."""


def ideas_for(needs: Sequence[str], place: Place | None, each: int) -> Mapping[str, tuple[Idea, ...]]:
    """For each need, the best `each` services that help with it and reach the place; a need without any is left out.

    One search a need on the columns in memory, and at most three queries for all rows together.
    """
    found = {need: search_for(Query(needs=(need,), count=each), place, MILES_FOR_IDEAS) for need in needs}
    rows = ideas_of([hit for hits in found.values() for hit in hits.page], place)
    by_need = {need: tuple(rows[hit.id] for hit in hits.page if hit.id in rows) for need, hits in found.items()}
    return {need: ideas for need, ideas in by_need.items() if ideas}


def search_for(query: Query, place: Place | None, miles: float | None) -> Hits:
    """What answers a query near a place, if there is one; without `miles` nothing is too far."""
    if search.index().is_missing():
        keeping.rebuild()
    return search.index().search(replace(query, near=_near(place, miles)))


def ideas_of(hits: Sequence[Hit], place: Place | None) -> dict[str, Idea]:
    """The rows of these hits by their ids, as a page shows them."""
    cards = cards_of([hit.id for hit in hits])
    known = vocabulary()
    because = {why: wording.because(why, known) for why in {hit.why for hit in hits}}
    return {hit.id: _idea(cards[hit.id], hit, place, because[hit.why]) for hit in hits if hit.id in cards}


def rows_of(keys: Sequence[str]) -> dict[str, Idea]:
    """The rows of these services, with whom to ring, by the keys of their ideas; three queries for all of them.

    Those that residents cannot find are left out, but one that stands behind another has the other's row.
    """
    keys = [key for key in keys if "/" in key and key.isprintable()]
    rows = ideas_of([Hit(key) for key in keys], None) if keys else {}
    others = {key: _shown_key(key) for key in keys if key not in rows}
    theirs = ideas_of([Hit(other) for other in others.values()], None) if any(others.values()) else {}
    return rows | {key: replace(theirs[other], key=key) for key, other in others.items() if other in theirs}


def picked(picking: Picking) -> tuple[Idea, ...]:
    """The rows of what is picked, in its order; what has left the directory meanwhile has a key and no address."""
    rows = rows_of(picking.keys)
    return tuple(rows.get(key) or Idea(address="", name=key, key=key) for key in picking.keys)


def first_for(words: str, needs: Sequence[str], place: Place | None, count: int) -> tuple[Idea, ...]:
    """The first services that answer words and needs, near a place if there is one."""
    any_of = {"need": frozenset(needs)} if needs else {}
    hits = search_for(Query(words=words, any_of=any_of, count=count), place, None)
    rows = ideas_of(hits.page, place)
    return tuple(rows[hit.id] for hit in hits.page if hit.id in rows)


def leaflets(keys: Iterable[str]) -> dict[str, ServicePage]:
    """What these services say of themselves, by the keys of their ideas; those that residents cannot find are left out.

    Written for paper: with dates rather than "tomorrow".
    """
    shown = {key: documents.parts_of(key if listing(*documents.parts_of(key)) else _shown_key(key)) for key in keys}
    found = {key: (source, listing(source, id)) for key, (source, id) in shown.items()}
    return {key: service_page(source, service, on_paper=True) for key, (source, service) in found.items() if service}


def listing(source: str, id: str) -> Service | None:
    """One service whole, if residents can find it.

    It stands in a dozen tables, so that each process remembers the ones it has put together until they change.
    """
    version = store.version_of(db.connection(), source, id) if id.isprintable() else None
    if version is None:
        return None
    kept: Recent[tuple[str, str, str], Service] = current_app.extensions.setdefault(_KEPT, Recent(MOST_KEPT))
    service = kept.get((source, id, version))
    if service is None:
        service = shelves.services(db.session(), source, [id])[id]
        kept.put((source, id, version), service)
    return _known(source, service)


def _known(source: str, service: Service) -> Service:
    """Who runs it may tell where another of their services is; which that is can change while this one stays."""
    return catalogue().with_who_runs_it(source, service) if service.organisation else service


def _shown_key(key: str) -> str:
    """The key of the service that is shown in the place of one; nothing when there is none."""
    other = shown_instead(*documents.parts_of(key))
    return documents.key_of(*other) if other else ""


def shown_instead(source: str, id: str) -> tuple[str, str] | None:
    """Source and id of the listing behind which staff hid another, which says the same."""
    return archive.shown_instead(db.session(), source, id) if f"{source}{id}".isprintable() else None


def ended(source: str, id: str) -> Service | None:
    """A service that was listed and is no longer, as it was."""
    if not id.isprintable() or listing(source, id):
        return None
    service = shelves.services(db.session(), source, [id]).get(id)
    return service and _known(source, service)


def _near(place: Place | None, miles: float | None) -> Near | None:
    return Near(Point(place.latitude, place.longitude), place.outward, miles) if place else None


def _idea(card: Card, hit: Hit, place: Place | None, because: str) -> Idea:
    near = place is not None and hit.miles is not None
    return Idea(
        address=card.address,
        name=card.name,
        what=card.what,
        distance=wording.miles(hit.miles or 0.0, place.about) if place and near else "",
        where=wording.where(card, hit, place.outward if place else ""),
        when=card.when,
        cost=card.cost,
        because=because,
        badges=card.badges,
        key=hit.id,
        telephone=card.telephone,
        unstated=wording.joined(str(NOT_STATED[facet]) for facet in hit.unstated) if hit.unstated else "",
        checked=card.checked,
        complete=card.complete,
        is_open=card.is_open,
        rows=card.rows,
    )


def version() -> str:
    """Another text whenever anything of the directory has changed that people or programs can see."""
    if search.index().is_missing():
        keeping.rebuild()
    return search.index().version()


def catalogue() -> Catalogue:
    """The directory as other programs may know it. Each process keeps what it looked up until something changes."""
    now = version()
    kept: tuple[str, Catalogue] | None = current_app.extensions.get(_CATALOGUE)
    if kept is None or kept[0] != now:
        kept = current_app.extensions[_CATALOGUE] = now, Catalogue(Names(db.session, space_of(council().slug)))
    return kept[1]


def found_by(words: str) -> tuple[Key, ...]:
    """The keys of all services that answer these words, the best first."""
    hits = search_for(Query(words=words, count=EVERYTHING), None, None)
    return tuple(documents.parts_of(hit.id) for hit in hits.page)
