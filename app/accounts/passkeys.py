"""Passkeys: a key in somebody's own device, which opens their account in one step and answers no other site."""

import hashlib
import json
import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts import passkey_store as keys
from app.accounts import sessions
from app.accounts.domain import NotAccepted, Staff
from app.audit import api as audit
from app.audit.domain import ANYONE, staff_member
from app.councils.api import council
from app.db import session, transaction
from app.kernel.clock import now

LONGEST_ANSWER = 20_000


def are_offered() -> bool:
    """Whether browsers do passkeys here: they want a name, and take no number for one."""
    try:
        ip_address(_host())
    except ValueError:
        return True
    return False


def options_to_add(staff: Staff) -> str:
    """What the browser is asked to make, as JSON. Each challenge is good for one answer, within five minutes."""
    from app.accounts import device  # when somebody uses one: its library would slow every start

    challenge = secrets.token_bytes(32)
    with transaction() as writing:
        keys.keep_challenge(writing, _hash(challenge), staff.id, now())
        known = keys.of(writing, staff.id)
    return device.asked_for_a_key(
        _host(), f"{council().service_name}, {council().name}", staff, challenge, [key.credential_id for key in known]
    )


def add(staff: Staff, name: str, answer: str) -> None:
    """Keeps a new passkey. Raises NotAccepted."""
    from app.accounts import device

    made = device.new_key(answer, _challenge_of(answer, staff.id), _host(), _origin())
    with transaction() as writing:
        if keys.by_credential(writing, made.credential_id) is not None:
            raise NotAccepted
        keys.add(writing, staff.id, made.credential_id, made.public_key, made.sign_count, name, now())
        _audit(writing, staff, "staff.passkey-added")


def remove(staff: Staff, passkey_id: int) -> None:
    """Forgets a passkey of theirs; one that is somebody else's is left alone without a word."""
    with transaction() as writing:
        if keys.remove(writing, staff.id, passkey_id):
            _audit(writing, staff, "staff.passkey-removed")


def options_to_sign_in() -> str:
    """What the browser is asked to prove, as JSON: any passkey of this site will do, and says itself whose it is."""
    from app.accounts import device

    challenge = secrets.token_bytes(32)
    with transaction() as writing:
        keys.sweep(writing, now())
        keys.keep_challenge(writing, _hash(challenge), None, now())
    return device.asked_to_prove(_host(), challenge)


def sign_in(answer: str, of_the_public: bool = False, lasting: bool = False) -> Staff:
    """Signs this browser in. The device knows its owner, so that no second step is left. Raises NotAccepted.

    People `of_the_public` have a door of their own; each refuses whoever belongs at the other.
    """
    try:
        staff = _proven(answer, of_the_public)
    except NotAccepted:
        with transaction() as writing:
            audit.record(writing, actor=ANYONE, action="staff.sign-in-failed", kind="staff", about="unknown")
        raise
    if of_the_public:
        sessions.begin_of_the_public(staff, lasting)
    else:
        sessions.begin_again(staff)
    return staff


def _proven(answer: str, of_the_public: bool) -> Staff:
    from app.accounts import device

    challenge = _challenge_of(answer, None)
    found = keys.by_credential(session(), str(_parts(answer).get("id", "")))
    if found is None or not found.staff.may_come_in(now()) or found.staff.must_change_password:
        raise NotAccepted
    if found.staff.is_of_the_public is not of_the_public:
        raise NotAccepted
    sign_count = device.proven(answer, challenge, _host(), _origin(), found.public_key, found.sign_count)
    with transaction() as writing:
        keys.count(writing, found.id, sign_count)
    return found.staff


def _challenge_of(answer: str, staff_id: int | None) -> bytes:
    """The challenge that the answer names, if we gave it to this person and nobody has answered it. It is used up."""
    from app.accounts import device

    try:
        inner = json.loads(device.as_bytes(_parts(answer)["response"]["clientDataJSON"]))
        challenge = device.as_bytes(inner["challenge"])
    except (ValueError, KeyError, TypeError) as error:
        raise NotAccepted from error
    with transaction() as writing:
        if not keys.take_challenge(writing, _hash(challenge), staff_id, now()):
            raise NotAccepted
    return challenge


def _parts(answer: str) -> dict[str, dict[str, str]]:
    try:
        read = json.loads(answer[:LONGEST_ANSWER])
    except (ValueError, RecursionError) as error:
        raise NotAccepted from error
    if not isinstance(read, dict):
        raise NotAccepted
    return read


def _origin() -> str:
    return str(current_app.config["PUBLIC_URL"])


def _host() -> str:
    return urlsplit(_origin()).hostname or ""


def _hash(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()


def _audit(writing: Session, staff: Staff, action: str) -> None:
    audit.record(writing, actor=staff_member(staff.id), action=action, kind="staff", about=staff.id)
