"""Signing in by a link in an e-mail: it serves whoever asked for it, once, for a while, and nobody else."""

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from app.accounts.domain import OF_A_VISIT, OF_ONES_OWN_DEVICE, Life, Role
from app.db import session
from app.kernel.clock import now
from tests.mailed import asks, comes_in, letters, links, somebody
from tests.staff import member_of_staff, signed_in

DANA = "dana@example.org"
ACCOUNT = "/your-pages/account/"


def code_on(client: FlaskClient) -> str:
    page = client.get("/your-pages/sign-in/sent").text
    return "".join(re.search(r"panel__reference\">(\d{3}) (\d{3})<", page).groups())  # type: ignore[union-attr]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def is_in(client: FlaskClient) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_a_link_signs_in_the_browser_that_asked_and_leads_where_it_was_going(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    assert client.get(ACCOUNT).location == "/your-pages/sign-in?next=/your-pages/account/"
    assert comes_in(app, client, "Dana@Example.org", ACCOUNT) == ACCOUNT
    assert "Dana Wills" in client.get(ACCOUNT).text


def test_a_scanner_that_opens_and_even_presses_leaves_the_link_working(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    asks(client, DANA)
    (link,) = links(app)
    scanner = app.test_client()
    for _ in range(6):
        assert scanner.get(link).status_code == 200
        assert scanner.post(link).status_code == 422
    assert not is_in(scanner)
    assert client.post(link).status_code == 303


def test_a_link_works_once(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    asks(client, DANA)
    (link,) = links(app)
    assert [client.post(link).status_code for _ in range(2)] == [303, 404]


def test_a_link_works_for_half_an_hour_and_no_longer(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    with time_machine.travel(now(), tick=False) as clock:
        asks(client, DANA)
        (link,) = links(app)
        clock.shift(timedelta(minutes=30) - timedelta(seconds=1))
        assert client.get(link).status_code == 200
        clock.shift(timedelta(seconds=1))
        assert [client.get(link).status_code, client.post(link).status_code] == [404, 404]


def test_a_forwarded_link_gives_nobody_the_account_without_the_code(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    asks(client, DANA)
    (link,) = links(app)
    other = app.test_client()
    assert "in another browser" in other.get(link).text
    assert other.post(link, data={"code": wrong(code_on(client))}).status_code == 422
    assert not is_in(other)


def test_the_code_signs_in_on_another_device(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    asks(client, DANA)
    (link,) = links(app)
    telephone = app.test_client()
    code = code_on(client)
    assert telephone.post(link, data={"code": f"{code[:3]} {code[3:]}"}).status_code == 303
    assert [is_in(telephone), is_in(client)] == [True, False]


def test_five_wrong_codes_end_the_link_for_everybody(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    asks(client, DANA)
    (link,) = links(app)
    code = code_on(client)
    guesser = app.test_client()
    assert [guesser.post(link, data={"code": wrong(code)}).status_code for _ in range(6)] == [422] * 5 + [404]
    assert client.post(link).status_code == 404


def test_a_link_that_was_pasted_with_what_stood_beside_it_works(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    asks(client, DANA)
    assert client.post(f"{links(app)[0]}.>%20").status_code == 303


def test_the_answer_is_the_same_for_everybody_and_only_the_letter_tells(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    member_of_staff(app, "olu@example.org", Role.TRIAGE)
    answers = []
    for email in (DANA, "nobody@example.org", "olu@example.org"):
        answer = client.post("/your-pages/sign-in", data={"email": email})
        answers.append((answer.status_code, answer.text, answer.location))
    assert answers[0] == answers[1] == answers[2]
    written = dict(letters(app))
    assert written.keys() == {DANA, "nobody@example.org", "olu@example.org"}
    assert "/staff/sign-in" in written["olu@example.org"]
    assert [to for to, words in written.items() if "/your-pages/link/" in words] == [DANA]


def test_a_link_that_staff_got_before_they_were_staff_opens_nothing(app: Flask, client: FlaskClient) -> None:
    asks(client, DANA, "/your-pages/claims/")
    (link,) = links(app)
    member_of_staff(app, DANA, Role.TRIAGE)
    assert client.post(link, data={"name": "Dana"}).status_code == 404


def test_whoever_is_new_opens_an_account_by_the_link_and_not_by_asking(app: Flask, client: FlaskClient) -> None:
    asks(client, DANA, "/your-pages/claims/")
    (link,) = links(app)
    with app.app_context():
        assert session().execute(text("SELECT count(*) FROM staff_accounts")).scalar() == 0
    assert client.post(link).status_code == 422
    assert client.post(link, data={"name": "Dana Wills"}).location == "/your-pages/claims/"
    assert "Dana Wills" in client.get(ACCOUNT).text


def test_what_was_typed_stands_nowhere_in_the_open(app: Flask, client: FlaskClient) -> None:
    asks(client, DANA, "/your-pages/claims/")
    (link,) = links(app)
    with app.app_context():
        rows = str(session().execute(text("SELECT * FROM mailed_sign_ins")).all())
    assert DANA not in rows
    assert link.rpartition("/")[2] not in rows


def test_nobody_is_pestered_with_letters(app: Flask) -> None:
    known = [asks(app.test_client(), DANA, address=f"192.0.2.{place}") for place in range(7)]
    assert known == [303] * 6 + [429]


@pytest.mark.parametrize(
    ("ticked", "life"), [({}, OF_A_VISIT), ({"lasting": "y"}, OF_ONES_OWN_DEVICE)], ids=["a visit", "an own device"]
)
def test_a_session_lasts_where_the_device_is_ones_own(
    app: Flask, client: FlaskClient, ticked: dict[str, str], life: Life
) -> None:
    somebody(app)
    with time_machine.travel(now(), tick=False) as clock:
        asks(client, DANA)
        answer = client.post(links(app)[0], data=ticked)
        assert ("Max-Age" in next(line for line in answer.headers.getlist("Set-Cookie") if "staff=" in line)) is bool(
            ticked
        )
        clock.shift(life.idle - timedelta(seconds=2))
        assert is_in(client)
        clock.shift(life.idle)
        assert not is_in(client)


def test_no_session_of_staff_lasts(app: Flask) -> None:
    """Not even one that was begun when its owner was of the public."""
    client = signed_in(app, member_of_staff(app, "olu@example.org", Role.TRIAGE, second="JBSWY3DPEHPK3PXP"))
    with app.app_context():
        session().execute(text("UPDATE staff_sessions SET lasting = true"))
        session().commit()
    with time_machine.travel(now() + timedelta(minutes=31), tick=False):
        assert client.get("/staff/").status_code == 303


def test_signing_out_ends_the_session(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    comes_in(app, client, DANA)
    client.post("/your-pages/sign-out")
    assert not is_in(client)


def test_an_account_of_the_public_opens_nothing_of_the_staffs(app: Flask, client: FlaskClient) -> None:
    somebody(app)
    comes_in(app, client, DANA)
    assert [client.get(path).status_code for path in ("/staff/", "/staff/account/", "/staff/accounts/")] == [404] * 3


def test_nobody_of_the_public_becomes_staff(app: Flask) -> None:
    dana = somebody(app)
    administrator = signed_in(app, member_of_staff(app, "ada@example.org", Role.ADMINISTRATOR))
    answer = administrator.post(f"/staff/accounts/{dana.id}/roles", data={"version": "1", "roles": ["triage"]})
    assert answer.status_code == 422
    assert "with another address" in answer.text


def test_a_form_that_was_sent_after_the_session_ended_waits_in_its_window(app: Flask, client: FlaskClient) -> None:
    page = client.post("/your-pages/account/name", data={"name": "Dana W"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert page.status_code == 403
    assert "Dana W" in page.text
