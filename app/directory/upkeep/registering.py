"""The listings as the room of registered providers needs them: who they are, and their being written anew."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Text, cast, func, select
from sqlalchemy.orm import Session

from app.directory.domain import How, Kind
from app.directory.importing import run
from app.directory.index import keeping
from app.directory.record import archive, store
from app.directory.record import tables as t
from app.directory.record.registration import REGULATED, words_of
from app.directory.upkeep import taking
from app.needs.api import vocabulary
from app.registered import api as registered
from app.registered.domain import Key, Listed

IDENTIFYING = frozenset({"url", "uri", "website", "external_identifier", "identifier"})
"""Fields of the standard in which a listing says who it is."""


class Listings:
    """The directory, as `registered.domain.Listings` asks for it."""

    def named(self, session: Session) -> Iterator[Listed]:
        """Every listing that residents can find: five queries, however many there are."""
        identifiers = _identifiers(session)
        for like in taking.likenesses(session):
            key = like.source, like.id
            of_itself = identifiers[key] | ({like.url} if like.url else set())
            yield Listed(key, like.name, like.organisation, like.postcodes, frozenset(of_itself))

    def written_anew(self, session: Session) -> frozenset[Key]:
        """Writes each listing anew that does not say what is now known of its registration."""
        if not registered.is_known(session):
            return frozenset()
        told = registered.registered_listings(session)
        wanted = {key: words_of(locations) for key, locations in told.items()}
        said = _said(session)
        differing = [key for key in wanted.keys() | said.keys() if wanted.get(key) != said.get(key)]
        changed = store.live_among(session, sorted(differing))
        for source, id in changed:
            run.rewrite(session, source, id, vocabulary())
        return frozenset(changed)

    def follow(self, keys: Iterable[Key]) -> None:
        """Brings the index in step."""
        by_source = defaultdict(set)
        for source, id in keys:
            by_source[source].add(id)
        for source, ids in by_source.items():
            keeping.refresh(source, ids, ())


def _said(session: Session) -> dict[archive.Key, str]:
    """What listings say of their registration; empty words where only their own text says so."""
    found = t.FindingRow
    rows = select(found.source, found.service_id, found.how, found.words).where(
        found.kind == Kind.RUN_BY, found.value == REGULATED
    )
    return {(source, id): words if how == How.RECORDED else "" for source, id, how, words in session.execute(rows)}


def _identifiers(session: Session) -> defaultdict[archive.Key, set[str]]:
    """The ids and web addresses that listings give of themselves, of their places and of who runs them.

    They are read in the record of the source, for the standard has more places for an id than we have columns.
    """
    found: defaultdict[archive.Key, set[str]] = defaultdict(set)
    row = t.ServiceRow
    speaking = func.lower(cast(row.record, Text)).contains("cqc")
    for source, id, record in session.execute(select(row.source, row.id, row.record).where(speaking)):
        found[source, id] = set(_in_record(record))
    return found


def _in_record(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, value in part.items():
            if isinstance(value, str):
                yield from (value,) if name in IDENTIFYING or "cqc" in name.lower() else ()
            else:
                yield from _in_record(value)
    elif isinstance(part, list):
        for one in part:
            yield from _in_record(one)
