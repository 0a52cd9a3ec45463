"""Which list this browser holds: a token in its cookie, and beside it how many services are on the list.

The number stands in the cookie so that the link "My list (3)" on every page asks nothing of the store.
"""

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime

from flask import Response, after_this_request, current_app, g, request, session

from app import db
from app.kernel.clock import now
from app.lists import store
from app.lists.domain import Things
from app.lists.store import KeptList


def list_here() -> KeptList | None:
    """The list that this browser holds, or nothing. Looked up once for a request."""
    if "my_list" not in g:
        token, _ = _cookie()
        g.my_list = store.by_token(db.session(), token) if token else None
    kept: KeptList | None = g.my_list
    return kept


def number_here() -> int:
    """How many services are on the list, as the browser remembers it."""
    return _cookie()[1]


def change_here(by: Callable[[Things], Things]) -> KeptList:
    """Changes the list of this browser, which has one from now on."""
    token = _cookie()[0] if list_here() is not None else _new_token()
    with db.transaction() as writing:
        kept = store.change(writing, token, by)
    g.my_list = kept
    _hold(token, len(kept.things), kept.expires_at)
    return kept


def let_go() -> None:
    """Takes the list's token out of this browser. The list and its links live on in the store until their time."""

    @after_this_request
    def without_token(response: Response) -> Response:
        response.delete_cookie(_name(), path="/", secure=_secure(), httponly=True, samesite="Lax")
        return response


def _new_token() -> str:
    """A token for a list that begins. Two tabs that begin at the same moment come to the same one.

    It is made from the secret that the browser's session holds for its forms, so that neither tab's service is lost.
    """
    of_the_session = session.get("csrf_token")
    if not of_the_session:
        return secrets.token_urlsafe(32)
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"my-list:session:{of_the_session}".encode(), "sha256").hex()


def _hold(token: str, number: int, until: datetime) -> None:
    @after_this_request
    def with_token(response: Response) -> Response:
        response.set_cookie(
            _name(),
            f"{token}.{number}",
            max_age=int((until - now()).total_seconds()),
            path="/",
            secure=_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response


def _cookie() -> tuple[str, int]:
    """The token and the number; what somebody wrote into the cookie by hand counts as nothing."""
    token, _, number = request.cookies.get(_name(), "").partition(".")
    is_number = number.isascii() and number.isdecimal() and len(number) < 3
    return (token, int(number)) if token.isascii() and is_number else ("", 0)


def _name() -> str:
    return "__Host-list" if _secure() else "list"


def _secure() -> bool:
    return bool(current_app.config["BEHIND_TLS"])
