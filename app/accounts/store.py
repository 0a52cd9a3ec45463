"""The tables of staff accounts and of their sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    ForeignKey,
    String,
    UniqueConstraint,
    and_,
    delete,
    false,
    func,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.accounts.domain import LONGEST, OF_ONES_OWN_DEVICE, OF_THE_PUBLIC, Purpose, Role, Staff
from app.db import Base, Sealed, UtcDateTime


class StaffAccount(Base):
    """A member of staff. Rows stay, closed ones too: the audit and the referrals name them by id.

    The e-mail address is a work address and the name to sign in by, so that it must be found and is not sealed.
    """

    __tablename__ = "staff_accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(Sealed)
    roles: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    one_time_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled: Mapped[datetime | None] = mapped_column(UtcDateTime)
    second_secret: Mapped[str | None] = mapped_column(Sealed)
    second_step: Mapped[int] = mapped_column(BigInteger, default=0)
    issuer: Mapped[str | None] = mapped_column(String(300))
    subject: Mapped[str | None] = mapped_column(String(255))
    version: Mapped[int] = mapped_column(default=1)

    def staff(self) -> Staff:
        """The member of staff as a value."""
        closed = self.disabled is not None
        second = self.second_secret is not None
        return Staff(self.id, self.email, self.name, roles_of(self.roles), closed, self.one_time_until, second)


class StaffSession(Base):
    """Somebody signed in; `whole` once the second step is done too.

    A row lives until they sign out, and at the most for 12 hours and the next sweep; for 30 days when it is `lasting`,
    on the own device of somebody of the public.
    """

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    started: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    whole: Mapped[bool]
    browser: Mapped[str] = mapped_column(String(60))
    lasting: Mapped[bool] = mapped_column(server_default=false())

    def begun(self) -> "BegunSession":
        """The session as a value."""
        return BegunSession(self.token_hash, self.started, self.whole, self.browser, self.lasting)


class RecoveryCode(Base):
    """A code that stands in once for the second factor. A row lives until it is used or new ones are made.

    Whose it is and which cannot be read from it: kept is a keyed hash.
    """

    __tablename__ = "staff_recovery_codes"

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class StaffLink(Base):
    """A link that lets its owner choose a password. A row lives until it is used, or ends, and the next sweep."""

    __tablename__ = "staff_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(20))
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class LostPassword(Base):
    """Somebody said that they lost the password of this account, or of none. Lives until the worker's next round."""

    __tablename__ = "staff_lost_passwords"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_accounts.id"))
    asked: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class BegunSession:
    """Somebody signed in: when, and with which browser."""

    token_hash: str
    started: datetime
    whole: bool
    browser: str
    lasting: bool = False


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


def by_id(session: Session, staff_id: int) -> Staff | None:
    """The member of staff of that number."""
    row = session.get(StaffAccount, staff_id)
    return None if row is None else row.staff()


def with_version(session: Session, staff_id: int) -> tuple[Staff, int]:
    """The member of staff of that number, and how often their account was changed."""
    row = session.get_one(StaffAccount, staff_id)
    return row.staff(), row.version


def id_of(session: Session, email: str) -> int | None:
    """The number of the account with that sign-in name."""
    return session.scalar(select(StaffAccount.id).where(StaffAccount.email == email))


def open_administrators(session: Session) -> int:
    """How many people may say what others may do."""
    rows = session.scalars(select(StaffAccount.roles).where(StaffAccount.disabled.is_(None)))
    return sum(Role.ADMINISTRATOR in roles_of(roles) for roles in rows)


def held(session: Session, staff_id: int) -> StaffAccount:
    """The row of an account as it stands now, held until the transaction ends."""
    chosen = select(StaffAccount).where(StaffAccount.id == staff_id).with_for_update()
    return session.scalars(chosen, execution_options={"populate_existing": True}).one()


def everybody(session: Session) -> tuple[Staff, ...]:
    """All members of staff, by sign-in name."""
    return tuple(row.staff() for row in session.scalars(select(StaffAccount).order_by(StaffAccount.email)))


def closed(session: Session) -> frozenset[int]:
    """The accounts that are closed."""
    return frozenset(session.scalars(select(StaffAccount.id).where(StaffAccount.disabled.is_not(None))))


def nobody_works_here(session: Session) -> bool:
    """Whether no member of staff has an account. Personal assistants and editors are of the public."""
    return not any(somebody.roles - OF_THE_PUBLIC for somebody in everybody(session))


def start_session(session: Session, staff_id: int, begun: BegunSession) -> None:
    """Writes that somebody is signed in."""
    row = StaffSession(token_hash=begun.token_hash, staff_id=staff_id, started=begun.started)
    row.whole, row.browser, row.lasting = begun.whole, begun.browser, begun.lasting
    session.add(row)


