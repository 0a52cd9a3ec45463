"""The page of one service."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

SUNDAY = "2026-11-22T12:00:00+00:00"


def said(client: FlaskClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    main = response.text[response.text.index("<main") : response.text.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture
def listed(app: Flask, tmp_path: Path) -> Callable[..., str]:
    """Puts one service into the directory and says its address."""

    def put(source: str = "feed", **record: object) -> str:
        file = tmp_path / "one.json"
        file.write_text(json.dumps([{"id": "s", "name": "Knitting circle"} | record]))
        result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", source])
        assert result.exit_code == 0, result.output
        return f"/directory/service/{source}/s"

    return put


@time_machine.travel(SUNDAY, tick=False)
def test_the_page_says_what_is_known_and_how_we_know_it(directory: FlaskClient) -> None:
    page = said(directory, "/directory/service/small/lunch")
    for words in (
        "A hot lunch & company.",
        "01632 960123 (Ring Ann)",
        "hello@lunch.example.org",
        "People aged 60 and over (from the words of the listing)",
        "Every Thursday 12 noon to 2pm (from the words of the listing)",
        "Next: Thursday 26 November, midday to 2pm Thursday 3 December",
        "Mill Hall, 2 Mill Lane Stockton-on-Tees TS18 1AU",
        "Cost £3",
        "Wheelchair access (from the words of the listing)",
        "Last checked on Friday 1 May 2026.",
    ):
        assert words in page


def test_what_is_not_stated_is_said(directory: FlaskClient) -> None:
    page = said(directory, "/directory/service/small/walk")
    for words in (
        "They have not said who it is for. Ask them.",
        "They have not said when it is on. Ask them.",
        "They have not said how to join. Ring them first.",
        "They have not said what it costs. Ask them.",
        "They have not said how easy it is to get in.",
        "We do not know when this was last checked. Ring before you go.",
    ):
        assert words in page


def test_how_much_a_listing_leaves_open_is_said_in_words(directory: FlaskClient) -> None:
    page = said(directory, "/directory/service/small/walk")
    assert "This listing answers 2 of the 7 things that people ask first." in page
    assert "They have not said who it is for, when it is on, what it costs, how easy it is to get in" in page


def test_a_telephone_number_can_be_pressed(directory: FlaskClient) -> None:
    assert 'href="tel:01632960123"' in directory.get("/directory/service/small/lunch").text


def test_a_telephone_service_says_where_it_reaches(directory: FlaskClient) -> None:
    page = said(directory, "/directory/service/small/line")
    assert "By telephone" in page
    assert "For people in: Thornaby and Stockton" in page


def test_an_old_listing_is_marked(client: FlaskClient, listed: Callable[..., str]) -> None:
    with time_machine.travel(SUNDAY, tick=False) as clock:
        old = said(client, listed(assured_date="2026-05-22"))
        assert "Not checked lately Last checked on Friday 22 May 2026. Ring before you go." in old
        clock.shift(60)
        assert "Not checked lately" not in said(client, listed(assured_date="2026-05-23"))


def test_who_checked_is_told_by_where_they_work_and_by_no_name(client: FlaskClient, listed: Callable[..., str]) -> None:
    address = listed(assured_date="2026-05-22", assurer_email="ann.smith@teesbank.example.org")
    page = client.get(address).text
    assert "by someone at teesbank.example.org." in page
    assert "ann.smith" not in page


def test_a_sample_is_marked(client: FlaskClient, listed: Callable[..., str]) -> None:
    assert "This is a sample. There is no such service" in said(client, listed(source="sample"))


def test_a_service_that_is_closed_for_now_says_so(client: FlaskClient, listed: Callable[..., str]) -> None:
    assert "Closed for now." in said(client, listed(status="temporarily closed"))


@pytest.mark.parametrize("status", ["inactive", "defunct"])
def test_a_service_that_has_ended_says_so(client: FlaskClient, listed: Callable[..., str], status: str) -> None:
    page = client.get(listed(status=status))
    assert page.status_code == 410
    assert "This is no longer listed" in page.text
    assert "Knitting circle" in page.text


@pytest.mark.parametrize("path", ["small/none", "none/lunch", "small/%0A", "small/" + "x" * 3000])
def test_a_service_that_is_not_there_has_no_page(directory: FlaskClient, path: str) -> None:
    assert directory.get(f"/directory/service/{path}").status_code == 404


def test_dangerous_addresses_of_a_feed_are_no_links(client: FlaskClient, listed: Callable[..., str]) -> None:
    page = client.get(listed(url="javascript:alert(1)", email='a@b.example.org" onclick="x')).text
    assert "javascript:" not in page
    assert "onclick" not in page


@pytest.mark.parametrize(
    ("came_from", "address", "words"),
    [
        (
            "http://localhost/directory/?q=lunch&amp;postcode=TS18",
            "/directory/?q=lunch&amp;postcode=TS18",
            "Back to the list",
        ),
        ("http://localhost/assessment/result", "/assessment/result", "Back"),
        ("http://localhost/directory/service/small/lunch", "/directory/", "Look for something else"),
        ("http://localhost//elsewhere.example", "/directory/", "Look for something else"),
        ("https://elsewhere.example/page", "/directory/", "Look for something else"),
        ("", "/directory/", "Look for something else"),
    ],
)
def test_the_way_back_leads_to_where_somebody_came_from_on_this_site(
    directory: FlaskClient, came_from: str, address: str, words: str
) -> None:
    page = directory.get("/directory/service/small/lunch", headers={"Referer": unescape(came_from)}).text
    assert f'<a href="{address}" class="govuk-back-link">{words}</a>' in page
