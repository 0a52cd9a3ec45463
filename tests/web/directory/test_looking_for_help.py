"""The search page and its results."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

SUNDAY = "2026-11-22T12:00:00+00:00"


def said(client: FlaskClient, address: str) -> str:
    """What the page says between its heading and its footer, in one line."""
    response = client.get(address)
    assert response.status_code == 200
    main = response.text[response.text.index("<main") : response.text.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_the_first_page_offers_words_a_place_and_every_need(directory: FlaskClient) -> None:
    page = directory.get("/directory/").text
    assert 'name="q"' in page
    assert 'name="postcode"' in page
    assert "/directory/?need=lunch-club" in page


@time_machine.travel(SUNDAY, tick=False)
def test_a_row_says_what_where_how_far_when_and_why(directory: FlaskClient) -> None:
    page = said(directory, "/directory/?q=lunch&postcode=ts182aa&miles=5")
    for words in ("for “lunch” near TS18 2AA", "A hot lunch & company.", "0.5 miles", "Stockton-on-Tees", "£3"):
        assert words in page
    assert "Thursday 26 November, midday to 2pm" in page
    assert "Shown because" in page


def test_a_service_that_reaches_the_place_is_labelled_and_not_lost(directory: FlaskClient) -> None:
    page = said(directory, "/directory/?postcode=TS18+1AU&miles=1")
    assert "Listening line" in page
    assert "By telephone" in page
    assert "Slow walks" not in page


def test_a_distance_from_an_outward_code_is_about(directory: FlaskClient) -> None:
    page = said(directory, "/directory/?q=lunch&postcode=TS18")
    assert "about 0.3 miles" in page
    assert "distances are counted from its middle" in page


@pytest.mark.parametrize("typed", ["ZZ99 9ZZ", "elephant", "🎈", "A%00B%0A", "x" * 5000])
def test_a_postcode_that_is_not_known_is_said_and_the_search_goes_on(directory: FlaskClient, typed: str) -> None:
    page = said(directory, f"/directory/?q=lunch&postcode={typed}")
    assert "We do not know that postcode" in page
    assert "Thursday lunch club" in page


def test_a_postcode_among_the_words_is_the_place(directory: FlaskClient) -> None:
    assert "near TS18 1AU" in said(directory, "/directory/?q=lunch+ts181au")


def test_a_word_spelt_wrong_is_mended_and_said(directory: FlaskClient) -> None:
    page = said(directory, "/directory/?q=bennches")
    assert "Showing results for “benches”. Search instead for “bennches”" in page
    assert "Slow walks" in page


@pytest.mark.parametrize("strange", ["need=nope", "day=XX", "miles=abc", "page=0", "page=9999", "page=x", "cost=no"])
def test_what_is_not_on_offer_counts_as_not_chosen(directory: FlaskClient, strange: str) -> None:
    assert "Thursday lunch club" in said(directory, f"/directory/?q=lunch&{strange}")


def test_what_a_feed_wrote_is_never_markup(directory: FlaskClient) -> None:
    for address in ("/directory/?q=river", "/directory/service/small/walk"):
        assert "<script>alert" not in directory.get(address).text


def test_what_a_person_typed_is_never_markup(directory: FlaskClient) -> None:
    page = directory.get("/directory/?q=%3Cscript%3Ealert(1)%3C/script%3E&postcode=%22%3E%3Cb%3E").text
    assert "<script>alert" not in page
    assert "><b>" not in page


def test_twenty_rows_take_as_many_queries_as_one(app: Flask, client: FlaskClient, shared_data: Path) -> None:
    feed = shared_data / "feeds" / "hounslow.json"
    assert app.test_cli_runner().invoke(args=["directory", "import", str(feed)]).exit_code == 0
    count = counting(app)
    one, twenty = count(client, "/directory/?q=camellias"), count(client, "/directory/?q=club")
    assert 0 < twenty <= one


def counting(app: Flask) -> Callable[[FlaskClient, str], int]:
    statements: list[str] = []
    event.listen(app.extensions["engine"], "before_cursor_execute", lambda *args: statements.append(args[2]))

    def count(client: FlaskClient, address: str) -> int:
        statements.clear()
        client.get(address)
        return len(statements)

    return count
