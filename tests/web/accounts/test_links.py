"""Invitations and lost passwords: a link that works once and for a while, and answers that tell nobody anything."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.accounts.domain import Role, Staff
from app.accounts.second_factor import code_now
from app.db import session
from app.kernel.clock import now
from tests.staff import member_of_staff, signed_in

PASSWORD = "purple kettle rain"
NEW = "copper window storm"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def staff(app: Flask) -> Staff:
    return member_of_staff(app, password=PASSWORD, second=SECRET)


@pytest.fixture
def administrator(app: Flask) -> FlaskClient:
    return signed_in(app, member_of_staff(app, "ada@example.org", Role.ADMINISTRATOR))


def invite(administrator: FlaskClient, email: str = "new@example.org") -> int:
    data = {"email": email, "name": "Nia Bell", "roles": ["triage", "adviser"]}
    return administrator.post("/staff/accounts/invite", data=data).status_code


def letters(app: Flask) -> list[tuple[str, str]]:
    """To whom letters go, and what they say, once the worker has been round: to write them, and to send them."""
    for _ in range(2):
        assert app.test_cli_runner().invoke(args=["worker", "--once"]).exit_code == 0
    folder = app.config["DATA_DIR"] / "mail"
    found = [file.read_text() for file in sorted(folder.iterdir())] if folder.exists() else []
    return [(re.search(r"^To: (\S+)", letter, re.M)[1], letter) for letter in found]  # type: ignore[index]


def link_in(app: Flask) -> str:
    (letter,) = [words for _, words in letters(app)]
    return re.search(r"/staff/link/[\w-]+", letter.replace("=\n", ""))[0]  # type: ignore[index]


def lose(client: FlaskClient, email: str = "sam@example.org", address: str = "192.0.2.1") -> int:
    environ = {"REMOTE_ADDR": address}
    return client.post("/staff/lost-password", data={"email": email}, environ_overrides=environ).status_code


def test_whoever_is_invited_chooses_a_password_and_sets_up_the_second_step(
    app: Flask, client: FlaskClient, administrator: FlaskClient
) -> None:
    assert invite(administrator) == 303
    link = link_in(app)
    assert "Welcome, Nia Bell" in client.get(link).text
    assert client.post(link, data={"new_password": NEW}).location == "/staff/second-step/"
    assert client.get("/staff/referrals/").location == "/staff/second-step/"


def test_an_invitation_holds_no_password_and_opens_nothing_before_it_is_taken_up(
    app: Flask, client: FlaskClient, administrator: FlaskClient
) -> None:
    invite(administrator)
    ((to, words),) = letters(app)
    assert to == "new@example.org"
    assert "password:" not in words.lower()
    assert client.post("/staff/sign-in", data={"email": to, "password": "none"}).status_code == 422


@pytest.mark.parametrize("purpose", ["invitation", "lost password"])
def test_a_link_works_once_and_opening_it_uses_nothing_up(
    app: Flask, client: FlaskClient, administrator: FlaskClient, staff: Staff, purpose: str
) -> None:
    assert (invite(administrator) if purpose == "invitation" else lose(client)) == 303
    link = link_in(app)
    assert [client.get(link).status_code for _ in range(2)] == [200, 200]
    assert [client.post(link, data={"new_password": NEW}).status_code for _ in range(2)] == [303, 404]
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    ("purpose", "life"), [("invitation", timedelta(days=7)), ("lost password", timedelta(hours=1))]
)
def test_a_link_works_for_its_time_and_no_longer(
    app: Flask, client: FlaskClient, administrator: FlaskClient, staff: Staff, purpose: str, life: timedelta
) -> None:
    with time_machine.travel(now(), tick=False) as clock:
        assert (invite(administrator) if purpose == "invitation" else lose(client)) == 303
        link = link_in(app)
        clock.shift(life - timedelta(seconds=1))
        assert client.get(link).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert client.post(link, data={"new_password": NEW}).status_code == 404


def test_a_lost_password_still_leaves_the_second_step(app: Flask, client: FlaskClient, staff: Staff) -> None:
    lose(client)
    assert client.post(link_in(app), data={"new_password": NEW}).location == "/staff/sign-in/code"
    assert client.get("/staff/").location == "/staff/sign-in/code"
    assert client.post("/staff/sign-in/code", data={"code": code_now(SECRET)}).status_code == 303


def test_a_new_password_by_a_link_ends_every_session(app: Flask, client: FlaskClient, staff: Staff) -> None:
    other = signed_in(app, staff)
    lose(client)
    client.post(link_in(app), data={"new_password": NEW})
    assert other.get("/staff/").status_code == 303
    assert client.post("/staff/sign-in", data={"email": staff.email, "password": PASSWORD}).status_code == 422


def test_a_weak_password_is_refused_and_the_link_still_works(app: Flask, client: FlaskClient, staff: Staff) -> None:
    lose(client)
    link = link_in(app)
    assert client.post(link, data={"new_password": "password1234"}).status_code == 422
    assert client.post(link, data={"new_password": NEW}).status_code == 303


def test_a_known_an_unknown_and_a_closed_address_get_the_same_answer(
    app: Flask, client: FlaskClient, staff: Staff
) -> None:
    closed = member_of_staff(app, "eve@example.org")
    app.test_cli_runner().invoke(args=["accounts", "disable", closed.email])
    answers = []
    for email in (staff.email, "nobody@example.org", closed.email):
        answer = client.post("/staff/lost-password", data={"email": email})
        answers.append((answer.status_code, answer.text, sorted(answer.headers.items())))
    assert answers[0] == answers[1] == answers[2]
    assert [to for to, _ in letters(app)] == [staff.email]


def test_what_was_typed_is_written_nowhere(app: Flask, client: FlaskClient) -> None:
    lose(client, "nobody-here@example.org")
    with app.app_context():
        names = session().execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        rows = "".join(str(session().execute(text(f'SELECT * FROM "{name}"')).all()) for name in names)
    assert "nobody-here" not in rows


def test_nobody_is_pestered_with_letters(app: Flask, client: FlaskClient, staff: Staff) -> None:
    assert [lose(client, address=f"192.0.2.{place}") for place in range(4)] == [303, 303, 303, 429]
    unknown = [lose(client, "nobody@example.org", address=f"198.51.100.{place}") for place in range(4)]
    assert unknown == [303, 303, 303, 429]


def test_the_link_stands_on_the_configured_host(app: Flask, client: FlaskClient, staff: Staff) -> None:
    client.post("/staff/lost-password", data={"email": staff.email}, headers={"Host": "evil.example"})
    assert "evil.example" not in letters(app)[0][1]


def test_the_store_holds_no_link_that_works(app: Flask, client: FlaskClient, staff: Staff) -> None:
    lose(client)
    token = link_in(app).rpartition("/")[2]
    with app.app_context():
        assert token not in str(session().execute(text("SELECT * FROM staff_links")).all())
