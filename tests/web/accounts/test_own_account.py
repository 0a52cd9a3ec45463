"""One's own account: which browsers are signed in, and how to end what is in wrong hands."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.domain import Staff, browser_in_words
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"


@pytest.fixture
def staff(app: Flask) -> Staff:
    return member_of_staff(app, password=PASSWORD, second="JBSWY3DPEHPK3PXP")


def sessions_on(client: FlaskClient) -> list[str]:
    """The other sessions that the page offers to end."""
    return re.findall(r'name="session" value="([^"]+)"', client.get("/staff/account/").text)


def is_in(client: FlaskClient) -> bool:
    return client.get("/staff/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18) AppleWebKit Version/18 Mobile Safari", "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; CrOS x86_64) AppleWebKit Chrome/140 Safari", "Chrome on a Chromebook"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_in_plain_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words


def test_one_browser_is_ended_from_another(app: Flask, staff: Staff) -> None:
    here, there = signed_in(app, staff), signed_in(app, staff)
    (other,) = sessions_on(here)
    assert here.post("/staff/account/sessions/end", data={"session": other}).status_code == 303
    assert (is_in(here), is_in(there)) == (True, False)


def test_all_others_are_ended_at_once(app: Flask, staff: Staff) -> None:
    here, there, elsewhere = (signed_in(app, staff) for _ in range(3))
    here.post("/staff/account/sessions/end-others")
    assert [is_in(each) for each in (here, there, elsewhere)] == [True, False, False]


def test_nobody_ends_somebody_elses_session(app: Flask, staff: Staff) -> None:
    ada = member_of_staff(app, "ada@example.org")
    one, other, sams = signed_in(app, ada), signed_in(app, ada), signed_in(app, staff)
    (hers,) = sessions_on(one)
    sams.post("/staff/account/sessions/end", data={"session": hers})
    sams.post("/staff/account/sessions/end-others")
    assert is_in(one)
    assert is_in(other)


def test_new_recovery_codes_want_the_password(app: Flask, staff: Staff) -> None:
    client = signed_in(app, staff)
    assert client.post("/staff/account/recovery-codes", data={"old_password": "wrong"}).status_code == 422
    page = client.post("/staff/account/recovery-codes", data={"old_password": PASSWORD}).text
    assert len(re.findall(r'careway-key">([0-9A-Z ]{14})<', page)) == 10
    assert "10 recovery codes are left" in client.get("/staff/account/").text
