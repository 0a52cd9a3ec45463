"""What every deed on a page is made of: the page held as it was seen, the room told, the history and the audit kept."""

import secrets
from datetime import datetime
from typing import Protocol
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from app.audit import api as audit
from app.audit.domain import SERVICE, staff_member
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.publishing import store
from app.publishing.domain import (
    LOOKED_AT_ONE_IN,
    Content,
    Deed,
    Kind,
    Line,
    MustBeMended,
    Page,
    Remark,
    Standing,
    Version,
)
from app.publishing.store import PageRow
from app.web.errors import NotFound

RECORD = "own-page"
ROOMS, ONE_IN = "rooms_of_pages", "looked_at_one_in"


class Room(Protocol):
    """What a room that keeps one kind of page gives to publishing. `noun` is what staff call such a page."""

    kind: Kind
    noun: str

    def lines(self, content: Content) -> tuple[Line, ...]:
        """The rows of a version, for looking at two versions side by side."""
        ...

    def remarks(self, session: Session, page: Page, content: Content) -> tuple[Remark, ...]:
        """What the automatic checks say of a version."""
        ...

    def publish(self, writing: Session, page: Page, content: Content | None) -> None:
        """Lets the public read this version, in the caller's transaction; none when the page is taken down."""
        ...

    def forget(self, writing: Session, page: Page) -> None:
        """Deletes what the room keeps for a page that is about to be deleted for good."""
        ...

    def public_address(self, page: Page) -> str | None:
        """Where the public reads the page, if it does."""
        ...

    def edit_address(self, page: Page) -> str:
        """Where its owners write it."""
        ...


def room_of(kind: Kind) -> Room:
    """The room that knows what is in pages of a kind."""
    rooms: dict[Kind, Room] = current_app.extensions[ROOMS]
    return rooms[kind]


def held(writing: Session, id: UUID) -> PageRow:
    """A page as it stands now, held until the transaction ends. Raises NotFound."""
    row = store.held(writing, id)
    if row is None:
        raise NotFound
    return row


def held_as_seen(writing: Session, id: UUID, seen: int) -> PageRow:
    """The same, when the newest version is the one that was seen. Raises SomeoneElseWasFirst."""
    row = held(writing, id)
    if row.newest != seen:
        raise SomeoneElseWasFirst
    return row


def newest(session: Session, row: PageRow) -> Version:
    """The newest version of a page."""
    version = store.version(session, row.id, row.newest)
    assert version is not None  # a page begins with one
    return version


def publish(writing: Session, row: PageRow, at: datetime) -> None:
    """Lets the public read the newest version. Raises MustBeMended when a check now stops it."""
    room, content = room_of(Kind(row.kind)), newest(writing, row).content
    stopping = tuple(remark for remark in room.remarks(writing, row.page(), content) if remark.stops)
    if stopping:
        raise MustBeMended(stopping)
    row.published = row.newest
    row.stands(Standing.PUBLISHED, at)
    writing.flush()
    store.file_under_its_names(writing, row)
    room.publish(writing, row.page(), content)


def ask_for_looks_by_lot(writing: Session, row: PageRow, before: int | None, at: datetime) -> None:
    """Has staff look afterwards at one in so many; nobody can tell beforehand at which."""
    one_in: int = current_app.extensions.get(ONE_IN, LOOKED_AT_ONE_IN)
    if secrets.randbelow(one_in) == 0:
        store.ask_for_a_look(writing, row, before, at)


def take_down(writing: Session, row: PageRow, at: datetime, words: str = "") -> None:
    """Takes a page from the public; every version stays."""
    was_public = row.published is not None
    row.published = None
    row.stands(Standing.REMOVED, at, words)
    store.end_looks(writing, row.id, row.newest)
    writing.flush()
    if was_public:
        room_of(Kind(row.kind)).publish(writing, row.page(), None)


def note(writing: Session, row: PageRow, deed: Deed, by: int | None, words: str = "") -> None:
    """Writes a deed into the history and onto the record; call it last."""
    store.note(writing, row, deed, words, by, now())
    on_record(writing, deed, row.id, by)


def on_record(writing: Session, what: str, id: UUID, by: int | None) -> None:
    """Writes the audit event of a deed; call it last."""
    actor = SERVICE if by is None else staff_member(by)
    audit.record(writing, actor=actor, action=f"own-page.{what}", kind=RECORD, about=str(id))


def on_record_of_account(writing: Session, what: str, account: int, by: int) -> None:
    """Writes the audit event of what was decided about somebody rather than about a page; call it last."""
    audit.record(writing, actor=staff_member(by), action=f"editor.{what}", kind="staff", about=account)
