"""The table of those who asked for a link to sign in without a password."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.accounts.domain import LIFE_OF_A_MAILED_SIGN_IN, Role
from app.db import Base, Sealed, UtcDateTime


class MailedSignIn(Base):
    """Somebody asked to sign in by e-mail. `token_hash` is that of the link, once the worker has sent it.

    `asked_by` is what the browser holds that asked. A row lives until it is used, or ends, and the next sweep.
    """

    __tablename__ = "mailed_sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(Sealed)
    goal: Mapped[str] = mapped_column(Sealed)
    role: Mapped[str | None] = mapped_column(String(30))
    asked_by: Mapped[str] = mapped_column(String(64))
    asked: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)

    def asking(self) -> "Asking":
        """The row as a value."""
        role = None if self.role is None else Role(self.role)
        return Asking(self.id, self.email, self.goal, role, self.asked_by, self.asked)


@dataclass(frozen=True)
class Asking:
    """Somebody who asked to sign in: by which address, to which page, as whom, in which browser and when."""

    id: int
    email: str
    goal: str
    role: Role | None
    asked_by: str
    asked: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether their link still works."""
        return now < self.asked + LIFE_OF_A_MAILED_SIGN_IN


def note(session: Session, email: str, goal: str, role: Role | None, asked_by: str, now: datetime) -> None:
    """Writes that somebody asked."""
    session.add(MailedSignIn(email=email, goal=goal, role=role, asked_by=asked_by, asked=now))
    session.flush()


def unanswered(session: Session) -> tuple[Asking, ...]:
    """Who asked and has not been written to."""
    chosen = select(MailedSignIn).where(MailedSignIn.token_hash.is_(None)).order_by(MailedSignIn.id)
    return tuple(row.asking() for row in session.scalars(chosen))


def keep_link(session: Session, id: int, token_hash: str) -> None:
    """Keeps by which link they come in."""
    session.get_one(MailedSignIn, id).token_hash = token_hash


def forget(session: Session, id: int) -> None:
    """Deletes what leads to nothing."""
    session.execute(delete(MailedSignIn).where(MailedSignIn.id == id))


def by_link(session: Session, token_hash: str) -> Asking | None:
    """Whose link that is."""
    row = session.scalar(select(MailedSignIn).where(MailedSignIn.token_hash == token_hash))
    return None if row is None else row.asking()


def take(session: Session, token_hash: str) -> Asking | None:
    """Uses a link up. Of two that use it at once, one does."""
    asking = by_link(session, token_hash)
    used = delete(MailedSignIn).where(MailedSignIn.token_hash == token_hash).returning(MailedSignIn.id)
    return asking if session.execute(used).all() else None


def sweep(session: Session, now: datetime) -> None:
    """Deletes the links that have ended."""
    session.execute(delete(MailedSignIn).where(MailedSignIn.asked <= now - LIFE_OF_A_MAILED_SIGN_IN))
