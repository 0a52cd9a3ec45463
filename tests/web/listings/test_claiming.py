"""Claiming a listing: nobody gets a page who has not shown that it is theirs, and whoever has gets it."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.store import AuditEvent
from app.config import ROOT
from app.db import session
from app.messages.store import OutboxMessage
from app.publishing import api as publishing
from app.publishing.domain import Page
from tests.mailed import letters, links, somebody
from tests.staff import member_of_staff, signed_in

LUNCH = "/your-pages/claims/feed/lunch"
REFUGE = "/your-pages/claims/feed/refuge"
DANA = "dana@example.org"
HOME = {
    "id": "refuge",
    "name": "Willow refuge",
    "email": "hello@willow.example.org",
    "service_at_locations": [
        {
            "id": "at9",
            "location": {
                "id": "loc9",
                "addresses": [
                    {"id": "a9", "address_1": "9 Hidden Lane", "city": "Stockton-on-Tees", "postal_code": "TS18 1AU"}
                ],
            },
        }
    ],
}


@pytest.fixture
def listed(app: Flask) -> Flask:
    """The application with four listings."""
    feed = json.loads((ROOT / "tests/fixtures/feeds/small.json").read_text())
    file = app.config["DATA_DIR"] / "feed.json"
    file.write_text(json.dumps([*feed["contents"], HOME]))
    result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
    assert result.exit_code == 0, result.output
    return app


@pytest.fixture
def dana(listed: Flask) -> FlaskClient:
    """Somebody who has signed in."""
    return signed_in(listed, somebody(listed))


@pytest.fixture
def officer(listed: Flask) -> FlaskClient:
    return signed_in(listed, member_of_staff(listed, "olu@staff.example.org", Role.DIRECTORY_EDITOR))


def claim(client: FlaskClient, way: str, address: str = LUNCH) -> str:
    """Claims a listing, and gives the address of the claim."""
    answer = client.post(address, data={"way": way, "words": "I run it"})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def pages(app: Flask, email: str = DANA) -> list[Page]:
    """The pages that somebody keeps."""
    with app.app_context():
        return list(publishing.pages_of(session(), somebody_id(app, email)))


def somebody_id(app: Flask, email: str) -> int:
    return somebody(app, email).id


def code_in_letter(app: Flask) -> str:
    with app.app_context():
        bodies = [row.body for row in session().scalars(select(OutboxMessage)) if row.channel == "letter"]
    return re.search(r"[0-9A-Z]{4} [0-9A-Z]{4}", bodies[-1].partition("this code")[2])[0]  # type: ignore[index]


def wrong(code: str) -> str:
    return f"{'0' if code[0] != '0' else '1'}{code[1:]}"


def test_whoever_reads_the_address_of_the_listing_gives_the_page(
    listed: Flask, client: FlaskClient, dana: FlaskClient
) -> None:
    claim(dana, "mail")
    ((to, words),) = [letter for letter in letters(listed) if "/groups/confirm/" in letter[1]]
    assert to == "hello@lunch.example.org"
    assert DANA in words
    assert client.post(links(listed, r"/groups/confirm/\w+")[0], data={"answer": "yes"}).status_code == 200
    (page,) = pages(listed)
    assert (page.title, page.is_public) == ("Thursday lunch club", True)
    assert DANA in [to for to, _ in letters(listed)]


def test_a_scanner_that_opens_and_presses_says_nothing_for_the_group(
    listed: Flask, client: FlaskClient, dana: FlaskClient
) -> None:
    claim(dana, "mail")
    (link,) = links(listed, r"/groups/confirm/\w+")
    assert [client.get(link).status_code, client.post(link).status_code, client.get(link).status_code] == [
        200,
        422,
        200,
    ]
    assert pages(listed) == []


def test_when_the_group_says_no_nobody_gets_the_page_and_the_link_is_used_up(
    listed: Flask, client: FlaskClient, dana: FlaskClient
) -> None:
    shown = claim(dana, "mail")
    (link,) = links(listed, r"/groups/confirm/\w+")
    client.post(link, data={"answer": "no"})
    assert client.post(link, data={"answer": "yes"}).status_code == 404
    assert pages(listed) == []
    assert "do not know you" in dana.get(shown).text


def test_nobody_learns_the_address_of_a_listing_by_claiming_it(listed: Flask, dana: FlaskClient) -> None:
    offered, shown = dana.get(LUNCH).text, dana.get(claim(dana, "mail")).text
    assert "h…@lunch.example.org" in offered
    assert "hello@lunch" not in offered + shown


def test_whoever_signs_in_by_the_address_of_the_listing_has_shown_it_already(listed: Flask) -> None:
    own = signed_in(listed, somebody(listed, "hello@lunch.example.org", "Ann"))
    claim(own, "mail")
    assert [page.title for page in pages(listed, "hello@lunch.example.org")] == ["Thursday lunch club"]


def test_a_code_that_came_by_post_gives_the_page(listed: Flask, dana: FlaskClient) -> None:
    shown = claim(dana, "post")
    code = code_in_letter(listed)
    assert dana.post(f"{shown}/code", data={"code": code.lower().replace(" ", "-")}).status_code == 303
    assert len(pages(listed)) == 1


def test_five_wrong_codes_end_a_claim(listed: Flask, dana: FlaskClient) -> None:
    shown = claim(dana, "post")
    code = code_in_letter(listed)
    tries = [dana.post(f"{shown}/code", data={"code": wrong(code)}).status_code for _ in range(5)]
    assert tries == [422] * 5
    assert dana.post(f"{shown}/code", data={"code": code}).status_code == 422
    assert pages(listed) == []


def test_a_code_opens_only_the_claim_that_it_was_made_for(listed: Flask, dana: FlaskClient) -> None:
    claim(dana, "post")
    code = code_in_letter(listed)
    eve = signed_in(listed, somebody(listed, "eve@example.org", "Eve"))
    assert eve.post(f"{claim(eve, 'telephone')}/code", data={"code": code}).status_code == 422


def test_no_letter_goes_to_an_address_that_is_kept_back(listed: Flask, dana: FlaskClient) -> None:
    offered = dana.get(REFUGE).text
    assert 'value="post"' not in offered
    assert "Hidden Lane" not in offered
    assert dana.post(REFUGE, data={"way": "post", "words": "Mine"}).status_code == 422


def test_staff_ring_the_listed_number_and_the_code_that_they_read_out_gives_the_page(
    listed: Flask, dana: FlaskClient, officer: FlaskClient
) -> None:
    shown = claim(dana, "telephone")
    waits = officer.get("/staff/pages/claims/").text
    assert "Ring 01632 960123" in waits
    assert "to do" in waits
    ringing = officer.post(f"/staff/pages/claims/{shown.rpartition('/')[2]}/ring").text
    code = re.search(r"[0-9A-Z]{4} [0-9A-Z]{4}(?=</strong>)", ringing)[0]  # type: ignore[index]
    assert "Nobody waits" in officer.get("/staff/pages/claims/").text
    assert dana.post(f"{shown}/code", data={"code": code}).status_code == 303
    assert len(pages(listed)) == 1


def test_of_two_who_decide_one_does_and_the_other_is_told(
    listed: Flask, dana: FlaskClient, officer: FlaskClient
) -> None:
    waiting = f"/staff/pages/claims/{claim(dana, 'staff').rpartition('/')[2]}"
    assert officer.post(f"{waiting}/grant").status_code == 303
    late = officer.post(f"{waiting}/refuse", data={"reason": "Canary reason"})
    assert late.status_code == 409
    assert len(pages(listed)) == 1


def test_a_refusal_reaches_whoever_asked_with_its_reason(
    listed: Flask, dana: FlaskClient, officer: FlaskClient
) -> None:
    waiting = f"/staff/pages/claims/{claim(dana, 'staff').rpartition('/')[2]}"
    assert officer.post(f"{waiting}/refuse", data={"reason": ""}).status_code == 422
    officer.post(f"{waiting}/refuse", data={"reason": "The club does not know you."})
    assert [("The club does not know you." in words) for to, words in letters(listed) if to == DANA] == [True]


def test_what_somebody_keeps_already_is_asked_of_them_or_of_the_council(listed: Flask, dana: FlaskClient) -> None:
    own = signed_in(listed, somebody(listed, "hello@lunch.example.org", "Ann"))
    claim(own, "mail")
    offered = dana.get(LUNCH).text
    assert re.findall(r'name="way" type="radio" value="(\w+)"', offered) == ["staff"]
    assert dana.post(LUNCH, data={"way": "post", "words": "Mine"}).status_code == 422
    assert dana.post(f"{LUNCH}/ask").location == "/your-pages/claims/asked"
    told = [words for to, words in letters(listed) if to == "hello@lunch.example.org" and DANA in words]
    assert len(told) == 1


def test_no_group_is_pestered(listed: Flask) -> None:
    people = [signed_in(listed, somebody(listed, f"p{n}@example.org", "P")) for n in range(4)]
    answers = [who.post(LUNCH, data={"way": "mail", "words": "Mine"}).status_code for who in people]
    assert answers == [303, 303, 303, 429]


def test_whoever_finds_their_group_is_led_on_whatever_else_they_keep(listed: Flask, client: FlaskClient) -> None:
    assert "Thursday lunch club" in client.get("/groups/?name=lunch").text
    assert client.post("/groups/begin", data={"listing": "feed/lunch"}).location == LUNCH
    assistant = signed_in(listed, somebody(listed, "pat@example.org", "Pat", Role.PA))
    assert assistant.get(LUNCH).status_code == 404
    assistant.post("/groups/begin", data={"listing": "feed/lunch"})
    assert assistant.get(LUNCH).status_code == 200


def test_a_group_that_is_not_there_is_added_once_it_is_none_of_those_alike(listed: Flask, dana: FlaskClient) -> None:
    assert "Thursday lunch club" in dana.post("/your-pages/claims/new", data={"name": "Lunch club"}).text
    assert pages(listed) == []
    answer = dana.post("/your-pages/claims/new", data={"name": "Lunch club", "different": "y"})
    (page,) = pages(listed)
    assert (str(page.id) in answer.location, page.is_public) == (True, False)


def test_each_deed_of_a_claim_stands_in_the_audit(listed: Flask, dana: FlaskClient, officer: FlaskClient) -> None:
    waiting = f"/staff/pages/claims/{claim(dana, 'staff').rpartition('/')[2]}"
    officer.get(waiting)
    officer.post(f"{waiting}/grant")
    with listed.app_context():
        told = session().scalars(
            select(AuditEvent.action).where(AuditEvent.kind == "claim").order_by(AuditEvent.number)
        )
        assert list(told) == ["claim.begun", "claim.read", "claim.granted"]
