"""Remembers the rows that an import touches, so that it can be undone to exactly what was before."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, Table, Time, delete, insert, select
from sqlalchemy.orm import Session

from app.db import Base, UtcDateTime
from app.directory.domain import Service
from app.directory.record import edits, shelves
from app.directory.record import tables as t

IDS_AT_ONCE = 500

_READ: Mapping[type, Callable[[str], Any]] = {
    UtcDateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    Time: time.fromisoformat,
}

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Rows by the name of their table."""


class ChangedSince(Exception):
    """What an import wrote is no longer as it left it, so that undoing it would undo something else too."""


@dataclass(frozen=True)
class Touched:
    """The ids of everything that an import may have written, by kind."""

    source: str
    services: tuple[str, ...]
    organisations: tuple[str, ...]
    locations: tuple[str, ...]
    terms: tuple[str, ...]
    taxonomies: tuple[str, ...]

    @classmethod
    def by(cls, source: str, services: Sequence[Service], removed: Sequence[str]) -> "Touched":
        """What writing these services, and withdrawing those, touches."""
        shared = shelves.shared_rows(source, services)
        return cls(
            source,
            services=tuple(sorted({*(service.id for service in services), *removed})),
            organisations=tuple(sorted(shared.get(t.OrganisationRow, ()))),
            locations=tuple(sorted(shared.get(t.LocationRow, ()))),
            terms=tuple(sorted(shared.get(t.TermRow, ()))),
            taxonomies=tuple(sorted(shared.get(t.TaxonomyRow, ()))),
        )

    def scopes(self) -> Iterator[tuple[Table, str, Sequence[str]]]:
        """Each table with the column and the values that tell which of its rows are meant."""
        yield _table(t.SourceRow), "slug", (self.source,)
        for kind, ids in (
            (t.ServiceRow, self.services),
            (t.OrganisationRow, self.organisations),
            (t.LocationRow, self.locations),
            (t.TermRow, self.terms),
            (t.TaxonomyRow, self.taxonomies),
        ):
            yield _table(kind), "id", ids
        for kind in (*t.OF_A_SERVICE, edits.EditRow):
            yield _table(kind), "service_id", self.services
        for kind in t.OF_A_LOCATION:
            yield _table(kind), "location_id", self.locations


@dataclass(frozen=True)
class Memory:
    """What was there before an import, packed, and a digest of what was there after it."""

    touched: Touched
    before: bytes
    after: str


def remember(reading: Session, writing: Session, touched: Touched) -> Memory:
    """What was there and what is there now.

    To be called within the transaction that wrote: `writing` sees what it wrote, `reading` what was there before.
    """
    before = _packed(_rows(reading, touched))
    reading.rollback()
    return Memory(touched, before, _digest(_rows(writing, touched)))


def undo(session: Session, memory: Memory) -> None:
    """Puts back what was there, in the caller's transaction. Raises ChangedSince."""
    if _digest(_rows(session, memory.touched)) != memory.after:
        raise ChangedSince
    before = _unpacked(memory.before)
    for table, column, ids in memory.touched.scopes():
        for part in _parts(ids):
            session.execute(delete(table).where(*_among(table, memory.touched.source, column, part)))
        if rows := before.get(table.name):
            session.execute(insert(table), [_typed(table, row) for row in rows])


def _table(kind: type[Base]) -> Table:
    return Base.metadata.tables[kind.__tablename__]


def _rows(session: Session, touched: Touched) -> Rows:
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for table, column, ids in touched.scopes():
        key = list(table.primary_key.columns)
        found = rows.setdefault(table.name, [])
        for part in _parts(ids):
            mine = select(table).where(*_among(table, touched.source, column, part)).order_by(*key)
            found += [dict(row) for row in session.execute(mine).mappings()]
    return rows


def _among(table: Table, source: str, column: str, ids: Sequence[str]) -> tuple[Any, ...]:
    own = () if column == "slug" else (table.c.source == source,)
    return (*own, table.c[column].in_(ids))


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))


def _written(rows: Rows, sort_keys: bool = False) -> bytes:
    return json.dumps(rows, default=lambda value: value.isoformat(), sort_keys=sort_keys).encode()


def _digest(rows: Rows) -> str:
    return hashlib.sha256(_written(rows, sort_keys=True)).hexdigest()


def _packed(rows: Rows) -> bytes:
    return zlib.compress(_written(rows))


def _unpacked(packed: bytes) -> Rows:
    rows: Rows = json.loads(zlib.decompress(packed))
    return rows


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as its table takes it: JSON knows no dates and no times."""
    typed = dict(row)
    for column in table.columns:
        read = next((read for kind, read in _READ.items() if isinstance(column.type, kind)), None)
        if read and typed[column.name] is not None:
            typed[column.name] = read(typed[column.name])
    return typed
