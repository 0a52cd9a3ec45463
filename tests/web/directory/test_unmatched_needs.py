"""A search that finds nothing for a need that was understood is counted, and what was typed is not kept."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.needs.api import vocabulary
from app.unmatched import api as unmatched
from app.unmatched.domain import ANYTHING, NOT_UNDERSTOOD

FIXTURES = Path(__file__).parents[2] / "fixtures"

Counted = Callable[[], dict[tuple[str, str, str], int]]


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in front of a small directory of its own, since these searches write."""
    for room, file in (("places", "places.csv"), ("directory", "feeds/small.json")):
        assert app.test_cli_runner().invoke(args=[room, "import", str(FIXTURES / file)]).exit_code == 0
    return app.test_client()


@pytest.fixture
def counted(app: Flask) -> Counted:
    def read() -> dict[tuple[str, str, str], int]:
        with app.app_context():
            return {(one.need, one.outward, one.filters): one.count for one in unmatched.since(date.min)}

    return read


def test_a_need_that_was_chosen_and_not_found_is_counted_with_the_filters(
    client: FlaskClient, counted: Counted
) -> None:
    client.get("/directory/?need=hospice&postcode=TS18+1AU&miles=half&day=SU&day=SA&cost=free")
    assert counted() == {("hospice", "TS18", "cost=free day=SA,SU miles=half"): 1}


def test_a_need_that_was_understood_from_words_is_counted_and_the_words_are_not_kept(
    client: FlaskClient, counted: Counted
) -> None:
    client.get("/directory/?q=canary+hospice+for+gwendolen")
    assert {need for need, _, _ in counted()} == {"hospice", "palliative", "planning-ahead"}
    assert "canary" not in str(counted())


def test_words_that_nobody_understands_are_counted_as_just_that_and_not_kept(
    client: FlaskClient, counted: Counted
) -> None:
    client.get("/directory/?q=xylophone+zzz&postcode=TS18+1AU&day=SU")
    assert counted() == {("not-understood", "TS18", "day=SU miles=5"): 1}


def test_a_search_by_filters_alone_that_finds_nothing_is_counted(client: FlaskClient, counted: Counted) -> None:
    nowhere = "/directory/?way=online&language=ta&cost=paid&reach=near&postcode=TS18+1AU&miles=half"
    assert "Nothing on our list fits yet" in client.get(nowhere).text
    assert [need for need, _, _ in counted()] == ["anything"]


@pytest.mark.parametrize("words", ["suicidal zzz", "xylophone my husband hits me"])
def test_words_of_danger_are_counted_as_nothing(client: FlaskClient, counted: Counted, words: str) -> None:
    client.get("/directory/", query_string={"q": words})
    assert counted() == {}


def test_what_stands_for_no_need_is_no_need() -> None:
    assert not {NOT_UNDERSTOOD, ANYTHING} & {need.id for need in vocabulary().needs}


def test_a_need_that_is_there_is_not_counted_because_of_another_word(client: FlaskClient, counted: Counted) -> None:
    assert "lunch club" in client.get("/directory/?need=lunch-club").text
    client.get("/directory/?need=lunch-club&q=xylophone")
    assert counted() == {}


def test_a_filter_that_is_not_on_offer_is_not_kept(client: FlaskClient, counted: Counted) -> None:
    client.get("/directory/?need=hospice&day=Ada+Bell&miles=canary&postcode=TS18+1AU")
    assert counted() == {("hospice", "TS18", "miles=5"): 1}


def test_a_page_that_is_opened_again_counts_again(client: FlaskClient, counted: Counted) -> None:
    for _ in range(2):
        client.get("/directory/?need=hospice")
    assert counted() == {("hospice", "", ""): 2}


def test_a_search_is_answered_when_counting_fails(
    client: FlaskClient, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("app.unmatched.store.add", failing)
    assert "Ring us: we know" in client.get("/directory/?need=hospice").text
    assert counted() == {}
