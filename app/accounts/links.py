"""Links that let somebody choose a password: an invitation, and the answer to a forgotten one. Each works once."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.accounts import hashing, register, store, wording
from app.accounts.domain import LIFE_OF_A_LINK, Purpose, Role, Staff, sign_in_name
from app.accounts.store import StaffLink
from app.audit import api as audit
from app.audit.domain import ANYONE, SERVICE, staff_member
from app.db import session, transaction
from app.kernel.clock import now
from app.messages import api as messages
from app.messages.domain import Chore
from app.web.addresses import public_address


@dataclass(frozen=True)
class OpenLink:
    """A link that works: whose it is and what for."""

    staff: Staff
    purpose: Purpose


def invite(by: Staff, email: str, name: str, roles: Collection[Role]) -> None:
    """Opens an account and writes to its owner, who chooses the password. Raises NotPossible."""
    nobody_knows = hashing.hashed(secrets.token_urlsafe(32))
    with transaction() as writing:
        row = register.new_account(writing, email, name, roles, nobody_knows)
        _send(writing, row.staff(), Purpose.INVITATION)
        audit.record(writing, actor=staff_member(by.id), action="staff.invited", kind="staff", about=row.id)


def send(writing: Session, staff: Staff) -> None:
    """Sends somebody a new invitation, as part of what an administrator does."""
    _send(writing, staff, Purpose.INVITATION)


def ask_for_password(email: str) -> None:
    """Notes that somebody lost their password. The worker answers.

    For a name that nobody has, the same is done and written here, so that neither answer nor time tells. What was typed
    is written nowhere.
    """
    staff_id = store.id_of(session(), sign_in_name(email))
    with transaction() as writing:
        store.note_lost_password(writing, staff_id, now())
        about = "unknown" if staff_id is None else staff_id
        audit.record(writing, actor=ANYONE, action="staff.password-lost", kind="staff", about=about)


def opened(token: str) -> OpenLink | None:
    """What a link is for, while it works."""
    return _open(store.link(session(), _hash(token)))


def use(token: str, password: str) -> Staff | None:
    """Keeps the password that somebody chose by a link, which ends it and every session; None when too late."""
    kept = hashing.hashed(password)
    with transaction() as writing:
        link = _open(store.link(writing, _hash(token)))
        if link is None or not store.end_link(writing, _hash(token)):
            return None
        register.keep_password(writing, link.staff.id, kept)
        actor = staff_member(link.staff.id)
        audit.record(writing, actor=actor, action="staff.password-changed", kind="staff", about=link.staff.id)
        return link.staff


def take(writing: Session, token: str) -> OpenLink | None:
    """Ends a link that is used for something else than a password; None when it works no more."""
    link = _open(store.link(writing, _hash(token)))
    return link if link is not None and store.end_link(writing, _hash(token)) else None


def answering_lost_passwords() -> tuple[Chore, ...]:
    """Writes to whoever lost a password, and forgets the links that ended."""
    return (
        Chore("answer lost passwords", timedelta(seconds=2), _answer),
        Chore("forget old links of staff", timedelta(hours=1), _forget),
    )


def _answer() -> None:
    with transaction() as writing:
        for staff in store.take_lost_passwords(writing):
            if staff.may_come_in(now()) and not staff.is_of_the_public:
                _send(writing, staff, Purpose.PASSWORD)
                audit.record(writing, actor=SERVICE, action="staff.link-sent", kind="staff", about=staff.id)


def _forget() -> None:
    with transaction() as writing:
        store.forget_old_links(writing, now())


def _send(writing: Session, staff: Staff, purpose: Purpose) -> None:
    token = secrets.token_urlsafe(32)
    store.end_links_of(writing, staff.id)
    writing.add(
        StaffLink(token_hash=_hash(token), staff_id=staff.id, purpose=purpose, until=now() + LIFE_OF_A_LINK[purpose])
    )
    address = public_address(f"/staff/link/{token}")
    subject, body = wording.letter(purpose, staff.name, address)
    messages.enqueue(writing, to=staff.email, subject=subject, body=body)


def _open(found: tuple[Staff, Purpose, datetime] | None) -> OpenLink | None:
    if found is None:
        return None
    staff, purpose, until = found
    return OpenLink(staff, purpose) if now() < until and staff.may_come_in(now()) else None


def _hash(token: str) -> str:
    """A token has 256 random bits, so that a plain hash is enough to hide it."""
    return hashlib.sha256(token.encode()).hexdigest()
