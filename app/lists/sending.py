"""Sending a link by e-mail or text message, so seldom that nobody can be pestered and no bill run up."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy.orm import Session

from app.councils.api import council
from app.councils.domain import Room
from app.limits import api as limits
from app.lists.store import Link
from app.messages import api as messages
from app.messages.domain import Channel, Kind, Recipient
from app.web.addresses import public_address
from app.web.errors import TooMany

AN_HOUR, A_DAY = 60, 24 * 60
MOST_FROM_ONE_PLACE_AN_HOUR = 10
MOST_FROM_ONE_LIST_A_DAY = 5
MOST_FROM_ONE_MEMBER_OF_STAFF_AN_HOUR = 30
MOST_TO_ONE_RECIPIENT_A_DAY = 3


class DayFull(Exception):
    """The service has sent as many messages today as it may."""


@dataclass(frozen=True)
class Sender:
    """Who presses the button: what counts as one sender, and how many presses that one has in so many minutes."""

    purpose: str
    subject: str
    most: int
    minutes: int


def sends_texts() -> bool:
    """Whether this council sends text messages. Only a sample may say so while they go into a folder."""
    return council().has(Room.TEXT_MESSAGES) and (council().sample or messages.texts_reach_people())


def from_a_browser(address: str, list_id: object) -> tuple[Sender, ...]:
    """Somebody at a browser, by where they are and by their list."""
    return (
        Sender("list-from", address, MOST_FROM_ONE_PLACE_AN_HOUR, AN_HOUR),
        Sender("list-of", str(list_id), MOST_FROM_ONE_LIST_A_DAY, A_DAY),
    )


def from_staff(staff_id: int) -> tuple[Sender, ...]:
    """A member of staff."""
    return (Sender("list-staff", str(staff_id), MOST_FROM_ONE_MEMBER_OF_STAFF_AN_HOUR, AN_HOUR),)


def may_send(senders: tuple[Sender, ...], to: Recipient) -> bool:
    """Counts this sending; False when the recipient has had enough today.

    Raises TooMany when the sender has sent enough, and DayFull when everybody together has. Counted in the database,
    for all processes; call it outside a transaction.
    """
    for sender in senders:
        limits.spend(sender.purpose, sender.subject, sender.most, sender.minutes)
    try:
        limits.spend("list-to", to.address.lower(), MOST_TO_ONE_RECIPIENT_A_DAY, A_DAY)
    except TooMany:
        return False
    try:
        limits.spend(f"list-{to.channel}", "everybody", _most_a_day(to.channel), A_DAY)
    except TooMany as full:
        raise DayFull from full
    return True


def send(session: Session, link: Link, to: Recipient, key: str | None = None) -> None:
    """Writes the message in the caller's transaction: the link and until when it opens, nothing of what is listed."""
    messages.tell(session, Kind.LIST, to, {"link": address_of(link), "until": link.expires_at}, key=key)


def _most_a_day(channel: Channel) -> int:
    sending = council().sending
    return {Channel.EMAIL: sending.emails_a_day, Channel.TEXT: sending.texts_a_day}[channel]


def address_of(link: Link) -> str:
    """The whole address that opens a link. What opens it stands behind the "?", which our logs leave out."""
    return public_address(url_for("shared_lists.shown", link=link.token))
