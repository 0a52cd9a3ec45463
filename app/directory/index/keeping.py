"""Keeps the index in step with the database."""

from collections.abc import Collection

from app import db
from app.directory.index import documents
from app.directory.record import archive, store
from app.directory.record.kept_back import kept_back
from app.needs.api import vocabulary
from app.places import api as places
from app.search import api as search


def rebuild() -> int:
    """Makes the index anew from the database; says how many services are in it."""
    return search.index().rebuild(documents.every_document(db.session(), vocabulary()))


def refresh(source: str, changed: Collection[str], gone: Collection[str]) -> None:
    """Puts changed services in the place of what the index had of them, and takes out those that are gone.

    What stands behind one of them is looked at too: it may be seen again, or no longer.
    """
    if search.index().is_missing():
        rebuild()
        return
    ids = {*changed, *gone}
    looked_at = [*((source, id) for id in sorted(ids)), *archive.behind(db.session(), source, ids)]
    live = store.live_among(db.session(), looked_at)
    fresh = list(documents.documents_of(db.session(), vocabulary(), live))
    search.index().update(fresh, {documents.key_of(*key) for key in looked_at} - {document.id for document in fresh})


def follow(source: str, changed: Collection[str], gone: Collection[str], area_changed: bool) -> None:
    """Brings the index in step with an import.

    It names the towns where services are, and forgets one only when it is made anew: so it is where an address that is
    kept back is among what changed.
    """
    if area_changed or not _places_kept_back(source).isdisjoint(changed):
        rebuild()
    else:
        refresh(source, changed, gone)


def _places_kept_back(source: str) -> set[str]:
    """The ids of the services of a source of which an address is kept back."""
    return {service for its_source, service, _ in kept_back(db.session()).places if its_source == source}


@places.imported.connect
def place_again(_: object) -> None:
    """Services that are placed by their postcode may have a place now, or another."""
    rebuild()
