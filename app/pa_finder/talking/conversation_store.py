"""The tables of conversations, of what was said in them, and of what was reported."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.pa_finder.talking.advert import Advert, Kept
from app.pa_finder.talking.conversation import (
    BLOCKED_FOR,
    KEPT_UNUSED,
    About,
    Conversation,
    Ended,
    Message,
    Person,
    Reach,
    Report,
    Side,
)

PAGE = 50


class ConversationRow(Base):
    """A conversation of two people. Their names, the advert and what they share are sealed.

    Lives until 183 days after its last message; while something reported of it waits for staff, longer.
    """

    __tablename__ = "pa_conversations"
    __table_args__ = (
        UniqueConstraint("advert_id", "page"),
        Index("ix_pa_conversations_seeker", "seeker", "used_at"),
        Index("ix_pa_conversations_pa", "pa", "used_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    advert_id: Mapped[UUID] = mapped_column(doc="the advert that began it, which may be gone by now")
    seeker: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"))
    pa: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"))
    page: Mapped[UUID] = mapped_column(index=True, doc="the page of the personal assistant")
    names: Mapped[str] = mapped_column(Sealed)
    advert: Mapped[str] = mapped_column(Sealed)
    language: Mapped[str] = mapped_column(String(10))
    newest: Mapped[int]
    seeker_read: Mapped[int]
    pa_read: Mapped[int]
    seeker_shares: Mapped[str | None] = mapped_column(Sealed)
    pa_shares: Mapped[str | None] = mapped_column(Sealed)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MessageRow(Base):
    """Something that was said, sealed. Lives as long as its conversation."""

    __tablename__ = "pa_messages"

    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("pa_conversations.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    once: Mapped[UUID] = mapped_column(unique=True, doc="that of the page, so that a double press says it once")
    side: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReportRow(Base):
    """What somebody reported of a conversation, sealed. Lives as long as the conversation."""

    __tablename__ = "pa_reports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("pa_conversations.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reference: Mapped[str] = mapped_column(String(20), doc="that of the safeguarding case, or empty")
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    done: Mapped[str] = mapped_column(Sealed)
    version: Mapped[int]


class BlockRow(Base):
    """Two people between whom no conversation begins any more. Lives three years."""

    __tablename__ = "pa_blocks"

    seeker: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), primary_key=True)
    pa: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


def begin(session: Session, kept: Kept, pa: int, pa_name: str, page: UUID) -> Conversation | None:
    """Begins the conversation of an advert with one personal assistant; nothing when there is one, or they are blocked.

    The advert has a writer.
    """
    seeker = kept.account
    assert seeker is not None
    there = exists().where(ConversationRow.advert_id == kept.id, ConversationRow.page == page)
    blocked = exists().where(BlockRow.seeker == seeker, BlockRow.pa == pa)
    if seeker == pa or session.scalar(select(or_(there, blocked))):
        return None
    row = ConversationRow(
        id=uuid4(),
        advert_id=kept.id,
        seeker=seeker,
        pa=pa,
        page=page,
        names=json.dumps([kept.first_name, pa_name]),
        advert=json.dumps(kept.advert.as_json()),
        language=kept.language,
        newest=0,
        seeker_read=0,
        pa_read=0,
        began_at=now(),
        used_at=now(),
    )
    session.add(row)
    session.flush()
    return _conversation(row)


def by_id(session: Session, conversation_id: UUID, hold: bool = False) -> Conversation | None:
    """One conversation; with `hold`, held against everybody else who writes there until the transaction ends."""
    named = select(ConversationRow).where(ConversationRow.id == conversation_id)
    row = session.scalar(named.with_for_update() if hold else named)
    return None if row is None else _conversation(row)


def of_account(session: Session, account: int) -> tuple[Conversation, ...]:
    """Somebody's conversations, the last used first."""
    theirs = or_(ConversationRow.seeker == account, ConversationRow.pa == account)
    rows = session.scalars(select(ConversationRow).where(theirs).order_by(ConversationRow.used_at.desc()).limit(PAGE))
    return tuple(map(_conversation, rows))


def open_of_page(session: Session, page: UUID) -> tuple[Conversation, ...]:
    """The conversations with a personal assistant that have not ended."""
    open_ones = (ConversationRow.page == page, ConversationRow.ended_at.is_(None))
    return tuple(map(_conversation, session.scalars(select(ConversationRow).where(*open_ones))))


def messages_of(session: Session, conversation_id: UUID) -> tuple[Message, ...]:
    """What was said, in order."""
    rows = session.scalars(
        select(MessageRow).where(MessageRow.conversation_id == conversation_id).order_by(MessageRow.number)
    )
    return tuple(Message(row.number, Side(row.side), row.words, row.at) for row in rows)


def unread_of(session: Session, account: int) -> Mapping[UUID, int]:
    """How many messages somebody has not read, by conversation."""
    as_seeker = and_(
        ConversationRow.seeker == account,
        MessageRow.side == Side.PA,
        MessageRow.number > ConversationRow.seeker_read,
    )
    as_pa = and_(
        ConversationRow.pa == account,
        MessageRow.side == Side.SEEKER,
        MessageRow.number > ConversationRow.pa_read,
    )
    counted = (
        select(MessageRow.conversation_id, func.count())
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(or_(as_seeker, as_pa))
        .group_by(MessageRow.conversation_id)
    )
    return {conversation: number for conversation, number in session.execute(counted)}


