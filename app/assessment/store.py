"""Drafts: forms that somebody is filling in. The only module in this room that knows SQL."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import Connection, LargeBinary, Row, Select, bindparam, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.assessment.flow import ASSESSMENT, choosing
from app.assessment.ways import Way, kept_with
from app.db import Base, Sealed, UtcDateTime, sealed, unsealed
from app.kernel.clock import now
from app.kernel.reference import new_code
from app.questionnaire.flow import Answers, answers_from_json, answers_to_json

KEPT_FOR = timedelta(days=28)
CODE_LENGTH = 16

Details = Mapping[str, Mapping[str, Any]]


class NoDraft(Exception):
    """There is no such form: none was started, or it was sent, deleted or kept its 28 days."""


class DraftRow(Base):
    """A form that somebody is filling in, found by a secret that only their browser or their code holds.

    Lives 28 days from its start, or until it is sent or deleted.
    """

    __tablename__ = "draft"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    code: Mapped[bytes] = mapped_column(LargeBinary, doc="sealed; opened only where it is shown")
    answers: Mapped[str] = mapped_column(Sealed)
    details: Mapped[str] = mapped_column(Sealed)
    asked: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


@dataclass(frozen=True)
class Draft:
    """A form that is open. `tag` tells it from another without opening it."""

    id: UUID
    tag: str
    sealed_code: bytes
    answers: Answers
    details: Details
    asked: bool
    started_at: datetime
    expires_at: datetime

    @property
    def code(self) -> str:
        """The person's own way back. Most pages do not show it, so that it stays sealed until it is asked for."""
        return unsealed(self.sealed_code)


def code_hash_of(code: str) -> str:
    """What is stored of a code, so that the store alone opens nothing."""
    return _keyed_hash("code", code)


def start(session: Session, token: str) -> Draft:
    """A new, empty draft for the browser that holds `token`."""
    moment, code = now(), new_code(CODE_LENGTH)
    row = DraftRow(
        id=uuid4(),
        token_hash=_keyed_hash("token", token),
        code_hash=code_hash_of(code),
        code=sealed(code),
        answers="{}",
        details="{}",
        asked=False,
        started_at=moment,
        expires_at=moment + KEPT_FOR,
    )
    session.add(row)
    session.flush()
    return _draft(row)


def by_id(session: Session | Connection, draft_id: UUID) -> Draft | None:
    """The draft itself, for a page that has just changed it."""
    return _found(session, _BY_ID, draft_id)


def by_token(session: Session | Connection, token: str) -> Draft | None:
    """The draft that a browser's token finds, closed or not."""
    return _found(session, _BY_TOKEN, _keyed_hash("token", token))


def by_code(session: Session | Connection, code: str) -> Draft | None:
    """The draft that a person's code opens."""
    return _found(session, _BY_CODE, code_hash_of(code))


def held(session: Session, draft_id: UUID) -> Draft | None:
    """The draft as it is now, or nothing when it is gone; held against other writers until the transaction ends."""
    row = _for_update(session, draft_id)
    return None if row is None else _draft(row)


def reopen(session: Session, draft_id: UUID, token: str) -> None:
    """Gives the draft to the browser that holds `token`; the one before can no longer open it. Raises NoDraft."""
    _locked(session, draft_id).token_hash = _keyed_hash("token", token)


def save_answers(session: Session, draft_id: UUID, answers: Answers) -> None:
    """Keeps the answers of one page. Others stay as they are, whichever tab they came from. Raises NoDraft."""
    row = _locked(session, draft_id)
    kept = answers_from_json(row.answers, ASSESSMENT.question)
    for question_id, answer in answers.items():
        kept = kept_with(kept, question_id, answer)
    row.answers = answers_to_json(kept)


def choose_way(session: Session, draft_id: UUID, way: Way, easy_read: bool) -> None:
    """Keeps which way the person goes from here, and what choosing it says. Raises NoDraft."""
    row = _locked(session, draft_id)
    row.answers = answers_to_json(choosing(way, answers_from_json(row.answers, ASSESSMENT.question)))
    row.details = json.dumps({**json.loads(row.details), "way": {"id": way.value, "easy_read": easy_read}})


def save_details(session: Session, draft_id: UUID, section: str, values: Mapping[str, Any]) -> None:
    """Keeps one page of what is needed to send it: who it is about, how to reach them. Raises NoDraft."""
    row = _locked(session, draft_id)
    row.details = json.dumps({**json.loads(row.details), section: dict(values)})


def ask_for_assessment(session: Session, draft_id: UUID) -> None:
    """Remembers that the person asked for an assessment, whatever they answered. Raises NoDraft."""
    _locked(session, draft_id).asked = True


def forget(session: Session, draft_id: UUID) -> None:
    """Deletes the draft."""
    session.execute(delete(DraftRow).where(DraftRow.id == draft_id))


def purge_expired(session: Session) -> int:
    """Deletes drafts whose time is over, and says how many."""
    expired = DraftRow.expires_at <= now()
    count = session.scalar(select(func.count()).select_from(DraftRow).where(expired)) or 0
    session.execute(delete(DraftRow).where(expired))
    return count


def _open_ones(column: str) -> Select[Any]:
    """Every page asks for its draft, so the statement is made once, and of the table: no object has to be tracked."""
    of = DraftRow.__table__.columns
    return select(*of).where(of[column] == bindparam("this"), of["expires_at"] > bindparam("now"))


_BY_ID, _BY_TOKEN, _BY_CODE = map(_open_ones, ("id", "token_hash", "code_hash"))


def _found(session: Session | Connection, statement: Select[Any], this: UUID | str) -> Draft | None:
    row = session.execute(statement, {"this": this, "now": now()}).first()
    return None if row is None else _draft(row)


def _locked(session: Session, draft_id: UUID) -> DraftRow:
    """The row, held against other writers, so that two tabs add to each other's answers instead of replacing them."""
    row = _for_update(session, draft_id)
    if row is None:
        raise NoDraft
    return row


def _for_update(session: Session, draft_id: UUID) -> DraftRow | None:
    return session.scalar(select(DraftRow).where(DraftRow.id == draft_id).with_for_update())


def _draft(row: DraftRow | Row[Any]) -> Draft:
    return Draft(
        id=row.id,
        tag=_keyed_hash("tag", str(row.id))[:12],
        sealed_code=row.code,
        answers=answers_from_json(row.answers, ASSESSMENT.question),
        details=json.loads(row.details),
        asked=row.asked,
        started_at=row.started_at,
        expires_at=row.expires_at,
    )


def _keyed_hash(purpose: str, secret: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"{purpose}:{secret}".encode(), "sha256").hex()
