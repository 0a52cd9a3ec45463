"""Signing in through the council's own sign-in, by OpenID Connect. Off until OIDC_ISSUER is set.

Whose account it is, is said by issuer and subject alone: an e-mail address in a token is what somebody at the provider
typed, and opens nothing.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import flask
from flask import current_app

from app.accounts import links, sessions, single_sign_on_store
from app.accounts.domain import NotProven, Purpose, Staff
from app.audit import api as audit
from app.audit.domain import ANYONE, staff_member
from app.db import session, transaction
from app.kernel.clock import now

SECONDS_OFF = 60
_KEPT = "single_sign_on"


@dataclass(frozen=True)
class Proven:
    """Somebody at the provider, and whether they gave a second factor there."""

    issuer: str
    subject: str
    two_factors: bool


def is_on() -> bool:
    """Whether this service uses the council's sign-in."""
    return bool(current_app.config["OIDC_ISSUER"])


def begin(next: str = "", invitation: str = "", join: int = 0) -> str:
    """The address at the provider to go to. What has to come back is remembered in this browser, for one answer.

    `invitation` or `join`, somebody who just gave their password, say with whose account the answer may be joined.
    Raises ProviderAway.
    """
    from app.accounts import provider  # when somebody goes there: its libraries would slow every start

    kept = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": secrets.token_urlsafe(48),
    }
    address = provider.where_to_go(kept)
    flask.session[_KEPT] = {**kept, "next": next, "invitation": invitation, "join": join}
    return address


def finish(given: Mapping[str, str]) -> tuple[Staff, str]:
    """Signs this browser in, and says where the person was going. Raises NotProven or ProviderAway."""
    kept = flask.session.pop(_KEPT, None) or {}
    try:
        proven = _proven(given, kept)
        staff = _account(proven, kept)
    except NotProven:
        with transaction() as writing:
            audit.record(writing, actor=ANYONE, action="staff.sign-in-failed", kind="staff", about="unknown")
        raise
    sessions.begin_again(staff, whole=proven.two_factors)
    return staff, str(kept.get("next", ""))


def is_whole() -> bool:
    """Whether nothing more is asked of whoever has just been signed in."""
    return sessions.required().whole


def _proven(given: Mapping[str, str], kept: Mapping[str, str]) -> Proven:
    from app.accounts import provider

    state, code = given.get("state", ""), given.get("code", "")
    if not kept or not code or not secrets.compare_digest(state.encode(), kept["state"].encode()):
        raise NotProven
    claims = provider.claims(code, kept["verifier"])
    _check(claims, kept["nonce"])
    always = current_app.config["OIDC_SECOND_STEP"] == "provider"
    return Proven(claims["iss"], str(claims["sub"]), always or "mfa" in _several(claims.get("amr")))


def _check(claims: Mapping[str, Any], nonce: str) -> None:
    """Everything that OpenID Connect Core 3.1.3.7 asks of a token. Raises NotProven."""
    client, moment = current_app.config["OIDC_CLIENT_ID"], now().timestamp()
    audience = _several(claims.get("aud"))
    right = (
        claims.get("iss") == current_app.config["OIDC_ISSUER"],
        client in audience,
        len(audience) == 1 or claims.get("azp") == client,
        claims.get("azp", client) == client,
        claims.get("nonce") == nonce,
        bool(claims.get("sub")),
        _number(claims.get("exp")) > moment - SECONDS_OFF,
        _number(claims.get("iat")) < moment + SECONDS_OFF,
        _number(claims.get("nbf", 0)) < moment + SECONDS_OFF,
    )
    if not all(right):
        raise NotProven


def _account(proven: Proven, kept: Mapping[str, Any]) -> Staff:
    """The account that is joined to this subject; or is joined now, by an invitation or by whoever is signed in."""
    known = single_sign_on_store.joined_to(session(), proven.issuer, proven.subject)
    if known is not None:
        if not known.may_come_in(now()):
            raise NotProven
        return known
    with transaction() as writing:
        if kept.get("invitation"):
            link = links.take(writing, kept["invitation"])
            staff_id = link.staff.id if link is not None and link.purpose is Purpose.INVITATION else 0
        else:
            here = sessions.current()
            staff_id = here.staff.id if here is not None and here.whole and here.staff.id == kept.get("join") else 0
        if not staff_id:
            raise NotProven
        staff = single_sign_on_store.join(writing, staff_id, proven.issuer, proven.subject)
        audit.record(writing, actor=staff_member(staff_id), action="staff.sign-in-joined", kind="staff", about=staff_id)
    return staff


def _several(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")
