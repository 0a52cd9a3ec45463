"""The tables of this room: what of each page the public reads, the listings that its services are, and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime

Key = tuple[str, str]


class ShownRow(Base):
    """A page that the public reads, as it was approved. Kept until it is taken down."""

    __tablename__ = "listing_shown"
    page_id: Mapped[UUID] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    checked_on: Mapped[date] = mapped_column(doc="When its people last said that it is right.")
    put_at: Mapped[datetime] = mapped_column(UtcDateTime)
    turns: Mapped[bool] = mapped_column(doc="Whether a day will come on which it has to be written anew.")


class ServiceOfPageRow(Base):
    """A service that residents find, and the feed's listing that is hidden for it. Lives while its page is public."""

    __tablename__ = "listing_service"
    service_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    page_id: Mapped[UUID] = mapped_column(ForeignKey("listing_shown.page_id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    hidden_source: Mapped[str] = mapped_column(String(60))
    hidden_id: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, doc="When what the public reads of it last changed.")


class PictureRow(Base):
    """A picture of a page, made anew by us from what was uploaded. Kept as long as any version may show it."""

    __tablename__ = "listing_picture"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    page_id: Mapped[UUID] = mapped_column(index=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)
    width: Mapped[int]
    height: Mapped[int]
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Shown:
    """What the public reads of a page."""

    page_id: UUID
    content: dict[str, Any]
    checked_on: date
    put_at: datetime
    turns: bool


@dataclass(frozen=True)
class OfPage:
    """A service of a page; `hides` is the feed's listing in whose place it is shown."""

    service_id: str
    hides: Key | None
    changed_at: datetime


@dataclass(frozen=True)
class Size:
    """Which picture, of which page, and how large."""

    id: UUID
    page_id: UUID
    width: int
    height: int


def shown(session: Session, page_id: UUID) -> Shown | None:
    """What the public reads of a page, if anything."""
    row = session.get(ShownRow, page_id)
    return _shown(row) if row else None


def shown_with(session: Session, service_id: str) -> Shown | None:
    """The page that a service of ours is on."""
    row = session.scalars(
        select(ShownRow).join(ServiceOfPageRow).where(ServiceOfPageRow.service_id == service_id)
    ).one_or_none()
    return _shown(row) if row else None


def all_shown(session: Session) -> list[Shown]:
    """Every page that the public reads."""
    return [_shown(row) for row in session.scalars(select(ShownRow).order_by(ShownRow.page_id))]


def turning(session: Session) -> list[UUID]:
    """The pages that pause or end."""
    return list(session.scalars(select(ShownRow.page_id).where(ShownRow.turns).order_by(ShownRow.page_id)))


def services_of(session: Session, page_id: UUID) -> tuple[OfPage, ...]:
    """The services of a page that residents find, in its own order."""
    mine = select(ServiceOfPageRow).where(ServiceOfPageRow.page_id == page_id).order_by(ServiceOfPageRow.place)
    return tuple(
        OfPage(row.service_id, (row.hidden_source, row.hidden_id) if row.hidden_source else None, row.changed_at)
        for row in session.scalars(mine)
    )


def put(session: Session, page: Shown, services: Sequence[OfPage]) -> None:
    """Writes down what the public reads of a page, in the place of what was there."""
    session.merge(
        ShownRow(
            page_id=page.page_id,
            content=page.content,
            checked_on=page.checked_on,
            put_at=page.put_at,
            turns=page.turns,
        )
    )
    session.flush()
    session.execute(delete(ServiceOfPageRow).where(ServiceOfPageRow.page_id == page.page_id))
    session.add_all(
        ServiceOfPageRow(
            service_id=one.service_id,
            page_id=page.page_id,
            place=place,
            hidden_source=one.hides[0] if one.hides else "",
            hidden_id=one.hides[1] if one.hides else "",
            changed_at=one.changed_at,
        )
        for place, one in enumerate(services)
    )
    session.flush()


def forget(session: Session, page_id: UUID) -> None:
    """The public reads nothing of a page any longer."""
    session.execute(delete(ServiceOfPageRow).where(ServiceOfPageRow.page_id == page_id))
    session.execute(delete(ShownRow).where(ShownRow.page_id == page_id))


def add_picture(session: Session, size: Size, jpeg: bytes, at: datetime) -> None:
    session.add(
        PictureRow(id=size.id, page_id=size.page_id, jpeg=jpeg, width=size.width, height=size.height, uploaded_at=at)
    )
    session.flush()


def count_pictures(session: Session, page_id: UUID) -> int:
    return session.scalar(select(func.count()).select_from(PictureRow).where(PictureRow.page_id == page_id)) or 0


def sizes_of(session: Session, page_id: UUID) -> list[Size]:
    """The pictures of a page, without their bytes."""
    columns = (PictureRow.id, PictureRow.page_id, PictureRow.width, PictureRow.height)
    return [Size(*row) for row in session.execute(select(*columns).where(PictureRow.page_id == page_id))]


def size(session: Session, id: UUID) -> Size | None:
    """Of which page a picture is, and how large."""
    columns = (PictureRow.id, PictureRow.page_id, PictureRow.width, PictureRow.height)
    row = session.execute(select(*columns).where(PictureRow.id == id)).one_or_none()
    return Size(*row) if row else None


def picture(session: Session, id: UUID) -> bytes | None:
    """The bytes of a picture, if there is one."""
    return session.scalar(select(PictureRow.jpeg).where(PictureRow.id == id))


def _shown(row: ShownRow) -> Shown:
    return Shown(row.page_id, row.content, row.checked_on, row.put_at, row.turns)


def forget_pictures(session: Session, page_id: UUID) -> None:
    """Deletes the pictures of a page."""
    session.execute(delete(PictureRow).where(PictureRow.page_id == page_id))
