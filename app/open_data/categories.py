"""The categories of the open data: our own, which anybody may use, and those of the directories that we take in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from uuid import NAMESPACE_URL, uuid5

from app.directory.api import OWN_TAXONOMY
from app.directory.domain import Kind
from app.needs.domain import Vocabulary

# Days stand in the schedules.
PUBLISHED = tuple(kind for kind in Kind if kind is not Kind.DAY)
_ABOUT = {
    Kind.NEED: "What people may need help with, in everyday words, in groups.",
    Kind.COST: "Whether it costs anything.",
    Kind.ACCESS: "What makes a place or a service easier to reach and use.",
    Kind.WAY: "How the service reaches people, besides in a place.",
}
_NAMES = {Kind.NEED: OWN_TAXONOMY}


@dataclass(frozen=True)
class Category:
    """A category as it is published: with its taxonomy and its public ids. `parent_id` is one too."""

    id: str
    name: str
    description: str
    taxonomy_id: str
    taxonomy: str
    code: str = ""
    parent_id: str = ""
    term_uri: str = ""


@dataclass(frozen=True)
class Group:
    """A taxonomy as it is published."""

    id: str
    name: str
    description: str


@cache
def own_id(*path: str) -> str:
    """The id of a taxonomy or category of ours, the same wherever this service runs."""
    return str(uuid5(NAMESPACE_URL, "/".join(("https://careway.example.org/taxonomies", *path))))


@cache
def own_group(kind: Kind) -> Group:
    """Our taxonomy of one kind of thing."""
    name = _NAMES.get(kind, f"Careway {kind.value.replace('-', ' ')}")
    about = _ABOUT.get(kind, "What the listing says of this, in a form that programs can read.")
    return Group(own_id(kind.value), name, about)


def own_category(kind: Kind, value: str, vocabulary: Vocabulary) -> Category:
    """Our category for something found out."""
    group = own_group(kind)
    if kind is Kind.NEED and value in vocabulary:
        need = vocabulary[value]
        above = own_id("need-group", need.group)
        return Category(own_id(kind.value, value), need.name, need.about, group.id, group.name, value, above)
    name = value.replace("-", " ").capitalize()
    return Category(own_id(kind.value, value), name, name, group.id, group.name, value)


class Categories:
    """All categories of one version of the directory."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        found: Iterable[tuple[Kind, str]],
        foreign: Iterable[tuple[Category, tuple[str, str]]],
        groups: Iterable[tuple[Group, tuple[str, str]]],
    ) -> None:
        """`found` are the things found out in the directory; with each foreign category stands its key there."""
        self._vocabulary = vocabulary
        self._foreign = dict(foreign)
        self._foreign_groups = dict(groups)
        self._found = sorted(pair for pair in set(found) if pair[0] in PUBLISHED and pair[0] is not Kind.NEED)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Every taxonomy: ours first."""
        kinds = {Kind.NEED, *(kind for kind, _ in self._found)}
        return (*(own_group(kind) for kind in PUBLISHED if kind in kinds), *self._foreign_groups)

    @cached_property
    def all(self) -> tuple[Category, ...]:
        """Every category: ours first."""
        return (*self._own, *self._foreign)

    @cached_property
    def by_id(self) -> dict[str, Category]:
        return {category.id: category for category in self.all}

    @cached_property
    def group_by_id(self) -> dict[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def _own(self) -> dict[Category, tuple[Kind, str] | None]:
        """Ours, with what has to be found out of a service that is in it; a group of needs stands for its needs."""
        group = own_group(Kind.NEED)
        own: dict[Category, tuple[Kind, str] | None] = {
            Category(own_id("need-group", id), name, f"Needs: {name}", group.id, group.name, id): None
            for id, name in self._vocabulary.groups
        }
        needs = [(Kind.NEED, need.id) for need in self._vocabulary.needs]
        own |= {own_category(*pair, self._vocabulary): pair for pair in (*needs, *self._found)}
        return own

    def below(self, category: Category) -> Iterator[Category]:
        """The categories directly under one."""
        return (other for other in self.all if other.parent_id == category.id)

    def keys_of(self, categories: Iterable[Category]) -> frozenset[tuple[str, str]]:
        """Where the foreign ones among these stand in the directory."""
        return frozenset(self._foreign[category] for category in categories if category in self._foreign)

    def found_of(self, categories: Iterable[Category]) -> frozenset[tuple[Kind, str]]:
        """What is found out of the services in our own ones among these."""
        return frozenset(found for category in categories if (found := self._own.get(category)))
