"""Sessions: a random token in a cookie, its hash in the store, looked up at every request.

When the session was last used stands in the cookie, signed, and not in the store: reading a page writes nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

import flask
from flask import Flask, Response, current_app, request
from itsdangerous import BadSignature, TimestampSigner
from sqlalchemy.orm import Session

from app.accounts import hashing, register, store
from app.accounts.domain import OF_ONES_OWN_DEVICE, Staff, browser_in_words, life_of, sign_in_name, still_alive
from app.accounts.store import Account, BegunSession
from app.audit import api as audit
from app.audit.domain import ANYONE, staff_member
from app.db import session, transaction
from app.kernel.clock import now

_WHO_ASKS = "careway.staff"  # the key in the request's environment
_UNKNOWN = "unknown"


@dataclass(frozen=True)
class SignedIn:
    """Who asks, and by which token."""

    staff: Staff
    token: str
    whole: bool
    lasting: bool
    started: datetime

    @property
    def token_hash(self) -> str:
        """The token as it is kept."""
        return _hash(self.token)


def init_app(app: Flask) -> None:
    """Keeps the cookie as fresh as the session is."""
    app.after_request(_write_cookie)


def current() -> SignedIn | None:
    """Who is signed in on this request, looked up once."""
    if not was_asked():
        request.environ[_WHO_ASKS] = _by_cookie()
    who: SignedIn | None = request.environ[_WHO_ASKS]
    return who


def required() -> SignedIn:
    """Who is signed in, on a page that the guard lets nobody else see."""
    who = current()
    assert who is not None
    return who


def was_asked() -> bool:
    """Whether anything on this request has asked who is signed in."""
    return _WHO_ASKS in request.environ


def sign_in(email: str, password: str) -> Staff | None:
    """Signs this browser in by half, until the second step; None when the two do not go together."""
    account = store.account(session(), sign_in_name(email))
    given = password if account is None else register.as_given(account.staff, password)
    right = hashing.matches(hashing.HASH_OF_NOTHING if account is None else account.password_hash, given)
    if account is not None and right and _begun_with(account, given):
        return account.staff
    with transaction() as writing:
        about = _UNKNOWN if account is None else account.staff.id
        audit.record(writing, actor=ANYONE, action="staff.sign-in-failed", kind="staff", about=about)
    return None


def begin_again(staff: Staff, whole: bool = True) -> None:
    """Signs this browser in by a new token: after the second step, or as far as it was before a new password."""
    with transaction() as writing:
        begun = _begun(writing, staff, whole)
    _hand_over(staff, begun)


def begin_of_the_public(staff: Staff, lasting: bool) -> None:
    """Signs somebody in who keeps pages of their own, on their own device if it is `lasting`."""
    assert staff.is_of_the_public
    with transaction() as writing:
        begun = _begun(writing, staff, whole=True, lasting=lasting)
    _hand_over(staff, begun)


def refresh(staff: Staff) -> None:
    """Keeps what has just changed of whoever is signed in, for the rest of this request."""
    request.environ[_WHO_ASKS] = replace(required(), staff=staff)


def sign_out() -> None:
    """Signs this browser out; nothing that is left in it opens anything."""
    who = current()
    if who is not None:
        with transaction() as writing:
            store.end_session(writing, who.token_hash)
            actor = staff_member(who.staff.id)
            audit.record(writing, actor=actor, action="staff.signed-out", kind="staff", about=who.staff.id)
    request.environ[_WHO_ASKS] = None
    flask.session.clear()


def _begun_with(account: Account, password: str) -> bool:
    """Begins a session, unless the account was closed or its password changed while we were checking."""
    staff = account.staff
    fresh = hashing.hashed(password) if hashing.is_outdated(account.password_hash) else account.password_hash
    with transaction() as writing:
        row = store.held(writing, staff.id)
        if row.password_hash != account.password_hash or not row.staff().may_come_in(now()):
            return False
        row.password_hash = fresh
        begun = _begun(writing, staff, whole=False)
    _hand_over(staff, begun)
    return True


def _begun(writing: Session, staff: Staff, whole: bool, lasting: bool = False) -> tuple[str, BegunSession]:
    """A new session in place of the one that this browser may have had."""
    earlier = current()
    if earlier is not None:
        store.end_session(writing, earlier.token_hash)
    token = secrets.token_urlsafe(32)
    browser = browser_in_words(request.user_agent.string)
    begun = BegunSession(_hash(token), now(), whole, browser, lasting)
    store.start_session(writing, staff.id, begun)
    writing.flush()
    action = "staff.signed-in" if whole else "staff.password-given"
    audit.record(writing, actor=staff_member(staff.id), action=action, kind="staff", about=staff.id)
    return token, begun


def _hand_over(staff: Staff, of: tuple[str, BegunSession]) -> None:
    """Gives the browser its token. What the browser held before, its form token too, is of no more use."""
    token, begun = of
    request.environ[_WHO_ASKS] = SignedIn(staff, token, begun.whole, begun.lasting, begun.started)
    flask.session.clear()
    flask.g.pop("csrf_token", None)


def _by_cookie() -> SignedIn | None:
    try:
        value, seen = _signer().unsign(request.cookies.get(_cookie_name(), ""), return_timestamp=True)
    except BadSignature:
        return None
    token = value.decode()
    found = store.signed_in(session(), _hash(token))
    if found is None:
        return None
    staff, begun = found
    alive = not staff.disabled and still_alive(begun.started, seen, now(), life_of(staff, begun.lasting))
    return SignedIn(staff, token, begun.whole, begun.lasting, begun.started) if alive else None


def _write_cookie(response: Response) -> Response:
    if not was_asked():
        return response
    who = current()
    secure = bool(current_app.config["BEHIND_TLS"])
    if who is not None:
        stamped = _signer().sign(who.token).decode()
        kept = OF_ONES_OWN_DEVICE.idle if who.lasting else None  # else until the browser is closed
        response.set_cookie(_cookie_name(), stamped, max_age=kept, secure=secure, httponly=True, samesite="Lax")
    elif _cookie_name() in request.cookies:
        response.delete_cookie(_cookie_name(), secure=secure, httponly=True, samesite="Lax")
    return response


def _cookie_name() -> str:
    return "__Host-staff" if current_app.config["BEHIND_TLS"] else "staff"


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SECRET_KEY"], salt="staff-session")


def _hash(token: str) -> str:
    """A token has 256 random bits, so that a plain hash is enough to hide it."""
    return hashlib.sha256(token.encode()).hexdigest()
