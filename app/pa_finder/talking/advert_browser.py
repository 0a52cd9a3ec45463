"""Which advert this browser is writing: a token in a cookie. Whoever writes needs no account before they send."""

import secrets
from collections.abc import Callable

from flask import Response, after_this_request, current_app, request
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import current_staff
from app.pa_finder.talking import advert_store
from app.pa_finder.talking.advert import Kept, NoAdvert


def open_here() -> Kept | None:
    """The advert that this browser writes, or nothing. One that is somebody's own opens for them alone, signed in."""
    token = request.cookies.get(_cookie(), "")
    kept = advert_store.by_token(db.session(), token) if token else None
    return kept if kept is not None and kept.stage.may_be_changed and _may_write(kept) else None


def _may_write(kept: Kept) -> bool:
    account = current_staff()
    return kept.account is None or (account is not None and account.id in (kept.account, kept.by))


def advert_here() -> Kept:
    """The advert that this browser writes. Raises NoAdvert."""
    kept = open_here()
    if kept is None:
        raise NoAdvert
    return kept


def hold(give: Callable[[Session, str], None]) -> None:
    """Gives this browser a token, under which `give` writes the advert that it goes on with."""
    token = secrets.token_urlsafe(32)
    with db.transaction() as session:
        give(session, token)

    @after_this_request
    def with_token(response: Response) -> Response:
        response.set_cookie(_cookie(), token, path="/", secure=_secure(), httponly=True, samesite="Lax")
        return response


def let_go() -> None:
    """Takes the token out of this browser."""

    @after_this_request
    def without_token(response: Response) -> Response:
        response.delete_cookie(_cookie(), path="/", secure=_secure(), httponly=True, samesite="Lax")
        return response


def _cookie() -> str:
    return "__Host-advert" if _secure() else "advert"


def _secure() -> bool:
    return bool(current_app.config["BEHIND_TLS"])
