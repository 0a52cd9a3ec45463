"""What leaves the directory for other programs: public services and what belongs to them, in a steady order.

Everything is read through `shelves`, so that no address that is kept back can leave here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select, tuple_

from app import db
from app.directory.domain import Kind, Organisation, Service, Taxonomy, Term
from app.directory.published.wanted import Wanted, conditions, metres_away, ranked
from app.directory.record import archive, shelves, store
from app.directory.record import tables as t
from app.directory.record.kept_back import KeptBack, kept_back
from app.directory.record.names import Key, Names

Rows = Select[*tuple[Any, ...]]
SERVICES_AT_ONCE = 200
_AT = (t.AtLocationRow.source, t.AtLocationRow.service_id, t.AtLocationRow.id)
_OF_SERVICE = (t.ServiceRow.source, t.ServiceRow.id)
_ORGANISATION = (t.OrganisationRow.source, t.OrganisationRow.id)


@dataclass(frozen=True)
class Published:
    """A service that everybody may know, and when anything of it changed here."""

    source: str
    service: Service
    changed_at: datetime

    @property
    def key(self) -> Key:
        return self.source, self.service.id


@dataclass(frozen=True)
class Glance:
    """The least that tells one service from another."""

    key: Key
    name: str
    status: str
    changed_at: datetime


@dataclass(frozen=True)
class Page:
    """Some of the keys of what was wanted, and how many there are in all."""

    total: int
    keys: tuple[Key, ...]


class Catalogue:
    """One version of the directory as other programs may know it. What is asked again and again is looked up once."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def services(self, wanted: Wanted, first: int = 0, count: int | None = None) -> Page:
        """The keys of the services that are wanted: the best first, or the nearest, or in the order of the store.

        What changed since a moment may be that a service can no longer be found: those are among them, see `gone`.
        """
        in_sight = store.is_shown() if wanted.modified_after is None else ()
        rows = select(*_OF_SERVICE).where(*in_sight, *conditions(wanted)).order_by(*_OF_SERVICE)
        if not wanted.needs_ordering:
            return _page(rows, first, count)
        return _part(self._in_order(wanted, _keys(rows)), first, count)

    def at_locations(self, wanted: Wanted, first: int = 0, count: int | None = None) -> Page:
        """The same for the places where services are given; those that are kept back are not there."""
        rows = self._at_rows().where(*conditions(wanted)).order_by(*_AT)
        if not wanted.needs_ordering:
            return _page(rows, first, count)
        return _part(self._in_order(wanted, _keys(rows)), first, count)

    def organisations(self, words: str = "", first: int = 0, count: int | None = None) -> Page:
        """The keys of those who run a public service and have all these words in their name or description."""
        rows = select(*_ORGANISATION).where(tuple_(*_ORGANISATION).in_(_who_run_something()))
        for word in words.split():
            rows = rows.where(self._organisation_says(word))
        return _page(rows.order_by(*_ORGANISATION), first, count)

    def whole_services(self, keys: Iterable[Key]) -> Iterator[Published]:
        """These services whole, in their order, without any that can no longer be found. Reads some hundred at once."""
        for part in _parts(list(keys)):
            changed = {glance.key: glance.changed_at for glance in self.glances(part)}
            found = {key: service for key, service in _whole(part) if key in changed}
            for key in part:
                if key in found:
                    yield Published(key[0], self.with_who_runs_it(key[0], found[key]), changed[key])

    def gone(self, keys: Sequence[Key]) -> dict[Key, datetime]:
        """Those of these services that can no longer be found, and since when at the latest."""
        found: dict[Key, datetime] = {}
        for part in _parts(keys):
            found |= archive.gone_at(db.session(), and_(among(_OF_SERVICE, part), not_(and_(*store.is_shown()))))
        return found

    def glances(self, keys: Sequence[Key]) -> list[Glance]:
        """The least about these services, in their order."""
        columns = (*_OF_SERVICE, t.ServiceRow.name, t.ServiceRow.status, t.ServiceRow.changed_at)
        found = {
            (row.source, row.id): Glance((row.source, row.id), row.name, row.status, row.changed_at)
            for part in _parts(keys)
            for row in db.session().execute(select(*columns).where(among(_OF_SERVICE, part), *store.is_shown()))
        }
        return [found[key] for key in keys if key in found]

    def whole_organisations(self, keys: Sequence[Key]) -> list[tuple[Key, Organisation]]:
        """These organisations, in their order."""
        found: dict[Key, Organisation] = {}
        for part in _parts(keys):
            rows = db.session().scalars(select(t.OrganisationRow).where(among(_ORGANISATION, part)))
            found |= {(row.source, row.id): shelves.value_of(Organisation, row) for row in rows}
        return [(key, self.as_known(key[0], found[key])) for key in keys if key in found]

    def as_known(self, source: str, organisation: Organisation) -> Organisation:
        """Who runs a service, in words that give away no address of any service of theirs."""
        return self._kept_back.organisations.get((source, organisation.id), organisation)

    def with_who_runs_it(self, source: str, service: Service) -> Service:
        """The service, with who runs it as everybody may know them."""
        if service.organisation is None:
            return service
        return replace(service, organisation=self.as_known(source, service.organisation))

    def run_by(self, organisations: Sequence[Key]) -> dict[Key, list[Key]]:
        """The keys of the public services of each of these organisations."""
        found: defaultdict[Key, list[Key]] = defaultdict(list)
        who = (t.ServiceRow.source, t.ServiceRow.organisation_id)
        for part in _parts(organisations):
            rows = select(*who, t.ServiceRow.id).where(*store.is_shown(), among(who, part))
            for row in db.session().execute(rows.order_by(*_OF_SERVICE)):
                found[row.source, row.organisation_id or ""].append((row.source, row.id))
        return found

    def at(self, locations: Sequence[Key]) -> dict[Key, list[Key]]:
        """The services at each of these locations, by the keys of their being there, where no address is kept back."""
        here = (t.AtLocationRow.source, t.AtLocationRow.location_id)
        found: defaultdict[Key, list[Key]] = defaultdict(list)
        for part in _parts(locations):
            rows = self._at_rows().add_columns(t.AtLocationRow.location_id).where(among(here, part)).order_by(*_AT)
            for *key, location in db.session().execute(rows):
                found[key[0], location].append(tuple(key))
        return found

    def locations(self, first: int = 0, count: int | None = None) -> Page:
        """The keys of the locations where public services are given."""
        here = (t.AtLocationRow.source, t.AtLocationRow.location_id)
        rows = self._at_rows().with_only_columns(*here).distinct()
        return _page(rows.order_by(*here), first, count)

    @cached_property
    def terms(self) -> tuple[tuple[str, Term], ...]:
        """Every category in use, with its source."""
        of_it = and_(t.ServiceRow.source == t.AttributeRow.source, t.ServiceRow.id == t.AttributeRow.service_id)
        used = select(t.AttributeRow.source, t.AttributeRow.term_id).join(t.ServiceRow, of_it).where(*store.is_shown())
        theirs = and_(t.TaxonomyRow.source == t.TermRow.source, t.TaxonomyRow.id == t.TermRow.taxonomy_id)
        rows = (
            select(t.TermRow, t.TaxonomyRow)
            .outerjoin(t.TaxonomyRow, theirs)
            .where(tuple_(t.TermRow.source, t.TermRow.id).in_(used))
            .order_by(t.TermRow.source, t.TermRow.id)
        )
        return tuple(
            (
                term.source,
                shelves.value_of(Term, term, taxonomy=taxonomy and shelves.value_of(Taxonomy, taxonomy)),
            )
            for term, taxonomy in db.session().execute(rows)
        )

    @cached_property
    def findings(self) -> frozenset[tuple[Kind, str]]:
        """Everything that was found out of some public service."""
        of_it = and_(t.ServiceRow.source == t.FindingRow.source, t.ServiceRow.id == t.FindingRow.service_id)
        rows = select(t.FindingRow.kind, t.FindingRow.value).join(t.ServiceRow, of_it).where(*store.is_shown())
        return frozenset((Kind(kind), value) for kind, value in db.session().execute(rows.distinct()))

    @cached_property
    def taxonomies(self) -> tuple[tuple[str, Taxonomy], ...]:
        """Every list of categories of which one is in use, with its source."""
        found = {(source, term.taxonomy.id): term.taxonomy for source, term in self.terms if term.taxonomy}
        return tuple((source, taxonomy) for (source, _), taxonomy in sorted(found.items(), key=lambda pair: pair[0]))

    def _in_order(self, wanted: Wanted, keys: list[Key]) -> list[Key]:
        near = None if wanted.near is None else metres_away(db.session(), wanted.near, self._kept_back.places)
        return ranked(wanted, keys, near, db.session())

    def _at_rows(self) -> Rows:
        """Where public services are given, without the places that are kept back."""
        of_it = and_(t.ServiceRow.source == t.AtLocationRow.source, t.ServiceRow.id == t.AtLocationRow.service_id)
        rows = select(*_AT).join(t.ServiceRow, of_it).where(*store.is_shown())
        hidden = self._kept_back.places
        return rows.where(tuple_(*_AT).not_in(hidden)) if hidden else rows

    def _organisation_says(self, word: str) -> ColumnElement[bool]:
        """Whether a word stands in a name or description; where an address is kept back, in what is left of them."""
        changed = self._kept_back.organisations
        saying = [key for key, one in changed.items() if word.lower() in f"{one.name}\n{one.description or ''}".lower()]
        columns = (t.OrganisationRow.name, t.OrganisationRow.description)
        plain = or_(*(column.icontains(word, autoescape=True) for column in columns))
        return or_(and_(plain, not_(among(_ORGANISATION, list(changed)))), among(_ORGANISATION, saying))

    @cached_property
    def _kept_back(self) -> KeptBack:
        return kept_back(db.session())


