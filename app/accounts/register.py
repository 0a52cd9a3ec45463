"""The register of staff: accounts opened, closed and given new passwords, each change audited with the deed."""

from collections.abc import Collection

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from app.accounts import hashing, second_factor, store
from app.accounts.domain import ONE_TIME_LIFE, Role, Staff, sign_in_name
from app.accounts.store import StaffAccount
from app.audit import api as audit
from app.audit.domain import OPERATOR, staff_member
from app.db import session, transaction
from app.kernel.clock import now
from app.kernel.reference import NotACode, as_typed, grouped, new_code

LENGTH_OF_ONE_TIME_PASSWORD = 16  # of our codes: 80 bits, that a person can read out on the telephone


class NotPossible(ValueError):
    """The register cannot do that; the message says why."""


def open_account(email: str, name: str, roles: Collection[Role], only_if_first: bool = False) -> str | None:
    """Opens an account and gives its one-time password, or None when it was to be the first and is not.

    Raises NotPossible.
    """
    code = new_code(LENGTH_OF_ONE_TIME_PASSWORD)
    kept = hashing.hashed(code)
    with transaction() as writing:
        if only_if_first and not store.nobody_works_here(writing):
            return None
        row = new_account(writing, email, name, roles, kept)
        row.one_time_until = now() + ONE_TIME_LIFE
        _audit(writing, "staff.created", row.id)
    return grouped(code)


def new_account(writing: Session, email: str, name: str, roles: Collection[Role], kept: str) -> StaffAccount:
    """The row of a new account, with the hash of its password. Raises NotPossible."""
    address = _address(email)
    if not roles:
        raise NotPossible("--role: an account without one opens nothing")
    if not name.strip():
        raise NotPossible("--name: nobody can see who did something without one")
    if store.id_of(writing, address) is not None:
        raise NotPossible(f"EMAIL: there is an account for {address} already")
    row = StaffAccount(email=address, name=name.strip(), password_hash=kept, created=now())
    row.roles = store.kept_roles(roles)
    writing.add(row)
    writing.flush()
    return row


def nobody_works_here() -> bool:
    """Whether no member of staff has an account."""
    return store.nobody_works_here(session())


def everybody() -> tuple[Staff, ...]:
    """All members of staff."""
    return store.everybody(session())


def disable(email: str) -> None:
    """Closes an account and signs its owner out everywhere. Raises NotPossible."""
    staff = _staff(email)
    with transaction() as writing:
        close(writing, staff.id)
        _audit(writing, "staff.disabled", staff.id)


def close(writing: Session, staff_id: int) -> None:
    """Closes an account: nothing that its owner holds opens anything any more."""
    store.held(writing, staff_id).disabled = now()
    store.end_sessions_of(writing, staff_id)
    store.end_links_of(writing, staff_id)


def enable(email: str) -> str:
    """Opens a closed account again, with a new one-time password. Raises NotPossible."""
    return _renew(_staff(email), "staff.enabled")


def reset(email: str) -> str:
    """Gives an open account a new one-time password, takes its second factor away and signs its owner out everywhere.

    Raises NotPossible.
    """
    staff = _staff(email)
    if staff.disabled:
        raise NotPossible(f"EMAIL: the account of {staff.email} is closed; `accounts enable` opens it again")
    return _renew(staff, "staff.password-reset")


def change_password(staff: Staff, password: str) -> None:
    """Keeps a password that its owner chose, and signs them out everywhere."""
    kept = hashing.hashed(password)
    with transaction() as writing:
        keep_password(writing, staff.id, kept)
        audit.record(
            writing, actor=staff_member(staff.id), action="staff.password-changed", kind="staff", about=staff.id
        )


def keep_password(writing: Session, staff_id: int, kept: str) -> None:
    """Keeps the hash of a password that its owner chose; every session and every link that they had has ended."""
    row = store.held(writing, staff_id)
    row.password_hash, row.one_time_until = kept, None
    store.end_sessions_of(writing, staff_id)
    store.end_links_of(writing, staff_id)


def has_password(staff: Staff, password: str) -> bool:
    """Whether that is their password."""
    account = store.account(session(), staff.email)
    return account is not None and hashing.matches(account.password_hash, as_given(staff, password))


def as_given(staff: Staff, password: str) -> str:
    """What was typed; for a one-time password without its spaces and with its misread letters put right."""
    if not staff.must_change_password:
        return password
    try:
        return as_typed(password, LENGTH_OF_ONE_TIME_PASSWORD)
    except NotACode:
        return password


def _renew(staff: Staff, action: str) -> str:
    code = new_code(LENGTH_OF_ONE_TIME_PASSWORD)
    kept = hashing.hashed(code)
    with transaction() as writing:
        row = store.held(writing, staff.id)
        begin_anew(writing, row, kept)
        row.one_time_until = now() + ONE_TIME_LIFE
        _audit(writing, action, staff.id)
    return grouped(code)


def begin_anew(writing: Session, row: StaffAccount, kept: str) -> None:
    """Leaves an account with this password alone, open, and with nothing else that its owner, or anybody, held."""
    row.password_hash, row.one_time_until, row.disabled = kept, None, None
    row.issuer = row.subject = None
    second_factor.forget(writing, row)
    store.end_sessions_of(writing, row.id)
    store.end_links_of(writing, row.id)


def _staff(email: str) -> Staff:
    account = store.account(session(), sign_in_name(email))
    if account is None:
        raise NotPossible(f"EMAIL: there is no account for {sign_in_name(email)}")
    return account.staff


def _address(email: str) -> str:
    try:
        return sign_in_name(validate_email(email.strip(), check_deliverability=False).normalized)
    except EmailNotValidError as error:
        raise NotPossible(f"EMAIL: {error}") from error


def _audit(writing: Session, action: str, staff_id: int) -> None:
    audit.record(writing, actor=OPERATOR, action=action, kind="staff", about=staff_id)
