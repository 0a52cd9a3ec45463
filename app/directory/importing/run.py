"""Takes a feed into the directory: judges every record, then writes all of it or nothing."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.councils.api import council
from app.directory.domain import Service, SourceArea, corrected
from app.directory.importing import findings, records
from app.directory.importing.feeds import Feed
from app.directory.importing.ledger import CannotImport, Ledger, Outcome, Remark, TooManyGone
from app.directory.record import archive, confirming, edits, store
from app.directory.record.registration import Registrations
from app.directory.record.store import Entry, Kept
from app.directory.service import digests
from app.directory.service.areas import area_worked_out
from app.directory.service.differences import Difference, FieldChange, Happened, changes
from app.kernel import clock
from app.needs.domain import Vocabulary

MOST_REMOVED = 0.10
LONGEST_RECORD = 200_000
# A field outside the standard in which a feed that we know keeps the ages in words.
AGE_WORDS = "x_eligibility_age_text"


@dataclass(frozen=True)
class Order:
    """What the person who runs an import asks for."""

    slug: str
    address: str
    area: SourceArea | None = None
    allow_removals: bool = False


@dataclass(frozen=True)
class Prepared:
    """A feed that was read and judged, ready to be written."""

    order: Order
    whole: bool
    entries: Mapping[str, Entry]
    rejected: tuple[Remark, ...]
    repaired: tuple[Remark, ...]
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What an import did, and the ids that the index has to look at again."""

    outcome: Outcome
    changed: frozenset[str]
    removed: frozenset[str]
    area_changed: bool
    differences: tuple[Difference, ...]


def prepare(order: Order, feed: Feed, vocabulary: Vocabulary, tell: Callable[[int], None]) -> Prepared:
    """Judges every record and finds out what it leaves unsaid. Needs no database, so that nobody waits for it.

    Raises CannotImport when nothing in the feed can be used. Tells how many records are done.
    """
    ledger = Ledger()
    entries: dict[str, Entry] = {}
    for id in sorted(feed.unread):
        ledger.reject(id, "", "its details could not be had")
    for place, record in enumerate(feed.records, 1):
        service = _judged(record, f"#{place}", entries, ledger)
        if service:
            entries[service.id] = _entry(findings.find_out(service, vocabulary, _age_words(record)), record)
        tell(1)
    if feed.records and not entries:
        first = ledger.rejected[0]
        raise CannotImport(f"{order.address}, record {first.id}, {first.field}: {first.reason}; no record can be used")
    return Prepared(order, feed.whole, entries, tuple(ledger.rejected), tuple(ledger.repaired), feed.cautions)


def take_in(session: Session, prepared: Prepared) -> Change:
    """Writes what is new or different, in the caller's transaction. Raises TooManyGone when too much would go."""
    order, at = prepared.order, clock.now()
    before = store.kept(session, order.slug)
    seen = {*prepared.entries, *(remark.id for remark in prepared.rejected)}
    removed = _removed(before, seen, order) if prepared.whole else frozenset()
    entries, clashes = _with_the_staffs_word(session, order.slug, prepared.entries)
    entries = _with_cqcs_word(session, order.slug, entries)
    new = [entry for id, entry in entries.items() if _is_new(before.get(id), entry)]
    differences = (*_differences(session, order.slug, before, new, clashes), *_gone(session, order.slug, removed))
    store.put(session, order.slug, new, at)
    store.withdraw(session, order.slug, removed, at)
    area_before = store.area_of(session, order.slug)
    area = _area(prepared, area_before)
    store.put_source(session, order.slug, order.address, area, at)
    created = sum(entry.service.id not in before for entry in new)
    outcome = Outcome(
        source=order.slug,
        read=len(entries) + len(prepared.rejected),
        created=created,
        updated=len(new) - created,
        unchanged=len(entries) - len(new),
        removed=len(removed),
        whole=prepared.whole,
        rejected=prepared.rejected,
        repaired=prepared.repaired,
        cautions=prepared.cautions,
    )
    return Change(outcome, frozenset(entry.service.id for entry in new), removed, area_before != area, differences)


def with_removals_allowed(prepared: Prepared) -> Prepared:
    """The same, with leave to withdraw however many are gone."""
    return replace(prepared, order=replace(prepared.order, allow_removals=True))


def rewrite(session: Session, source: str, id: str, vocabulary: Vocabulary) -> None:
    """Puts a listing together anew from what its source gave and what staff say now, in the caller's transaction."""
    record = archive.record_of(session, source, id)
    prepared = prepare(Order(source, source), Feed((record,), whole=False), vocabulary, lambda _: None)
    entries, _ = _with_the_staffs_word(session, source, prepared.entries)
    store.put(session, source, list(_with_cqcs_word(session, source, entries).values()), clock.now())


def feeds_own(session: Session, source: str, id: str, vocabulary: Vocabulary) -> Service:
    """A listing as its source gave it, without a word of the staff."""
    record = archive.record_of(session, source, id)
    return prepare(Order(source, source), Feed((record,), False), vocabulary, lambda _: None).entries[id].service


