"""Takes a feed into the directory: judges every record, then writes all of it or nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from app.directory import store
from app.directory.domain import Service, SourceArea, corrected
from app.directory.importing import digests, findings, records
from app.directory.importing.areas import area_worked_out
from app.directory.importing.feeds import Feed
from app.directory.importing.ledger import CannotImport, Ledger, Outcome
from app.directory.store import Entry, Kept
from app.kernel import clock
from app.needs.domain import Vocabulary

MOST_REMOVED = 0.10
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
class Change:
    """What an import did, and the ids that the index has to look at again."""

    outcome: Outcome
    changed: frozenset[str]
    removed: frozenset[str]
    area_changed: bool


def take_in(session: Session, order: Order, feed: Feed, vocabulary: Vocabulary) -> Change:
    """Writes what is new or different in the feed, in the caller's transaction.

    Raises CannotImport when nothing in the feed can be used, or when too much would be withdrawn.
    """
    ledger = Ledger()
    before = store.kept(session, order.slug)
    entries = _entries(session, order, feed, ledger, vocabulary)
    new = [entry for id, entry in entries.items() if _is_new(before.get(id), entry)]
    seen = {*entries, *(remark.id for remark in ledger.rejected)}
    removed = _removed(before, seen, order) if feed.whole else frozenset()
    at = clock.now()
    store.put(session, order.slug, new, at)
    store.withdraw(session, order.slug, removed, at)
    area_before = store.area_of(session, order.slug)
    area = _area(order, area_before, feed, [entry.service for entry in entries.values()])
    store.put_source(session, order.slug, order.address, area, at)
    created = sum(entry.service.id not in before for entry in new)
    outcome = Outcome(
        source=order.slug,
        read=len(feed.records) + len(feed.unread),
        created=created,
        updated=len(new) - created,
        unchanged=len(entries) - len(new),
        removed=len(removed),
        whole=feed.whole,
        rejected=tuple(ledger.rejected),
        repaired=tuple(ledger.repaired),
    )
    return Change(outcome, frozenset(entry.service.id for entry in new), removed, area_before != area)


def _entries(session: Session, order: Order, feed: Feed, ledger: Ledger, vocabulary: Vocabulary) -> dict[str, Entry]:
    """The services of the feed as they are to be stored, by id, with the staff's corrections."""
    read = _judge(feed, ledger)
    if feed.records and not read:
        first = ledger.rejected[0]
        raise CannotImport(f"{order.address}, record {first.id}, {first.field}: {first.reason}; no record can be used")
    said = store.corrections(session, order.slug)
    entries = {}
    for id, (service, record) in read.items():
        found = findings.find_out(service, vocabulary, _age_words(record))
        found = replace(found, findings=corrected(found.findings, said.get(id, ())))
        entries[id] = _entry(found, record)
    return entries


def _judge(feed: Feed, ledger: Ledger) -> dict[str, tuple[Service, Mapping[str, Any]]]:
    """The services of the feed by id; the records that cannot be used are in the ledger, by id or by place."""
    read: dict[str, tuple[Service, Mapping[str, Any]]] = {}
    for id in sorted(feed.unread):
        ledger.reject(id, "", "its details could not be had")
    for place, record in enumerate(feed.records, 1):
        if not isinstance(record, Mapping):
            ledger.reject(f"#{place}", "", "it is not a table")
            continue
        id = str(record.get("id") or f"#{place}")
        repairs = Ledger()
        try:
            service = records.service_of(record, repairs.repairs_of(id))
        except records.Unusable as error:
            ledger.reject(id, error.field, error.reason)
            continue
        if service.id in read:
            ledger.reject(id, "id", "another record before it has the same id")
            continue
        ledger.repaired += repairs.repaired
        read[service.id] = (service, record)
    return read


def _age_words(record: Mapping[str, Any]) -> str:
    words = record.get(AGE_WORDS)
    return words if isinstance(words, str) else ""


def _entry(service: Service, record: Mapping[str, Any]) -> Entry:
    """The service as it is to be stored; the fingerprint changes when anything of it does."""
    digest = digests.digest_of(service)
    whole = json.dumps([asdict(service), asdict(digest), record], default=str, sort_keys=True)
    return Entry(service, record, digest, hashlib.sha256(whole.encode()).hexdigest())


def _is_new(before: Kept | None, entry: Entry) -> bool:
    return before is None or before.withdrawn or before.fingerprint != entry.fingerprint


def _removed(before: Mapping[str, Kept], seen: set[str], order: Order) -> frozenset[str]:
    """What the source no longer has. A record that is there but cannot be used keeps its last good state."""
    live = {id for id, kept in before.items() if not kept.withdrawn}
    gone = live - seen
    if len(gone) > MOST_REMOVED * len(live) and not order.allow_removals:
        raise CannotImport(
            f"{order.address}, contents: {len(gone)} of the {len(live)} services of {order.slug!r} are no longer "
            f"there, which is more than {MOST_REMOVED:.0%}; nothing was changed. Allow it with --allow-removals"
        )
    return frozenset(gone)


def _area(order: Order, before: SourceArea | None, feed: Feed, services: list[Service]) -> SourceArea:
    """The area that was given now or before; otherwise where the services are, which a part of them cannot tell."""
    if order.area:
        return order.area
    if before and (before.given or not feed.whole):
        return before
    return area_worked_out(services)
