"""The outbox: messages that wait to be sent, and for a while those that were."""

from datetime import datetime

from sqlalchemy import ColumnElement, Index, String, Update, delete, false, func, or_, select, true, update
from sqlalchemy.orm import Mapped, Session, defer, mapped_column

from app.db import Base, Sealed, UtcDateTime, insert_into
from app.messages.domain import (
    KEPT_WHEN_SENT,
    KEPT_WHEN_STUCK,
    LEASE,
    Channel,
    Handed,
    Message,
    Standing,
    State,
    wait_before_asking,
)

HANDED_OVER = "handed over"
"""What is known of a message when the other side has said that it took it."""


class OutboxMessage(Base):
    """A message. A row lives 7 days after it was sent, held back or given up, 90 days when it could not be sent."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index("ix_outbox_messages_state_due", "state", "due"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str | None] = mapped_column(String(100), unique=True)
    channel: Mapped[str] = mapped_column(String(10), default=Channel.EMAIL, server_default=Channel.EMAIL)
    to: Mapped[str] = mapped_column(Sealed)
    subject: Mapped[str] = mapped_column(Sealed)
    body: Mapped[str] = mapped_column(Sealed)
    written: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(10), default=State.WAITING)
    settled: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_by: Mapped[str | None] = mapped_column(String(255))
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(100), default="")
    kind: Mapped[str] = mapped_column(String(30), default="", server_default="")
    language: Mapped[str] = mapped_column(String(10), default="en", server_default="en")
    at_once: Mapped[bool] = mapped_column(default=False, server_default=false())
    handed_as: Mapped[str | None] = mapped_column(String(64))
    delivery: Mapped[str] = mapped_column(String(30), default="", server_default="")
    asks: Mapped[int] = mapped_column(default=0, server_default="0")
    ask_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)

    def message(self) -> Message:
        """The message as it goes out."""
        return Message(
            id=self.id,
            to=self.to,
            subject=self.subject,
            body=self.body,
            written=self.written,
            tries=self.tries,
            channel=Channel(self.channel),
            kind=self.kind,
            language=self.language,
            at_once=self.at_once,
        )


def add(session: Session, message: Message, key: str | None) -> bool:
    """Writes a message that is due at once, unless one was written under its key: then False."""
    row = insert_into(session, OutboxMessage).values(
        id=message.id,
        key=key,
        channel=message.channel,
        to=message.to,
        subject=message.subject,
        body=message.body,
        written=message.written,
        due=message.written,
        kind=message.kind,
        language=message.language,
        at_once=message.at_once,
    )
    once = row.on_conflict_do_nothing(index_elements=[OutboxMessage.key])
    return session.scalar(once.returning(OutboxMessage.id)) is not None


def id_of(session: Session, key: str) -> str | None:
    """The message that was written under an idempotency key."""
    return session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key))


def any_due(session: Session, channel: Channel, now: datetime, quiet: bool) -> bool:
    """Whether a worker has something to send this way; while it is quiet, what goes at once alone."""
    return session.scalar(select(OutboxMessage.id).where(*_due(channel, now, quiet)).limit(1)) is not None


def claim(session: Session, channel: Channel, now: datetime, quiet: bool, worker: str) -> Message | None:
    """The message that has waited longest, for this worker alone until the lease ends; the try is counted already."""
    waiting = select(OutboxMessage).where(*_due(channel, now, quiet))
    oldest = waiting.order_by(OutboxMessage.due, OutboxMessage.written).limit(1)
    row = session.scalar(oldest.with_for_update(skip_locked=True))
    if row is None:
        return None
    row.tries += 1
    row.leased_by, row.leased_until = worker, now + LEASE
    return row.message()


def release(session: Session, worker: str) -> None:
    """Ends the leases of a worker that is no longer alive."""
    session.execute(_end_of_lease().where(OutboxMessage.leased_by == worker))


def sent(session: Session, message_id: str, now: datetime, handed_as: str | None) -> None:
    """Notes that the other side has a message, and when it is to be asked what became of it, if it can be."""
    ask_at = now + wait_before_asking(0) if handed_as else None
    changes = _end_of_lease().where(OutboxMessage.id == message_id)
    session.execute(
        changes.values(
            state=State.SENT, settled=now, reason="", handed_as=handed_as, delivery=HANDED_OVER, asks=0, ask_at=ask_at
        )
    )


def settle(session: Session, message_id: str, state: State, now: datetime, reason: str = "") -> None:
    """Notes that a message will not be sent."""
    changes = _end_of_lease().where(OutboxMessage.id == message_id)
    session.execute(changes.values(state=state, settled=now, reason=reason))


def put_off(session: Session, message_id: str, due: datetime, reason: str) -> None:
    """Notes that a message is to be tried again."""
    session.execute(_end_of_lease().where(OutboxMessage.id == message_id).values(due=due, reason=reason))


def to_ask_about(session: Session, now: datetime, most: int) -> tuple[Handed, ...]:
    """The messages of which it is time to learn more."""
    rows = session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.ask_at <= now, OutboxMessage.state == State.SENT)
        .order_by(OutboxMessage.ask_at)
        .limit(most)
    )
    return tuple(Handed(row.id, Channel(row.channel), str(row.handed_as), row.asks) for row in rows)


def learnt(session: Session, handed: Handed, delivery: str | None, ask_at: datetime | None) -> None:
    """Notes what became of a message so far, if anything was learnt, and when to ask again."""
    news = {} if delivery is None else {"delivery": delivery}
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == handed.id, OutboxMessage.state == State.SENT)
        .values(asks=handed.asks + 1, ask_at=ask_at, **news)
    )


def did_not_arrive(session: Session, handed: Handed, delivery: str, now: datetime) -> None:
    """Notes that a message was handed over and did not arrive: it is stuck, for a person to look at."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == handed.id, OutboxMessage.state == State.SENT)
        .values(state=State.STUCK, delivery=delivery, reason=delivery, settled=now, ask_at=None)
    )


