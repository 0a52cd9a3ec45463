"""Introductions: somebody is made known to a group, which confirms; weeks later we ask whether it helped."""

import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.events.domain import FollowedUp
from app.kernel.clock import now
from app.kernel.reference import NotACode, as_typed, new_code

LENGTH_OF_A_LINK = 26
OPENS_FOR = timedelta(days=14)
"""How long a group can open the details, which it can do once."""

ASKED_AFTER = timedelta(weeks=6)
ASKED_AGAIN_AFTER = timedelta(weeks=2)
MOST_TIMES_ASKED = 2
PAGE = 25


class Asking(StrEnum):
    """How somebody wants to be asked whether it helped."""

    TEXT = "text"
    EMAIL = "email"
    TELEPHONE = "telephone"
    POST = "post"
    NOT = "not"

    @property
    def by_link(self) -> bool:
        """Whether the worker asks; otherwise a member of staff does."""
        return self in (Asking.TEXT, Asking.EMAIL)


class Answer(StrEnum):
    """What a group says to an introduction."""

    TAKEN = "taken"
    DECLINED = "declined"


class IntroductionRow(Base):
    """An introduction. Rows live as long as contacts do. Who, to whom and how they are reached is sealed."""

    __tablename__ = "introductions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id", ondelete="SET NULL"), index=True)
    staff_id: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    told: Mapped[str] = mapped_column(Sealed)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(String(10))
    ask_way: Mapped[str] = mapped_column(String(10))
    ask_token: Mapped[str] = mapped_column(Sealed)
    ask_token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    ask_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    asked: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))


@dataclass(frozen=True)
class Told:
    """What a group is told, to which group, who agreed to that, and where we ask afterwards."""

    service: str
    group: str
    person: str
    reach: str
    words: str
    agreed: str
    ask_to: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Introduction:
    """An introduction as it is now."""

    id: UUID
    contact_id: UUID | None
    made_at: datetime
    told: Told
    expires_at: datetime
    opened_at: datetime | None
    answer: Answer | None
    ask_way: Asking
    ask_token: str
    asked: int
    outcome: FollowedUp | None


def make(
    session: Session, contact_id: UUID, staff_id: int, told: Told, asking: Asking, answer: Answer | None = None
) -> tuple[Introduction, str]:
    """Makes an introduction; gives the token with which the group opens it. `answer` is what a group said at once."""
    token, ask_token, moment = new_code(LENGTH_OF_A_LINK), new_code(LENGTH_OF_A_LINK), now()
    row = IntroductionRow(
        id=uuid4(),
        contact_id=contact_id,
        staff_id=staff_id,
        made_at=moment,
        told=json.dumps(asdict(told), ensure_ascii=False),
        token_hash=_hash("open", token),
        expires_at=moment + OPENS_FOR,
        answer=answer or "",
        ask_way=asking,
        ask_token=ask_token,
        ask_token_hash=_hash("ask", ask_token),
        ask_at=None if asking is Asking.NOT else moment + ASKED_AFTER,
        asked=0,
        outcome="",
    )
    session.add(row)
    session.flush()
    return _introduction(row), token


def by_id(session: Session, introduction_id: UUID) -> Introduction | None:
    """One introduction."""
    row = session.get(IntroductionRow, introduction_id)
    return None if row is None else _introduction(row)


def by_link(session: Session, typed: str) -> Introduction | None:
    """The introduction that a group's link names, while it opens."""
    row = session.scalar(
        select(IntroductionRow).where(
            IntroductionRow.token_hash == _hash_of_typed("open", typed), IntroductionRow.expires_at > now()
        )
    )
    return None if row is None else _introduction(row)


def by_question(session: Session, typed: str) -> Introduction | None:
    """The introduction of which a link asks how it went, until somebody has answered."""
    row = session.scalar(
        select(IntroductionRow).where(
            IntroductionRow.ask_token_hash == _hash_of_typed("ask", typed), IntroductionRow.outcome == ""
        )
    )
    return None if row is None else _introduction(row)


def open_once(session: Session, introduction_id: UUID) -> bool:
    """Notes that the details are shown; False when they were already."""
    closed = (IntroductionRow.id == introduction_id, IntroductionRow.opened_at.is_(None))
    opened = update(IntroductionRow).where(*closed).values(opened_at=now()).returning(IntroductionRow.id)
    return session.execute(opened).first() is not None


