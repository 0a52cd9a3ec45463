"""The tables of the audit: events that are only ever added to, and the end of their chain."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime

from sqlalchemy import Index, String, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.audit.domain import Event, Head, Link
from app.db import Base, UtcDateTime, insert_into

THE_ONLY_ROW = 1


class AuditEvent(Base):
    """Something that was done. Rows live as long as the installation: they hold no names and no answers."""

    __tablename__ = "audit_events"
    __table_args__ = (Index("ix_audit_events_kind_about", "kind", "about"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    moment: Mapped[datetime] = mapped_column(UtcDateTime)
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(64))
    about: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def link(self) -> Link:
        """This row as a value. Raises NotACodeWord when somebody wrote into it."""
        return Link(Event(self.number, self.moment, self.actor, self.action, self.kind, self.about), self.hash)


class AuditHead(Base):
    """The end of the chain: one row, which lives as long as the installation."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


def head_to_extend(session: Session) -> AuditHead:
    """The end of the chain, held until the transaction ends, so that writers add one after the other."""
    empty = Head()
    first = insert_into(session, AuditHead).values(id=THE_ONLY_ROW, number=empty.number, hash=empty.hash)
    held = first.on_conflict_do_update(index_elements=[AuditHead.id], set_={"id": first.excluded.id})
    return session.scalars(held.returning(AuditHead), execution_options={"populate_existing": True}).one()


def add(session: Session, head: AuditHead, event: Event) -> None:
    """Writes the event and moves the end of the chain to it."""
    link = Link(event, event.hash_after(head.hash))
    session.execute(
        insert(AuditEvent).values(
            number=event.number,
            moment=event.moment,
            actor=event.actor,
            action=event.action,
            kind=event.kind,
            about=event.about,
            hash=link.hash,
        )
    )
    head.number, head.hash = event.number, link.hash


def head(session: Session) -> Head:
    """The end of the chain as the store remembers it."""
    row = session.get(AuditHead, THE_ONLY_ROW)
    return Head() if row is None else Head(row.number, row.hash)


@contextmanager
def links(session: Session) -> Iterator[Iterator[Link]]:
    """Every event in order, read in portions. Whoever stops reading early leaves no cursor open."""
    events = select(AuditEvent).order_by(AuditEvent.number).execution_options(yield_per=1000)
    with closing(session.scalars(events)) as rows:
        yield (row.link() for row in rows)


def events_about(session: Session, kind: str, about: str) -> tuple[Event, ...]:
    """What was done to one record, oldest first."""
    chosen = select(AuditEvent).where(AuditEvent.kind == kind, AuditEvent.about == about)
    return tuple(row.link().event for row in session.scalars(chosen.order_by(AuditEvent.number)))