def say(session: Session, conversation: Conversation, side: Side, once: UUID, words: str) -> bool:
    """Adds a message to a conversation that the caller holds; whether it was not there already. Raises Ended.

    Other words from the same page are another message: nothing that we said was sent is lost.
    """
    known = session.scalar(select(MessageRow).where(MessageRow.once == once))
    if known is not None:
        if (known.conversation_id, known.side, known.words) == (conversation.id, side, words):
            return False
        once = uuid4()
    if conversation.has_ended:
        raise Ended
    number, moment = conversation.newest + 1, now()
    session.add(
        MessageRow(conversation_id=conversation.id, number=number, once=once, side=side, words=words, at=moment)
    )
    _change(session, conversation, newest=number, used_at=moment)
    return True


def mark_read(session: Session, conversation: Conversation, side: Side, number: int) -> None:
    """Notes how far somebody has read, never back."""
    read = min(max(number, conversation.person(side).read), conversation.newest)
    _change(session, conversation, **{f"{side}_read": read})


def share(session: Session, conversation: Conversation, side: Side, reach: Reach) -> None:
    """Keeps how somebody wants to be reached; an empty one takes it back."""
    _change(session, conversation, **{f"{side}_shares": json.dumps(asdict(reach)) if reach else None}, used_at=now())


def end(session: Session, conversation: Conversation) -> None:
    """Ends a conversation; ended twice is ended."""
    if not conversation.has_ended:
        _change(session, conversation, ended_at=now())


def block(session: Session, conversation: Conversation) -> None:
    """Lets no conversation begin between these two any more."""
    pair = (conversation.seeker.account, conversation.pa.account)
    if session.get(BlockRow, pair) is None:
        session.add(BlockRow(seeker=pair[0], pa=pair[1], since=now()))


def add_report(session: Session, conversation: Conversation, report: Report) -> None:
    """Keeps what somebody reported."""
    session.add(
        ReportRow(
            id=report.id,
            conversation_id=conversation.id,
            side=report.side,
            about=report.about,
            words=report.words,
            at=report.at,
            reference=report.reference,
            done="",
            version=1,
        )
    )
    session.flush()


def report(session: Session, report_id: UUID) -> Report | None:
    """One report."""
    row = session.get(ReportRow, report_id)
    return None if row is None else _report(row)


def reports(session: Session, done: bool) -> tuple[Report, ...]:
    """The reports that wait, the oldest first; or those that are done, the newest first."""
    if done:
        wanted = select(ReportRow).where(ReportRow.done_at.is_not(None)).order_by(ReportRow.done_at.desc())
    else:
        wanted = select(ReportRow).where(ReportRow.done_at.is_(None)).order_by(ReportRow.at)
    return tuple(map(_report, session.scalars(wanted.limit(PAGE))))


def waiting_reports(session: Session) -> int:
    """How many reports wait."""
    return session.scalar(select(func.count()).select_from(ReportRow).where(ReportRow.done_at.is_(None))) or 0


def finish_report(session: Session, seen: Report, done: str) -> None:
    """Notes what was done about a report. Raises SomeoneElseWasFirst."""
    _change_report(session, seen, done=done, done_at=now())


def note_case(session: Session, seen: Report, reference: str) -> None:
    """Notes the safeguarding case that a report led to. Raises SomeoneElseWasFirst."""
    _change_report(session, seen, reference=reference)


def forget_old(session: Session) -> None:
    """Deletes conversations and blocks whose time is over."""
    waiting = select(ReportRow.conversation_id).where(ReportRow.done_at.is_(None))
    unused = (ConversationRow.used_at <= now() - KEPT_UNUSED, ConversationRow.id.not_in(waiting))
    session.execute(delete(ConversationRow).where(*unused))
    session.execute(delete(BlockRow).where(BlockRow.since <= now() - BLOCKED_FOR))


def _change(session: Session, conversation: Conversation, **values: object) -> None:
    session.execute(update(ConversationRow).where(ConversationRow.id == conversation.id).values(**values))
    session.expire_all()


def _change_report(session: Session, seen: Report, **values: object) -> None:
    unchanged = (ReportRow.id == seen.id, ReportRow.version == seen.version)
    written = update(ReportRow).where(*unchanged).values(**values, version=seen.version + 1).returning(ReportRow.id)
    if session.execute(written).first() is None:
        raise SomeoneElseWasFirst


def _conversation(row: ConversationRow) -> Conversation:
    seeker, pa = json.loads(row.names)
    return Conversation(
        id=row.id,
        seeker=Person(row.seeker, seeker, row.seeker_read, _reach(row.seeker_shares)),
        pa=Person(row.pa, pa, row.pa_read, _reach(row.pa_shares)),
        page=row.page,
        advert=Advert.from_json(json.loads(row.advert)),
        language=row.language,
        newest=row.newest,
        began_at=row.began_at,
        used_at=row.used_at,
        ended_at=row.ended_at,
    )


def _reach(kept: str | None) -> Reach:
    return Reach(**json.loads(kept)) if kept else Reach()


def _report(row: ReportRow) -> Report:
    return Report(
        id=row.id,
        conversation=row.conversation_id,
        side=Side(row.side),
        about=About(row.about),
        words=row.words,
        at=row.at,
        reference=row.reference,
        done_at=row.done_at,
        done=row.done,
        version=row.version,
    )
