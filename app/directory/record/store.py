"""Services in the database: what an import writes, and what pages and the index read. Knows no feed and no page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, false, insert, or_, select, update
from sqlalchemy.orm import Session

from app.db import Base
from app.directory.domain import Brief, Correction, Digest, How, Schedule, Service, SourceArea, Status, corrected
from app.directory.record import archive, shelves
from app.directory.record import tables as t
from app.directory.service.confidential import hidden
from app.directory.service.digests import digest_of

ROWS_AT_ONCE = 500
SHOWN = tuple(status.value for status in Status if status.is_shown)


@dataclass(frozen=True)
class Kept:
    """What is already stored of a service: enough to tell whether an import changes it."""

    fingerprint: str
    withdrawn: bool


@dataclass(frozen=True)
class Entry:
    """A service as it is to be stored, with what its source gave and what a results row says."""

    service: Service
    record: Mapping[str, Any]
    digest: Digest
    fingerprint: str


def kept(session: Session, source: str) -> dict[str, Kept]:
    """Every service of a source, by its id."""
    columns = (t.ServiceRow.id, t.ServiceRow.fingerprint, t.ServiceRow.withdrawn_at)
    rows = session.execute(select(*columns).where(t.ServiceRow.source == source))
    return {id: Kept(fingerprint, withdrawn_at is not None) for id, fingerprint, withdrawn_at in rows}


def area_of(session: Session, source: str) -> SourceArea | None:
    """How far a source reaches; None when we have never taken anything from it."""
    row = session.get(t.SourceRow, source)
    return _area(row) if row else None


def areas(session: Session) -> dict[str, SourceArea]:
    """How far each source reaches."""
    return {row.slug: _area(row) for row in session.scalars(select(t.SourceRow))}


def put_source(session: Session, slug: str, address: str, area: SourceArea, at: datetime) -> None:
    """Writes down where a source is and how far it reaches."""
    session.merge(
        t.SourceRow(
            slug=slug,
            address=address,
            outward_codes=sorted(area.outward_codes),
            national=area.national,
            area_given=area.given,
            imported_at=at,
        )
    )


def put(session: Session, source: str, entries: Sequence[Entry], at: datetime) -> None:
    """Writes these services with all that belongs to them, in the place of what was there."""
    said = shelves.what_staff_said(session, source)
    for start in range(0, len(entries), ROWS_AT_ONCE):
        part = entries[start : start + ROWS_AT_ONCE]
        services = [entry.service for entry in part]
        for table, rows in shelves.shared_rows(source, services).items():
            _put_rows(session, table, source, rows)
        rows_of_services = {entry.service.id: _service_row(source, entry, said, at) for entry in part}
        _put_rows(session, t.ServiceRow, source, rows_of_services)
        _put_belongings(session, source, services, said)


def say_of_address(session: Session, source: str, location_id: str, withheld: bool, at: datetime) -> list[str]:
    """Keeps the staff's word about a location's address; gives the services there, which have to be written anew."""
    session.merge(t.ConfidentialRow(source=source, location_id=location_id, withheld=withheld, made_at=at))
    session.flush()
    there = (t.AtLocationRow.source == t.ServiceRow.source) & (t.AtLocationRow.service_id == t.ServiceRow.id)
    this = (t.AtLocationRow.source == source, t.AtLocationRow.location_id == location_id)
    live = select(t.ServiceRow.id).join(t.AtLocationRow, there).where(*this, t.ServiceRow.withdrawn_at.is_(None))
    return list(dict.fromkeys(session.scalars(live)))


def _put_rows(session: Session, table: type[t.FromASource], source: str, rows: Mapping[str, shelves.Row]) -> None:
    """Writes rows by id: those that are there are changed, the others added."""
    there = set(session.scalars(select(table.id).where(table.source == source, table.id.in_(rows))))
    if changed := [row for id, row in rows.items() if id in there]:
        session.execute(update(table), changed)
    if added := [row for id, row in rows.items() if id not in there]:
        session.execute(insert(table), added)


def _put_belongings(session: Session, source: str, services: Sequence[Service], said: Mapping[str, bool]) -> None:
    ids = [service.id for service in services]
    location_ids = {at.location.id for service in services for at in service.at_locations}
    for table in t.OF_A_SERVICE:
        session.execute(delete(table).where(table.source == source, table.service_id.in_(ids)))
    for table in t.OF_A_LOCATION:
        session.execute(delete(table).where(table.source == source, table.location_id.in_(location_ids)))
    # A row of results says when in the listing's own words, and reads them from the rows: no address may stand there.
    without = (replace(service, schedules=hidden(service, said).schedules) for service in services)
    of_services = (row for service in without for row in shelves.rows_of_service(source, service))
    rows: defaultdict[type[Base], list[shelves.Row]] = defaultdict(list)
    for kind, row in chain(shelves.rows_of_locations(source, services), of_services):
        rows[kind].append(row)
    for kind, theirs in rows.items():
        session.execute(insert(kind), theirs)


def _service_row(source: str, entry: Entry, said: Mapping[str, bool], at: datetime) -> shelves.Row:
    spoken_of = said.keys() & {at_location.location.id for at_location in entry.service.at_locations}
    digest = digest_of(entry.service, said) if spoken_of else entry.digest
    return shelves.columns(
        t.ServiceRow,
        entry.service,
        source=source,
        organisation_id=entry.service.organisation and entry.service.organisation.id,
        record=dict(entry.record),
        fingerprint=entry.fingerprint,
        changed_at=at,
        withdrawn_at=None,
        **asdict(digest),
    )


def _area(row: t.SourceRow) -> SourceArea:
    return SourceArea(frozenset(row.outward_codes), row.national, row.area_given)


def withdraw(session: Session, source: str, ids: Iterable[str], at: datetime) -> None:
    """Takes these services off the pages; what was known of them stays."""
    gone = sorted(ids)
    for start in range(0, len(gone), ROWS_AT_ONCE):
        part = gone[start : start + ROWS_AT_ONCE]
        session.execute(
            update(t.ServiceRow)
            .where(t.ServiceRow.source == source, t.ServiceRow.id.in_(part))
            .values(withdrawn_at=at, changed_at=at, fingerprint="")
        )


def corrections(session: Session, source: str) -> dict[str, tuple[Correction, ...]]:
    """What staff said about the listings of a source, by the listing's id."""
    said: defaultdict[str, list[Correction]] = defaultdict(list)
    rows = session.scalars(select(t.CorrectionRow).where(t.CorrectionRow.source == source))
    for row in rows:
        said[row.service_id].append(Correction(row.service_id, row.need, row.helps))
    return {id: tuple(list_) for id, list_ in said.items()}