def answer(session: Session, introduction_id: UUID, said: Answer) -> bool:
    """Keeps what the group says, once. Of one that it does not take nobody is asked how it went."""
    unsaid = (IntroductionRow.id == introduction_id, IntroductionRow.answer == "")
    values = {"answer": said, **({"ask_at": None} if said is Answer.DECLINED else {})}
    kept = update(IntroductionRow).where(*unsaid).values(**values).returning(IntroductionRow.id)
    return session.execute(kept).first() is not None


def due(session: Session, most: int) -> tuple[Introduction, ...]:
    """Those of whom the worker has to ask how it went, held against other workers."""
    by_link = (IntroductionRow.ask_at <= now(), IntroductionRow.ask_way.in_([Asking.TEXT, Asking.EMAIL]))
    rows = select(IntroductionRow).where(*by_link).order_by(IntroductionRow.ask_at).limit(most)
    return tuple(map(_introduction, session.scalars(rows.with_for_update(skip_locked=True))))


def to_ask(session: Session, page: int) -> tuple[tuple[Introduction, ...], int]:
    """A page of those whom staff have to ask, by telephone or post, the longest overdue first; and how many in all."""
    by_hand = (IntroductionRow.ask_at <= now(), IntroductionRow.ask_way.in_([Asking.TELEPHONE, Asking.POST]))
    total = session.scalar(select(func.count()).select_from(IntroductionRow).where(*by_hand)) or 0
    rows = select(IntroductionRow).where(*by_hand).order_by(IntroductionRow.ask_at, IntroductionRow.id)
    found = session.scalars(rows.offset((page - 1) * PAGE).limit(PAGE))
    return tuple(map(_introduction, found)), total


def unanswered(session: Session) -> tuple[Introduction, ...]:
    """Those that a group declined, or has not answered while its link opened: somebody has to tell the caller."""
    said_no = IntroductionRow.answer == Answer.DECLINED
    silent = (IntroductionRow.answer == "") & (IntroductionRow.expires_at <= now())
    rows = select(IntroductionRow).where(said_no | silent, IntroductionRow.outcome == "")
    return tuple(map(_introduction, session.scalars(rows.order_by(IntroductionRow.made_at).limit(PAGE))))


def asked_once_more(session: Session, introduction: Introduction) -> bool:
    """Counts an asking; False when somebody else has counted it, or when it was asked as often as it may be."""
    still = (
        IntroductionRow.id == introduction.id,
        IntroductionRow.asked == introduction.asked,
        IntroductionRow.asked < MOST_TIMES_ASKED,
        IntroductionRow.outcome == "",
    )
    values = {"asked": introduction.asked + 1, "ask_at": now() + ASKED_AGAIN_AFTER}
    counted = update(IntroductionRow).where(*still).values(**values).returning(IntroductionRow.id)
    return session.execute(counted).first() is not None


def settle(session: Session, introduction_id: UUID, outcome: FollowedUp) -> bool:
    """Keeps what came of it, once; nobody is asked again."""
    unsettled = (IntroductionRow.id == introduction_id, IntroductionRow.outcome == "")
    settled = update(IntroductionRow).where(*unsettled).values(outcome=outcome, ask_at=None)
    return session.execute(settled.returning(IntroductionRow.id)).first() is not None


def ask_nobody(session: Session, contact_ids: Sequence[UUID]) -> None:
    """Asks nobody any more about the introductions of these contacts."""
    session.execute(update(IntroductionRow).where(IntroductionRow.contact_id.in_(contact_ids)).values(ask_at=None))


def counts(session: Session) -> dict[str, int]:
    """How many introductions ended in which way, by outcome."""
    rows = session.execute(select(IntroductionRow.outcome, func.count()).group_by(IntroductionRow.outcome))
    return {outcome: number for outcome, number in rows if outcome}


def forget(session: Session, kept_for: timedelta) -> None:
    """Deletes the introductions that have lived their time."""
    session.execute(delete(IntroductionRow).where(IntroductionRow.made_at <= now() - kept_for))


def _introduction(row: IntroductionRow) -> Introduction:
    return Introduction(
        id=row.id,
        contact_id=row.contact_id,
        made_at=row.made_at,
        told=Told(**json.loads(row.told)),
        expires_at=row.expires_at,
        opened_at=row.opened_at,
        answer=Answer(row.answer) if row.answer else None,
        ask_way=Asking(row.ask_way),
        ask_token=row.ask_token,
        asked=row.asked,
        outcome=FollowedUp(row.outcome) if row.outcome else None,
    )


def _hash_of_typed(purpose: str, typed: str) -> str:
    try:
        return _hash(purpose, as_typed(typed, LENGTH_OF_A_LINK))
    except NotACode:
        return ""


def _hash(purpose: str, token: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"introduction:{purpose}:{token}".encode(), "sha256").hex()
