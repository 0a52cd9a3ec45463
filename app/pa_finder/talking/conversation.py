"""A conversation between somebody who looks for a personal assistant and one: whose it is, and what each may see of it.

Both know the other by a first name. How to reach one another is shown once both have agreed, and to both at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.pa_finder.domain import Assistant, Conditions, NotYours, Why, hides, obstacles
from app.pa_finder.talking.advert import Advert
from app.publishing import checks

KEPT_UNUSED = timedelta(days=183)
"""How long after its last message a conversation is deleted, with its messages and what both shared."""

BLOCKED_FOR = timedelta(days=3 * 365)
"""How long nobody can begin a new conversation with somebody who blocked them."""

LONGEST_MESSAGE = 2000
REMEMBERED = 12
"""How many messages in a row by the same side are read together, so that a number in parts is one number."""


class Side(StrEnum):
    """One of the two in a conversation."""

    SEEKER = "seeker"
    PA = "pa"

    @property
    def other(self) -> "Side":
        return Side.PA if self is Side.SEEKER else Side.SEEKER


class About(StrEnum):
    """What somebody reports."""

    UNSAFE = "unsafe"
    MONEY = "money"
    CONTACT = "contact"
    RUDE = "rude"
    NOT_TRUE = "not_true"
    OTHER = "other"


class Ended(Exception):
    """The conversation has ended: nothing can be written in it any more."""


@dataclass(frozen=True)
class Reach:
    """How somebody wants to be reached, as they share it. What they left out is empty."""

    telephone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.telephone or self.email)


@dataclass(frozen=True)
class Person:
    """One of the two, as the conversation knows them. `read` is the number of the last message that they have read."""

    account: int
    first_name: str
    read: int
    shares: Reach


@dataclass(frozen=True)
class Conversation:
    """A conversation. `page` is the page of the personal assistant; `newest` the number of the last message."""

    id: UUID
    seeker: Person
    pa: Person
    page: UUID
    advert: Advert
    language: str
    newest: int
    began_at: datetime
    used_at: datetime
    ended_at: datetime | None = None

    @property
    def both_share(self) -> bool:
        """Whether both have agreed to be reached outside the site."""
        return bool(self.seeker.shares) and bool(self.pa.shares)

    @property
    def has_ended(self) -> bool:
        return self.ended_at is not None

    def person(self, side: Side) -> Person:
        """Whoever is on this side."""
        return self.seeker if side is Side.SEEKER else self.pa

    def reach_of(self, side: Side) -> Reach:
        """How to reach somebody, for the other: nothing until both have agreed, and nothing once it has ended."""
        return self.person(side).shares if self.both_share and not self.has_ended else Reach()


@dataclass(frozen=True)
class Message:
    """Something that was said."""

    number: int
    side: Side
    words: str
    at: datetime


@dataclass(frozen=True)
class Report:
    """What somebody reported, and what staff made of it. `reference` is that of a safeguarding case, or empty."""

    id: UUID
    conversation: UUID
    side: Side
    about: About
    words: str
    at: datetime
    reference: str
    done_at: datetime | None
    done: str
    version: int


@dataclass(frozen=True)
class Concern:
    """A worry about somebody's safety, as it goes to the safeguarding queue. `id` is that of the report.

    `email` and `name` are those of the accounts, which only staff may see.
    """

    id: UUID
    told_by: Side
    words: str
    seeker_name: str
    seeker_email: str
    pa_name: str
    pa_email: str
    language: str
    for_somebody_else: bool


def side_of(conversation: Conversation, account: int) -> Side:
    """Which of its two people this is. Raises NotYours: to everybody else it is not there."""
    for side in Side:
        if conversation.person(side).account == account:
            return side
    raise NotYours


def unread(conversation: Conversation, messages: Sequence[Message], side: Side) -> tuple[Message, ...]:
    """What the other has said that this one has not read."""
    read = conversation.person(side).read
    return tuple(message for message in messages if message.side is side.other and message.number > read)


def may_talk(assistant: Assistant | None, conditions: Conditions, today: date) -> bool:
    """Whether messages go to and fro with a personal assistant today: while the council's conditions are met.

    Whoever paused their page may still answer those who wrote before.
    """
    if assistant is None:
        return False
    return all(obstacle.why is Why.PAUSED for obstacle in obstacles(assistant, conditions, today))


def never_sent(words: str) -> tuple[checks.Found, ...]:
    """What is never sent, whoever agreed to what: links, and numbers with which somebody can be robbed."""
    return (*checks.links_in(words), *checks.personal_data_in(words))


def caught_in(words: str, before: Sequence[Message], side: Side, surname: str = "") -> tuple[checks.Found, ...]:
    """What in a message would tell the other how to reach somebody, or who they are, before both have agreed.

    A number or an address in parts counts when the parts are said one after the other, nobody answering between.
    """
    details = checks.contact_details_in(words) or _in_parts(words, before, side)
    named = (checks.Found(checks.What.SURNAME, surname),) if surname and hides(words, (surname,)) else ()
    return (*details, *named)


def _in_parts(words: str, before: Sequence[Message], side: Side) -> tuple[checks.Found, ...]:
    parts: list[str] = []
    for message in reversed(before):
        if message.side is not side or len(parts) == REMEMBERED:
            break
        parts.insert(0, message.words)
    together = checks.contact_details_in(" ".join((*parts, words))) if parts else ()
    return tuple(found for found in together if not any(found.text in part for part in parts))