def _page(rows: Rows, first: int, count: int | None) -> Page:
    """Counts the rows and reads only those of the page."""
    session = db.session()
    if count is None:
        keys = _keys(rows.offset(first))
        return Page(first + len(keys), tuple(keys))
    total = session.scalar(select(func.count()).select_from(rows.order_by(None).subquery())) or 0
    return Page(total, tuple(_keys(rows.offset(first).limit(count))))


def _part(keys: Sequence[Key], first: int, count: int | None) -> Page:
    return Page(len(keys), tuple(keys[first : None if count is None else first + count]))


def among(columns: Sequence[Any], keys: Sequence[Key]) -> ColumnElement[bool]:
    """Whether a row's source and id are one of these pairs, said so that the key's index serves."""
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for source, id in keys:
        by_source[source].append(id)
    return or_(false(), *(and_(columns[0] == source, columns[1].in_(ids)) for source, ids in by_source.items()))


def _keys(rows: Rows) -> list[Key]:
    return [tuple(row) for row in db.session().execute(rows)]


def _parts(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    for start in range(0, len(keys), SERVICES_AT_ONCE):
        yield keys[start : start + SERVICES_AT_ONCE]


def _whole(keys: Sequence[Key]) -> Iterator[tuple[Key, Service]]:
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for source, id in keys:
        by_source[source].append(id)
    for source, ids in by_source.items():
        for id, service in shelves.services(db.session(), source, ids).items():
            yield (source, id), service


def _who_run_something() -> Rows:
    who = (t.ServiceRow.source, t.ServiceRow.organisation_id)
    return select(*who).where(*store.is_shown(), t.ServiceRow.organisation_id.is_not(None))
