"""The outbox: messages that wait to be sent, and for a while those that were."""

from datetime import datetime

from sqlalchemy import ColumnElement, Index, String, Update, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, Sealed, UtcDateTime
from app.messages.domain import KEPT_WHEN_SENT, KEPT_WHEN_STUCK, LEASE, Channel, Message, Standing, State


class OutboxMessage(Base):
    """A message. A row lives until 7 days after it was sent or held back, or 90 days when it could not be sent."""

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

    def message(self) -> Message:
        """The message as it goes out."""
        return Message(self.id, self.to, self.subject, self.body, self.written, self.tries, Channel(self.channel))


def add(session: Session, message: Message, key: str | None) -> None:
    """Writes a message that is due at once."""
    session.add(
        OutboxMessage(
            id=message.id,
            key=key,
            channel=message.channel,
            to=message.to,
            subject=message.subject,
            body=message.body,
            written=message.written,
            due=message.written,
        )
    )
    session.flush()


def id_of(session: Session, key: str) -> str | None:
    """The message that was written under an idempotency key."""
    return session.scalar(select(OutboxMessage.id).where(OutboxMessage.key == key))


def any_due(session: Session, channel: Channel, now: datetime) -> bool:
    """Whether a worker has something to send this way."""
    return session.scalar(select(OutboxMessage.id).where(*_due(channel, now)).limit(1)) is not None


def claim(session: Session, channel: Channel, now: datetime, worker: str) -> Message | None:
    """The message that has waited longest, for this worker alone until the lease ends; the try is counted already."""
    waiting = select(OutboxMessage).where(*_due(channel, now))
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


def settle(session: Session, message_id: str, state: State, now: datetime, reason: str = "") -> None:
    """Notes that a message was sent or will not be."""
    changes = _end_of_lease().where(OutboxMessage.id == message_id)
    session.execute(changes.values(state=state, settled=now, reason=reason))


def put_off(session: Session, message_id: str, due: datetime, reason: str) -> None:
    """Notes that a message is to be tried again."""
    session.execute(_end_of_lease().where(OutboxMessage.id == message_id).values(due=due, reason=reason))


def revive(session: Session, now: datetime) -> int:
    """Lets every stuck message be tried again from the start; says how many."""
    stuck = session.scalars(select(OutboxMessage).where(OutboxMessage.state == State.STUCK).with_for_update()).all()
    for row in stuck:
        row.state, row.settled, row.tries, row.due = State.WAITING, None, 0, now
    return len(stuck)


def standings(session: Session, state: State | None) -> tuple[Standing, ...]:
    """How each message stands, oldest first; all, or those in one state."""
    chosen = select(OutboxMessage).order_by(OutboxMessage.written)
    if state is not None:
        chosen = chosen.where(OutboxMessage.state == state)
    return tuple(
        Standing(row.id, State(row.state), row.written, row.tries, row.due, row.reason)
        for row in session.scalars(chosen)
    )


def forget(session: Session, now: datetime) -> None:
    """Deletes the messages that have lived their time."""
    for state, kept in (
        (State.SENT, KEPT_WHEN_SENT),
        (State.SILENCED, KEPT_WHEN_SENT),
        (State.STUCK, KEPT_WHEN_STUCK),
    ):
        old = (OutboxMessage.state == state, OutboxMessage.settled <= now - kept)
        session.execute(delete(OutboxMessage).where(*old))


def _due(channel: Channel, now: datetime) -> tuple[ColumnElement[bool], ...]:
    free = or_(OutboxMessage.leased_until.is_(None), OutboxMessage.leased_until <= now)
    return OutboxMessage.state == State.WAITING, OutboxMessage.due <= now, OutboxMessage.channel == channel, free


def _end_of_lease() -> Update:
    return update(OutboxMessage).values(leased_by=None, leased_until=None)
