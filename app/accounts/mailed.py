"""Signing in by a link in an e-mail: asking for it, opening it, and what keeps it from serving anybody else.

The link alone opens nothing. It works in the browser that asked for it, which holds a cookie; anywhere else whoever
holds it must type the code that the asking page shows, so that a letter which was forwarded gives no account away.
"""

import hashlib
import hmac
import json
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from cryptography.fernet import InvalidToken
from flask import Response, after_this_request, current_app, request
from sqlalchemy.orm import Session

from app import db
from app.accounts import goals, mailed_store, of_the_public, sessions, store, wording
from app.accounts.domain import LIFE_OF_A_MAILED_SIGN_IN, Staff, sign_in_name
from app.accounts.mailed_store import Asking
from app.audit import api as audit
from app.audit.domain import ANYONE, SERVICE
from app.db import session, transaction
from app.kernel.clock import now
from app.kernel.link_token import hash_of, new_token
from app.messages import api as messages
from app.messages.domain import Chore
from app.web.addresses import public_address

DIGITS = 6


@dataclass(frozen=True)
class Browser:
    """What a browser that asks is given to keep: a secret of its own, and the address that was typed in it."""

    secret: str
    email: str

    @classmethod
    def asking(cls, email: str) -> "Browser":
        return cls(secrets.token_urlsafe(32), sign_in_name(email))

    @classmethod
    def kept(cls, cookie: str) -> "Browser | None":
        """What a cookie holds, if we made it and it has not ended."""
        try:
            whole = db.keyring().decrypt(cookie.encode(), ttl=int(LIFE_OF_A_MAILED_SIGN_IN.total_seconds()))
            secret, email = json.loads(whole)
        except (InvalidToken, ValueError, UnicodeError):
            return None
        return cls(secret, email)

    @property
    def cookie(self) -> str:
        """As it is kept: sealed, since other people may sit down at the same computer."""
        return db.sealed(json.dumps([self.secret, self.email])).decode()

    @property
    def hash(self) -> str:
        """By which it is known to us."""
        return _hash(self.secret)

    @property
    def code(self) -> str:
        """What the asking page shows, for a link that is opened elsewhere."""
        return _code(self.hash)


@dataclass(frozen=True)
class OpenLink:
    """A link that works. `staff` is whose it is, None for somebody whose account is opened by using it."""

    asking: Asking
    staff: Staff | None


def ask(writing: Session, email: str, goal: str) -> None:
    """Notes that somebody wants to sign in, and gives this browser what it needs for the link that the worker sends.

    For an address that nobody has, the same is done and written, so that neither answer nor time tells.
    """
    browser = Browser.asking(email)
    after_this_request(partial(_kept_in, browser))
    staff_id = store.id_of(writing, browser.email)
    mailed_store.note(writing, browser.email, goal, goals.role_at(goal), browser.hash, now())
    about = "unknown" if staff_id is None else staff_id
    audit.record(writing, actor=ANYONE, action="staff.sign-in-asked", kind="staff", about=about)


def browser() -> Browser | None:
    """What this browser holds, if it asked for a link within the last half hour."""
    return Browser.kept(request.cookies.get(_cookie_name(), ""))


def opened(token: str) -> OpenLink | None:
    """What a link opens, while it works."""
    return _open(session(), mailed_store.by_link(session(), hash_of(token)))


def is_right(link: OpenLink, code: str) -> bool:
    """Whether that is the code which the asking page shows."""
    return hmac.compare_digest(_code(link.asking.asked_by), re.sub(r"[^0-9]", "", code)[: DIGITS + 1])


def use(token: str, name: str, lasting: bool) -> Staff | None:
    """Uses the link up and signs this browser in; None when it was too late.

    `name` is what somebody is called who had no account. Whoever asked for a page of another role has it from now on.
    """
    with transaction() as writing:
        link = _open(writing, mailed_store.take(writing, hash_of(token)))
        if link is None:
            return None
        staff = _account(writing, link, name)
    sessions.begin_of_the_public(staff, lasting)
    return staff


def end(token: str) -> None:
    """Ends a link for which codes were guessed."""
    with transaction() as writing:
        mailed_store.take(writing, hash_of(token))


def chores() -> tuple[Chore, ...]:
    """Writes to whoever asked, and forgets the links that ended."""
    return (
        Chore("answer who asks to sign in", timedelta(seconds=2), _answer),
        Chore("forget old links to sign in", timedelta(minutes=10), _forget),
    )


def _kept_in(browser: Browser, answer: Response) -> Response:
    secure, life = bool(current_app.config["BEHIND_TLS"]), LIFE_OF_A_MAILED_SIGN_IN
    answer.set_cookie(_cookie_name(), browser.cookie, max_age=life, secure=secure, httponly=True, samesite="Lax")
    return answer


def _cookie_name() -> str:
    return "__Host-asked" if current_app.config["BEHIND_TLS"] else "asked"


def _account(writing: Session, link: OpenLink, name: str) -> Staff:
    role, staff = link.asking.role, link.staff
    if staff is None:
        assert role is not None
        return of_the_public.account_for(writing, link.asking.email, name, role)
    return staff if role is None else of_the_public.add_role(writing, staff, role)


def _open(reading: Session, asking: Asking | None) -> OpenLink | None:
    if asking is None or not asking.is_open(now()):
        return None
    known = store.account(reading, asking.email)
    if known is None:
        return OpenLink(asking, None) if asking.role else None
    return OpenLink(asking, known.staff) if known.staff.is_of_the_public and not known.staff.disabled else None


def _answer() -> None:
    with transaction() as writing:
        for asking in mailed_store.unanswered(writing):
            known = store.account(writing, asking.email)
            which = wording.answer_to(None if known is None else known.staff, asking.role)
            _send(writing, asking, which)
            about = "unknown" if known is None else known.staff.id
            audit.record(writing, actor=SERVICE, action="staff.link-sent", kind="staff", about=about)


def _send(writing: Session, asking: Asking, which: wording.Answer) -> None:
    token = new_token()
    address = public_address(f"/your-pages/link/{token}" if which.has_a_link else which.leads_to)
    subject, body = wording.letter_about_signing_in(which, address)
    messages.enqueue(writing, to=asking.email, subject=subject, body=body)
    if which.has_a_link:
        mailed_store.keep_link(writing, asking.id, hash_of(token))
    else:
        mailed_store.forget(writing, asking.id)


def _forget() -> None:
    with transaction() as writing:
        mailed_store.sweep(writing, now())


def _code(asked_by: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    made = hmac.new(secret, f"code of a mailed sign-in\0{asked_by}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(made[:8]) % 10**DIGITS:0{DIGITS}}"


def _hash(secret: str) -> str:
    """A secret has 256 random bits, so that a plain hash is enough to hide it."""
    return hashlib.sha256(secret.encode()).hexdigest()
