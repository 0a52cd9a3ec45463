"""The listings that residents can find, each whole, and what has become of those that they no longer can."""

from collections.abc import Iterable

from flask import current_app

from app import db
from app.councils.api import council
from app.directory.domain import Service
from app.directory.index import documents, keeping
from app.directory.published.catalogue import Catalogue
from app.directory.reading.leaflet import ServicePage, service_page
from app.directory.record import archive, shelves, store
from app.directory.record.names import Names, space_of
from app.kernel.recent import Recent
from app.search import api as search

MOST_KEPT = 2_000
_KEPT = "directory_listings"
_CATALOGUE = "directory_catalogue"


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


def shown_instead(source: str, id: str) -> tuple[str, str] | None:
    """Source and id of the listing behind which staff hid another, which says the same."""
    return archive.shown_instead(db.session(), source, id) if f"{source}{id}".isprintable() else None


def ended(source: str, id: str) -> Service | None:
    """A service that was listed and is no longer, as it was."""
    if not id.isprintable() or listing(source, id):
        return None
    service = shelves.services(db.session(), source, [id]).get(id)
    return service and _known(source, service)


def leaflets(keys: Iterable[str]) -> dict[str, ServicePage]:
    """What these services say of themselves, by the keys of their ideas; those that residents cannot find are left out.

    Written for paper: with dates rather than "tomorrow".
    """
    shown = {key: documents.parts_of(key if listing(*documents.parts_of(key)) else shown_key(key)) for key in keys}
    found = {key: (source, listing(source, id)) for key, (source, id) in shown.items()}
    return {key: service_page(source, service, on_paper=True) for key, (source, service) in found.items() if service}


def catalogue() -> Catalogue:
    """The directory as other programs may know it. Each process keeps what it looked up until something changes."""
    now = version()
    kept: tuple[str, Catalogue] | None = current_app.extensions.get(_CATALOGUE)
    if kept is None or kept[0] != now:
        kept = current_app.extensions[_CATALOGUE] = now, Catalogue(Names(db.session, space_of(council().slug)))
    return kept[1]


def version() -> str:
    """Another text whenever anything of the directory has changed that people or programs can see."""
    if search.index().is_missing():
        keeping.rebuild()
    return search.index().version()


def _known(source: str, service: Service) -> Service:
    """Who runs it may tell where another of their services is; which that is can change while this one stays."""
    return catalogue().with_who_runs_it(source, service) if service.organisation else service


def shown_key(key: str) -> str:
    """The key of the service that is shown in the place of one; nothing when there is none."""
    other = shown_instead(*documents.parts_of(key))
    return documents.key_of(*other) if other else ""
