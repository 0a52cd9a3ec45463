"""The tables of professionals' referrals: those being written, and what their senders may ask about those sent."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now
from app.kernel.reference import NotACode, as_typed, new_code
from app.professionals.domain import KEPT_UNSENT, Details, Stage, Telling

CODE_LENGTH = 12


class NoDraft(Exception):
    """There is no such referral: none was begun, or it was sent, deleted, or left for 12 hours."""


class DraftRow(Base):
    """A referral that a professional is writing, found by a secret in their browser. Every word of it is sealed.

    Lives 12 hours from its last change, or until it is sent or deleted.
    """

    __tablename__ = "professional_drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    details: Mapped[str] = mapped_column(Sealed)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SentRow(Base):
    """What the sender of a referral may ask about it, and where they want to be told. Lives as long as its case."""

    __tablename__ = "professional_referrals"

    id: Mapped[UUID] = mapped_column(primary_key=True, doc="that of its draft, so that it is sent once")
    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), index=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(Sealed)
    telling: Mapped[str] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(Sealed)
    told: Mapped[str] = mapped_column(String(20), doc="the stage of which the sender has been told")
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Draft:
    """A referral that is being written. `tag` tells it from another without opening it."""

    id: UUID
    tag: str
    details: Details
    expires_at: datetime


@dataclass(frozen=True)
class Sent:
    """A referral that was sent, as its sender may read it. `email` is None when they want no messages."""

    id: UUID
    referral_id: UUID
    reference: str
    code: str
    telling: Telling
    email: str | None
    told: Stage
    sent_at: datetime


def begin(session: Session, token: str) -> Draft:
    """A new, empty referral for the browser that holds `token`."""
    row = DraftRow(id=uuid4(), token_hash=_hash("token", token), details="{}", expires_at=now() + KEPT_UNSENT)
    session.add(row)
    session.flush()
    return _draft(row)


def by_token(session: Session, token: str) -> Draft | None:
    """The referral that a browser's token finds."""
    of_token = (DraftRow.token_hash == _hash("token", token), DraftRow.expires_at > now())
    row = session.scalar(select(DraftRow).where(*of_token))
    return None if row is None else _draft(row)


def held(session: Session, draft_id: UUID) -> Draft | None:
    """The referral as it is now, held against other writers until the transaction ends."""
    row = _for_update(session, draft_id)
    return None if row is None else _draft(row)


def keep(session: Session, draft_id: UUID, step: str, values: Mapping[str, Any]) -> None:
    """Keeps one page. The others stay as they are, whichever tab they came from. Raises NoDraft."""
    row = _for_update(session, draft_id)
    if row is None:
        raise NoDraft
    row.details = json.dumps({**json.loads(row.details), step: dict(values)})
    row.expires_at = now() + KEPT_UNSENT


def forget(session: Session, draft_id: UUID) -> None:
    """Deletes a referral that was not sent."""
    session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


def forget_old(session: Session) -> None:
    """Deletes those that were left for 12 hours."""
    session.execute(delete(DraftRow).where(DraftRow.expires_at <= now()))


def add(session: Session, draft: Draft, referral_id: UUID, reference: str, telling: Telling, email: str | None) -> Sent:
    """Writes down that a referral was sent."""
    code = new_code(CODE_LENGTH)
    row = SentRow(
        id=draft.id,
        referral_id=referral_id,
        reference=reference,
        code_hash=_hash("code", code),
        code=code,
        telling=telling,
        email=email,
        told=Stage.RECEIVED,
        sent_at=now(),
    )
    session.add(row)
    session.flush()
    return _sent(row)


def sent_from(session: Session, draft_id: UUID) -> Sent | None:
    """What was sent from a draft."""
    row = session.get(SentRow, draft_id)
    return None if row is None else _sent(row)


def by_reference(session: Session, reference: str, code: str) -> Sent | None:
    """The referral of a reference and its code, typed in any case; nothing when either is wrong."""
    try:
        typed = as_typed(code, CODE_LENGTH)
        bare = as_typed(reference.strip().upper().removeprefix("CW"), 8)
    except NotACode:
        return None
    row = session.scalar(select(SentRow).where(SentRow.reference == f"CW-{bare[:4]}-{bare[4:]}"))
    if row is None or not hmac.compare_digest(row.code_hash, _hash("code", typed)):
        return None
    return _sent(row)


def to_be_told(session: Session) -> tuple[Sent, ...]:
    """Those whose senders want to hear of each change and have not heard of the last."""
    rows = session.scalars(select(SentRow).where(SentRow.told != Stage.CLOSED, SentRow.email.is_not(None)))
    return tuple(map(_sent, rows))


def mark_told(session: Session, sent_id: UUID, stage: Stage) -> None:
    """Notes of which stage a sender has been told."""
    session.get_one(SentRow, sent_id).told = stage


def _for_update(session: Session, draft_id: UUID) -> DraftRow | None:
    kept = (DraftRow.id == draft_id, DraftRow.expires_at > now())
    return session.scalar(select(DraftRow).where(*kept).with_for_update())


def _draft(row: DraftRow) -> Draft:
    return Draft(row.id, _hash("tag", str(row.id))[:12], json.loads(row.details), row.expires_at)


def _sent(row: SentRow) -> Sent:
    return Sent(
        id=row.id,
        referral_id=row.referral_id,
        reference=row.reference,
        code=row.code,
        telling=Telling(row.telling),
        email=row.email,
        told=Stage(row.told),
        sent_at=row.sent_at,
    )


def _hash(purpose: str, secret: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"professional:{purpose}:{secret}".encode(), "sha256").hex()
