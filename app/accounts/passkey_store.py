"""The tables of passkeys and of the challenges that wait for an answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.accounts.domain import Staff
from app.accounts.store import StaffAccount
from app.db import Base, Sealed, UtcDateTime

LIFE_OF_A_CHALLENGE = timedelta(minutes=5)


class StaffPasskey(Base):
    """The public half of a key in somebody's device. A row lives until its owner or an administrator removes it."""

    __tablename__ = "staff_passkeys"

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff_accounts.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    name: Mapped[str] = mapped_column(Sealed)
    added: Mapped[datetime] = mapped_column(UtcDateTime)


class PasskeyChallenge(Base):
    """What a device is asked to sign. A row lives until it is answered, or for five minutes and the next sweep."""

    __tablename__ = "staff_passkey_challenges"

    challenge_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_accounts.id"))
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


@dataclass(frozen=True)
class Passkey:
    """A passkey, and whose it is."""

    id: int
    staff: Staff
    credential_id: str
    public_key: bytes
    sign_count: int
    name: str
    added: datetime


def of(session: Session, staff_id: int) -> tuple[Passkey, ...]:
    """Somebody's passkeys, oldest first."""
    chosen = select(StaffPasskey, StaffAccount).join(StaffAccount).where(StaffPasskey.staff_id == staff_id)
    return tuple(_value(row, account) for row, account in session.execute(chosen.order_by(StaffPasskey.id)))


def by_credential(session: Session, credential_id: str) -> Passkey | None:
    """The passkey that a device names."""
    chosen = select(StaffPasskey, StaffAccount).join(StaffAccount).where(StaffPasskey.credential_id == credential_id)
    found = session.execute(chosen).one_or_none()
    return None if found is None else _value(*found)


def add(
    session: Session, staff_id: int, credential_id: str, public_key: bytes, sign_count: int, name: str, now: datetime
) -> None:
    """Keeps a passkey."""
    row = StaffPasskey(staff_id=staff_id, credential_id=credential_id, public_key=public_key, added=now)
    row.sign_count, row.name = sign_count, name
    session.add(row)
    session.flush()


def count(session: Session, passkey_id: int, sign_count: int) -> None:
    """Keeps how often the device says that it has signed: a copy of it falls behind."""
    session.execute(update(StaffPasskey).where(StaffPasskey.id == passkey_id).values(sign_count=sign_count))


def remove(session: Session, staff_id: int, passkey_id: int) -> bool:
    """Takes one of somebody's passkeys away; whether there was one."""
    chosen = delete(StaffPasskey).where(StaffPasskey.id == passkey_id, StaffPasskey.staff_id == staff_id)
    return bool(session.execute(chosen.returning(StaffPasskey.id)).all())


def remove_all(session: Session, staff_id: int) -> None:
    """Takes all of somebody's passkeys away."""
    session.execute(delete(StaffPasskey).where(StaffPasskey.staff_id == staff_id))


def keep_challenge(session: Session, challenge_hash: str, staff_id: int | None, now: datetime) -> None:
    """Remembers what a device was asked."""
    session.add(PasskeyChallenge(challenge_hash=challenge_hash, staff_id=staff_id, until=now + LIFE_OF_A_CHALLENGE))
    session.flush()


def take_challenge(session: Session, challenge_hash: str, staff_id: int | None, now: datetime) -> bool:
    """Uses a challenge up; whether this person was given it and it still counted. Of two that answer, one does."""
    chosen = delete(PasskeyChallenge).where(
        PasskeyChallenge.challenge_hash == challenge_hash,
        PasskeyChallenge.staff_id.is_not_distinct_from(staff_id),
        PasskeyChallenge.until > now,
    )
    return bool(session.execute(chosen.returning(PasskeyChallenge.challenge_hash)).all())


def sweep(session: Session, now: datetime) -> None:
    """Forgets the challenges that nobody answered in time."""
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.until <= now))


def _value(row: StaffPasskey, account: StaffAccount) -> Passkey:
    return Passkey(row.id, account.staff(), row.credential_id, row.public_key, row.sign_count, row.name, row.added)
