"""Which referral this browser is writing, and which it has sent: a token in a cookie of the session, and a receipt."""

import secrets
import time
from dataclasses import dataclass
from uuid import UUID

from flask import Response, after_this_request, current_app, request, session

from app import db
from app.professionals import store
from app.professionals.store import Draft, NoDraft

RECEIPT_FOR_SECONDS = 45 * 60
_RECEIPT = "professional-sent"


class AnotherDraft(Exception):
    """The page belongs to another referral than the one that this browser writes now: about somebody else, perhaps."""


class ReceiptClosed(Exception):
    """This browser has sent nothing, or not lately."""


@dataclass(frozen=True)
class Receipt:
    """What this browser has sent. `tag` is that of the draft, as its pages carried it."""

    draft_id: UUID
    tag: str


def open_here() -> Draft | None:
    """The referral that this browser writes, or nothing."""
    token = request.cookies.get(_cookie(), "")
    return store.by_token(db.session(), token) if token else None


def draft_here() -> Draft:
    """The referral that this browser writes. Raises NoDraft."""
    draft = open_here()
    if draft is None:
        raise NoDraft
    return draft


def draft_of_this_page() -> Draft:
    """The same, when the page that was sent belongs to it. Raises NoDraft or AnotherDraft."""
    draft = draft_here()
    if request.form.get("draft") != draft.tag:
        raise AnotherDraft
    return draft


def begin_here() -> Draft:
    """A new referral, which from now on is the one that this browser writes. It goes when the browser is closed."""
    token = secrets.token_urlsafe(32)
    with db.transaction() as writing:
        draft = store.begin(writing, token)

    @after_this_request
    def with_token(response: Response) -> Response:
        response.set_cookie(_cookie(), token, path="/", secure=_secure(), httponly=True, samesite="Lax")
        return response

    return draft


def let_go() -> None:
    """Takes the token out of this browser."""

    @after_this_request
    def without_token(response: Response) -> Response:
        response.delete_cookie(_cookie(), path="/", secure=_secure(), httponly=True, samesite="Lax")
        return response


def remember(draft: Draft) -> None:
    """Lets this browser read again what is about to be sent, for 45 minutes."""
    session[_RECEIPT] = [str(draft.id), draft.tag, int(time.time())]


def receipt() -> Receipt:
    """What this browser sent. Raises ReceiptClosed."""
    draft_id, tag, seen = session.get(_RECEIPT, ["", "", 0])
    if not draft_id or abs(time.time() - seen) > RECEIPT_FOR_SECONDS:
        session.pop(_RECEIPT, None)
        raise ReceiptClosed
    return Receipt(UUID(draft_id), tag)


def forget_receipt() -> None:
    """Takes away what this browser sent."""
    session.pop(_RECEIPT, None)


def _cookie() -> str:
    return "__Host-professional" if _secure() else "professional"


def _secure() -> bool:
    return bool(current_app.config["BEHIND_TLS"])
