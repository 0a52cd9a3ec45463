"""Single sign-on: whoever the council's sign-in vouches for comes in, and no lie about them opens anything."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.accounts.domain import Role, Staff
from app.kernel.clock import now
from tests import lying_provider
from tests.lying_provider import CLIENT, SECRET, Provider
from tests.serving import free_port
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with lying_provider.serving() as provider:
        yield provider


@pytest.fixture
def app(make_app: Callable[..., Flask], provider: Provider) -> Flask:
    return with_provider(make_app, provider.address)


def with_provider(make_app: Callable[..., Flask], address: str, **settings: str) -> Flask:
    app = make_app(OIDC_ISSUER=address, OIDC_CLIENT_ID=CLIENT, OIDC_CLIENT_SECRET=SECRET, **settings)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def staff(app: Flask, provider: Provider) -> Staff:
    staff = member_of_staff(app, password=PASSWORD, second="JBSWY3DPEHPK3PXP")
    join(app, staff, provider.address, "sam-at-the-council")
    return staff


def join(app: Flask, staff: Staff, issuer: str, subject: str) -> None:
    with app.extensions["engine"].begin() as connection:
        words = "UPDATE staff_accounts SET issuer = :issuer, subject = :subject WHERE id = :id"
        connection.execute(text(words), {"issuer": issuer, "subject": subject, "id": staff.id})


def go(client: FlaskClient, provider: Provider, path: str = "/staff/single-sign-on/") -> str:
    """Goes to the provider, which takes note of the nonce; gives the state."""
    return noted(client.get(path).location, provider)


def noted(address: str, provider: Provider) -> str:
    asked = parse_qs(urlsplit(address).query)
    provider.nonce = asked["nonce"][0]
    return asked["state"][0]


def back(client: FlaskClient, state: str) -> TestResponse:
    return client.get(f"/staff/single-sign-on/back?code=abc&state={state}")


def is_in(client: FlaskClient) -> bool:
    return client.get("/staff/").status_code == 200


def test_whoever_is_joined_comes_in_with_the_second_factor_of_the_provider(
    client: FlaskClient, staff: Staff, provider: Provider
) -> None:
    assert back(client, go(client, provider)).status_code == 303
    assert is_in(client)


def test_without_a_second_factor_there_one_is_asked_for_here(
    client: FlaskClient, staff: Staff, provider: Provider
) -> None:
    provider.changes = {"amr": ["pwd"]}
    assert back(client, go(client, provider)).location == "/staff/sign-in/code"
    assert not is_in(client)


def test_a_council_may_say_that_there_always_is_one(make_app: Callable[..., Flask], provider: Provider) -> None:
    app = with_provider(make_app, provider.address, OIDC_SECOND_STEP="provider")
    join(app, member_of_staff(app), provider.address, "sam-at-the-council")
    provider.changes = {"amr": None}
    client = app.test_client()
    back(client, go(client, provider))
    assert is_in(client)


LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "x"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://login.evil.example"},
    "another tenant": {"iss": "https://login.microsoftonline.com/other/v2.0", "tid": "other"},
    "for another service": {"aud": "somebody-else"},
    "for several services, handed to another": {"aud": [CLIENT, "other"], "azp": "other"},
    "for several services, handed to nobody": {"aud": [CLIENT, "other"]},
    "ended": {"exp": 1},
    "no end": {"exp": None},
    "no beginning": {"iat": None},
    "from tomorrow": {"iat": int((now() + timedelta(days=1)).timestamp())},
    "nobody": {"sub": None},
    "another subject with an administrator's address": {
        "sub": "eve",
        "email": "sam@example.org",
        "email_verified": True,
    },
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_lies_opens_nothing(client: FlaskClient, staff: Staff, provider: Provider, lie: str) -> None:
    provider.changes = LIES[lie]
    assert back(client, go(client, provider)).status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize(
    "sign", ["unsigned", "signed_with_our_secret", "signed_with_the_public_key", "signed_by_somebody_else"]
)
@pytest.mark.filterwarnings("ignore:.*key.*:UserWarning", "ignore::joserfc.errors.SecurityWarning")
def test_a_token_that_the_provider_did_not_sign_opens_nothing(
    client: FlaskClient, staff: Staff, provider: Provider, sign: str
) -> None:
    provider.sign = getattr(provider, sign)
    assert back(client, go(client, provider)).status_code == 422
    assert not is_in(client)


def test_another_state_opens_nothing_and_uses_the_attempt_up(
    client: FlaskClient, staff: Staff, provider: Provider
) -> None:
    state = go(client, provider)
    assert [back(client, "x").status_code, back(client, state).status_code] == [422, 422]
    assert not is_in(client)


def test_an_answer_that_was_begun_in_another_browser_opens_nothing(
    app: Flask, staff: Staff, provider: Provider
) -> None:
    thief, victim = app.test_client(), app.test_client()
    state = go(thief, provider)
    assert back(victim, state).status_code == 422
    assert not is_in(victim)


def test_a_closed_account_stays_closed(app: Flask, client: FlaskClient, staff: Staff, provider: Provider) -> None:
    app.test_cli_runner().invoke(args=["accounts", "disable", staff.email])
    assert back(client, go(client, provider)).status_code == 422


def test_an_invitation_joins_an_account_once(app: Flask, client: FlaskClient, provider: Provider) -> None:
    administrator = signed_in(app, member_of_staff(app, "ada@example.org", Role.ADMINISTRATOR))
    data = {"email": "new@example.org", "name": "Nia", "roles": ["triage"]}
    assert administrator.post("/staff/accounts/invite", data=data).status_code == 303
    app.test_cli_runner().invoke(args=["worker", "--once"])
    (letter,) = (app.config["DATA_DIR"] / "mail").iterdir()
    token = letter.read_text().replace("=\n", "").partition("/staff/link/")[2].split()[0]
    assert "single-sign-on" in client.get(f"/staff/link/{token}").text
    for subject, status in (("nia", 303), ("eve", 422)):
        browser = app.test_client()
        provider.changes = {"sub": subject}
        state = go(browser, provider, f"/staff/single-sign-on/?invitation={token}")
        assert back(browser, state).status_code == status
        assert is_in(browser) is (status == 303)


def test_somebody_joins_their_own_account_with_their_password(app: Flask, provider: Provider) -> None:
    own = signed_in(app, member_of_staff(app, password=PASSWORD))
    assert own.post("/staff/single-sign-on/join", data={"old_password": "wrong"}).status_code == 422
    page = own.post("/staff/single-sign-on/join", data={"old_password": PASSWORD}).text
    address = page.partition(f'href="{provider.address}')[2].partition('"')[0].replace("&amp;", "&")
    assert back(own, noted(address, provider)).location == "/staff/account/"
    client = app.test_client()
    back(client, go(client, provider))
    assert is_in(client)


def test_whoever_is_signed_in_and_only_passes_by_is_joined_to_nothing(app: Flask, provider: Provider) -> None:
    own = signed_in(app, member_of_staff(app, password=PASSWORD))
    assert back(own, go(own, provider)).status_code == 422


def test_a_provider_that_is_away_is_said_plainly(client: FlaskClient, staff: Staff, provider: Provider) -> None:
    state = go(client, provider)
    provider.down = True
    assert "does not answer" in back(client, state).text
    assert "does not answer" in client.get("/staff/single-sign-on/").text


def test_without_the_setting_there_is_no_such_page(make_app: Callable[..., Flask]) -> None:
    client = make_app().test_client()
    assert client.get("/staff/single-sign-on/").status_code == 404
    assert client.get("/staff/single-sign-on/back?code=x&state=y").status_code == 404
    assert "single-sign-on" not in client.get("/staff/sign-in").text


@pytest.fixture
def real_provider() -> Iterator[str]:
    """A provider by other hands, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait()


def test_a_provider_by_other_hands_is_understood(make_app: Callable[..., Flask], real_provider: str) -> None:
    app = with_provider(make_app, real_provider, OIDC_SECOND_STEP="provider")
    join(app, member_of_staff(app), real_provider, "sam-at-the-council")
    for subject, comes_in in (("sam-at-the-council", True), ("eve", False)):
        client = app.test_client()
        there = client.get("/staff/single-sign-on/").location
        here = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=10).headers["Location"]
        answer = client.get(here.removeprefix(app.config["PUBLIC_URL"]))
        assert (answer.status_code == 303) is comes_in
        assert is_in(client) is comes_in
