"""Askings in the database: which address was asked about which listings, and who wants no such letters."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import ForeignKey, String, delete, exists, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import in_london
from app.kernel.reference import NotACode, as_typed, new_code
from app.listings.still_right.reminders import OPENS_FOR, next_letter

LENGTH_OF_A_LINK = 26


class Letters(StrEnum):
    """What we write of our own accord, each of which can be stopped by itself."""

    ASKING = "to"
    MONTHLY = "monthly"


Key = tuple[str, str]
"""The source and the id of a listing."""


class AskingRow(Base):
    """An address that was asked about listings. To whom, and what opens the link, is sealed.

    Rows live until the link has ended and the council's interval has passed, so that nobody is asked again before.
    """

    __tablename__ = "listing_askings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(Sealed)
    to_hash: Mapped[str] = mapped_column(String(64), index=True)
    token: Mapped[str] = mapped_column(Sealed)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent: Mapped[int]
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class AskedRow(Base):
    """A listing that an address was asked about. Lives as long as its asking."""

    __tablename__ = "listing_asked"

    asking_id: Mapped[UUID] = mapped_column(ForeignKey("listing_askings.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(200), primary_key=True)


class UnwantedRow(Base):
    """A keyed hash of an address that wants no letters of a kind. Kept until it wants them again, or for good."""

    __tablename__ = "listing_unwanted_letters"

    to_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Asking:
    """An address that was asked about listings, and what opens its link."""

    id: UUID
    to: str
    token: str
    began_at: datetime
    sent: int
    listings: tuple[Key, ...]


def begin(session: Session, to: str, listings: Iterable[Key], at: datetime) -> Asking:
    """Writes down that an address is asked now, with the first letter counted."""
    token = new_code(LENGTH_OF_A_LINK)
    row = AskingRow(
        id=uuid4(),
        to=to,
        to_hash=_hash(Letters.ASKING, to.lower()),
        token=token,
        token_hash=_hash("token", token),
        began_at=at,
        ends_at=at + OPENS_FOR,
        sent=1,
        next_at=next_letter(at, 1),
    )
    asked = sorted(set(listings))
    session.add(row)
    session.flush()
    session.add_all(AskedRow(asking_id=row.id, source=source, service_id=id) for source, id in asked)
    session.flush()
    return Asking(row.id, to, token, at, 1, tuple(asked))


def due(session: Session, moment: datetime, most: int) -> tuple[Asking, ...]:
    """Those whose next letter is due, held against other workers."""
    rows = select(AskingRow).where(AskingRow.next_at <= moment).order_by(AskingRow.next_at).limit(most)
    return tuple(_asking(session, row) for row in session.scalars(rows.with_for_update(skip_locked=True)))


def sent_again(session: Session, asking: Asking) -> None:
    """Counts a letter, and says when the next one is due, if there is one."""
    values = {"sent": asking.sent + 1, "next_at": next_letter(asking.began_at, asking.sent + 1)}
    session.execute(update(AskingRow).where(AskingRow.id == asking.id).values(**values))


def write_no_more(session: Session, asking: Asking) -> None:
    """Sends no further letter of this asking; its link works on."""
    session.execute(update(AskingRow).where(AskingRow.id == asking.id).values(next_at=None))


def by_link(session: Session, typed: str, moment: datetime) -> Asking | None:
    """The asking that a link opens, while it works."""
    try:
        token = as_typed(typed, LENGTH_OF_A_LINK)
    except NotACode:
        return None
    row = session.scalar(
        select(AskingRow).where(AskingRow.token_hash == _hash("token", token), AskingRow.ends_at > moment)
    )
    return _asking(session, row) if row else None


def last_asked(session: Session) -> dict[Key, date]:
    """The day on which the people of each listing were last asked; without those about whom that is forgotten."""
    columns = (AskedRow.source, AskedRow.service_id, func.max(AskingRow.began_at, type_=UtcDateTime))
    rows = session.execute(select(*columns).join(AskingRow).group_by(AskedRow.source, AskedRow.service_id))
    return {(source, id): in_london(began_at).date() for source, id, began_at in rows}


def begun_since(session: Session, moment: datetime) -> int:
    """How many addresses were asked at this moment or later."""
    return session.scalar(select(func.count()).select_from(AskingRow).where(AskingRow.began_at > moment)) or 0


def want_no_letters(session: Session, to: str, at: datetime, kind: Letters = Letters.ASKING) -> None:
    """Keeps that an address wants no letters of a kind."""
    session.merge(UnwantedRow(to_hash=_hash(kind, to.lower()), made_at=at))


def want_letters_again(session: Session, to: str, kind: Letters) -> None:
    """Forgets that."""
    session.execute(delete(UnwantedRow).where(UnwantedRow.to_hash == _hash(kind, to.lower())))


def wants_letters(session: Session, to: str, kind: Letters = Letters.ASKING) -> bool:
    """Whether nobody has said that an address wants none."""
    return not session.scalar(select(exists().where(UnwantedRow.to_hash == _hash(kind, to.lower()))))


def forget(session: Session, before: datetime, moment: datetime) -> None:
    """Deletes the askings that began before, and whose link has ended."""
    old = (AskingRow.began_at <= before, AskingRow.ends_at <= moment)
    session.execute(delete(AskedRow).where(AskedRow.asking_id.in_(select(AskingRow.id).where(*old))))
    session.execute(delete(AskingRow).where(*old))


def _asking(session: Session, row: AskingRow) -> Asking:
    return Asking(row.id, row.to, row.token, row.began_at, row.sent, tuple(_listings(session, row.id)))


def _listings(session: Session, id: UUID) -> Sequence[Key]:
    columns = (AskedRow.source, AskedRow.service_id)
    rows = session.execute(select(*columns).where(AskedRow.asking_id == id).order_by(*columns))
    return [(source, service_id) for source, service_id in rows]


def _hash(purpose: str, text: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"listing-asking:{purpose}:{text}".encode(), "sha256").hex()
