"""What each address of version 3 answers: lists a page at a time, and single things by their ids."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.directory.api import Key, Page, Published, Wanted
from app.open_data.categories import Category
from app.open_data.domain import PER_PAGE, Shape, Sheet, told
from app.open_data.shelf import Shelf, wanted
from app.open_data.version3 import moment, taxonomy_shape, term_shape
from app.web.errors import NotFound

SHAPES_AT_ONCE = 200
Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Listing:
    """One page of a list, or all of it where `sheet` is None; the shapes are made as they are taken."""

    sheet: Sheet | None
    total: int
    shapes: Iterable[Shape]


def listing(
    asked: Asked, find: Callable[[int, int | None], Page], write: Callable[[Sequence[Key]], Iterator[Shape]]
) -> Listing:
    """The page that is asked for; everything as a stream if that is asked for and no page."""
    sheet = sheet_of(asked)
    page = find(sheet.first, sheet.size) if sheet else find(0, None)
    return Listing(sheet, page.total, _in_parts(page.keys, write))


def sheet_of(asked: Asked) -> Sheet | None:
    """The page; None for all there is."""
    if asked.get("format") == "ndjson" and not {"page", "per_page"} & set(asked):
        return None
    return Sheet(asked.get("page", 1), asked.get("per_page", PER_PAGE))


def _in_parts(keys: Sequence[Key], write: Callable[[Sequence[Key]], Iterator[Shape]]) -> Iterator[Shape]:
    for start in range(0, len(keys), SHAPES_AT_ONCE):
        yield from write(keys[start : start + SHAPES_AT_ONCE])


def services(asked: Asked, here: Shelf) -> Listing:
    """Services; with `minimal` all of them on one page, thin. Of what has changed, also what is no longer there."""
    what = wanted(asked, here)
    if asked.get("minimal"):
        return _minimal(asked, here, what)

    def write(keys: Sequence[Key]) -> Iterator[Shape]:
        whole = here.catalogue.whole_services(keys)
        return _with_gone(
            asked, here, keys, ((one.key, here.writer.service(one, bool(asked.get("full")))) for one in whole)
        )

    return listing(asked, lambda first, count: here.catalogue.services(what, first, count), write)


def _minimal(asked: Asked, here: Shelf, what: Wanted) -> Listing:
    """Everything on one page, unless a page is asked for. The schema wants name and status even here."""
    paged = {"page", "per_page"} & set(asked)
    sheet = sheet_of(asked) if paged else None
    page = here.catalogue.services(what, sheet.first, sheet.size) if sheet else here.catalogue.services(what)
    if sheet is None and asked.get("format") != "ndjson":
        sheet = Sheet(1, max(1, page.total))
    return Listing(
        sheet, page.total, _in_parts(page.keys, lambda keys: _with_gone(asked, here, keys, _glanced(here, keys)))
    )


def _with_gone(asked: Asked, here: Shelf, keys: Sequence[Key], there: Iterable[tuple[Key, Shape]]) -> Iterator[Shape]:
    """The shapes of what is there; in an answer about changes also, in their places, of what is gone."""
    if "modified_after" not in asked:
        return (shape for _, shape in there)
    shapes = dict(there)
    gone = here.catalogue.gone([key for key in keys if key not in shapes])
    shapes |= {key: here.writer.gone(key, at) for key, at in gone.items()}
    return (shapes[key] for key in keys if key in shapes)


def _glanced(here: Shelf, keys: Sequence[Key]) -> Iterator[tuple[Key, Shape]]:
    for glance in here.catalogue.glances(keys):
        changed = moment(glance.changed_at)
        yield (
            glance.key,
            {
                "id": here.writer.names.public("service", glance.key),
                "name": glance.name,
                "status": glance.status,
                "last_modified": changed,
                "modified_date": changed,
            },
        )


def service(id: str, here: Shelf) -> Shape:
    """One service whole. Raises NotFound."""
    return here.writer.service(published(id, here), full=True)


def published(id: str, here: Shelf) -> Published:
    """The service of an id. Raises NotFound."""
    return _only(here, "service", id)


def _only(here: Shelf, kind: str, id: str) -> Published:
    key = here.catalogue.names.key_of(kind, id)
    found = next(here.catalogue.whole_services([key[:2]]), None) if key else None
    if found is None:
        raise NotFound(id)
    return found


def organizations(asked: Asked, here: Shelf) -> Listing:
    """Organisations; with `full` or `full_service` with their services."""

    def write(keys: Sequence[Key]) -> Iterator[Shape]:
        nested = bool(asked.get("full") or asked.get("full_service"))
        return organisation_shapes(here, keys, nested, bool(asked.get("full_service")))

    words = asked.get("search", "")
    return listing(asked, lambda first, count: here.catalogue.organisations(words, first, count), write)


def organization(id: str, asked: Asked, here: Shelf) -> Shape:
    """One organisation, with its services by name or, with `full_service`, whole. Raises NotFound."""
    key = here.catalogue.names.key_of("organisation", id)
    if key is None or not here.catalogue.run_by([key]):
        raise NotFound(id)
    return next(organisation_shapes(here, [key], nested=True, whole=bool(asked.get("full_service"))))


def organisation_shapes(here: Shelf, keys: Sequence[Key], nested: bool, whole: bool) -> Iterator[Shape]:
    """Organisations, with their services if `nested`, which are `whole` or only named."""
    runs = here.catalogue.run_by(keys) if nested else {}
    all_keys = [service for services in runs.values() for service in services]
    if whole:
        shapes = {one.key: here.writer.service(one, full=True) for one in here.catalogue.whole_services(all_keys)}
    else:
        shapes = dict(_glanced(here, all_keys))
    for key, organisation in here.catalogue.whole_organisations(keys):
        theirs = [shapes[service] for service in runs.get(key, ()) if service in shapes]
        yield here.writer.organization(key[0], organisation) | told(services=theirs)


def service_at_locations(asked: Asked, here: Shelf) -> Listing:
    """Places where services are given, each with its service."""
    what = wanted(asked, here)

    def write(keys: Sequence[Key]) -> Iterator[Shape]:
        return at_location_shapes(here, keys, bool(asked.get("full")))

    return listing(asked, lambda first, count: here.catalogue.at_locations(what, first, count), write)


def service_at_location(id: str, here: Shelf) -> Shape:
    """One such place, whole. Raises NotFound, also when its address is kept back."""
    key = here.catalogue.names.key_of("service at location", id)
    shape = next(at_location_shapes(here, [key], full=True), None) if key else None
    if shape is None:
        raise NotFound(id)
    return shape


def at_location_shapes(here: Shelf, keys: Sequence[Key], full: bool) -> Iterator[Shape]:
    """Places where services are given, in this order."""
    services = {one.key: one for one in here.catalogue.whole_services(list(dict.fromkeys(key[:2] for key in keys)))}
    shapes = {key: here.writer.service(one, full) for key, one in services.items()}
    for key in keys:
        one = services.get(key[:2])
        open_places = [at for at in one.service.at_locations if not at.location.confidential] if one else []
        for at in open_places:
            if at.id == key[-1]:
                yield here.writer.at_location(key[:2], at, full) | {"service": shapes[key[:2]]}


def taxonomies(asked: Asked, here: Shelf) -> Listing:
    """Taxonomies: ours and those of the feeds."""
    found = [group for group in here.categories.groups if says(asked.get("search", ""), group.name, group.description)]
    return _of(found, asked, taxonomy_shape)


def taxonomy(id: str, here: Shelf) -> Shape:
    """One taxonomy with its categories. Raises NotFound."""
    group = here.categories.group_by_id.get(id.lower())
    if group is None:
        raise NotFound(id)
    terms = [term_shape(term) for term in here.categories.all if term.taxonomy_id == group.id]
    return taxonomy_shape(group) | told(taxonomy_terms=terms)


def taxonomy_terms(asked: Asked, here: Shelf) -> Listing:
    """Categories."""
    found: Iterable[Category] = here.categories.all
    if "taxonomy_id" in asked:
        found = [term for term in found if term.taxonomy_id == asked["taxonomy_id"]]
    if "parent_id" in asked:
        found = [term for term in found if term.parent_id == asked["parent_id"]]
    if asked.get("top_only"):
        found = [term for term in found if not term.parent_id]
    words = asked.get("search", "")
    return _of([term for term in found if says(words, term.name, term.description, term.code)], asked, term_shape)


def taxonomy_term(id: str, here: Shelf) -> Shape:
    """One category. Raises NotFound."""
    category = here.categories.by_id.get(id.lower())
    if category is None:
        raise NotFound(id)
    return term_shape(category)


def says(words: str, *texts: str) -> bool:
    """Whether all the words stand in these texts."""
    text = " ".join(texts).lower()
    return all(word in text for word in words.lower().split())


def _of(found: Sequence[Any], asked: Asked, write: Callable[[Any], Shape]) -> Listing:
    sheet = sheet_of(asked)
    these = found[sheet.first : sheet.first + sheet.size] if sheet else found
    return Listing(sheet, len(found), map(write, these))
