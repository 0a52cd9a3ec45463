"""Which draft this browser holds open: the token in its cookie, and what happens when it opens nothing.

The cookie carries the moment of the last page as well, signed, so that 45 quiet minutes close the form without a GET
ever writing to the store. After that the browser alone opens nothing: only the person's own code does.
"""

import secrets
from datetime import datetime, timedelta
from functools import lru_cache

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app import db
from app.assessment import store
from app.assessment.store import Draft
from app.assessment.store import NoDraft as NoDraft
from app.kernel.clock import now

OPEN_FOR_SECONDS = 45 * 60
SIGNED_AGAIN_AFTER = timedelta(seconds=20)
"""The cookie's moment is that of the last page but for this: who goes from page to page gets no new one on each."""


class DraftClosed(Exception):
    """The form was left alone for 45 minutes; the person's code opens it again."""


class AnotherDraft(Exception):
    """The page belongs to another form than the one that this browser holds open now."""


def draft_here() -> Draft:
    """The draft this browser holds open, kept open from now. Raises NoDraft or DraftClosed."""
    draft = open_here()
    if draft is not None:
        return draft
    raise NoDraft if kept_here() is None else DraftClosed


def open_here() -> Draft | None:
    """The draft this browser holds open, kept open from now, or nothing."""
    token, signed_at = _token(OPEN_FOR_SECONDS)
    draft = store.by_token(db.connection(), token) if token else None
    if draft is not None and token and now() - signed_at >= SIGNED_AGAIN_AFTER:
        _hold(token)
    return draft


def kept_here() -> Draft | None:
    """The draft that the browser's cookie names, closed or open; never to be shown from."""
    token, _ = _token(None)
    return store.by_token(db.connection(), token) if token else None


def draft_of_this_page(tag: str | None) -> Draft:
    """The open draft, when the page that was sent belongs to it. Raises NoDraft, DraftClosed or AnotherDraft."""
    draft = draft_here()
    if tag != draft.tag:
        raise AnotherDraft
    return draft


def start_here() -> Draft:
    """A new draft, which from now on is the one that this browser holds."""
    token = secrets.token_urlsafe(32)
    with db.transaction() as session:
        draft = store.start(session, token)
    _hold(token)
    return draft


def reopen_here(draft: Draft) -> None:
    """Opens a draft in this browser, and in no other."""
    token = secrets.token_urlsafe(32)
    with db.transaction() as session:
        store.reopen(session, draft.id, token)
    _hold(token)


def let_go() -> None:
    """Takes the draft's token out of this browser."""

    @after_this_request
    def without_token(response: Response) -> Response:
        response.delete_cookie(_cookie(), path="/", secure=_secure(), httponly=True, samesite="Lax")
        return response


def _hold(token: str) -> None:
    @after_this_request
    def with_token(response: Response) -> Response:
        value = _signer().dumps(token)
        response.set_cookie(_cookie(), value, path="/", secure=_secure(), httponly=True, samesite="Lax")
        return response


def _token(max_age: int | None) -> tuple[str, datetime]:
    """The token in the cookie, empty when there is none or it is older than `max_age` seconds; and since when."""
    try:
        token, at = _signer().loads(request.cookies.get(_cookie(), ""), max_age=max_age, return_timestamp=True)
    except BadSignature:
        return "", now()
    return token, at


def _signer() -> URLSafeTimedSerializer:
    return _signer_with(current_app.config["SECRET_KEY"])


# Every page reads the cookie and writes it again, and a signer takes longer to make than to sign.
@lru_cache(maxsize=1)
def _signer_with(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt="draft")


def _cookie() -> str:
    return "__Host-draft" if _secure() else "draft"


def _secure() -> bool:
    return bool(current_app.config["BEHIND_TLS"])
