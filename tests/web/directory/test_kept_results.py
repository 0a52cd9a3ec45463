"""A results page that was asked for lately is kept: it never says what is no longer so, nor speaks of a person."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.directory.finding import results_page
from app.directory.finding.results import Results, results_of
from app.directory.finding.search_address import Search
from tests.staff import member_of_staff, signed_in

CHOIR = {"id": "s", "name": "Hillside singers", "description": "A choir for everyone. Singing on Tuesdays."}
SEARCH = "/directory/?q=choir"
TUESDAY = {"id": "t", "freq": "WEEKLY", "interval": 1, "byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}

Put = Callable[..., None]


@pytest.fixture
def put(app: Flask, tmp_path: Path) -> Put:
    """Puts services into the directory, which then holds these."""

    def take_in(*records: dict[str, object]) -> None:
        file = tmp_path / "feed.json"
        file.write_text(json.dumps(records))
        result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
        assert result.exit_code == 0, result.output

    return take_in


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words that were looked up so far, rather than taken from a page that was kept."""
    words: list[str] = []

    def results(search: Search, number: int) -> Results:
        words.append(search.words)
        return results_of(search, number)

    monkeypatch.setattr(results_page, "results_of", results)
    return words


def token_in(page: str) -> str:
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def keep(client: FlaskClient, key: str) -> None:
    typed = {"csrf_token": token_in(client.get(SEARCH).text), "service": key, "back": SEARCH}
    assert client.post("/list/keep", data=typed).status_code == 303


def test_who_asks_the_same_gets_the_page_that_was_written(app: Flask, put: Put, looked_up: list[str]) -> None:
    put(CHOIR)
    first, second = app.test_client().get(SEARCH).text, app.test_client().get(SEARCH).text
    assert looked_up == ["choir"]
    assert first.replace(token_in(first), "") == second.replace(token_in(second), "")


def test_a_change_of_a_listing_is_on_the_next_page(app: Flask, put: Put) -> None:
    client = app.test_client()
    put(CHOIR)
    assert "Hillside singers" in client.get(SEARCH).text
    put(CHOIR | {"name": "Valley singers"})
    page = client.get(SEARCH).text
    assert "Valley singers" in page
    assert "Hillside singers" not in page


def test_what_has_gone_is_not_on_the_next_page(app: Flask, put: Put) -> None:
    client = app.test_client()
    put(CHOIR, CHOIR | {"id": "t", "name": "Valley singers"})
    assert "Valley singers" in client.get(SEARCH).text
    put(CHOIR, CHOIR | {"id": "t", "name": "Valley singers", "status": "defunct"})
    assert "Valley singers" not in client.get(SEARCH).text


def test_a_new_word_of_the_thesaurus_counts_on_the_next_page(app: Flask, put: Put) -> None:
    client = app.test_client()
    put(CHOIR, {"id": "w", "name": "Tuesday warblers", "description": "Warbling together."})
    assert "Hillside singers" not in client.get("/directory/?q=warbling").text
    entry = {"said": "warbling", "find": "choir", "reason": "Singing.", "why": "Heard it on the telephone."}
    with app.app_context():
        staff = signed_in(app, member_of_staff(app))
    assert staff.post("/staff/search/words/new", data=entry).status_code == 303
    assert "Hillside singers" in client.get("/directory/?q=warbling").text


@pytest.mark.parametrize(("before", "after"), [("09:59", "10:00"), ("11:59", "12:00"), ("23:59", "00:00")])
def test_a_page_is_written_anew_when_somebody_opens_or_closes_and_at_midnight(
    app: Flask, put: Put, looked_up: list[str], before: str, after: str
) -> None:
    put(CHOIR | {"schedules": [TUESDAY]})
    day = "2026-11-25" if after == "00:00" else "2026-11-24"
    for moment in (f"2026-11-24T{before}:00+00:00", f"2026-11-24T{before}:30+00:00", f"{day}T{after}:00+00:00"):
        with time_machine.travel(moment, tick=False):
            app.test_client().get(SEARCH)
    assert looked_up == ["choir", "choir"]


def test_open_now_is_true_on_the_next_page(app: Flask, put: Put) -> None:
    put(CHOIR | {"schedules": [TUESDAY]})
    client = app.test_client()
    with time_machine.travel("2026-11-24T09:59:00+00:00", tick=False):
        assert "Open now." not in client.get(SEARCH).text
    with time_machine.travel("2026-11-24T10:00:00+00:00", tick=False):
        assert "Open now." in client.get(SEARCH).text


def test_what_one_person_keeps_is_not_on_the_page_of_another(app: Flask, put: Put) -> None:
    put(CHOIR)
    one, other = app.test_client(), app.test_client()
    keep(one, "feed/s")
    for _ in range(2):
        assert "In my list" in one.get(SEARCH).text
        assert "In my list" not in other.get(SEARCH).text


def test_each_gets_a_token_of_their_own_and_comes_back_to_their_own_page(app: Flask, put: Put) -> None:
    put(CHOIR)
    first, second = app.test_client().get(SEARCH).text, app.test_client().get(f"{SEARCH}&from=canary").text
    assert token_in(first) != token_in(second)
    assert "canary" not in first
    assert "canary" in second


def test_each_language_and_each_page_of_the_list_has_its_own(app: Flask, put: Put) -> None:
    put(*({**CHOIR, "id": f"s{number:02}"} for number in range(25)))
    client = app.test_client()
    for _ in range(2):
        assert 'lang="en"' in client.get(SEARCH).text
        assert 'lang="pl"' in client.get(SEARCH, headers={"Accept-Language": "pl"}).text
        assert client.get(SEARCH).text.count('class="careway-result"') == 20
        assert client.get(f"{SEARCH}&page=2").text.count('class="careway-result"') == 5


@pytest.mark.parametrize(
    "asked",
    [
        "q=choir&postcode=TS18+1AU",
        "q=choir+near+TS18+1AU",
        "q=my+husband+hits+me+choir",
        "q=choir+" + "+".join(["singing"] * 8),
        "q=zebra+riding",
    ],
)
def test_no_page_is_kept_for_words_that_may_tell_of_a_person_or_find_nothing(
    app: Flask, put: Put, looked_up: list[str], asked: str
) -> None:
    put(CHOIR)
    for _ in range(2):
        app.test_client().get(f"/directory/?{asked}")
    assert len(looked_up) == 2