def revive(session: Session, now: datetime, message_id: str | None = None) -> int:
    """Lets stuck messages, or one of them, be tried again from the start; says how many."""
    stuck = select(OutboxMessage).where(OutboxMessage.state == State.STUCK).with_for_update()
    if message_id is not None:
        stuck = stuck.where(OutboxMessage.id == message_id)
    rows = session.scalars(stuck).all()
    for row in rows:
        row.state, row.settled, row.tries, row.due = State.WAITING, None, 0, now
        row.delivery, row.handed_as, row.ask_at = "", None, None
    return len(rows)


def give_up(session: Session, message_id: str, now: datetime) -> bool:
    """Ends a stuck message, which goes no more; False when it is no longer stuck."""
    stuck = (OutboxMessage.id == message_id, OutboxMessage.state == State.STUCK)
    ended = update(OutboxMessage).where(*stuck).values(state=State.GIVEN_UP, settled=now)
    return bool(session.execute(ended.returning(OutboxMessage.id)).first())


def standings(session: Session, state: State | None, first: int = 0, most: int | None = None) -> tuple[Standing, ...]:
    """How each message stands, oldest first; all, or those in one state; from the `first` on, `most` of them."""
    chosen = select(OutboxMessage).order_by(OutboxMessage.written, OutboxMessage.id).offset(first).limit(most)
    if state is not None:
        chosen = chosen.where(OutboxMessage.state == state)
    return tuple(
        Standing(
            id=row.id,
            state=State(row.state),
            written=row.written,
            tries=row.tries,
            due=row.due,
            reason=row.reason,
            channel=Channel(row.channel),
            kind=row.kind,
            settled=row.settled,
        )
        for row in session.scalars(chosen.options(defer(OutboxMessage.body), defer(OutboxMessage.to)))
    )


def is_there(session: Session, message_id: str) -> bool:
    """Whether there is such a message."""
    return session.get(OutboxMessage, message_id) is not None


def number_of(session: Session, state: State) -> int:
    """How many messages stand so."""
    return session.scalar(select(func.count()).where(OutboxMessage.state == state)) or 0


def forget(session: Session, now: datetime) -> None:
    """Deletes the messages that have lived their time."""
    for state, kept in (
        (State.SENT, KEPT_WHEN_SENT),
        (State.SILENCED, KEPT_WHEN_SENT),
        (State.GIVEN_UP, KEPT_WHEN_SENT),
        (State.STUCK, KEPT_WHEN_STUCK),
    ):
        old = (OutboxMessage.state == state, OutboxMessage.settled <= now - kept)
        session.execute(delete(OutboxMessage).where(*old))


def _due(channel: Channel, now: datetime, quiet: bool) -> tuple[ColumnElement[bool], ...]:
    free = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now)
    goes = OutboxMessage.at_once.is_(True) if quiet else true()
    return OutboxMessage.state == State.WAITING, OutboxMessage.due <= now, OutboxMessage.channel == channel, free, goes


def _end_of_lease() -> Update:
    return update(OutboxMessage).values(leased_by=None, leased_until=None)
