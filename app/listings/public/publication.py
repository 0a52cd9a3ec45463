"""Writes what a page says into the directory, and takes it out again: all of it in the caller's transaction."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from app import db
from app.councils.api import council
from app.directory import api as directory
from app.directory.domain import Service, SourceArea
from app.kernel import clock
from app.listings.domain import Group, as_json, from_json
from app.listings.page.record import SOURCE, Issue, records_of
from app.listings.public import store
from app.listings.public.store import Key, OfPage, Shown
from app.web.addresses import public_address


def publish(writing: Session, page_id: UUID, group: Group) -> None:
    """Lets residents find everything that a group says, in the place of what they found until now."""
    at, today = clock.now(), clock.today()
    shown = Shown(page_id, as_json(group), checked_on=today, put_at=at, turns=_turns(group))
    _write(writing, shown, group)


def take_down(writing: Session, page_id: UUID) -> None:
    """Lets residents find nothing of a page; the listings that it hid come back."""
    looked_at = _no_longer(writing, store.services_of(writing, page_id), keep=())
    store.forget(writing, page_id)
    _look_again_after(writing, looked_at)


def turn(writing: Session, page_id: UUID) -> None:
    """Writes a page anew as it stands today: a pause has begun or is over, or a last day has been."""
    shown = store.shown(writing, page_id)
    if shown is not None:
        _write(writing, shown, from_json(shown.content))


def service_as_written(group: Group, page_id: UUID, id: str) -> Service | None:
    """A service as residents would find it, if the group were published now; needs no database and writes nothing."""
    issue = Issue(str(page_id), clock.today(), clock.today(), clock.now())
    prepared = _prepared(records_of(group, issue))
    return prepared.entries[id].service if prepared and id in prepared.entries else None


def _write(writing: Session, shown: Shown, group: Group) -> None:
    issue = Issue(str(shown.page_id), clock.today(), shown.checked_on, shown.put_at)
    prepared = _prepared(records_of(group, issue))
    before = store.services_of(writing, shown.page_id)
    if prepared:
        directory.take_in(writing, prepared)
    taken = prepared.entries if prepared else {}
    since = _unchanged(writing, shown.page_id, group, before)
    services = tuple(
        OfPage(one.id, _hides(one.instead_of), since.get(one.id, shown.put_at))
        for one in group.services
        if one.id in taken
    )
    looked_at = _no_longer(writing, before, keep=services)
    for one in services:
        if one.hides and not _stands_behind_another(writing, one):
            directory.hide(writing, one.hides, (SOURCE, one.service_id))
    store.put(writing, shown, services)
    hidden = (one.hides for one in services if one.hides)
    _look_again_after(writing, (*looked_at, *((SOURCE, one.service_id) for one in services), *hidden))


def _unchanged(writing: Session, page_id: UUID, group: Group, before: tuple[OfPage, ...]) -> dict[str, datetime]:
    """Since when the public has read the same of a service and of whose it is, for those of which it goes on to."""
    shown = store.shown(writing, page_id)
    old = from_json(shown.content) if shown else Group()
    if replace(old, services=()) != replace(group, services=()):
        return {}
    return {
        one.service_id: one.changed_at for one in before if old.service(one.service_id) == group.service(one.service_id)
    }


def _prepared(records: tuple[dict[str, Any], ...]) -> directory.Prepared | None:
    """The records as the directory judges those of any feed; none when there is nothing to take in."""
    if not records:
        return None
    area = SourceArea(council().outward_codes, given=True)
    order = directory.Order(SOURCE, public_address("/"), area)
    try:
        return directory.judged(order, directory.Feed(records, whole=False))
    except directory.CannotImport:
        return None


def _no_longer(writing: Session, before: tuple[OfPage, ...], keep: tuple[OfPage, ...]) -> tuple[Key, ...]:
    """Takes out what is no longer on the page, and parts what no longer hides; gives what has to be looked at again."""
    kept, hiding = {one.service_id for one in keep}, {one.hides for one in keep}
    gone = [one.service_id for one in before if one.service_id not in kept]
    directory.withdraw(writing, SOURCE, gone)
    parted = [one for one in before if one.hides and one.hides not in hiding]
    for one in parted:
        if one.hides and directory.stands_behind(writing, one.hides) == (SOURCE, one.service_id):
            directory.part(writing, one.hides)
    return (*((SOURCE, id) for id in gone), *(one.hides for one in parted if one.hides))


def _stands_behind_another(writing: Session, service: OfPage) -> bool:
    """Whether staff put the listing behind yet another one meanwhile: their word stands."""
    other = directory.stands_behind(writing, service.hides) if service.hides else None
    return other is not None and other[0] != SOURCE


def _hides(key: str) -> Key | None:
    source, _, id = key.partition("/")
    return (source, id) if source and id else None


def _turns(group: Group) -> bool:
    return any(service.pauses or service.ends_on for service in group.services)


def _look_again_after(writing: Session, keys: tuple[Key, ...]) -> None:
    """Brings the index in step once the work is on disk, and not at all when it is undone."""

    def settle(writing: Session) -> None:
        if writing.in_nested_transaction():
            return  # a savepoint is no commit
        for reading in (db.session(), db.connection()):
            reading.rollback()  # it may have read before the work was there
        directory.look_again(*dict.fromkeys(keys))

    event.listen(writing, "after_commit", settle)