def correct(session: Session, source: str, correction: Correction, at: datetime) -> None:
    """Keeps the staff's word about a need, and puts it in the place of what we had found."""
    owner = {"source": source, "service_id": correction.service_id}
    session.merge(t.CorrectionRow(need=correction.need, helps=correction.helps, made_at=at, **owner))
    service = shelves.services(session, source, [correction.service_id])[correction.service_id]
    this = (t.ServiceRow.source == source, t.ServiceRow.id == correction.service_id)
    session.execute(update(t.ServiceRow).where(*this).values(changed_at=at))
    session.execute(
        delete(t.FindingRow).where(t.FindingRow.source == source, t.FindingRow.service_id == correction.service_id)
    )
    found = corrected(service.findings, [correction])
    if rows := [shelves.columns(t.FindingRow, finding, place=place, **owner) for place, finding in enumerate(found)]:
        session.execute(insert(t.FindingRow), rows)


def live_ids(session: Session) -> list[tuple[str, str]]:
    """Source and id of every service that residents can find."""
    shown = select(t.ServiceRow.source, t.ServiceRow.id).where(*is_shown()).order_by(t.ServiceRow.source)
    return [(source, id) for source, id in session.execute(shown)]


def live_among(session: Session, keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these services that residents can find."""
    live: list[tuple[str, str]] = []
    for start in range(0, len(keys), ROWS_AT_ONCE):
        these = _among(t.ServiceRow.source, t.ServiceRow.id, keys[start : start + ROWS_AT_ONCE])
        found = select(t.ServiceRow.source, t.ServiceRow.id).where(these, *is_shown())
        live += [(source, id) for source, id in session.execute(found)]
    return live


def briefs(connection: Connection, keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Brief]:
    """What rows of a list say of these services: one query, however many they are."""
    wanted = {"sources": sorted({source for source, _ in keys}), "ids": [id for _, id in keys]}
    services: dict[tuple[str, str], tuple[Any, ...]] = {}
    schedules: defaultdict[tuple[str, str], list[Schedule]] = defaultdict(list)
    for source, id, *rest in connection.execute(_BRIEFS, wanted):
        services[source, id] = tuple(rest[: len(_OF_BRIEF)])
        *of_schedule, how, term_time = rest[len(_OF_BRIEF) :]
        if how is not None:
            schedules[source, id].append(Schedule(*(*of_schedule, How(how), term_time)))
    return {key: _brief(key, services[key], schedules[key]) for key in keys if key in services}


def _brief(key: tuple[str, str], row: tuple[Any, ...], schedules: Sequence[Schedule]) -> Brief:
    name, status, checked, closed_until, telephone, *digest = row
    is_closed = status == Status.TEMPORARILY_CLOSED
    return Brief(*key, name, is_closed, Digest(*digest), tuple(schedules), checked, closed_until, telephone or "")


def version_of(connection: Connection, source: str, id: str) -> str | None:
    """What differs whenever anything of a service does; None when residents cannot find it."""
    row = connection.execute(_VERSION, {"source": source, "id": id}).first()
    return f"{row.fingerprint} {row.changed_at}" if row else None


def _among(source: Any, id: Any, keys: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
    """Whether a row's source and id are one of these pairs, said so that the key's index serves."""
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for slug, one in keys:
        by_source[slug].append(one)
    return or_(false(), *(and_(source == slug, id.in_(ids)) for slug, ids in by_source.items()))


def is_shown() -> tuple[Any, ...]:
    """That residents find a service."""
    return (t.ServiceRow.withdrawn_at.is_(None), t.ServiceRow.status.in_(SHOWN), ~archive.stands_behind())


# Made once, since every page of a service asks; making it took longer than the answer.
_VERSION = select(t.ServiceRow.fingerprint, t.ServiceRow.changed_at).where(
    t.ServiceRow.source == bindparam("source"), t.ServiceRow.id == bindparam("id"), *is_shown()
)
_FIRST_NUMBER = (
    select(t.PhoneRow.number)
    .where(t.PhoneRow.source == t.ServiceRow.source, t.PhoneRow.service_id == t.ServiceRow.id)
    .order_by(t.PhoneRow.place)
    .limit(1)
    .correlate(t.ServiceRow)
    .scalar_subquery()
)
_OF_BRIEF = (
    t.ServiceRow.name, t.ServiceRow.status, t.ServiceRow.assured_date, t.ServiceRow.closed_until, _FIRST_NUMBER,
    t.ServiceRow.what, t.ServiceRow.town, t.ServiceRow.cost, t.ServiceRow.ways, t.ServiceRow.unsaid,
)  # fmt: skip
_OF_SCHEDULE = tuple(getattr(t.ScheduleRow, field.name) for field in fields(Schedule))
_THEIRS = and_(t.ScheduleRow.source == t.ServiceRow.source, t.ScheduleRow.service_id == t.ServiceRow.id)
# A source may have what another's id names: whoever asks takes the pairs that were wanted.
_BRIEFS = (
    select(t.ServiceRow.source, t.ServiceRow.id, *_OF_BRIEF, *_OF_SCHEDULE)
    .outerjoin(t.ScheduleRow, _THEIRS)
    .where(
        t.ServiceRow.source.in_(bindparam("sources", expanding=True)),
        t.ServiceRow.id.in_(bindparam("ids", expanding=True)),
        *is_shown(),
    )
    .order_by(t.ScheduleRow.place)
)
