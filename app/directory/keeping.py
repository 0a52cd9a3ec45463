"""Keeps the index in step with the database."""

from collections.abc import Collection

from app import db
from app.directory import documents
from app.needs.api import vocabulary
from app.places import api as places
from app.search import api as search


def rebuild() -> int:
    """Makes the index anew from the database; says how many services are in it."""
    return search.index().rebuild(documents.every_document(db.session(), vocabulary()))


def refresh(source: str, changed: Collection[str], gone: Collection[str]) -> None:
    """Puts changed services in the place of what the index had of them, and takes out those that are gone."""
    if search.index().is_missing():
        rebuild()
        return
    fresh = list(documents.documents_of(db.session(), vocabulary(), [(source, id) for id in sorted(changed)]))
    shown = {document.id for document in fresh}
    keys = {documents.key_of(source, id) for id in (*changed, *gone)}
    search.index().update(fresh, keys - shown)


@places.imported.connect
def place_again(_: object) -> None:
    """Services that are placed by their postcode may have a place now, or another."""
    rebuild()
