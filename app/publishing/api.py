"""What other rooms may ask of publishing: to begin, draft and send pages that people keep, and whose they are."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from flask import Flask
from sqlalchemy.orm import Session

from app.db import transaction
from app.kernel.clock import now
from app.messages.domain import Chore
from app.publishing import deeds, naming, store, telling
from app.publishing.deeds import ONE_IN, ROOMS
from app.publishing.deeds import Room as Room
from app.publishing.domain import (
    FORGOTTEN_AFTER,
    MOST_VERSIONS_A_DAY,
    CannotBeSent,
    Content,
    Deed,
    Entry,
    Kind,
    LastOwner,
    MustBeMended,
    Page,
    Remark,
    Standing,
    Version,
    goes_out_at_once,
)
from app.publishing.settings import looked_at_one_in
from app.publishing.store import PageRow
from app.publishing.wording import explained as explained
from app.web.errors import NotFound, TooMany

A_DAY = timedelta(days=1)


def init_app(app: Flask) -> None:
    """Reads what the council's file says of people's own pages, and waits for the rooms that know them."""
    app.extensions.setdefault(ROOMS, {})
    app.extensions[ONE_IN] = looked_at_one_in(app.extensions["council"].file)


def chores() -> tuple[Chore, ...]:
    """Tells moderators what waits, deletes the pages that were left alone, and files those that cannot be found yet."""
    return (
        telling.telling_moderators(),
        Chore("delete pages that were left alone", timedelta(days=1), _forget_left),
        Chore("file pages under the words of their names", naming.EVERY, _file_names),
    )


def register(app: Flask, room: Room) -> None:
    """Makes a room known as the one that keeps pages of its kind."""
    app.extensions.setdefault(ROOMS, {})[room.kind] = room


def begin(
    writing: Session, kind: Kind, title: str, owner: int, content: Content, *, already_public: bool = False
) -> Page:
    """Begins a page with its first version, which only its owner sees.

    When what it says is `already_public` elsewhere, in a directory that somebody else kept until now, the first version
    counts as published and as nobody's; the room is not told.
    """
    at = now()
    row = store.add(writing, kind, title, owner, at)
    store.add_version(writing, row, title, content, at, None if already_public else owner)
    if already_public:
        row.published = row.newest
        row.stands(Standing.PUBLISHED, at)
        writing.flush()
    deeds.on_record(writing, "begun", row.id, owner)
    return row.page()


def page(session: Session, id: UUID) -> Page | None:
    """One page, whoever asks."""
    return store.page(session, id)


def page_of(session: Session, id: UUID, account: int) -> Page:
    """A page that somebody keeps. Raises NotFound, also when it is another's."""
    found = store.page(session, id)
    if found is None or account not in store.owners(session, id):
        raise NotFound
    return found


def pages_of(session: Session, account: int) -> tuple[Page, ...]:
    """The pages that somebody keeps, the one that was touched last first."""
    return store.pages_of(session, account)


def owners(session: Session, id: UUID) -> tuple[int, ...]:
    """The accounts of those who keep a page, the longest first."""
    return store.owners(session, id)


def add_owner(writing: Session, id: UUID, account: int, by: int | None) -> None:
    """Lets somebody keep a page too. `by` is who lets them: an owner or staff; the caller decides who may."""
    deeds.held(writing, id)
    if account not in store.owners(writing, id):
        store.add_owner(writing, id, account, now())
        deeds.on_record(writing, "owner-added", id, by)


def remove_owner(writing: Session, id: UUID, account: int, by: int | None) -> None:
    """Takes a page from somebody who keeps it, or lets them leave. Does nothing when they do not.

    Raises LastOwner when nobody else keeps it and it is public or waits: hand it over first, or take it down.
    """
    row = deeds.held(writing, id)
    keepers = store.owners(writing, id)
    if account not in keepers:
        return
    if len(keepers) == 1 and (row.published is not None or row.standing == Standing.WAITING):
        raise LastOwner
    store.remove_owner(writing, id, account)
    deeds.on_record(writing, "owner-removed", id, by)


def draft(session: Session, id: UUID) -> Version:
    """The newest version of a page. Raises NotFound."""
    found = store.page(session, id)
    version = store.version(session, id, found.newest) if found else None
    if version is None:
        raise NotFound
    return version


def published(session: Session, id: UUID) -> Version | None:
    """The version that the public reads, or None."""
    found = store.page(session, id)
    return store.version(session, id, found.published) if found and found.published else None


def versions(session: Session, id: UUID) -> tuple[Version, ...]:
    """Every version of a page, the newest first."""
    return store.versions(session, id)


def history(session: Session, id: UUID) -> tuple[Entry, ...]:
    """What was done to a page, the oldest first."""
    return store.history(session, id)


def remarks(session: Session, page: Page) -> tuple[Remark, ...]:
    """What the automatic checks say of the newest version, to show it to its owners before they send it."""
    return deeds.room_of(page.kind).remarks(session, page, draft(session, page.id).content)


