"""The open pages of ideas for equipment: by room and by what is hard, whole, and with the way to somebody who looks."""

import re
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.councils.api import close_rooms
from app.councils.domain import Room
from app.equipment import api
from app.factory import DOORS
from tests import walking

CATALOGUE = api.catalogue()


def said(client: FlaskClient, address: str) -> str:
    """What the page says between its heading and its footer, in one line."""
    answer = client.get(address)
    assert answer.status_code == 200
    main = answer.text[answer.text.index("<main") : answer.text.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def ids_on(client: FlaskClient, address: str) -> set[str]:
    return set(re.findall(r'<li class="careway-result" id="([^"]+)"', client.get(address).text))


def test_the_first_page_leads_to_every_room_and_every_difficulty(client: FlaskClient) -> None:
    page = client.get("/equipment/").text
    for room in CATALOGUE.rooms:
        assert f"/equipment/list?room={room.id}" in page
    for difficulty in CATALOGUE.difficulties:
        assert f"/equipment/list?difficulty={difficulty.id}" in page


def test_all_ideas_are_on_one_page_each_once(client: FlaskClient) -> None:
    assert ids_on(client, "/equipment/list") == {idea.id for idea in CATALOGUE.ideas}


@pytest.mark.parametrize("room", CATALOGUE.rooms, ids=lambda room: room.id)
def test_a_room_shows_what_is_used_there(client: FlaskClient, room) -> None:
    there = {idea.id for idea in CATALOGUE.ideas if room in idea.rooms}
    assert ids_on(client, f"/equipment/list?room={room.id}") == there


@pytest.mark.parametrize("difficulty", CATALOGUE.difficulties, ids=lambda difficulty: difficulty.id)
def test_a_difficulty_shows_what_is_for_it(client: FlaskClient, difficulty) -> None:
    wanted = {idea.id for idea in CATALOGUE.ideas if difficulty.id in idea.facts}
    assert ids_on(client, f"/equipment/list?difficulty={difficulty.id}") == wanted


def test_a_room_and_a_difficulty_together_narrow_the_list(client: FlaskClient) -> None:
    ids = ids_on(client, "/equipment/list?room=kitchen&difficulty=hygiene")
    assert ids == {idea.id for idea in CATALOGUE.ideas if "hygiene" in idea.facts and "kitchen" in str(idea.rooms)}


def test_the_number_on_the_first_page_is_that_of_the_list(client: FlaskClient) -> None:
    assert f"Toilet ({len(ids_on(client, '/equipment/list?room=toilet'))})" in said(client, "/equipment/")


def test_an_idea_says_what_it_does_for_whom_what_to_check_and_a_rough_price(client: FlaskClient) -> None:
    page = said(client, "/equipment/list?difficulty=toilet")
    for words in (
        "Makes the toilet higher, so that sitting down and getting up is easier.",
        "Who it suits Your hips or knees are stiff or sore.",
        "Check first Check that it fits your toilet",
        "Rough price £10 to £30",
        "May be free The council gives it free to people it finds to need it.",
    ):
        assert words in page


def test_prices_are_said_to_be_rough_and_of_a_day(client: FlaskClient) -> None:
    page = said(client, "/equipment/list")
    assert "The prices are rough." in page
    assert "We set them on Sunday 22 November 2026." in page


@pytest.mark.parametrize("address", ["/equipment/", "/equipment/list", "/equipment/list?room=bathroom"])
def test_every_page_has_the_way_to_somebody_who_looks_at_the_home(
    client: FlaskClient, app: Flask, address: str
) -> None:
    page = said(client, address)
    assert "Ask the council for someone to look at your home" in page
    assert app.extensions["council"].telephone in page
    main = client.get(address).text.split("<main")[1]
    assert 'href="/council/ask"' in main


def test_what_should_be_looked_at_first_says_so(client: FlaskClient) -> None:
    page = client.get("/equipment/list?difficulty=carer").text
    hoist = page[page.index('id="hoist"') :]
    assert "Ask someone to look first" in hoist[: hoist.index("</ul>")]


@pytest.mark.parametrize("typed", ["room=cellar", "difficulty=Ada+Bell", "room=&difficulty=", "room=%00&x=1"])
def test_what_is_not_on_offer_counts_as_not_chosen_and_is_not_repeated(client: FlaskClient, typed: str) -> None:
    page = client.get(f"/equipment/list?{typed}").text
    assert "All our ideas" in page
    assert "Ada" not in page[page.index("<main") : page.index("</main>")]


def test_nothing_fitting_both_is_said_and_leads_to_a_person(client: FlaskClient) -> None:
    page = said(client, "/equipment/list?room=outside&difficulty=hygiene")
    assert "We have no idea for this yet. Ask us" in page


def test_the_list_can_be_shown_in_large_letters(client: FlaskClient) -> None:
    assert "/equipment/list?room=toilet&amp;print=large" in client.get("/equipment/list?room=toilet").text
    assert "careway-large-print" in client.get("/equipment/list?room=toilet&print=large").text


def test_the_result_shows_ideas_whole_with_their_reason_and_the_way_to_somebody_who_looks(client: FlaskClient) -> None:
    page = walking.result(client, toilet="cannot").text
    ideas = page[page.index('id="equipment"') :]
    for words in ("Raised toilet seat", "Who it suits", "Check first", "Rough price", "Because of what you said about"):
        assert words in ideas
    assert "Ask the council for someone to look at your home" in ideas


def test_the_result_leads_to_the_list_without_an_answer_in_the_address(client: FlaskClient) -> None:
    page = walking.result(client, toilet="cannot").text
    assert 'href="/equipment/"' in page
    assert "/equipment/list" not in page


def test_a_council_that_gives_no_ideas_has_neither_the_pages_nor_links_to_them(app: Flask) -> None:
    council = app.extensions["council"]
    app.extensions["council"] = replace(council, rooms_off=frozenset({Room.EQUIPMENT}))
    close_rooms(app, DOORS)
    client = app.test_client()
    assert client.get("/equipment/").status_code == 404
    page = walking.result(client, toilet="cannot").text
    assert "/equipment/" not in page
    assert 'id="equipment"' not in page
