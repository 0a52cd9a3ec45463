"""Turns services into rows of the tables and rows into services, so that `store` need not know every column."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db import Base
from app.directory.domain import (
    Accessibility,
    Address,
    AtLocation,
    Attribute,
    Contact,
    CostOption,
    Eligibility,
    Finding,
    Funding,
    How,
    Kind,
    Language,
    Location,
    Organisation,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    Status,
    Taxonomy,
    Term,
)
from app.directory.record import tables as t
from app.directory.service.confidential import hidden

Row = dict[str, Any]
Value = TypeVar("Value")

# What belongs to a service and has no parts of its own: the field of a service, and its table.
SIMPLE: tuple[tuple[str, type[t.OfAService], type[Any]], ...] = (
    ("schedules", t.ScheduleRow, Schedule),
    ("cost_options", t.CostOptionRow, CostOption),
    ("eligibility", t.EligibilityRow, Eligibility),
    ("service_areas", t.ServiceAreaRow, ServiceArea),
    ("languages", t.LanguageRow, Language),
    ("funding", t.FundingRow, Funding),
)


def columns(table: type[Base], value: object, **more: object) -> Row:
    """The columns of a table that the value has fields for, and these more."""
    names = (column.key for column in table.__table__.columns)
    row = {name: getattr(value, name) for name in names if hasattr(value, name)}
    return {name: cell.value if isinstance(cell, StrEnum) else cell for name, cell in (row | more).items()}


def value_of(kind: type[Value], row: object, /, **more: object) -> Value:
    """The value whose fields stand in the row, and these more."""
    names = [field.name for field in fields(kind) if hasattr(row, field.name)]  # type: ignore[arg-type]
    return kind(**({name: getattr(row, name) for name in names} | more))


def shared_rows(source: str, services: Sequence[Service]) -> dict[type[t.FromASource], dict[str, Row]]:
    """Rows by id that several services may speak of; what is said last holds."""
    rows: defaultdict[type[t.FromASource], dict[str, Row]] = defaultdict(dict)
    for service in services:
        if service.organisation:
            rows[t.OrganisationRow][service.organisation.id] = columns(
                t.OrganisationRow, service.organisation, source=source
            )
        for at in service.at_locations:
            rows[t.LocationRow][at.location.id] = columns(t.LocationRow, at.location, source=source)
        for term in (attribute.term for attribute in service.attributes):
            taxonomy_id = term.taxonomy and term.taxonomy.id
            rows[t.TermRow][term.id] = columns(t.TermRow, term, source=source, taxonomy_id=taxonomy_id)
            if term.taxonomy:
                rows[t.TaxonomyRow][term.taxonomy.id] = columns(t.TaxonomyRow, term.taxonomy, source=source)
    return rows


def rows_of_locations(source: str, services: Sequence[Service]) -> Iterator[tuple[type[Base], Row]]:
    """The addresses and access facts of the services' locations, each location once."""
    locations = {at.location.id: at.location for service in services for at in service.at_locations}
    for location in locations.values():
        owner = {"source": source, "location_id": location.id}
        for place, address in enumerate(location.addresses):
            yield t.AddressRow, columns(t.AddressRow, address, place=place, **owner)
        for place, access in enumerate(location.accessibility):
            yield t.AccessibilityRow, columns(t.AccessibilityRow, access, place=place, **owner)


def rows_of_service(source: str, service: Service) -> Iterator[tuple[type[Base], Row]]:
    """Everything that belongs to one service."""
    owner = {"source": source, "service_id": service.id}
    for field, table, _ in SIMPLE:
        for place, part in enumerate(getattr(service, field)):
            yield table, columns(table, part, place=place, **owner)
    for place, at in enumerate(service.at_locations):
        yield t.AtLocationRow, {"id": at.id, "location_id": at.location.id, "place": place, **owner}
    for place, contact in enumerate(service.contacts):
        yield t.ContactRow, columns(t.ContactRow, contact, place=place, **owner)
        for order, phone in enumerate(contact.phones):
            yield t.PhoneRow, columns(t.PhoneRow, phone, contact_id=contact.id, place=order, **owner)
    for place, attribute in enumerate(service.attributes):
        yield t.AttributeRow, columns(t.AttributeRow, attribute, term_id=attribute.term.id, place=place, **owner)
    for place, finding in enumerate(service.findings):
        yield t.FindingRow, columns(t.FindingRow, finding, place=place, **owner)


def services(session: Session, source: str, ids: Sequence[str]) -> dict[str, Service]:
    """These services as everybody may know them, withdrawn ones too; the same number of queries however many."""
    found = exact_services(session, source, ids)
    said = what_staff_said(session, source)
    return {id: hidden(service, said) for id, service in found.items()}