def _with_the_staffs_word(
    session: Session, source: str, entries: Mapping[str, Entry]
) -> tuple[dict[str, Entry], list[Difference]]:
    """The entries with what people say in its place, and where a feed now says something else than both of them."""
    said, written = store.corrections(session, source), edits.all_of(session, source)
    looked = confirming.all_of(session, source)
    spoken, clashes = dict(entries), []
    for id in (said.keys() | written.keys() | looked.keys()) & entries.keys():
        entry = entries[id]
        service = replace(entry.service, findings=corrected(entry.service.findings, said.get(id, ())))
        service, fields = _edited(session, source, service, written.get(id, ()))
        service = confirming.with_word(service, looked.get(id), council().email)
        spoken[id] = _entry(service, entry.record)
        if fields:
            clashes.append(Difference(id, service.name, Happened.CLASH, fields))
    return spoken, clashes


def _with_cqcs_word(session: Session, source: str, entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries with what the Care Quality Commission says of their registration."""
    registrations = Registrations(session, source)
    told = {id: registrations.with_word(entry.service) for id, entry in entries.items()}
    return {id: entry if told[id] is entry.service else _entry(told[id], entry.record) for id, entry in entries.items()}


def _edited(
    session: Session, source: str, feeds_own: Service, written: tuple[edits.Edit, ...]
) -> tuple[Service, tuple[FieldChange, ...]]:
    service, clashes = feeds_own, []
    for before in written:
        after = edits.compared(before, edits.said(feeds_own, before.field))
        service = edits.written(service, before.field, before.ours)
        if after is None:
            edits.drop(session, source, before)
        elif after != before:
            edits.keep(session, source, after, clock.now())
            clashes.append(edits.clash_of(before, after))
    return service, tuple(clash for clash in clashes if clash)


def _differences(
    session: Session, source: str, before: Mapping[str, Kept], new: list[Entry], clashes: list[Difference]
) -> Iterator[Difference]:
    """What became of each listing; one whose only change waits for staff is told of once."""
    yield from clashes
    waiting = {clash.id for clash in clashes}
    earlier = archive.services(session, source, [entry.service.id for entry in new if entry.service.id in before])
    for service in (entry.service for entry in new):
        if service.id not in earlier:
            yield Difference(service.id, service.name, Happened.CREATED)
        elif (fields := changes(earlier[service.id], service)) or service.id not in waiting:
            yield Difference(service.id, service.name, Happened.UPDATED, fields)


def _gone(session: Session, source: str, ids: frozenset[str]) -> tuple[Difference, ...]:
    names = archive.names(session, source, sorted(ids))
    return tuple(Difference(id, name, Happened.WITHDRAWN) for id, name in names.items())


def _judged(record: Any, place: str, before: Mapping[str, Entry], ledger: Ledger) -> Service | None:
    """The service of a record; None when it cannot be used, which the ledger then says by its id or its place."""
    if not isinstance(record, Mapping):
        ledger.reject(place, "", "it is not a table")
        return None
    id = str(record.get("id") or place)
    if len(json.dumps(record)) > LONGEST_RECORD:
        ledger.reject(id, "", f"it is longer than {LONGEST_RECORD:,} characters")
        return None
    repairs = Ledger()
    try:
        service = records.service_of(record, repairs.repairs_of(id))
    except records.Unusable as error:
        ledger.reject(id, error.field, error.reason)
        return None
    if service.id in before:
        ledger.reject(id, "id", "another record before it has the same id")
        return None
    ledger.repaired += repairs.repaired
    return service


def _age_words(record: Mapping[str, Any]) -> str:
    words = record.get(AGE_WORDS)
    return words if isinstance(words, str) else ""


def _entry(service: Service, record: Mapping[str, Any]) -> Entry:
    """The service as it is to be stored; the fingerprint changes when anything of it does."""
    digest = digests.digest_of(service)
    whole = repr((service, digest)) + json.dumps(record, sort_keys=True)
    return Entry(service, record, digest, hashlib.sha256(whole.encode()).hexdigest())


def _is_new(before: Kept | None, entry: Entry) -> bool:
    return before is None or before.withdrawn or before.fingerprint != entry.fingerprint


def _removed(before: Mapping[str, Kept], seen: set[str], order: Order) -> frozenset[str]:
    """What the source no longer has. A record that is there but cannot be used keeps its last good state."""
    live = {id for id, kept in before.items() if not kept.withdrawn}
    gone = live - seen
    if len(gone) > MOST_REMOVED * len(live) and not order.allow_removals:
        reason = (
            f"{order.address}, contents: {len(gone)} of the {len(live)} services of {order.slug!r} are no longer "
            f"there, which is more than {MOST_REMOVED:.0%}; nothing was changed. Allow it with --allow-removals"
        )
        raise TooManyGone(reason, len(gone), len(live))
    return frozenset(gone)


def _area(prepared: Prepared, before: SourceArea | None) -> SourceArea:
    """The area that was given now or before; otherwise where the services are, which a part of them cannot tell."""
    if prepared.order.area:
        return prepared.order.area
    if before and (before.given or not prepared.whole):
        return before
    return area_worked_out(entry.service for entry in prepared.entries.values())
