"""Which addresses of the whole directory are kept back, and whose words must not give them away."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import CompoundSelect, and_, or_, select, union
from sqlalchemy.orm import Session

from app.directory.domain import Kind, Organisation, Service
from app.directory.record import shelves
from app.directory.record import tables as t
from app.directory.record.names import Key
from app.directory.service import confidential

SERVICES_AT_ONCE = 200
# Every name that `confidential` could take for such a place holds one of these; it then looks more closely.
_HINTS = ("refuge", "safehouse", "safe house", "domestic")


@dataclass(frozen=True)
class KeptBack:
    """The places that nobody may learn, and those who run them, in words that do not give the places away.

    A place is known by the key of a service's being there: the same hall may be no secret for another service.
    """

    places: frozenset[Key]
    organisations: Mapping[Key, Organisation]


def kept_back(session: Session) -> KeptBack:
    """Reads only the services that could have such a place."""
    places: set[Key] = set()
    organisations: dict[Key, Organisation] = {}
    for source, service, said in _suspects(session):
        key = (source, service.organisation.id) if service.organisation else None
        told = replace(service, organisation=organisations.get(key, service.organisation)) if key else service
        shown = confidential.hidden(told, said)
        places |= {(source, service.id, at.id) for at in shown.at_locations if at.location.confidential}
        if key and shown.organisation and shown is not told:
            organisations[key] = shown.organisation
    return KeptBack(frozenset(places), organisations)


def _suspects(session: Session) -> Iterator[tuple[str, Service, Mapping[str, bool]]]:
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for source, id in session.execute(_hinted()):
        by_source[source].append(id)
    for source, ids in by_source.items():
        said = shelves.what_staff_said(session, source)
        for start in range(0, len(ids), SERVICES_AT_ONCE):
            for service in shelves.exact_services(session, source, ids[start : start + SERVICES_AT_ONCE]).values():
                yield source, service, said


def _hinted() -> CompoundSelect[str, str]:
    """The services of which somebody said so, or whose need, name, organisation or category hints at it."""
    service, organisation, term, at = t.ServiceRow, t.OrganisationRow, t.TermRow, t.AtLocationRow
    runs = and_(organisation.source == service.source, organisation.id == service.organisation_id)
    stands_for = and_(term.source == t.AttributeRow.source, term.id == t.AttributeRow.term_id)
    there = and_(t.LocationRow.source == at.source, t.LocationRow.id == at.location_id)
    said = and_(t.ConfidentialRow.source == at.source, t.ConfidentialRow.location_id == at.location_id)
    finding = t.FindingRow
    return union(
        select(service.source, service.id)
        .outerjoin(organisation, runs)
        .where(or_(*(name.icontains(hint) for name in (service.name, organisation.name) for hint in _HINTS))),
        select(t.AttributeRow.source, t.AttributeRow.service_id)
        .join(term, stands_for)
        .where(or_(*(term.name.icontains(hint) for hint in _HINTS))),
        select(finding.source, finding.service_id).where(
            finding.kind == Kind.NEED.value, finding.value.in_(confidential.NEEDS)
        ),
        select(at.source, at.service_id).join(t.LocationRow, there).where(t.LocationRow.confidential),
        select(at.source, at.service_id).join(t.ConfidentialRow, said).where(t.ConfidentialRow.withheld),
    )
