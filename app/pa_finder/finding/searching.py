"""What somebody looks for, a search for each window: its id alone stands in an address, and opens in one browser."""

import secrets
from uuid import UUID

from flask import Response, after_this_request, current_app, request

from app import db
from app.pa_finder.finding import search_store
from app.pa_finder.finding.matching import Asked

PATH = "/personal-assistants"
NAMED = "looking"
"""How an address or a form names a search."""


def search_here() -> UUID | None:
    """The id of the search that this request is about; what is no id was tampered with."""
    try:
        return UUID(request.values.get(NAMED, ""))
    except ValueError:
        return None


def asked_here() -> Asked | None:
    """What was asked in the search that this request is about; nothing when its hour is over or it is another's."""
    search, browser = search_here(), request.cookies.get(_name(), "")
    return search_store.of_browser(db.session(), browser, search) if search and browser else None


def keep_here(asked: Asked) -> UUID:
    """Keeps what was asked for this browser for an hour, and gives the id of the search."""
    browser = request.cookies.get(_name()) or secrets.token_urlsafe(32)
    with db.transaction() as session:
        search = search_store.keep(session, browser, asked)

    @after_this_request
    def with_it(response: Response) -> Response:
        response.set_cookie(_name(), browser, path=PATH, secure=_secure(), httponly=True, samesite="Lax")
        return response

    return search


def forget_here() -> None:
    """Forgets all that this browser looked for."""
    with db.transaction() as session:
        search_store.forget(session, request.cookies.get(_name(), ""))

    @after_this_request
    def without_it(response: Response) -> Response:
        response.delete_cookie(_name(), path=PATH, secure=_secure(), httponly=True, samesite="Lax")
        return response


def _name() -> str:
    return "__Secure-looking" if _secure() else "looking"


def _secure() -> bool:
    return bool(current_app.config["BEHIND_TLS"])
