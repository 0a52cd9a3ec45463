"""People to whom nothing is sent any more, and whom each message is about; both known by keyed hashes alone."""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

import phonenumbers
from flask import current_app
from sqlalchemy import ForeignKey, String, delete, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime, insert_into
from app.messages.domain import PersonKey

KEPT = timedelta(days=730)
"""By then a telephone number may be somebody else's."""


class SilencedPerson(Base):
    """Somebody who gets no message. Rows live two years, so that a number may serve somebody else again."""

    __tablename__ = "silenced_people"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class MessagePerson(Base):
    """Somebody whom a message is to or about. A row lives as long as its message."""

    __tablename__ = "message_people"

    message_id: Mapped[str] = mapped_column(ForeignKey("outbox_messages.id", ondelete="CASCADE"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)


def key_of(kind: str, value: str) -> PersonKey:
    """The key of a person known by a value: one hash under each encryption key that this installation holds.

    So a silence holds on after a new encryption key was put in front, and nobody can try out numbers without the keys.
    """
    text = f"person\0{kind}\0{value}".encode()
    keys = current_app.config["ENCRYPTION_KEYS"]
    return PersonKey(tuple(hmac.digest(key.encode(), text, "sha256").hex() for key in keys))


def number_as_keyed(typed: str) -> str:
    """A telephone number of any kind, the same however it is written; what is none is its digits."""
    try:
        return str(phonenumbers.format_number(phonenumbers.parse(typed, "GB"), phonenumbers.PhoneNumberFormat.E164))
    except phonenumbers.NumberParseException:
        return "".join(filter(str.isdigit, typed))


def silence(session: Session, key: PersonKey, now: datetime) -> None:
    """Notes the person as one to whom nothing is sent; a second time changes nothing."""
    rows = [{"hash": each, "since": now} for each in key.hashes]
    session.execute(insert_into(session, SilencedPerson).values(rows).on_conflict_do_nothing())


def end(session: Session, key: PersonKey) -> None:
    """Takes the note away."""
    session.execute(delete(SilencedPerson).where(SilencedPerson.hash.in_(key.hashes)))


def is_silenced(session: Session, key: PersonKey) -> bool:
    """Whether nothing is sent to the person."""
    return bool(session.scalar(select(exists().where(SilencedPerson.hash.in_(key.hashes)))))


def note(session: Session, message_id: str, people: Iterable[PersonKey]) -> None:
    """Notes whom a message is to or about."""
    hashes = {each for key in people for each in key.hashes}
    session.add_all(MessagePerson(message_id=message_id, hash=each) for each in sorted(hashes))
    session.flush()


def holds_back(session: Session, message_id: str) -> bool:
    """Whether anybody whom the message is to or about has been silenced."""
    silenced = exists().where(MessagePerson.message_id == message_id, MessagePerson.hash == SilencedPerson.hash)
    return bool(session.scalar(select(silenced)))


def forget(session: Session, now: datetime) -> None:
    """Deletes the notes that have lived their time."""
    session.execute(delete(SilencedPerson).where(SilencedPerson.since <= now - KEPT))
