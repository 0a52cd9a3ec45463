"""What every page about rights, money and caring keeps to: its facts have sources, its links lead somewhere."""

import re
from html import unescape
from urllib.parse import urldefrag

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.councils.passages import FORBIDDEN
from app.guidance.api import facts
from app.helplines.api import everyone

RIGHTS = ["free", "paying", "benefits", "budgets", "after-you-ask", "advocacy", "complaints"]
PAGES = [
    "/rights",
    *(f"/rights/{name}" for name in RIGHTS),
    "/caring",
    "/caring/parents",
    "/caring/young",
    "/caring/emergency-plan",
    "/caring/emergency-plan/fill-in",
    "/words",
]
TO_READ = [path for path in PAGES if not path.endswith("fill-in")]
every_page = pytest.mark.parametrize("path", PAGES)


def main_of(reader: FlaskClient, path: str) -> str:
    """The part of a page that is its own."""
    found = re.search(r"<main.*</main>", reader.get(path).text, re.DOTALL)
    assert found
    return found[0]


def words_of(reader: FlaskClient, path: str) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", main_of(reader, path)))


@every_page
def test_the_number_to_ring_and_the_way_to_ask_stand_on_it(library: Flask, reader: FlaskClient, path: str) -> None:
    page = reader.get(path).text
    assert library.extensions["council"].telephone in page
    assert 'href="/council/ask"' in page


@every_page
def test_nobody_is_measured_by_its_words(reader: FlaskClient, path: str) -> None:
    assert FORBIDDEN.search(words_of(reader, path)) is None


@every_page
def test_it_shows_no_number_that_nobody_has_seen(library: Flask, reader: FlaskClient, path: str) -> None:
    council = library.extensions["council"]
    known = {line.number for line in everyone()} | {"999", "111", "85258"}
    known |= {
        council.telephone,
        council.out_of_hours_telephone,
        council.safeguarding_telephone,
        council.childrens_telephone,
    }
    shown = re.findall(r"\b0[\d ]{8,13}\d\b|\b116 123\b", words_of(reader, path))
    assert set(shown) <= known


@every_page
def test_it_shows_no_sum_that_is_not_a_fact(reader: FlaskClient, path: str) -> None:
    known = {f"£{value:,}" for fact in facts().values() for value in fact.values.values() if isinstance(value, int)}
    assert set(re.findall(r"£[\d,]*\d", words_of(reader, path))) <= known


@every_page
def test_it_asks_nothing_about_money(reader: FlaskClient, path: str) -> None:
    tree = html5lib.parse(main_of(reader, path), namespaceHTMLElements=False)
    asked = {box.get("name") for box in tree.iter("input") if box.get("type") != "hidden"}
    assert asked <= {
        "postcode",
        "my_name",
        "their_name",
        "first_name",
        "first_number",
        "second_name",
        "second_number",
        "key",
        "kept_at",
    }


@every_page
def test_its_links_lead_somewhere(reader: FlaskClient, path: str) -> None:
    for address in set(re.findall(r'href="(/[^"]*)"', main_of(reader, path))):
        where, anchor = urldefrag(unescape(address))
        page = reader.get(where)
        assert page.status_code == 200, where
        assert not anchor or f'id="{anchor}"' in page.text, address


@pytest.mark.parametrize("path", TO_READ)
def test_it_can_be_read_in_large_print(reader: FlaskClient, path: str) -> None:
    assert f'href="{path}?print=large"' in reader.get(path).text
    assert "careway-large-print" in reader.get(f"{path}?print=large").text


@every_page
def test_it_is_as_sound_from_right_to_left(reader: FlaskClient, path: str) -> None:
    reader.set_cookie("language", "ur")
    assert 'dir="rtl"' in reader.get(path).text


@pytest.mark.parametrize("path", ["/caring", "/rights", "/words"])
def test_it_is_reached_from_the_foot_of_every_page(reader: FlaskClient, path: str) -> None:
    assert f'href="{path}"' in reader.get("/privacy").text


@pytest.mark.parametrize("path", ["/caring", "/rights"])
def test_it_is_reached_from_the_start_page(reader: FlaskClient, path: str) -> None:
    assert f'href="{path}"' in re.search(r"<main.*</main>", reader.get("/").text, re.DOTALL)[0]
