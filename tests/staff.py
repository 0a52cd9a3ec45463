"""Members of staff for tests: with an account, and signed in without the second that a real sign-in takes."""

from flask import Flask
from flask.testing import FlaskClient
from flask.wrappers import Response
from playwright.sync_api import BrowserContext

from app.accounts import sessions, store
from app.accounts.domain import Role, Staff
from app.accounts.hashing import hashed
from app.accounts.store import StaffAccount
from app.db import session, transaction
from app.kernel.clock import now
from tests.serving import Site

NO_PASSWORD = "none"


def member_of_staff(
    app: Flask,
    email: str = "sam@example.org",
    *roles: Role,
    password: str = "",
    second: str | None = None,
    name: str = "Sam Okafor",
) -> Staff:
    """An open account; without a password nobody can sign in to it by the page, without roles it has every one.

    `second` is the secret of the second factor, which has to be set up where there is none.
    """
    with app.app_context():
        with transaction() as writing:
            kept = hashed(password) if password else NO_PASSWORD
            given = store.kept_roles(roles or Role)
            row = StaffAccount(email=email, name=name, roles=given, password_hash=kept, created=now())
            row.second_secret = second
            writing.add(row)
        account = store.account(session(), email)
        assert account is not None
        return account.staff


def signed_in(app: Flask, staff: Staff) -> FlaskClient:
    """A browser in which that member of staff is signed in."""
    client = app.test_client()
    name, value = _cookie(app, staff)
    client.set_cookie(name, value, secure=app.config["BEHIND_TLS"])
    return client


def sign_in_as(context: BrowserContext, site: Site, *roles: Role | str, name: str = "Olu Officer") -> Staff:
    """Signs a member of staff in to a real browser; whoever has this name and these roles already is the same person.

    Without a role they have every one. How somebody signs in by hand is tests/journeys/test_signing_in.py.
    """
    email = f"{'-'.join([*name.split(), *roles]).lower()}@staff.example.org"
    with site.app.app_context():
        known = store.account(session(), email)
    staff = known.staff if known else member_of_staff(site.app, email, *map(Role, roles), name=name)
    sign_in_account(context, site, staff)
    return staff


def sign_in_account(context: BrowserContext, site: Site, account: Staff) -> None:
    """Signs somebody in to a real browser who has an account."""
    cookie, value = _cookie(site.app, account)
    context.add_cookies([{"name": cookie, "value": value, "url": site.address}])


def _cookie(app: Flask, staff: Staff) -> tuple[str, str]:
    """The cookie of a session that is whole."""
    with app.test_request_context():
        sessions.begin_again(staff)
        response: Response = app.process_response(Response())
    cookie = next(line for line in response.headers.getlist("Set-Cookie") if "staff=" in line)
    name, _, value = cookie.partition(";")[0].partition("=")
    return name, value