def save_draft(writing: Session, id: UUID, account: int, seen: int, content: Content, title: str) -> Page:
    """Writes the next version; the public goes on reading the one that it reads.

    Saying the same again makes no version. One that waited is taken back from the moderators, to be sent again. Raises
    NotFound, SomeoneElseWasFirst when `seen` is not the newest, and TooMany when a day's versions are used up.
    """
    row = _own(writing, id, account, seen)
    before = deeds.newest(writing, row)
    if (store.as_kept(before.content), before.title) != (store.as_kept(content), title):
        _next_version(writing, row, title, content, account)
    return row.page()


def submit(writing: Session, id: UUID, account: int, seen: int) -> Page:
    """Sends the newest version to the moderators; what a trusted editor sends is public at once.

    Pressed twice, it is sent once. Raises NotFound, SomeoneElseWasFirst, MustBeMended when an automatic check stops it,
    and CannotBeSent when there is nothing new to send.
    """
    row = _own(writing, id, account, seen)
    if row.standing in {Standing.WAITING, Standing.PUBLISHED}:
        return row.page()
    if not row.page().may_be_sent:
        raise CannotBeSent
    if goes_out_at_once(store.is_trusted(writing, account, Kind(row.kind)), store.history(writing, id)):
        _publish_at_once(writing, row, account)
    else:
        _have_it_wait(writing, row, account)
    return row.page()


def restore(writing: Session, id: UUID, number: int, by: int, seen: int) -> Page:
    """Makes an older version the newest again, as a draft of one of its owners: nothing between is lost.

    Raises NotFound and SomeoneElseWasFirst.
    """
    row = _own(writing, id, by, seen)
    _restored(writing, row, number, by)
    return row.page()


def take_down(writing: Session, id: UUID, by: int | None, reason: str, *, quietly: bool = False) -> Page:
    """Takes a page from the public, at once and whatever anybody has seen of it; every version stays.

    An owner may send it again; when anybody else took it down, its owners are told, unless `quietly`, and what they
    send waits for a moderator. `by` is nobody when the service does it itself. Raises NotFound.
    """
    row = deeds.held(writing, id)
    if by is not None and by in store.owners(writing, id):
        deeds.take_down(writing, row, now())
        deeds.note(writing, row, Deed.REMOVED_BY_OWNER, by)
        return row.page()
    deeds.take_down(writing, row, now(), reason)
    if not quietly:
        telling.tell_owners(writing, row, Deed.TAKEN_DOWN)
    deeds.note(writing, row, Deed.TAKEN_DOWN, by, reason)
    return row.page()


def forget(writing: Session, id: UUID, by: int | None) -> None:
    """Deletes a page with every version of it, for good, the room's part too."""
    row = deeds.held(writing, id)
    room = deeds.room_of(Kind(row.kind))
    if row.published is not None:
        deeds.take_down(writing, row, now())
    room.forget(writing, row.page())
    store.forget(writing, id)
    deeds.on_record(writing, "forgotten", id, by)


def _forget_left() -> None:
    with transaction() as writing:
        for id in store.left_alone(writing, now() - FORGOTTEN_AFTER):
            forget(writing, id, None)


def _file_names() -> bool:
    """Files some pages; says whether there are more. Only after an update or with a new key is there anything to do."""
    with transaction() as writing:
        return store.file_what_is_not(writing, naming.AT_ONCE) == naming.AT_ONCE


def _own(writing: Session, id: UUID, account: int, seen: int) -> PageRow:
    """A page held for one of its owners, as they saw it."""
    row = store.held(writing, id)
    if row is None or account not in store.owners(writing, id):
        raise NotFound
    return deeds.held_as_seen(writing, id, seen)


def _next_version(writing: Session, row: PageRow, title: str, content: Content, by: int) -> None:
    at = now()
    _check_how_many(writing, row, at)
    store.add_version(writing, row, title, content, at, by)
    row.stands(Standing.DRAFT, at, row.words)
    writing.flush()
    deeds.on_record(writing, "drafted", row.id, by)


def _check_how_many(writing: Session, row: PageRow, at: datetime) -> None:
    """Raises TooMany when its owners made as many versions of a page within a day as they may."""
    earliest = store.nth_newest(writing, row.id, MOST_VERSIONS_A_DAY)
    wait = earliest + A_DAY - at if earliest else timedelta()
    if wait > timedelta():
        raise TooMany(ceil(wait / timedelta(minutes=1)))


def _restored(writing: Session, row: PageRow, number: int, by: int) -> None:
    earlier = store.version(writing, row.id, number)
    if earlier is None:
        raise NotFound
    _next_version(writing, row, earlier.title, earlier.content, by)
    deeds.note(writing, row, Deed.RESTORED, by)


def _publish_at_once(writing: Session, row: PageRow, account: int) -> None:
    before, at = row.published, now()
    deeds.publish(writing, row, at)
    deeds.ask_for_looks_by_lot(writing, row, before, at)
    deeds.note(writing, row, Deed.PUBLISHED_AT_ONCE, account)


def _have_it_wait(writing: Session, row: PageRow, account: int) -> None:
    _stop(remarks(writing, row.page()))
    row.stands(Standing.WAITING, now())
    deeds.note(writing, row, Deed.SENT, account)


def _stop(found: Iterable[Remark]) -> None:
    stopping = tuple(remark for remark in found if remark.stops)
    if stopping:
        raise MustBeMended(stopping)
