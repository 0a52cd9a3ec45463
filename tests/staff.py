"""Members of staff for tests: with an account, and signed in without the second that a real sign-in takes."""

from flask import Flask
from flask.testing import FlaskClient
from flask.wrappers import Response

from app.accounts import sessions, store
from app.accounts.domain import Role, Staff
from app.accounts.hashing import hashed
from app.accounts.store import StaffAccount
from app.db import session, transaction
from app.kernel.clock import now

NO_PASSWORD = "none"


def member_of_staff(app: Flask, email: str = "sam@example.org", *roles: Role, password: str = "") -> Staff:
    """An open account; without a password nobody can sign in to it by the page, without roles it has every one."""
    with app.app_context():
        with transaction() as writing:
            kept = hashed(password) if password else NO_PASSWORD
            given = store.kept_roles(roles or Role)
            row = StaffAccount(email=email, name="Sam Okafor", roles=given, password_hash=kept, created=now())
            writing.add(row)
        account = store.account(session(), email)
        assert account is not None
        return account.staff


def signed_in(app: Flask, staff: Staff) -> FlaskClient:
    """A browser in which that member of staff is signed in."""
    client = app.test_client()
    with app.test_request_context():
        sessions.begin_again(staff)
        response: Response = app.process_response(Response())
    cookie = next(line for line in response.headers.getlist("Set-Cookie") if "staff=" in line)
    name, _, value = cookie.partition(";")[0].partition("=")
    client.set_cookie(name, value, secure=app.config["BEHIND_TLS"])
    return client
