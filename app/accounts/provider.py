"""The council's own sign-in as it is spoken to, by OpenID Connect: where it is, what it gives, whose keys sign it."""

from collections.abc import Mapping
from typing import Any, cast

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from flask import current_app
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from app.accounts.domain import NotProven, ProviderAway
from app.web.addresses import public_address

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures by a key that only the provider has; neither "none" nor a secret that both sides know."""

SECONDS_TO_WAIT = 5


def where_to_go(kept: Mapping[str, str]) -> str:
    """The address at the provider for whoever signs in, with what has to come back. Raises ProviderAway."""
    address, _ = _client().create_authorization_url(
        _described()["authorization_endpoint"],
        state=kept["state"],
        nonce=kept["nonce"],
        code_verifier=kept["verifier"],
    )
    return str(address)


def claims(code: str, verifier: str) -> dict[str, Any]:
    """What the provider's token says, which its keys have signed. Raises NotProven or ProviderAway."""
    described = _described()
    try:
        token = _client().fetch_token(
            described["token_endpoint"], code=code, code_verifier=verifier, timeout=SECONDS_TO_WAIT
        )
    except (AuthlibBaseError, requests.RequestException, ValueError) as error:
        raise NotProven from error
    return _claims(str(token.get("id_token", "")), described["jwks_uri"])


def _claims(token: str, keys: str) -> dict[str, Any]:
    try:
        return dict(
            jwt.decode(
                token, KeySet.import_key_set(cast(KeySetSerialization, _fetched(keys))), algorithms=ALGORITHMS
            ).claims
        )
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise NotProven from error


def _client() -> OAuth2Session:
    return OAuth2Session(
        current_app.config["OIDC_CLIENT_ID"],
        current_app.config["OIDC_CLIENT_SECRET"],
        scope="openid",
        redirect_uri=public_address("/staff/single-sign-on/back"),
        code_challenge_method="S256",
    )


def _described() -> dict[str, str]:
    """What the provider says of itself, which has to be the one that was set. Raises ProviderAway."""
    issuer = current_app.config["OIDC_ISSUER"]
    described = _fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if described.get("issuer") != issuer or not all(_is_safe(described.get(name), issuer) for name in wanted):
        raise ProviderAway
    return described


def _fetched(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=SECONDS_TO_WAIT, allow_redirects=False)
        answer.raise_for_status()
        read = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderAway from error
    if not isinstance(read, dict):
        raise ProviderAway
    return read


def _is_safe(address: object, issuer: str) -> bool:
    return isinstance(address, str) and address.startswith(
        ("https://", "http://" if issuer.startswith("http:") else "https://")
    )
