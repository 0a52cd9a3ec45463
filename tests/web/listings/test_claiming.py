"""Claiming a listing: nobody gets a page who has not shown that it is theirs, and whoever has gets it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.domain import Role
from app.audit.store import AuditEvent
from app.config import Config
from app.db import session
from app.factory import create_app
from app.messages.store import OutboxMessage
from app.publishing import api as publishing
from app.publishing.domain import Page
from tests.conftest import NewDatabase
from tests.mailed import letters, somebody
from tests.staff import member_of_staff, signed_in
from tests.strict_client import StrictClient

REFUGE = "/your-pages/claims/feed/refuge"
NUMBERS = count()


def place(number: int, street: str) -> dict[str, object]:
    address = {"id": f"a{number}", "address_1": f"{number} {street}", "city": "Stockton-on-Tees"}
    location = {"id": f"loc{number}", "addresses": [{**address, "postal_code": "TS18 1AU"}]}
    return {"id": f"at{number}", "location": location}


def club_record(number: int) -> dict[str, object]:
    return {
        "id": f"club{number}",
        "name": f"Lunch club {number}",
        "email": f"hello@club{number}.example.org",
        "contacts": [{"id": f"c{number}", "phones": [{"number": f"01632 9600{number:02}"}]}],
        "service_at_locations": [place(number, "Mill Lane")],
    }


HOME = {"id": "refuge", "name": "Willow refuge", "service_at_locations": [place(99, "Hidden Lane")]}


@pytest.fixture(scope="module")
def listed(
    new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory, compiled_templates: Path
) -> Iterator[Flask]:
    """One application with a listing for each test: to make one takes longer than a test."""
    folder = tmp_path_factory.mktemp("claims")
    (folder / "templates").symlink_to(compiled_templates)
    app = create_app(Config.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": new_database(folder)}))
    app.config["WTF_CSRF_ENABLED"], app.test_client_class = False, StrictClient
    file = folder / "feed.json"
    file.write_text(json.dumps([*map(club_record, range(20)), HOME]))
    result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
    assert result.exit_code == 0, result.output
    yield app
    app.extensions["engine"].dispose()


@dataclass(frozen=True)
class Club:
    """A listing that no other test has touched, and Dana, who claims it."""

    app: Flask
    number: int

    @property
    def address(self) -> str:
        """Where it is claimed."""
        return f"/your-pages/claims/feed/club{self.number}"

    @property
    def email(self) -> str:
        return f"hello@club{self.number}.example.org"

    @property
    def dana(self) -> str:
        return f"dana{self.number}@example.org"

    def pages(self, email: str = "") -> list[Page]:
        """The pages that Dana keeps, or whoever has that address."""
        with self.app.app_context():
            return list(publishing.pages_of(session(), somebody(self.app, email or self.dana).id))

    def letters(self, to: str = "") -> list[str]:
        """What came to the club, or to somebody else."""
        return [words for who, words in letters(self.app) if who == (to or self.email)]

    def link(self) -> str:
        """The link by which the club confirms a claim."""
        (found,) = filter(None, (re.search(r"/groups/confirm/\w+", words) for words in self.letters()))
        return found[0]


@pytest.fixture
def club(listed: Flask) -> Club:
    return Club(listed, next(NUMBERS))


@pytest.fixture
def client(listed: Flask) -> FlaskClient:
    return listed.test_client()


@pytest.fixture
def dana(club: Club) -> FlaskClient:
    """Somebody who has signed in."""
    return signed_in(club.app, somebody(club.app, club.dana))


@pytest.fixture
def officer(club: Club) -> FlaskClient:
    who = member_of_staff(club.app, f"olu{club.number}@staff.example.org", Role.DIRECTORY_EDITOR)
    return signed_in(club.app, who)


def claim(client: FlaskClient, way: str, address: str) -> str:
    """Claims a listing, and gives the address of the claim."""
    answer = client.post(address, data={"way": way, "words": "I run it"})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def code_in_letter(app: Flask) -> str:
    with app.app_context():
        rows = session().scalars(select(OutboxMessage).order_by(OutboxMessage.written))
        bodies = [row.body for row in rows if row.channel == "letter"]
    return re.search(r"[0-9A-Z]{4} [0-9A-Z]{4}", bodies[-1].partition("this code")[2])[0]  # type: ignore[index]


def wrong(code: str) -> str:
    return f"{'0' if code[0] != '0' else '1'}{code[1:]}"


def test_whoever_reads_the_address_of_the_listing_gives_the_page(
    club: Club, client: FlaskClient, dana: FlaskClient
) -> None:
    claim(dana, "mail", club.address)
    assert club.dana in next(words for words in club.letters() if "/groups/confirm/" in words)
    assert client.post(club.link(), data={"answer": "yes"}).status_code == 200
    (page,) = club.pages()
    assert (page.title, page.is_public) == (f"Lunch club {club.number}", True)
    assert any("You keep the page" in words for words in club.letters(club.dana))


def test_a_scanner_that_opens_and_presses_says_nothing_for_the_group(
    club: Club, client: FlaskClient, dana: FlaskClient
) -> None:
    claim(dana, "mail", club.address)
    link = club.link()
    assert [client.get(link).status_code, client.post(link).status_code, client.get(link).status_code] == [
        200,
        422,
        200,
    ]
    assert club.pages() == []


def test_when_the_group_says_no_nobody_gets_the_page_and_the_link_is_used_up(
    club: Club, client: FlaskClient, dana: FlaskClient
) -> None:
    shown = claim(dana, "mail", club.address)
    link = club.link()
    client.post(link, data={"answer": "no"})
    assert client.post(link, data={"answer": "yes"}).status_code == 404
    assert club.pages() == []
    assert "do not know you" in dana.get(shown).text


def test_nobody_learns_the_address_of_a_listing_by_claiming_it(club: Club, dana: FlaskClient) -> None:
    offered, shown = dana.get(club.address).text, dana.get(claim(dana, "mail", club.address)).text
    assert f"h…@club{club.number}.example.org" in offered
    assert club.email not in offered + shown


def test_whoever_signs_in_by_the_address_of_the_listing_has_shown_it_already(club: Club) -> None:
    claim(signed_in(club.app, somebody(club.app, club.email)), "mail", club.address)
    assert len(club.pages(club.email)) == 1


def test_a_code_that_came_by_post_gives_the_page(club: Club, dana: FlaskClient) -> None:
    shown = claim(dana, "post", club.address)
    code = code_in_letter(club.app).lower().replace(" ", "-")
    assert dana.post(f"{shown}/code", data={"code": code}).status_code == 303
    assert len(club.pages()) == 1


def test_five_wrong_codes_end_a_claim(club: Club, dana: FlaskClient) -> None:
    shown = claim(dana, "post", club.address)
    code = code_in_letter(club.app)
    tries = [dana.post(f"{shown}/code", data={"code": wrong(code)}).status_code for _ in range(5)]
    assert tries == [422] * 5
    assert dana.post(f"{shown}/code", data={"code": code}).status_code == 422
    assert club.pages() == []


def test_a_code_opens_only_the_claim_that_it_was_made_for(club: Club, dana: FlaskClient) -> None:
    claim(dana, "post", club.address)
    code = code_in_letter(club.app)
    eve = signed_in(club.app, somebody(club.app, f"eve{club.number}@example.org"))
    assert eve.post(f"{claim(eve, 'telephone', club.address)}/code", data={"code": code}).status_code == 422


def test_no_letter_goes_to_an_address_that_is_kept_back(club: Club, dana: FlaskClient) -> None:
    offered = dana.get(REFUGE).text
    assert 'value="post"' not in offered
    assert "Hidden Lane" not in offered
    assert dana.post(REFUGE, data={"way": "post", "words": "Mine"}).status_code == 422


def test_staff_ring_the_listed_number_and_the_code_that_they_read_out_gives_the_page(
    club: Club, dana: FlaskClient, officer: FlaskClient
) -> None:
    shown = claim(dana, "telephone", club.address)
    waits = officer.get("/staff/pages/claims/").text
    assert f"Ring 01632 9600{club.number:02}" in waits
    assert "to do" in waits
    ringing = officer.post(f"/staff/pages/claims/{shown.rpartition('/')[2]}/ring").text
    code = re.search(r"[0-9A-Z]{4} [0-9A-Z]{4}(?=</strong>)", ringing)[0]  # type: ignore[index]
    assert f"Lunch club {club.number}<" not in officer.get("/staff/pages/claims/").text
    assert dana.post(f"{shown}/code", data={"code": code}).status_code == 303
    assert len(club.pages()) == 1


def test_of_two_who_decide_one_does_and_the_other_is_told(club: Club, dana: FlaskClient, officer: FlaskClient) -> None:
    waiting = f"/staff/pages/claims/{claim(dana, 'staff', club.address).rpartition('/')[2]}"
    assert officer.post(f"{waiting}/grant").status_code == 303
    late = officer.post(f"{waiting}/refuse", data={"reason": "Canary reason"})
    assert late.status_code == 409
    assert len(club.pages()) == 1


def test_a_refusal_reaches_whoever_asked_with_its_reason(club: Club, dana: FlaskClient, officer: FlaskClient) -> None:
    waiting = f"/staff/pages/claims/{claim(dana, 'staff', club.address).rpartition('/')[2]}"
    assert officer.post(f"{waiting}/refuse", data={"reason": ""}).status_code == 422
    officer.post(f"{waiting}/refuse", data={"reason": "The club does not know you."})
    assert ["The club does not know you." in words for words in club.letters(club.dana)] == [True]


def test_what_somebody_keeps_already_is_asked_of_them_or_of_the_council(club: Club, dana: FlaskClient) -> None:
    claim(signed_in(club.app, somebody(club.app, club.email)), "mail", club.address)
    offered = dana.get(club.address).text
    assert re.findall(r'name="way" type="radio" value="(\w+)"', offered) == ["staff"]
    assert dana.post(club.address, data={"way": "post", "words": "Mine"}).status_code == 422
    assert dana.post(f"{club.address}/ask").location == "/your-pages/claims/asked"
    assert len([words for words in club.letters() if club.dana in words]) == 1


def test_no_group_is_pestered(club: Club) -> None:
    people = [signed_in(club.app, somebody(club.app, f"p{n}@example.org")) for n in range(4)]
    answers = [who.post(club.address, data={"way": "mail", "words": "Mine"}).status_code for who in people]
    assert answers == [303, 303, 303, 429]


def test_whoever_finds_their_group_is_led_on_whatever_else_they_keep(club: Club, client: FlaskClient) -> None:
    listing = {"listing": f"feed/club{club.number}"}
    assert "Lunch club" in client.get("/groups/?name=lunch").text
    assert client.post("/groups/begin", data=listing).location == club.address
    assistant = signed_in(club.app, somebody(club.app, "pat@example.org", "Pat", Role.PA))
    assert assistant.get(club.address).status_code == 404
    assistant.post("/groups/begin", data=listing)
    assert assistant.get(club.address).status_code == 200


def test_a_group_that_is_not_there_is_added_once_it_is_none_of_those_alike(club: Club, dana: FlaskClient) -> None:
    assert "Is it one of these?" in dana.post("/your-pages/claims/new", data={"name": "Lunch club"}).text
    assert club.pages() == []
    answer = dana.post("/your-pages/claims/new", data={"name": "Lunch club", "different": "y"})
    (page,) = club.pages()
    assert (str(page.id) in answer.location, page.is_public) == (True, False)


def test_each_deed_of_a_claim_stands_in_the_audit(club: Club, dana: FlaskClient, officer: FlaskClient) -> None:
    id = claim(dana, "staff", club.address).rpartition("/")[2]
    officer.get(f"/staff/pages/claims/{id}")
    officer.post(f"/staff/pages/claims/{id}/grant")
    with club.app.app_context():
        told = session().scalars(select(AuditEvent.action).where(AuditEvent.about == id).order_by(AuditEvent.number))
        assert list(told) == ["claim.begun", "claim.read", "claim.granted"]
