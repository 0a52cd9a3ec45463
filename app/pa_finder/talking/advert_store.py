"""The table of adverts: those being written, those on their way, and those that are out."""

import hmac
import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.pa_finder.talking.advert import KEPT_UNSENT, KEPT_UNUSED, Advert, Kept, Stage

UNSENT = (Stage.WRITING, Stage.UNCONFIRMED)
PAGE = 50


class AdvertRow(Base):
    """What somebody looks for in a personal assistant, to whom it goes, and what staff wrote back: all of it sealed.

    Lives 7 days from its last change while it is not sent, 183 days once it is, or until its writer deletes it.
    """

    __tablename__ = "pa_adverts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True, doc="of the browser that writes it")
    account: Mapped[int | None] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("staff_accounts.id"), doc="staff who began it for a caller")
    stage: Mapped[str] = mapped_column(String(20), index=True)
    content: Mapped[str] = mapped_column(Sealed)
    language: Mapped[str] = mapped_column(String(10))
    version: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def begin(session: Session, kept: Kept, token: str) -> None:
    """Writes a new advert, which the browser that holds `token` may go on with."""
    session.add(
        AdvertRow(
            id=kept.id,
            token_hash=_hash(token),
            account=kept.account,
            by=kept.by,
            stage=kept.stage,
            content=_content(kept),
            language=kept.language,
            version=kept.version,
            changed_at=kept.changed_at,
        )
    )
    session.flush()


def by_token(session: Session, token: str) -> Kept | None:
    """The advert that a browser is writing."""
    row = session.scalar(select(AdvertRow).where(AdvertRow.token_hash == _hash(token)))
    return None if row is None or row.changed_at <= now() - KEPT_UNSENT else _kept(row)


def by_id(session: Session, advert_id: UUID) -> Kept | None:
    """One advert."""
    row = session.get(AdvertRow, advert_id)
    return None if row is None else _kept(row)


def of_account(session: Session, account: int) -> tuple[Kept, ...]:
    """Somebody's adverts, the last changed first."""
    rows = session.scalars(
        select(AdvertRow).where(AdvertRow.account == account).order_by(AdvertRow.changed_at.desc()).limit(PAGE)
    )
    return tuple(map(_kept, rows))


def waiting(session: Session) -> tuple[Kept, ...]:
    """The adverts that staff have to read, the one that waits longest first."""
    rows = session.scalars(
        select(AdvertRow).where(AdvertRow.stage == Stage.WAITING).order_by(AdvertRow.changed_at).limit(PAGE)
    )
    return tuple(map(_kept, rows))


def number_waiting(session: Session) -> int:
    """How many adverts staff have to read."""
    return session.scalar(select(func.count()).select_from(AdvertRow).where(AdvertRow.stage == Stage.WAITING)) or 0


def keep(session: Session, changed: Kept, **columns: Any) -> Kept:
    """Writes an advert over the one that the page showed, which had its version. Raises SomeoneElseWasFirst."""
    kept = replace(changed, version=changed.version + 1, changed_at=now())
    unchanged = (AdvertRow.id == changed.id, AdvertRow.version == changed.version)
    values = {"account": kept.account, "stage": kept.stage, "content": _content(kept), "version": kept.version}
    written = update(AdvertRow).where(*unchanged).values(**values, changed_at=kept.changed_at, **columns)
    if session.execute(written.returning(AdvertRow.id)).first() is None:
        raise SomeoneElseWasFirst
    return kept


def give_to_browser(session: Session, kept: Kept, token: str) -> Kept:
    """Lets the browser that holds `token` go on with an advert, and no other. Raises SomeoneElseWasFirst."""
    return keep(session, kept, token_hash=_hash(token))


def take_from_browser(session: Session, kept: Kept) -> Kept:
    """Writes an advert that no browser goes on with any more. Raises SomeoneElseWasFirst."""
    return keep(session, kept, token_hash=None)


def forget(session: Session, advert_id: UUID) -> None:
    """Deletes an advert."""
    session.execute(delete(AdvertRow).where(AdvertRow.id == advert_id))


def forget_old(session: Session) -> None:
    """Deletes the adverts whose time is over."""
    unsent = (AdvertRow.stage.in_(UNSENT), AdvertRow.changed_at <= now() - KEPT_UNSENT)
    session.execute(delete(AdvertRow).where(*unsent))
    session.execute(delete(AdvertRow).where(AdvertRow.changed_at <= now() - KEPT_UNUSED))


def new_id() -> UUID:
    """The id of an advert that is about to be written."""
    return uuid4()


def _content(kept: Kept) -> str:
    return json.dumps(
        {
            "advert": kept.advert.as_json(),
            "chosen": [str(page) for page in kept.chosen],
            "first_name": kept.first_name,
            "words": kept.words,
        },
        ensure_ascii=False,
    )


def _kept(row: AdvertRow) -> Kept:
    content = json.loads(row.content)
    return Kept(
        id=row.id,
        account=row.account,
        by=row.by,
        first_name=content["first_name"],
        stage=Stage(row.stage),
        advert=Advert.from_json(content["advert"]),
        chosen=tuple(map(UUID, content["chosen"])),
        words=content["words"],
        language=row.language,
        version=row.version,
        changed_at=row.changed_at,
    )


def _hash(token: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"pa-advert:{token}".encode(), "sha256").hex()
