"""Which account is joined to whom at the council's sign-in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import store
from app.accounts.domain import Staff
from app.accounts.store import StaffAccount


def joined_to(session: Session, issuer: str, subject: str) -> Staff | None:
    """The account of this subject of this issuer."""
    chosen = select(StaffAccount).where(StaffAccount.issuer == issuer, StaffAccount.subject == subject)
    row = session.scalars(chosen).one_or_none()
    return None if row is None else row.staff()


def join(session: Session, staff_id: int, issuer: str, subject: str) -> Staff:
    """Joins an account to a subject."""
    row = store.held(session, staff_id)
    row.issuer, row.subject = issuer, subject
    session.flush()
    return row.staff()


def is_joined(session: Session, staff_id: int) -> bool:
    """Whether an account is joined to anybody there."""
    return session.scalars(select(StaffAccount.subject).where(StaffAccount.id == staff_id)).one() is not None
