"""Passkeys: a key in somebody's own device, which opens their account in one step and answers no other site."""

import hashlib
import json
import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts import passkey_store as keys
from app.accounts import sessions
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import ANYONE, staff_member
from app.councils.api import council
from app.db import session, transaction
from app.kernel.clock import now

LONGEST_ANSWER = 20_000


class NotAccepted(Exception):
    """The device's answer does not prove what it should."""


def are_offered() -> bool:
    """Whether browsers do passkeys here: they want a name, and take no number for one."""
    try:
        ip_address(_host())
    except ValueError:
        return True
    return False


def options_to_add(staff: Staff) -> str:
    """What the browser is asked to make, as JSON. Each challenge is good for one answer, within five minutes."""
    challenge = secrets.token_bytes(32)
    with transaction() as writing:
        keys.keep_challenge(writing, _hash(challenge), staff.id, now())
        known = keys.of(writing, staff.id)
    return options_to_json(
        generate_registration_options(
            rp_id=_host(),
            rp_name=f"{council().service_name}, {council().name}",
            user_id=str(staff.id).encode(),
            user_name=staff.email,
            user_display_name=staff.name,
            challenge=challenge,
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id)) for key in known
            ],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
    )


def add(staff: Staff, name: str, answer: str) -> None:
    """Keeps a new passkey. Raises NotAccepted."""
    challenge = _challenge_of(answer, staff.id)
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise NotAccepted from error
    with transaction() as writing:
        credential_id = bytes_to_base64url(made.credential_id)
        if keys.by_credential(writing, credential_id) is not None:
            raise NotAccepted
        keys.add(writing, staff.id, credential_id, made.credential_public_key, made.sign_count, name, now())
        _audit(writing, staff, "staff.passkey-added")


def remove(staff: Staff, passkey_id: int) -> None:
    """Forgets a passkey of theirs; one that is somebody else's is left alone without a word."""
    with transaction() as writing:
        if keys.remove(writing, staff.id, passkey_id):
            _audit(writing, staff, "staff.passkey-removed")


def options_to_sign_in() -> str:
    """What the browser is asked to prove, as JSON: any passkey of this site will do, and says itself whose it is."""
    challenge = secrets.token_bytes(32)
    with transaction() as writing:
        keys.sweep(writing, now())
        keys.keep_challenge(writing, _hash(challenge), None, now())
    wanted = UserVerificationRequirement.REQUIRED
    return options_to_json(
        generate_authentication_options(rp_id=_host(), challenge=challenge, user_verification=wanted)
    )


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
    challenge = _challenge_of(answer, None)
    found = keys.by_credential(session(), str(_parts(answer).get("id", "")))
    if found is None or not found.staff.may_come_in(now()) or found.staff.must_change_password:
        raise NotAccepted
    if found.staff.is_of_the_public is not of_the_public:
        raise NotAccepted
    try:
        proven = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=_host(),
            expected_origin=_origin(),
            credential_public_key=found.public_key,
            credential_current_sign_count=found.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise NotAccepted from error
    with transaction() as writing:
        keys.count(writing, found.id, proven.new_sign_count)
    return found.staff


def _challenge_of(answer: str, staff_id: int | None) -> bytes:
    """The challenge that the answer names, if we gave it to this person and nobody has answered it. It is used up."""
    try:
        inner = json.loads(base64url_to_bytes(_parts(answer)["response"]["clientDataJSON"]))
        challenge = base64url_to_bytes(inner["challenge"])
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
