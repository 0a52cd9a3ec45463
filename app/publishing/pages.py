"""What the pages of publishing are told: rows of lists, a page with its differences, its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.accounts.domain import Staff
from app.publishing import deeds, moderation, store
from app.publishing.differences import Change, Pair, differences
from app.publishing.domain import (
    Kind,
    Line,
    Page,
    Picture,
    Remark,
    Standing,
    Version,
    kinds_moderated_by,
    may_moderate,
)
from app.publishing.wording import DEEDS, STANDINGS
from app.web.errors import NotFound

GONE, THE_COUNCIL = "Somebody whose account is gone", "The council"


@dataclass(frozen=True)
class Row:
    """A page in a list of the moderators."""

    page: Page
    noun: str
    standing: str
    is_new: bool
    remarks: int
    stopping: int


@dataclass(frozen=True)
class Owner:
    """Somebody who keeps a page, as staff have them."""

    id: int
    name: str
    email: str
    trusted: bool


@dataclass(frozen=True)
class Trusted:
    """Somebody whose pages of a kind are public at once, since when, and who said so."""

    editor: Owner
    kind: Kind
    noun: str
    since: datetime
    by: str


@dataclass(frozen=True)
class Happening:
    """A line in the history of a page. A version has a number that can be restored; a deed has not."""

    at: datetime
    who: str
    words: str
    quoted: str = ""
    version: int | None = None


@dataclass(frozen=True)
class Said:
    """What an automatic check says, led by the name of the line that it is about."""

    label: str
    words: str
    stops: bool
    address: str


@dataclass(frozen=True)
class ModeratedPage:
    """A page as moderators read it."""

    page: Page
    noun: str
    standing: str
    shown: Version
    against: Version | None
    pairs: tuple[Pair, ...]
    remarks: tuple[Said, ...]
    owners: tuple[Owner, ...]
    history: tuple[Happening, ...]
    to_look_at: bool
    public_address: str | None
    pictures: tuple[tuple[Picture, bool], ...]
    """Those of the version that is shown, and whether each is new."""

    @property
    def changes(self) -> tuple[Pair, ...]:
        """The lines that are not as they were."""
        return tuple(pair for pair in self.pairs if pair.change is not Change.SAME)

    @property
    def unchanged(self) -> tuple[Pair, ...]:
        """The lines that are."""
        return tuple(pair for pair in self.pairs if pair.change is Change.SAME)

    @property
    def is_newest(self) -> bool:
        """Whether it is the newest version that is shown, the one that is decided on."""
        return self.shown.number == self.page.newest


@dataclass(frozen=True)
class OwnPage:
    """A page in the list of somebody who keeps it."""

    page: Page
    noun: str
    standing: str
    next_step: str
    edit_address: str
    public_address: str | None
    others: tuple[str, ...]


def row_of(session: Session, page: Page) -> Row:
    """A page in a list of the moderators, with what the automatic checks say of it now.

    They cannot look at a picture, so that each new one is something to look at too.
    """
    room = deeds.room_of(page.kind)
    version = store.version(session, page.id, page.newest)
    remarks = room.remarks(session, page, version.content) if version and page.waits else ()
    stopping = sum(remark.stops for remark in remarks)
    to_see = len(remarks) + (_new_pictures(session, page, version) if version and page.waits else 0)
    return Row(page, room.noun, STANDINGS[page.standing], not page.is_public, to_see, stopping)


def moderated(session: Session, page_id: UUID, staff: Staff, number: int | None = None) -> ModeratedPage:
    """A page for a moderator, in its newest version or in another. Raises NotFound, also when it is not theirs."""
    page = store.page(session, page_id)
    if page is None or not may_moderate(staff.roles, page.kind):
        raise NotFound
    shown = store.version(session, page_id, page.newest if number is None else number)
    if shown is None:
        raise NotFound
    room = deeds.room_of(page.kind)
    against = moderation.version_to_compare(session, page) if number in {None, page.newest} else _public(session, page)
    lines = room.lines(shown.content)
    before = room.lines(against.content) if against else ()
    return ModeratedPage(
        page=page,
        noun=room.noun,
        standing=STANDINGS[page.standing],
        shown=shown,
        against=against,
        pairs=differences(before, lines),
        remarks=_said(room.remarks(session, page, shown.content), lines),
        owners=tuple(_owner(session, account, page.kind) for account in store.owners(session, page_id)),
        history=history_of(session, page_id),
        to_look_at=bool(store.looks_at(session, page_id)),
        public_address=room.public_address(page),
        pictures=_pictures(before, lines),
    )


def trusted(session: Session, staff: Staff) -> tuple[Trusted, ...]:
    """Whom moderators trust with pages of the kinds that this one decides on."""
    rows = store.trusted(session, kinds_moderated_by(staff.roles))
    return tuple(
        Trusted(
            _owner(session, row.account_id, Kind(row.kind)),
            Kind(row.kind),
            deeds.room_of(Kind(row.kind)).noun,
            row.since,
            _name(session, row.by),
        )
        for row in rows
    )


def own(session: Session, page: Page, account: int) -> OwnPage:
    """A page in the list of somebody who keeps it."""
    room = deeds.room_of(page.kind)
    others = (other for other in store.owners(session, page.id) if other != account)
    return OwnPage(
        page=page,
        noun=room.noun,
        standing=STANDINGS[page.standing],
        next_step=(_NEXT if page.is_public else _NEXT | _NEXT_UNSEEN)[page.standing],
        edit_address=room.edit_address(page),
        public_address=room.public_address(page),
        others=tuple(_name(session, other) for other in others),
    )


def history_of(session: Session, page_id: UUID, for_staff: bool = True) -> tuple[Happening, ...]:
    """Every version of a page and everything that was done to it, the newest first.

    To those who keep it, staff are the council and have no names.
    """

    def who(account: int | None) -> str:
        known = accounts.account(session, account) if account is not None else None
        if known is not None and not (known.is_of_the_public or for_staff):
            return THE_COUNCIL
        return known.name if known else ("" if account is None else GONE)

    happened = [
        Happening(version.made_at, who(version.by), f"Version {version.number}", version=version.number)
        for version in store.versions(session, page_id)
    ]
    happened += [
        Happening(entry.at, who(entry.by), f"Version {entry.number}: {DEEDS[entry.deed]}", entry.words)
        for entry in store.history(session, page_id)
    ]
    return tuple(sorted(happened, key=lambda each: each.at, reverse=True))


def _said(remarks: Iterable[Remark], lines: Iterable[Line]) -> tuple[Said, ...]:
    """What stops a page first, then what leads to another page, each with the name of its line."""
    labels = {line.field: line.label for line in lines}
    said = (Said(labels.get(one.field, ""), one.words, one.stops, one.address) for one in remarks)
    return tuple(sorted(said, key=lambda one: (not one.stops, not one.address)))


def _new_pictures(session: Session, page: Page, version: Version) -> int:
    room, public = deeds.room_of(page.kind), _public(session, page)
    before = room.lines(public.content) if public else ()
    return sum(is_new for _, is_new in _pictures(before, room.lines(version.content)))


def _pictures(before: Iterable[Line], lines: Iterable[Line]) -> tuple[tuple[Picture, bool], ...]:
    known = {picture.address for line in before for picture in line.pictures}
    return tuple((picture, picture.address not in known) for line in lines for picture in line.pictures)


def _public(session: Session, page: Page) -> Version | None:
    return store.version(session, page.id, page.published) if page.published is not None else None


def _owner(session: Session, account: int, kind: Kind) -> Owner:
    known = accounts.account(session, account)
    trusted = store.is_trusted(session, account, kind)
    return Owner(account, known.name if known else GONE, known.email if known else "", trusted)


def _name(session: Session, account: int) -> str:
    known = accounts.account(session, account)
    return known.name if known else GONE


_NEXT: dict[Standing, str] = {
    Standing.DRAFT: "You have changes that nobody else sees yet. Finish them and send them to be checked.",
    Standing.WAITING: "We have your changes and are checking them. What was public before stays public until then.",
    Standing.ASKED_BACK: "Read what we ask, change the page if need be, and send it again.",
    Standing.REJECTED: "Read why, and change the page before you send it again. What was public before stays public.",
    Standing.PUBLISHED: "Nothing to do. Change it whenever something changes.",
    Standing.REMOVED: "Nobody else can read it. You can send it again to make it public.",
}
# Of a page that the public has never read, or no longer reads.
_NEXT_UNSEEN: dict[Standing, str] = {
    Standing.DRAFT: "Nobody else sees it yet. Finish it and send it to be checked.",
    Standing.WAITING: "We have it and are checking it. We write to you when it is done.",
    Standing.REJECTED: "Read why, and change the page before you send it again.",
}
