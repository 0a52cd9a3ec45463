"""The open data of the version of the directory that stands now, and what a question means there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from app.directory import api as directory
from app.directory.api import OWN_TAXONOMY, Catalogue, Having, Wanted, Within
from app.needs.api import vocabulary
from app.open_data.categories import Categories, Category, Group
from app.open_data.domain import Wrong
from app.open_data.version3 import Writer, foreign_category
from app.places import api as places
from app.search.domain import Point

_KEPT = "open_data_shelf"
NOBODY = ("", "")


@dataclass(frozen=True)
class Shelf:
    """Everything that stays the same until the directory changes."""

    catalogue: Catalogue
    categories: Categories
    writer: Writer


def shelf() -> Shelf:
    """The shelf of this moment."""
    catalogue = directory.catalogue()
    kept: Shelf | None = current_app.extensions.get(_KEPT)
    if kept is None or kept.catalogue is not catalogue:
        writer = Writer(catalogue.names, vocabulary())
        kept = current_app.extensions[_KEPT] = Shelf(catalogue, _categories(catalogue), writer)
    return kept


def _categories(catalogue: Catalogue) -> Categories:
    """Ours, and those of the feeds; a feed's list of our own needs is ours."""
    names = catalogue.names
    groups = [
        (_group(names.public("taxonomy", (source, taxonomy.id)), taxonomy.name), (source, taxonomy.id))
        for source, taxonomy in catalogue.taxonomies
        if taxonomy.name != OWN_TAXONOMY
    ]
    terms = [
        (foreign_category(names, source, term), (source, term.id))
        for source, term in catalogue.terms
        if term.taxonomy is None or term.taxonomy.name != OWN_TAXONOMY or term.code not in vocabulary()
    ]
    return Categories(vocabulary(), catalogue.findings, terms, groups)


def _group(id: str, name: str) -> Group:
    return Group(id, name, f"Categories that a directory we take listings from calls “{name}”.")


def wanted(asked: Mapping[str, Any], here: Shelf) -> Wanted:
    """What the parameters of version 3 ask for. Raises Wrong."""
    having = []
    if "taxonomy_term_id" in asked:
        having.append(having_one_of(here.categories.by_id.get(asked["taxonomy_term_id"]), here))
    if "taxonomy_id" in asked:
        having.append(having_any_of(asked["taxonomy_id"], here))
    organisation = None
    if "organization_id" in asked:
        organisation = here.catalogue.names.key_of("organisation", asked["organization_id"]) or NOBODY
    near, covers = whereabouts(asked)
    return Wanted(
        found=directory.found_by(asked["search"]) if "search" in asked else None,
        organisation=organisation,
        having=tuple(having),
        modified_after=asked.get("modified_after"),
        near=near,
        covers=covers,
    )


def having_one_of(category: Category | None, here: Shelf) -> Having:
    """A category, or one of those directly under it; nothing has a category that there is not."""
    if category is None:
        return Having()
    return _having((category, *here.categories.below(category)), here)


def having_any_of(taxonomy_id: str, here: Shelf) -> Having:
    """Any category of a taxonomy."""
    return _having([one for one in here.categories.all if one.taxonomy_id == taxonomy_id], here)


def _having(categories: Iterable[Category], here: Shelf) -> Having:
    these = tuple(categories)
    return Having(here.categories.keys_of(these), here.categories.found_of(these))


def whereabouts(asked: Mapping[str, Any]) -> tuple[Within | None, str | None]:
    """The place of a postcode with how far one may be from it, and the area that has to be covered. Raises Wrong."""
    if "postcode" not in asked:
        if "proximity" in asked:
            raise Wrong("proximity", "Says how far from a postcode, so it needs one: postcode=TS18 1AU.")
        return None, None
    place = places.lookup(asked["postcode"])
    if place is None:
        raise Wrong("postcode", "We do not know where this postcode is.")
    return Within(Point(place.latitude, place.longitude), asked.get("proximity")), place.outward
