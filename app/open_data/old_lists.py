"""What each address of version 1 answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from app.directory import api as directory
from app.directory.api import Having, Key, Slot, Wanted
from app.open_data.categories import Category
from app.open_data.domain import Shape, Wrong, told
from app.open_data.lists import Listing, listing, published, says, sheet_of
from app.open_data.parameters import INCLUDES
from app.open_data.shelf import Shelf, having_one_of, whereabouts
from app.open_data.version1 import OldWriter, category_shape, place_shape
from app.web.errors import NotFound

Asked = Mapping[str, Any]
# The lists of the Local Government Association that two parameters name.
_LISTS = {"circumstance": "Circumstances", "service_type": "Service types", "need": "Careway needs"}


def wanted(asked: Asked, here: Shelf) -> Wanted:
    """What the parameters of version 1 ask for. Raises Wrong."""
    near, covers = whereabouts(asked)
    return Wanted(
        found=directory.found_by(asked["text"]) if "text" in asked else None,
        having=(*_categories(asked, here), *_named(asked, here)),
        youngest=asked.get("minimum_age"),
        oldest=asked.get("maximum_age"),
        slots=_slots(asked),
        near=near,
        covers=asked.get("coverage", covers),
    )


def _categories(asked: Asked, here: Shelf) -> Iterator[Having]:
    """Each category has to be there, of its vocabulary if one is given. Only services carry categories here."""
    ids, vocabularies, types = (asked.get(name, ()) for name in ("taxonomy_id", "vocabulary", "taxonomy_type"))
    if ids and vocabularies and len(ids) != len(vocabularies):
        raise Wrong("vocabulary", "There have to be as many as there are of taxonomy_id.")
    for id, vocabulary, kind in zip_longest(ids, vocabularies, types[: max(len(ids), len(vocabularies), 1)]):
        if kind not in {None, "service"}:
            yield Having()
        elif id is not None or vocabulary is not None:
            yield _any_of((one for one in here.categories.all if _is(one, id) and _in(one, vocabulary)), here)


def _named(asked: Asked, here: Shelf) -> Iterator[Having]:
    """One of the needs, circumstances and types of service."""
    for name, list_ in _LISTS.items():
        if name in asked:
            these = [one for one in here.categories.all if one.taxonomy == list_]
            yield _any_of((one for one in these for id in asked[name] if _is(one, id)), here)


def _any_of(categories: Iterable[Category], here: Shelf) -> Having:
    found = [having_one_of(category, here) for category in categories]
    return Having(
        frozenset(term for having in found for term in having.terms),
        frozenset(finding for having in found for finding in having.findings),
    )


def _is(category: Category, id: str | None) -> bool:
    return id is None or id.lower() in {category.id, category.code.lower()}


def _in(category: Category, vocabulary: str | None) -> bool:
    return vocabulary is None or vocabulary.lower() in {category.taxonomy.lower(), category.taxonomy_id}


def _slots(asked: Asked) -> tuple[Slot, ...]:
    """Days and times stand together in their order: the first day with the first times, and so on."""
    given = {name: asked[name] for name in ("day", "start_time", "end_time") if name in asked}
    if len({len(values) for values in given.values()}) > 1:
        raise Wrong(next(iter(given)), "There have to be as many days as start times and end times, if there are any.")
    names = {"day": "day", "start_time": "opens", "end_time": "closes"}
    rows = zip(*given.values(), strict=True)
    return tuple(Slot(**dict(zip((names[name] for name in given), row, strict=True))) for row in rows)


def services(asked: Asked, here: Shelf) -> Listing:
    """Services, with the parts that are to be included."""
    what, parts = wanted(asked, here), asked.get("include", ())
    old = OldWriter(here.writer)

    def write(keys: Sequence[Key]) -> Iterator[Shape]:
        return (old.service(one, parts) for one in here.catalogue.whole_services(keys))

    return listing(asked, lambda first, count: here.catalogue.services(what, first, count), write)


def service(id: str, here: Shelf) -> Shape:
    """One service whole. Raises NotFound."""
    return OldWriter(here.writer).service(published(id, here), INCLUDES)


def taxonomies(asked: Asked, here: Shelf) -> Listing:
    """Categories, which version 1 calls taxonomies."""
    found = [one for one in here.categories.all if _in(one, asked.get("vocabulary"))]
    if "parent_id" in asked:
        found = [one for one in found if one.parent_id == asked["parent_id"].lower()]
    if asked.get("root_only"):
        found = [one for one in found if not one.parent_id]
    found = [one for one in found if says(asked.get("text", ""), one.name, one.description)]
    sheet = sheet_of(asked)
    these = found[sheet.first : sheet.first + sheet.size] if sheet else found
    return Listing(sheet, len(found), map(category_shape, these))


def taxonomy(id: str, here: Shelf) -> Shape:
    """One category. Raises NotFound."""
    category = here.categories.by_id.get(id.lower())
    if category is None:
        raise NotFound(id)
    return category_shape(category)


def vocabularies(here: Shelf) -> list[str]:
    """The names of the taxonomies."""
    return list(dict.fromkeys(group.name for group in here.categories.groups))


def organizations(asked: Asked, here: Shelf) -> Listing:
    """Organisations."""
    old, words = OldWriter(here.writer), asked.get("text", "")

    def write(keys: Sequence[Key]) -> Iterator[Shape]:
        return (old.organization(key[0], one) for key, one in here.catalogue.whole_organisations(keys))

    return listing(asked, lambda first, count: here.catalogue.organisations(words, first, count), write)


def organization(id: str, here: Shelf) -> Shape:
    """One organisation, with its services. Raises NotFound."""
    key = here.catalogue.names.key_of("organisation", id)
    runs = here.catalogue.run_by([key]).get(key, []) if key else []
    if key is None or not runs:
        raise NotFound(id)
    old = OldWriter(here.writer)
    organisation = here.catalogue.whole_organisations([key])[0][1]
    rows = [old.service(one, ()) for one in here.catalogue.whole_services(runs)]
    services = [{name: value for name, value in row.items() if name != "organization"} for row in rows]
    return old.organization(key[0], organisation) | {"services": services}


def locations(asked: Asked, here: Shelf) -> Listing:
    """Places where services are given."""

    def write(keys: Sequence[Key]) -> Iterator[Shape]:
        return _places(here, keys)

    return listing(asked, here.catalogue.locations, write)


def location(id: str, here: Shelf) -> Shape:
    """One place, with what is given there. Raises NotFound, also when its address is kept back."""
    key = here.catalogue.names.key_of("location", id)
    shape = next(_places(here, [key], with_services=True), None) if key else None
    if shape is None:
        raise NotFound(id)
    return shape


def _places(here: Shelf, keys: Sequence[Key], with_services: bool = False) -> Iterator[Shape]:
    old = OldWriter(here.writer)
    there = here.catalogue.at(keys)
    services = {one.key: one for one in here.catalogue.whole_services([at[:2] for ats in there.values() for at in ats])}
    for key in keys:
        given = [services[at[:2]] for at in there.get(key, ()) if at[:2] in services]
        places = [at.location for one in given for at in one.service.at_locations if at.location.id == key[-1]]
        if open_places := [place for place in places if not place.confidential]:
            shape = place_shape(here.writer.location(key, open_places[0], full=with_services))
            rows = [
                {
                    "id": here.writer.names.public("service at location", at),
                    "service": old.service(services[at[:2]], ()),
                }
                for at in there[key]
                if at[:2] in services
            ]
            yield shape | told(service_at_locations=rows if with_services else [])