def what_staff_said(session: Session, source: str) -> dict[str, bool]:
    """Whether staff keep a location's address back, by the id of the location."""
    rows = select(t.ConfidentialRow.location_id, t.ConfidentialRow.withheld).where(t.ConfidentialRow.source == source)
    return {location_id: withheld for location_id, withheld in session.execute(rows)}


def exact_services(session: Session, source: str, ids: Sequence[str]) -> dict[str, Service]:
    """The same with the addresses that are kept back: for staff and imports alone."""
    rows = session.scalars(select(t.ServiceRow).where(t.ServiceRow.source == source, t.ServiceRow.id.in_(ids))).all()
    organisations = _by_id(session, t.OrganisationRow, source, {row.organisation_id for row in rows})
    parts = _Parts(session, source, ids)
    return {
        row.id: value_of(
            Service,
            row,
            status=Status(row.status),
            ages_how=row.ages_how and How(row.ages_how),
            organisation=value_of(Organisation, organisations[row.organisation_id]) if row.organisation_id else None,
            **parts.of(row.id),
        )
        for row in rows
    }


class _Parts:
    """All that belongs to a handful of services, read table by table."""

    def __init__(self, session: Session, source: str, ids: Sequence[str]) -> None:
        self.session, self.source, self.ids = session, source, ids
        self.parts: dict[str, Mapping[str, tuple[Any, ...]]] = {
            field: self._grouped(table, partial(_simple, kind)) for field, table, kind in SIMPLE
        }
        self.parts["contacts"] = self._contacts()
        self.parts["at_locations"] = self._at_locations()
        self.parts["attributes"] = self._attributes()
        self.parts["findings"] = self._grouped(t.FindingRow, _finding)

    def of(self, id: str) -> dict[str, tuple[Any, ...]]:
        return {field: by_service.get(id, ()) for field, by_service in self.parts.items()}

    def _rows(self, table: Any) -> list[Any]:
        mine = select(table).where(table.source == self.source, table.service_id.in_(self.ids))
        return list(self.session.scalars(mine.order_by(table.place)))

    def _grouped(self, table: Any, read: Callable[[Any], Any]) -> dict[str, tuple[Any, ...]]:
        return _group((row.service_id, read(row)) for row in self._rows(table))

    def _contacts(self) -> dict[str, tuple[Contact, ...]]:
        phones = _group(((row.service_id, row.contact_id), value_of(Phone, row)) for row in self._rows(t.PhoneRow))
        return self._grouped(
            t.ContactRow, lambda row: value_of(Contact, row, phones=phones.get((row.service_id, row.id), ()))
        )

    def _at_locations(self) -> dict[str, tuple[AtLocation, ...]]:
        rows = self._rows(t.AtLocationRow)
        ids = {row.location_id for row in rows}
        locations = _by_id(self.session, t.LocationRow, self.source, ids)
        addresses = self._of_locations(t.AddressRow, Address, ids)
        access = self._of_locations(t.AccessibilityRow, Accessibility, ids)
        whole = {
            id: value_of(Location, row, addresses=addresses.get(id, ()), accessibility=access.get(id, ()))
            for id, row in locations.items()
        }
        return _group((row.service_id, AtLocation(row.id, whole[row.location_id])) for row in rows)

    def _of_locations(self, table: Any, kind: type[Value], ids: Iterable[str]) -> dict[str, tuple[Value, ...]]:
        mine = select(table).where(table.source == self.source, table.location_id.in_(ids)).order_by(table.place)
        return _group((row.location_id, value_of(kind, row)) for row in self.session.scalars(mine))

    def _attributes(self) -> dict[str, tuple[Attribute, ...]]:
        rows = self._rows(t.AttributeRow)
        terms = _by_id(self.session, t.TermRow, self.source, {row.term_id for row in rows})
        taxonomies = _by_id(self.session, t.TaxonomyRow, self.source, {term.taxonomy_id for term in terms.values()})
        whole = {
            id: value_of(
                Term,
                term,
                taxonomy=value_of(Taxonomy, taxonomies[term.taxonomy_id]) if term.taxonomy_id else None,
            )
            for id, term in terms.items()
        }
        return _group((row.service_id, Attribute(row.id, whole[row.term_id], row.link_type)) for row in rows)


def _by_id(session: Session, table: Any, source: str, ids: Iterable[str | None]) -> dict[str, Any]:
    wanted = {id for id in ids if id}
    if not wanted:
        return {}
    return {row.id: row for row in session.scalars(select(table).where(table.source == source, table.id.in_(wanted)))}


Key = TypeVar("Key")


def _group(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    grouped: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        grouped[key].append(value)
    return {key: tuple(values) for key, values in grouped.items()}


def _simple(kind: type[Value], row: Any) -> Value:
    return value_of(kind, row, **({"how": How(row.how)} if hasattr(row, "how") else {}))


def _finding(row: t.FindingRow) -> Finding:
    return value_of(Finding, row, kind=Kind(row.kind), how=How(row.how))
