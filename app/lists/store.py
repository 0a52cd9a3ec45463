"""The tables of lists and of the links that open them. What is on a list can be read from the store by nobody."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime, insert_into
from app.kernel.clock import now
from app.kernel.reference import NotACode, as_typed, new_code
from app.lists.domain import KEPT_FOR, Things, things_from_json

# 130 bits; letters and figures alone, which no program that shows a link cuts off.
LENGTH_OF_A_LINK = 26


class ListRow(Base):
    """A list that somebody keeps in their browser. Lives 90 days from its last change, or until it is deleted."""

    __tablename__ = "lists"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    things: Mapped[str] = mapped_column(Sealed)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class LinkRow(Base):
    """A link that shows what stood on a list when it was made. Lives 90 days, or until it or its list is deleted.

    One that staff sent belongs to no list. Nothing of whom it was sent to is here.
    """

    __tablename__ = "list_links"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    list_id: Mapped[UUID | None] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(Sealed)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    things: Mapped[str] = mapped_column(Sealed)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


@dataclass(frozen=True)
class KeptList:
    """A list as it is now."""

    id: UUID
    things: Things
    expires_at: datetime


@dataclass(frozen=True)
class Link:
    """A link and what it shows."""

    id: UUID
    token: str
    things: Things
    expires_at: datetime


def by_token(session: Session, token: str) -> KeptList | None:
    """The list that a browser's token finds."""
    row = session.scalar(select(ListRow).where(ListRow.token_hash == _hash("list", token), ListRow.expires_at > now()))
    return None if row is None else KeptList(row.id, things_from_json(row.things), row.expires_at)


def change(session: Session, token: str, by: Callable[[Things], Things]) -> KeptList:
    """Changes the list as it is now, held against other writers, so that two tabs add to each other's changes.

    Makes the list when there is none. It is kept 90 days from now.
    """
    moment = now()
    empty = Things().as_json()
    new = insert_into(session, ListRow).values(
        id=uuid4(), token_hash=_hash("list", token), things=empty, expires_at=moment + KEPT_FOR
    )
    held = new.on_conflict_do_update(index_elements=[ListRow.token_hash], set_={"token_hash": new.excluded.token_hash})
    row = session.scalars(held.returning(ListRow), execution_options={"populate_existing": True}).one()
    before = things_from_json(row.things if row.expires_at > moment else empty)
    after = by(before)
    row.things, row.expires_at = after.as_json(), moment + KEPT_FOR
    session.flush()
    return KeptList(row.id, after, row.expires_at)


def forget(session: Session, list_id: UUID) -> None:
    """Deletes a list and its links."""
    session.execute(delete(LinkRow).where(LinkRow.list_id == list_id))
    session.execute(delete(ListRow).where(ListRow.id == list_id))


def add_link(session: Session, link_id: UUID, things: Things, list_id: UUID | None) -> Link:
    """Makes a link that shows these things for 90 days."""
    link = Link(link_id, new_code(LENGTH_OF_A_LINK), things, now() + KEPT_FOR)
    session.add(
        LinkRow(
            id=link.id,
            list_id=list_id,
            token=link.token,
            token_hash=_hash("link", link.token),
            things=things.as_json(),
            expires_at=link.expires_at,
        )
    )
    session.flush()
    return link


def has_link(session: Session, link_id: UUID) -> bool:
    """Whether there is a link of this id already."""
    return session.scalar(select(LinkRow.id).where(LinkRow.id == link_id)) is not None


def link_by_token(session: Session, typed: str) -> Link | None:
    """The link that an address names, copied or typed off paper in any case."""
    try:
        token = as_typed(typed, LENGTH_OF_A_LINK)
    except NotACode:
        return None
    row = session.scalar(select(LinkRow).where(LinkRow.token_hash == _hash("link", token), LinkRow.expires_at > now()))
    return None if row is None else _link(row)


def links_of(session: Session, list_id: UUID) -> tuple[Link, ...]:
    """The links that were made from a list and still open it, newest first."""
    of_it = select(LinkRow).where(LinkRow.list_id == list_id, LinkRow.expires_at > now())
    return tuple(map(_link, session.scalars(of_it.order_by(LinkRow.expires_at.desc(), LinkRow.id))))


def end_link(session: Session, list_id: UUID, link_id: UUID) -> None:
    """Deletes one of the links of a list."""
    session.execute(delete(LinkRow).where(LinkRow.list_id == list_id, LinkRow.id == link_id))


def forget_old(session: Session) -> None:
    """Deletes the lists and links whose time is over."""
    moment = now()
    session.execute(delete(LinkRow).where(LinkRow.expires_at <= moment))
    session.execute(delete(ListRow).where(ListRow.expires_at <= moment))


def _link(row: LinkRow) -> Link:
    return Link(row.id, row.token, things_from_json(row.things), row.expires_at)


def _hash(purpose: str, secret: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"my-list:{purpose}:{secret}".encode(), "sha256").hex()
