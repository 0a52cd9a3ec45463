"""What answers a search or a need, best first, and as the rows that pages show."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.directory.domain import Card, Idea, Kind, Service
from app.directory.finding.picking import Picking
from app.directory.index import documents, keeping
from app.directory.reading import wording
from app.directory.reading.cards import cards_of
from app.directory.reading.choices import NOT_STATED
from app.directory.reading.listings import shown_key
from app.directory.record.names import Key
from app.needs.api import vocabulary
from app.places import api as places
from app.places.domain import Place
from app.search import api as search
from app.search.domain import Hit, Hits, Near, Point, Query

# How far away an idea may be when nobody has said how far they would go.
MILES_FOR_IDEAS = 10.0
# More than any directory holds: whoever asks for the whole answer of a search gets it.
EVERYTHING = 1_000_000
NEAR_IT = 3


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
    """The rows of these services, with whom to ring, by the keys of their ideas; one query for all of them, or two.

    Those that residents cannot find are left out, but one that stands behind another has the other's row.
    """
    keys = [key for key in keys if "/" in key and key.isprintable()]
    rows = ideas_of([Hit(key) for key in keys], None) if keys else {}
    others = {key: shown_key(key) for key in keys if key not in rows}
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


def ideas_for(needs: Sequence[str], place: Place | None, each: int) -> Mapping[str, tuple[Idea, ...]]:
    """For each need, the best `each` services that help with it and reach the place; a need without any is left out.

    One search a need on the columns in memory, and at most one query for all rows together.
    """
    found = {need: search_for(Query(needs=(need,), count=each), place, MILES_FOR_IDEAS) for need in needs}
    rows = ideas_of([hit for hits in found.values() for hit in hits.page], place)
    by_need = {need: tuple(rows[hit.id] for hit in hits.page if hit.id in rows) for need, hits in found.items()}
    return {need: ideas for need, ideas in by_need.items() if ideas}


def found_by(words: str) -> tuple[Key, ...]:
    """The keys of all services that answer these words, the best first."""
    hits = search_for(Query(words=words, count=EVERYTHING), None, None)
    return tuple(documents.parts_of(hit.id) for hit in hits.page)


def near_it(service: Service) -> tuple[Idea, ...]:
    """What helps with the same things near the place where a service was."""
    needs = tuple(sorted(service.values(Kind.NEED)))
    codes = (at.location.address.postal_code for at in service.at_locations if at.location.address)
    place = next(filter(None, (places.lookup(code) for code in codes if code)), None)
    hits = search_for(Query(needs=needs, count=NEAR_IT), place, None) if needs else None
    return tuple(ideas_of(hits.page, place).values()) if hits else ()


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
        holds_until=card.holds_until,
    )
