"""Accounts of the public, of whoever keeps pages of their own: found or opened by an address, without a password."""

from uuid import uuid4

from sqlalchemy.orm import Session

from app.accounts import hashing, register, store
from app.accounts.domain import NOWHERE, OF_THE_PUBLIC, Role, Staff, sign_in_name
from app.audit import api as audit
from app.audit.domain import staff_member
from app.kernel.clock import now


class WorksForTheCouncil(Exception):
    """The address is that of an account of staff, which no page of the public may touch."""


def account_for(writing: Session, email: str, name: str, role: Role) -> Staff:
    """The account of that address with this role, opened or added to. Raises WorksForTheCouncil or NotPossible.

    A closed account stays closed: see `Staff.disabled`.
    """
    assert role in OF_THE_PUBLIC
    known = store.account(writing, sign_in_name(email))
    if known is None:
        # Nobody knows the password of this hash, and to try one takes as long as for any other.
        row = register.new_account(writing, email, name, (role,), hashing.HASH_OF_NOTHING)
        return _on_record(writing, row.staff(), "staff.opened-own")
    return add_role(writing, known.staff, role)


def account_without_address(writing: Session, name: str, role: Role) -> Staff:
    """An account for somebody without e-mail, for whom staff write: nobody signs in by it, nothing is sent to it."""
    assert role in OF_THE_PUBLIC
    row = register.new_account(writing, f"{uuid4().hex}{NOWHERE}", name, (role,), hashing.HASH_OF_NOTHING)
    row.disabled = now()
    return _on_record(writing, row.staff(), "staff.opened-without-address")


def forget_name(writing: Session, account_id: int) -> None:
    """Forgets the name of an account without an address."""
    row = store.held(writing, account_id)
    if not row.staff().has_address:
        row.name, row.version = "", row.version + 1


def add_role(writing: Session, staff: Staff, role: Role) -> Staff:
    """Lets somebody of the public do one thing more. Raises WorksForTheCouncil."""
    if not staff.is_of_the_public:
        raise WorksForTheCouncil
    if role in staff.roles:
        return staff
    row = store.held(writing, staff.id)
    row.roles, row.version = store.kept_roles(store.roles_of(row.roles) | {role}), row.version + 1
    return _on_record(writing, row.staff(), "staff.role-added")


def rename(writing: Session, staff: Staff, name: str) -> None:
    """Keeps what somebody wants to be called."""
    row = store.held(writing, staff.id)
    row.name, row.version = name, row.version + 1
    _on_record(writing, staff, "staff.renamed")


def _on_record(writing: Session, staff: Staff, action: str) -> Staff:
    writing.flush()
    audit.record(writing, actor=staff_member(staff.id), action=action, kind="staff", about=staff.id)
    return staff
