"""The page of a service is written once and kept: nothing of one person is on it for the next."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

Put = Callable[..., str]
LUNCH = {"name": "Lunch club", "description": "A lunch club for older people. We cook a hot lunch."}


@pytest.fixture
def put(app: Flask, tmp_path: Path) -> Put:
    """Puts services into the directory and says the address of the first."""

    def take_in(*records: dict[str, object]) -> str:
        file = tmp_path / "feed.json"
        file.write_text(json.dumps(records))
        result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
        assert result.exit_code == 0, result.output
        return f"/directory/service/feed/{records[0]['id']}"

    return take_in


def token_in(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def keep(client: FlaskClient, address: str) -> None:
    typed = {"csrf_token": token_in(client.get(address).text), "service": "feed/s", "back": address}
    assert client.post("/list/keep", data=typed).status_code == 303


def test_what_one_person_keeps_is_not_on_the_page_of_another(app: Flask, put: Put) -> None:
    address = put({"id": "s"} | LUNCH)
    one, other = app.test_client(), app.test_client()
    keep(one, address)
    for _ in range(2):
        assert "In my list" in one.get(address).text
        assert "In my list" not in other.get(address).text


def test_each_gets_a_token_and_a_way_back_of_their_own(app: Flask, put: Put) -> None:
    address = put({"id": "s"} | LUNCH)
    one, other = app.test_client(), app.test_client()
    first = one.get(address, headers={"Referer": "http://localhost/directory/?q=canary&postcode=TS18+1AU"}).text
    second = other.get(address).text
    assert "canary" in first
    assert "canary" not in second
    assert token_in(first) != token_in(second)


def test_a_change_is_on_the_next_page(app: Flask, put: Put) -> None:
    client = app.test_client()
    address = put({"id": "s"} | LUNCH)
    assert "£4" not in client.get(address).text
    put({"id": "s", "fees": "£4"} | LUNCH)
    assert "£4" in client.get(address).text


def test_each_language_has_its_own(app: Flask, put: Put) -> None:
    address = put({"id": "s"} | LUNCH)
    assert 'lang="en"' in app.test_client().get(address).text
    assert 'lang="pl"' in app.test_client().get(address, headers={"Accept-Language": "pl"}).text


def test_what_is_no_longer_listed_leads_to_what_helps_with_the_same(app: Flask, put: Put) -> None:
    address = put({"id": "s", "status": "defunct"} | LUNCH, {"id": "t"} | LUNCH | {"name": "Another lunch club"})
    answer = app.test_client().get(address)
    assert answer.status_code == 410
    assert re.search(r"These help with the same things.*Another lunch club", answer.text, re.DOTALL)
