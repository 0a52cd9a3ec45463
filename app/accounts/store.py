"""The tables of staff accounts and of their sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.accounts.domain import LONGEST, Role, Staff
from app.db import Base, Sealed, UtcDateTime


class StaffAccount(Base):
    """A member of staff. Rows stay, closed ones too: the audit and the referrals name them by id.

    The e-mail address is a work address and the name to sign in by, so that it must be found and is not sealed.
    """

    __tablename__ = "staff_accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(Sealed)
    roles: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    one_time_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def staff(self) -> Staff:
        """The member of staff as a value."""
        closed = self.disabled is not None
        return Staff(self.id, self.email, self.name, roles_of(self.roles), closed, self.one_time_until)


class StaffSession(Base):
    """Somebody signed in. A row lives until they sign out, and at the most for 12 hours and the next sweep."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    started: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def roles_of(kept: str) -> frozenset[Role]:
    """The roles as a value; kept are their codes, parted by blanks."""
    return frozenset(map(Role, kept.split()))


def kept_roles(roles: Iterable[Role]) -> str:
    """The roles as they are kept."""
    return " ".join(sorted(roles))


@dataclass(frozen=True)
class Account:
    """A member of staff with the hash of their password, for whoever checks it."""

    staff: Staff
    password_hash: str


def account(session: Session, email: str) -> Account | None:
    """The account with that sign-in name."""
    row = session.scalar(select(StaffAccount).where(StaffAccount.email == email))
    return None if row is None else Account(row.staff(), row.password_hash)


def held(session: Session, staff_id: int) -> StaffAccount:
    """The row of an account as it stands now, held until the transaction ends."""
    chosen = select(StaffAccount).where(StaffAccount.id == staff_id).with_for_update()
    return session.scalars(chosen, execution_options={"populate_existing": True}).one()


def everybody(session: Session) -> tuple[Staff, ...]:
    """All members of staff, by sign-in name."""
    return tuple(row.staff() for row in session.scalars(select(StaffAccount).order_by(StaffAccount.email)))


def is_empty(session: Session) -> bool:
    """Whether there is no account at all."""
    return session.scalar(select(StaffAccount.id).limit(1)) is None


def start_session(session: Session, token_hash: str, staff_id: int, now: datetime) -> None:
    """Writes that somebody is signed in."""
    session.add(StaffSession(token_hash=token_hash, staff_id=staff_id, started=now))


def signed_in(session: Session, token_hash: str) -> tuple[Staff, datetime] | None:
    """Who is signed in by that token, and since when."""
    chosen = select(StaffAccount, StaffSession.started).join(StaffSession).where(StaffSession.token_hash == token_hash)
    row = session.execute(chosen).one_or_none()
    return None if row is None else (row[0].staff(), row[1])


def end_session(session: Session, token_hash: str) -> None:
    """Signs one browser out."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash))


def end_sessions_of(session: Session, staff_id: int) -> None:
    """Signs a member of staff out everywhere."""
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id))


def forget_old_sessions(session: Session, now: datetime) -> None:
    """Deletes the sessions that have lived their time."""
    session.execute(delete(StaffSession).where(StaffSession.started <= now - LONGEST))