def signed_in(session: Session, token_hash: str) -> tuple[Staff, BegunSession] | None:
    """Who is signed in by that token, and since when."""
    chosen = select(StaffAccount, StaffSession).join(StaffSession).where(StaffSession.token_hash == token_hash)
    row = session.execute(chosen).one_or_none()
    return None if row is None else (row[0].staff(), row[1].begun())


def sessions_of(session: Session, staff_id: int, now: datetime) -> tuple[BegunSession, ...]:
    """Where somebody is signed in, newest first."""
    chosen = select(StaffSession).where(StaffSession.staff_id == staff_id, ~_is_over(now))
    return tuple(row.begun() for row in session.scalars(chosen.order_by(StaffSession.started.desc())))


def add_recovery_codes(session: Session, staff_id: int, hashes: Iterable[str]) -> None:
    """Keeps these codes in place of the earlier ones."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id))
    session.add_all(RecoveryCode(staff_id=staff_id, code_hash=code_hash) for code_hash in hashes)


def use_recovery_code(session: Session, staff_id: int, code_hash: str) -> bool:
    """Takes a code away; whether it was there. Of two that use the same at once, one does."""
    used = delete(RecoveryCode).where(RecoveryCode.staff_id == staff_id, RecoveryCode.code_hash == code_hash)
    return bool(session.execute(used.returning(RecoveryCode.code_hash)).all())


def recovery_codes_left(session: Session, staff_id: int) -> int:
    """How many codes somebody has not used yet."""
    chosen = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.staff_id == staff_id)
    return session.scalars(chosen).one()


def end_session(session: Session, token_hash: str) -> None:
    """Signs one browser out."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash))


def end_session_of(session: Session, staff_id: int, token_hash: str) -> bool:
    """Signs one browser of this person out; whether there was one."""
    chosen = delete(StaffSession).where(StaffSession.token_hash == token_hash, StaffSession.staff_id == staff_id)
    return bool(session.execute(chosen.returning(StaffSession.token_hash)).all())


def end_sessions_of(session: Session, staff_id: int, but: str = "") -> None:
    """Signs a member of staff out everywhere, but for one session."""
    session.execute(delete(StaffSession).where(StaffSession.staff_id == staff_id, StaffSession.token_hash != but))


def forget_old_sessions(session: Session, now: datetime) -> None:
    """Deletes the sessions that have lived their time."""
    session.execute(delete(StaffSession).where(_is_over(now)))


def _is_over(now: datetime) -> ColumnElement[bool]:
    """Whether a session has lived its longest."""
    lasting = and_(StaffSession.lasting, StaffSession.started > now - OF_ONES_OWN_DEVICE.longest)
    return not_(or_(StaffSession.started > now - LONGEST, lasting))


def link(session: Session, token_hash: str) -> tuple[Staff, Purpose, datetime] | None:
    """Whose a link is, what for, and until when."""
    chosen = select(StaffAccount, StaffLink).join(StaffLink).where(StaffLink.token_hash == token_hash)
    row = session.execute(chosen).one_or_none()
    return None if row is None else (row[0].staff(), Purpose(row[1].purpose), row[1].until)


def end_link(session: Session, token_hash: str) -> bool:
    """Takes a link away; whether it was there. Of two that use it at once, one does."""
    used = delete(StaffLink).where(StaffLink.token_hash == token_hash)
    return bool(session.execute(used.returning(StaffLink.token_hash)).all())


def end_links_of(session: Session, staff_id: int) -> None:
    """Takes away every link that somebody was sent."""
    session.execute(delete(StaffLink).where(StaffLink.staff_id == staff_id))


def invited(session: Session, now: datetime) -> frozenset[int]:
    """Whose invitation waits to be taken up."""
    chosen = select(StaffLink.staff_id).where(StaffLink.purpose == Purpose.INVITATION, StaffLink.until > now)
    return frozenset(session.scalars(chosen))


def note_lost_password(session: Session, staff_id: int | None, now: datetime) -> None:
    """Leaves word for the worker."""
    session.add(LostPassword(staff_id=staff_id, asked=now))
    session.flush()


def take_lost_passwords(session: Session) -> tuple[Staff, ...]:
    """Whose passwords were lost since the last time, each once; nobody is told of again."""
    taken = session.scalars(delete(LostPassword).returning(LostPassword.staff_id)).all()
    rows = session.scalars(select(StaffAccount).where(StaffAccount.id.in_({each for each in taken if each})))
    return tuple(row.staff() for row in rows)


def forget_old_links(session: Session, now: datetime) -> None:
    """Deletes the links that have ended."""
    session.execute(delete(StaffLink).where(StaffLink.until <= now))
