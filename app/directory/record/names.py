"""What things of the directory are called outside: a UUID each, by which they are found again.

The standard wants UUIDs. A source's own id is kept where it is one and nothing else of that kind has it already;
for everything else one is made of the source and the id, the same each time.
"""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.directory.record import tables as t

Key = tuple[str, ...]
"""Where a thing stands: its source, the ids of what it is part of where its own is not enough, and its own."""

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_AT = (t.AtLocationRow.source, t.AtLocationRow.service_id, t.AtLocationRow.id)
# What can be asked for by its id, and the columns of its key.
COLUMNS: dict[str, tuple[Any, ...]] = {
    "service": (t.ServiceRow.source, t.ServiceRow.id),
    "organisation": (t.OrganisationRow.source, t.OrganisationRow.id),
    "location": (t.LocationRow.source, t.LocationRow.id),
    "service at location": _AT,
    "taxonomy": (t.TaxonomyRow.source, t.TaxonomyRow.id),
    "term": (t.TermRow.source, t.TermRow.id),
}


def space_of(council: str) -> UUID:
    """The space of the names that a council's directory makes, so that two councils never make the same."""
    return uuid5(NAMESPACE_URL, f"https://careway.example.org/directory/{council}")


class Names:
    """The names of one version of the directory. What is looked up once is kept."""

    def __init__(self, session: Callable[[], Session], space: UUID) -> None:
        self._session = session
        self._space = space
        self._later: dict[str, frozenset[Key]] = {}
        self._made: dict[str, dict[str, Key]] = {}

    def public(self, kind: str, key: Iterable[str]) -> str:
        """The name of a thing, whether it can be asked for by that name or stands only within another."""
        parts = tuple(key)
        own = parts[-1].lower()
        if _UUID.fullmatch(own) and (kind not in COLUMNS or parts not in self._with_a_taken_id(kind)):
            return own
        return str(uuid5(self._space, "/".join((kind, *parts))))

    def key_of(self, kind: str, name: str) -> Key | None:
        """What has this name; None when nothing has, published or not."""
        own = COLUMNS[kind][-1]
        for key in self._keys(select(*COLUMNS[kind]).where(own == name.lower()).order_by(*COLUMNS[kind])):
            if self.public(kind, key) == name.lower():
                return key
        return self._made_names(kind).get(name.lower())

    @cached_property
    def _many_sources(self) -> bool:
        return len(self._keys(select(t.ServiceRow.source).distinct().limit(2))) > 1

    def _with_a_taken_id(self, kind: str) -> frozenset[Key]:
        """The things whose id something before them has too: in another source, or of another service."""
        if kind not in self._later:
            columns = COLUMNS[kind]
            twice = select(columns[-1]).group_by(columns[-1]).having(func.count() > 1)
            needed = self._many_sources or len(columns) > 2
            rows = self._keys(select(*columns).where(columns[-1].in_(twice)).order_by(*columns)) if needed else []
            first = {key[-1]: key for key in reversed(rows)}
            self._later[kind] = frozenset(key for key in rows if first[key[-1]] != key)
        return self._later[kind]

    def _made_names(self, kind: str) -> dict[str, Key]:
        """The things that do not go by their own id, by their names. Reads all ids, once for each version."""
        if kind not in self._made:
            named = ((self.public(kind, key), key) for key in self._keys(select(*COLUMNS[kind])))
            self._made[kind] = {name: key for name, key in named if name != key[-1]}
        return self._made[kind]

    def _keys(self, query: Select[*tuple[Any, ...]]) -> list[Key]:
        return [tuple(row) for row in self._session().execute(query)]
