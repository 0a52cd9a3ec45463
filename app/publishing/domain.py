"""A page that people keep themselves: its versions, where it stands, who may do what with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.accounts.domain import Role

LONGEST_TITLE = 200
LONGEST_WORDS = 2000
"""Of what a moderator writes to the owners."""

LOOKED_AT_ONE_IN = 5
"""So many of what trusted editors publish make one that staff look at afterwards, unless the council's file says
otherwise: of 20 edits a week that is one look on most working days."""

MOST_VERSIONS_A_DAY = 300
"""Of one page. Somebody who writes all day with every button makes a hundred."""

FORGOTTEN_AFTER = timedelta(days=365)
"""A page that the public does not see and that nobody has touched for so long is deleted with its versions."""

Content = Mapping[str, Any]
"""What a version says, as JSON of the room's making. Publishing never looks inside."""


class LastOwner(Exception):
    """Nobody else keeps the page: hand it over first, or take it down."""


class CannotBeSent(Exception):
    """There is nothing new to send: it waits already, is public as it is, or was rejected and not changed since."""


class Kind(StrEnum):
    """What sort of page. Each has a room that knows what is in it."""

    LISTING = "listing"
    PA = "personal-assistant"


class Standing(StrEnum):
    """Where the newest version stands. Whatever it says, the public reads the version that was published last."""

    DRAFT = "draft"
    WAITING = "waiting"
    ASKED_BACK = "asked-back"
    REJECTED = "rejected"
    PUBLISHED = "published"
    REMOVED = "removed"


class Deed(StrEnum):
    """What was done to a page, as its history tells it. Drafts are versions and stand there by themselves."""

    SENT = "sent"
    PUBLISHED_AT_ONCE = "published-at-once"
    APPROVED = "approved"
    ASKED_BACK = "asked-back"
    REJECTED = "rejected"
    TAKEN_DOWN = "taken-down"
    REMOVED_BY_OWNER = "removed-by-owner"
    RESTORED = "restored"
    LOOKED_AT = "looked-at"


OF_MODERATORS = frozenset({Deed.APPROVED, Deed.ASKED_BACK, Deed.REJECTED, Deed.TAKEN_DOWN})
AGAINST_THE_PAGE = frozenset({Deed.ASKED_BACK, Deed.REJECTED, Deed.TAKEN_DOWN})
"""After one of these nobody's page goes public by itself, however trusted they are."""


@dataclass(frozen=True)
class Picture:
    """A picture that stands in a row, with its words: whoever decides about a page has to see it."""

    address: str
    words: str


@dataclass(frozen=True)
class Line:
    """One row of a page, for looking at two versions side by side. `field` says which rows belong together."""

    field: str
    label: str
    text: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Remark:
    """What an automatic check has to say about a field.

    What `stops` has to be mended before the page can be sent; anything else only tells the moderator. What is about
    another page has its `address`, and is shown before all that does not stop.
    """

    field: str
    words: str
    stops: bool
    address: str = ""


class MustBeMended(Exception):
    """A check found what cannot be sent; `remarks` say what."""

    def __init__(self, remarks: tuple[Remark, ...]) -> None:
        super().__init__(len(remarks))
        self.remarks = remarks


@dataclass(frozen=True)
class Page:
    """A page as those who keep it have it: `newest` is theirs, `published` is what the public reads, if anything.

    `since` is when it came to stand so. `words` are what a moderator wrote to the owners, until
    it is sent again.
    """

    id: UUID
    kind: Kind
    title: str
    standing: Standing
    newest: int
    published: int | None
    since: datetime
    words: str = ""

    @property
    def is_public(self) -> bool:
        """Whether the public reads any version of it."""
        return self.published is not None

    @property
    def has_news(self) -> bool:
        """Whether the newest version is not the one that the public reads."""
        return self.newest != self.published

    @property
    def may_be_sent(self) -> bool:
        """Whether its owners may send it as it is. What was rejected has to be changed first."""
        return self.standing in _TO_BE_SENT

    @property
    def waits(self) -> bool:
        """Whether it is a moderator's turn."""
        return self.standing is Standing.WAITING


@dataclass(frozen=True)
class Version:
    """What a page said at a time. `by` is the account of who wrote it; nobody, when it came from elsewhere."""

    number: int
    title: str
    content: Content
    made_at: datetime
    by: int | None


@dataclass(frozen=True)
class Entry:
    """A deed in the history of a page."""

    number: int
    deed: Deed
    words: str
    by: int | None
    at: datetime


def may_moderate(roles: Iterable[Role], kind: Kind) -> bool:
    """Whether somebody with these roles decides on pages of a kind."""
    return bool(MODERATORS[kind] & frozenset(roles))


def kinds_moderated_by(roles: Iterable[Role]) -> tuple[Kind, ...]:
    """The kinds of pages that somebody with these roles decides on."""
    held = frozenset(roles)
    return tuple(kind for kind in Kind if may_moderate(held, kind))


def goes_out_at_once(trusted: bool, history: Iterable[Entry]) -> bool:
    """Whether what an editor sends is public at once; `history` is oldest first.

    Only what a moderator last decided counts: after a refusal they want to see the page once before it is public again.
    """
    decided = [entry.deed for entry in history if entry.deed in OF_MODERATORS]
    return trusted and not (decided and decided[-1] in AGAINST_THE_PAGE)


MODERATORS: Mapping[Kind, frozenset[Role]] = {
    Kind.LISTING: frozenset({Role.DIRECTORY_EDITOR, Role.MANAGER}),
    Kind.PA: frozenset({Role.DIRECTORY_EDITOR, Role.CARERS_TEAM, Role.MANAGER}),
}
_TO_BE_SENT = frozenset({Standing.DRAFT, Standing.ASKED_BACK, Standing.REMOVED})
