"""The table of callers for whom staff write."""

import json
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, String, delete, exists, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now
from app.pa_finder.talking.advert import KEPT_UNUSED, Stage
from app.pa_finder.talking.advert_store import AdvertRow
from app.pa_finder.talking.caller import Agreed, Caller, Reached, Told
from app.pa_finder.talking.conversation import Side
from app.pa_finder.talking.conversation_store import ConversationRow, MessageRow

PAGE = 100


class CallerRow(Base):
    """A caller without e-mail, with how they are told of answers, sealed, and to what they agreed.

    Lives until they want it no more, or 183 days after its last use, once no advert or conversation is left.
    """

    __tablename__ = "pa_callers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), unique=True)
    reached: Mapped[str] = mapped_column(Sealed)
    agreed: Mapped[str] = mapped_column(String(20))
    agreed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    agreed_with: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"))
    language: Mapped[str] = mapped_column(String(10))
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def begin(session: Session, account: int, reached: Reached, agreed: Agreed, staff_id: int, language: str) -> Caller:
    """Keeps a caller who agreed with a member of staff."""
    row = CallerRow(
        id=uuid4(),
        account=account,
        reached=json.dumps(vars(reached), ensure_ascii=False),
        agreed=agreed,
        agreed_at=now(),
        agreed_with=staff_id,
        language=language,
        used_at=now(),
    )
    session.add(row)
    session.flush()
    return _caller(row)


def by_id(session: Session, caller_id: UUID) -> Caller | None:
    """One caller."""
    row = session.get(CallerRow, caller_id)
    return None if row is None else _caller(row)


def by_account(session: Session, account: int) -> Caller | None:
    """The caller whose account that is in conversations."""
    row = session.scalar(select(CallerRow).where(CallerRow.account == account))
    return None if row is None else _caller(row)


def everybody(session: Session) -> tuple[Caller, ...]:
    """The callers, the last used first."""
    return tuple(map(_caller, session.scalars(select(CallerRow).order_by(CallerRow.used_at.desc()).limit(PAGE))))


def to_tell(session: Session) -> dict[int, int]:
    """How much each caller has to be told, by account: messages they do not know, and adverts that staff gave back."""
    messages = (
        select(CallerRow.account, func.count())
        .join(ConversationRow, ConversationRow.seeker == CallerRow.account)
        .join(MessageRow, MessageRow.conversation_id == ConversationRow.id)
        .where(MessageRow.side == Side.PA, MessageRow.number > ConversationRow.seeker_read)
        .group_by(CallerRow.account)
    )
    adverts = (
        select(CallerRow.account, func.count())
        .join(AdvertRow, AdvertRow.account == CallerRow.account)
        .where(AdvertRow.stage == Stage.ASKED_BACK)
        .group_by(CallerRow.account)
    )
    told: dict[int, int] = {}
    for counted in (messages, adverts):
        for account, number in session.execute(counted):
            told[account] = told.get(account, 0) + number
    return told


def use(session: Session, caller: Caller) -> None:
    """Notes that something was done for a caller."""
    session.execute(update(CallerRow).where(CallerRow.id == caller.id).values(used_at=now()))


def forget(session: Session, caller: Caller) -> None:
    """Deletes a caller with their adverts."""
    session.execute(delete(AdvertRow).where(AdvertRow.account == caller.account))
    session.execute(delete(CallerRow).where(CallerRow.id == caller.id))


def over(session: Session) -> tuple[Caller, ...]:
    """The callers whose time is over: unused, with no advert and no conversation left."""
    left = exists().where(ConversationRow.seeker == CallerRow.account) | exists().where(
        AdvertRow.account == CallerRow.account
    )
    unused = select(CallerRow).where(CallerRow.used_at <= now() - KEPT_UNUSED, ~left)
    return tuple(map(_caller, session.scalars(unused)))


def _caller(row: CallerRow) -> Caller:
    kept = json.loads(row.reached)
    return Caller(
        id=row.id,
        account=row.account,
        reached=Reached(**{**kept, "by": Told(kept["by"])}),
        agreed=Agreed(row.agreed),
        agreed_at=row.agreed_at,
        agreed_with=row.agreed_with,
        language=row.language,
        used_at=row.used_at,
    )
