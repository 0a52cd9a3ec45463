"""What somebody looks for stays in their own browser, sealed: not in an address, not in our store, not in a log."""

from datetime import timedelta

from cryptography.fernet import InvalidToken
from flask import Response, after_this_request, current_app, request

from app import db
from app.pa_finder.finding.matching import Asked

LIFE = timedelta(hours=1)
PATH = "/personal-assistants"


def asked_here() -> Asked | None:
    """What this browser asked for in the last hour; nothing when it did not, or when somebody meddled with it."""
    kept = request.cookies.get(_name(), "")
    try:
        return Asked.from_text(db.keyring().decrypt(kept.encode(), ttl=int(LIFE.total_seconds())).decode())
    except (InvalidToken, ValueError, TypeError):
        return None


def keep_here(asked: Asked) -> None:
    """Lets this browser keep what was asked, until it is closed or an hour has passed."""
    sealed = db.sealed(asked.as_text()).decode()

    @after_this_request
    def with_it(response: Response) -> Response:
        response.set_cookie(_name(), sealed, path=PATH, secure=_secure(), httponly=True, samesite="Lax")
        return response


def forget_here() -> None:
    """Lets this browser forget it."""

    @after_this_request
    def without_it(response: Response) -> Response:
        response.delete_cookie(_name(), path=PATH, secure=_secure(), httponly=True, samesite="Lax")
        return response


def _name() -> str:
    return "__Secure-looking" if _secure() else "looking"


def _secure() -> bool:
    return bool(current_app.config["BEHIND_TLS"])
