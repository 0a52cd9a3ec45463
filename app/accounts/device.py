"""What passes between this site and a device that keeps a passkey (Web Authentication, level 2)."""

from collections.abc import Iterable
from dataclasses import dataclass

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

from app.accounts.domain import NotAccepted, Staff


@dataclass(frozen=True)
class NewKey:
    """A passkey that a device has just made."""

    credential_id: str
    public_key: bytes
    sign_count: int


def asked_for_a_key(host: str, site: str, staff: Staff, challenge: bytes, known: Iterable[str]) -> str:
    """What the browser is asked to make, as JSON; no device that keeps one of the `known` makes another."""
    return options_to_json(
        generate_registration_options(
            rp_id=host,
            rp_name=site,
            user_id=str(staff.id).encode(),
            user_name=staff.email,
            user_display_name=staff.name,
            challenge=challenge,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(id)) for id in known],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
    )


def new_key(answer: str, challenge: bytes, host: str, origin: str) -> NewKey:
    """The passkey that a device's answer holds. Raises NotAccepted."""
    try:
        made = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=host,
            expected_origin=origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise NotAccepted from error
    return NewKey(bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count)


def asked_to_prove(host: str, challenge: bytes) -> str:
    """What the browser is asked to prove, as JSON."""
    wanted = UserVerificationRequirement.REQUIRED
    return options_to_json(generate_authentication_options(rp_id=host, challenge=challenge, user_verification=wanted))


def proven(answer: str, challenge: bytes, host: str, origin: str, public_key: bytes, sign_count: int) -> int:
    """How often the device has signed, its answer being right. Raises NotAccepted."""
    try:
        return verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=host,
            expected_origin=origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        ).new_sign_count
    except (WebAuthnException, ValueError) as error:
        raise NotAccepted from error


def as_bytes(text: str) -> bytes:
    """What a device's answer writes in letters (base64url)."""
    return base64url_to_bytes(text)
