"""What an administrator does with colleagues' accounts. Each deed is audited, and acts from the next request on."""

import secrets
from collections.abc import Collection

from sqlalchemy.orm import Session

from app.accounts import hashing, links, register, store
from app.accounts.domain import Role, Staff
from app.accounts.register import NotPossible
from app.accounts.store import StaffAccount
from app.audit import api as audit
from app.audit.domain import staff_member
from app.db import transaction
from app.kernel.at_once import SomeoneElseWasFirst


def change_roles(by: Staff, staff_id: int, seen: int, roles: Collection[Role]) -> None:
    """Says what somebody may do from now on; they sign in again. Raises NotPossible or SomeoneElseWasFirst."""
    with transaction() as writing:
        row = _held(writing, by, staff_id, seen)
        if row.staff().is_of_the_public:
            raise NotPossible("This person signs in without a password. Invite them as staff with another address.")
        row.roles = store.kept_roles(roles)
        store.end_sessions_of(writing, staff_id)
        _done(writing, by, "staff.roles-changed", staff_id)


def close(by: Staff, staff_id: int, seen: int) -> None:
    """Closes the account of somebody who left. Raises NotPossible or SomeoneElseWasFirst."""
    with transaction() as writing:
        _held(writing, by, staff_id, seen)
        register.close(writing, staff_id)
        _done(writing, by, "staff.disabled", staff_id)


def reset(by: Staff, staff_id: int, seen: int) -> None:
    """Takes password, second factor and passkeys away and sends a link to begin anew; opens a closed account again.

    Raises NotPossible or SomeoneElseWasFirst.
    """
    nobody_knows = hashing.hashed(secrets.token_urlsafe(32))
    with transaction() as writing:
        row = _held(writing, by, staff_id, seen)
        if row.staff().is_of_the_public:
            raise NotPossible("This person signs in without a password: there is none to begin anew with.")
        action = "staff.password-reset" if row.disabled is None else "staff.enabled"
        register.begin_anew(writing, row, nobody_knows)
        writing.flush()
        links.send(writing, row.staff())
        _done(writing, by, action, staff_id)


def reopen(by: Staff, staff_id: int, seen: int) -> None:
    """Opens the closed account of somebody of the public again. Raises NotPossible or SomeoneElseWasFirst."""
    with transaction() as writing:
        row = _held(writing, by, staff_id, seen)
        if not row.staff().is_of_the_public:
            raise NotPossible("An account of staff is opened again by a link to begin anew.")
        row.disabled = None
        _done(writing, by, "staff.enabled", staff_id)


def sign_out(by: Staff, staff_id: int) -> None:
    """Signs somebody out everywhere."""
    with transaction() as writing:
        store.end_sessions_of(writing, staff_id)
        audit.record(writing, actor=staff_member(by.id), action="staff.sessions-ended", kind="staff", about=staff_id)


def _held(writing: Session, by: Staff, staff_id: int, seen: int) -> StaffAccount:
    """The row of a colleague's account, as the administrator saw it."""
    if staff_id == by.id:
        raise NotPossible("This is your own account. Ask another administrator to change it.")
    row = store.held(writing, staff_id)
    if row.version != seen:
        raise SomeoneElseWasFirst
    row.version += 1
    return row


def _done(writing: Session, by: Staff, action: str, staff_id: int) -> None:
    """Puts a deed on record, and takes it all back when nobody would be left to administer. Raises NotPossible."""
    writing.flush()
    if not store.open_administrators(writing):
        raise NotPossible("Nobody would be left who can administer accounts.")
    audit.record(writing, actor=staff_member(by.id), action=action, kind="staff", about=staff_id)
