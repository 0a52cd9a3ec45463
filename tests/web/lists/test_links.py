"""Links to a list: read-only, for 90 days, silent about who made them, and a way to a list of one's own."""

from datetime import timedelta

import time_machine
from flask import Flask

from app.kernel.clock import now
from app.lists.domain import KEPT_FOR, MOST_LINKS
from tests.web.lists.conftest import LINE, LUNCH, NAME, WALK, Keeper

NOTE = "Ask for Gwendolen, she knows Mum"


def test_a_link_shows_the_list_in_its_order(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(WALK, LUNCH)
    page = friend.browser.get(keeper.link()).text
    assert NAME.findall(page) == keeper.names()


def test_a_link_shows_what_stood_on_the_list_when_it_was_made(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    path = keeper.link()
    keeper.keep(LINE)
    assert len(NAME.findall(friend.browser.get(path).text)) == 1


def test_notes_stay_with_the_person_unless_they_say_otherwise(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    keeper.note(LUNCH, NOTE)
    assert NOTE not in friend.browser.get(keeper.link()).text
    assert NOTE in friend.browser.get(keeper.link(notes="y")).text


def test_what_a_link_opens_can_only_be_read(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    page = friend.browser.get(keeper.link()).text
    main = page[page.index("<main") :]
    for press in ("/list/note", "/list/drop", "/list/earlier", "/list/link", "/list/delete"):
        assert press not in main


def test_a_link_opens_for_90_days(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    path = keeper.link()
    with time_machine.travel(now() + KEPT_FOR - timedelta(hours=1)):
        assert friend.browser.get(path).status_code == 200
    with time_machine.travel(now() + KEPT_FOR + timedelta(hours=1)):
        gone = friend.browser.get(path)
        assert gone.status_code == 404
        assert "This link opens no list" in gone.text


def test_a_link_can_be_ended_at_once(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    path = keeper.link()
    page = keeper.page()
    end = page[page.index("/list/link/") :].partition('"')[0]
    assert keeper.browser.post(end).status_code == 303
    assert friend.browser.get(path).status_code == 404


def test_nobody_ends_the_link_of_another(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    path = keeper.link()
    page = keeper.page()
    end = page[page.index("/list/link/") :].partition('"')[0]
    friend.keep(LINE)
    friend.browser.post(end)
    assert friend.browser.get(path).status_code == 200


def test_a_list_of_ones_own_is_made_from_it(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH, WALK)
    token = keeper.link().rpartition("=")[2]
    friend.keep(LINE)
    assert friend.browser.post("/list/shared/", data={"link": token}).status_code == 303
    assert len(friend.names()) == 3
    friend.press("drop", LUNCH)
    assert len(keeper.names()) == 2


def test_a_booklet_is_printed_from_it(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    token = keeper.link().rpartition("=")[2]
    page = friend.browser.get(f"/list/shared/paper/large?link={token}")
    assert keeper.names()[0] in page.text


def test_a_link_that_has_ended_prints_nobodys_list(keeper: Keeper, friend: Keeper) -> None:
    friend.keep(LINE)
    friend.note(LINE, NOTE)
    answer = friend.browser.post("/list/paper/ordinary", data={"link": "ended"})
    assert answer.status_code == 404
    assert "This link opens no list" in answer.text


def test_there_are_so_many_links_to_a_list_and_no_more(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    for _ in range(MOST_LINKS + 2):
        keeper.browser.post("/list/link")
    page = keeper.page()
    assert page.count("End this link") == MOST_LINKS
    assert "You have made as many links as there can be" in page


def test_a_link_that_was_copied_by_hand_opens_in_any_case(keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    path, _, code = keeper.link().rpartition("=")
    assert friend.browser.get(f"{path}={code.lower()}").status_code == 200


def test_a_link_that_is_none_opens_nothing(app: Flask, friend: Keeper) -> None:
    for link in ("", "x", "é", "A" * 5000):
        assert friend.browser.get("/list/shared/", query_string={"link": link}).status_code == 404
    assert friend.browser.post("/list/shared/", data={"link": "x"}).status_code == 404
