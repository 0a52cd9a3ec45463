"""My list: kept without an account, in one's own order, with notes, printed, and deleted at once."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text

from app import db
from app.kernel.clock import now
from app.lists import api as lists
from app.lists.domain import KEPT_FOR, LONGEST_NOTE
from tests.web.lists.conftest import LINE, LUNCH, WALK, Keeper

NOTE = "Ask for Gwendolen, she knows Mum"


def test_an_empty_list_says_how_to_fill_it(keeper: Keeper) -> None:
    assert "Nothing is on your list yet" in keeper.page()


def test_whoever_only_looks_has_no_cookie_for_a_list(keeper: Keeper) -> None:
    keeper.page()
    assert keeper.browser.get_cookie("list") is None


def test_a_service_is_kept_from_its_page_and_the_person_comes_back_there(keeper: Keeper) -> None:
    back = keeper.press("keep", LUNCH, back="/directory/?q=lunch&postcode=TS18").location
    page, _, anchor = back.partition("#")
    assert page == "/directory/?q=lunch&postcode=TS18"
    assert anchor.startswith("kept-")
    assert "lunch" not in anchor
    assert len(keeper.names()) == 1


def test_nobody_is_sent_to_another_site(keeper: Keeper) -> None:
    assert keeper.press("keep", LUNCH, back="https://evil.example.org/").location.startswith("/#kept-")


def test_every_page_says_how_many_are_kept(keeper: Keeper) -> None:
    keeper.keep(LUNCH, LINE)
    for page in ("/", "/directory/", f"/directory/service/{LUNCH}", "/list/"):
        assert "My list (2)" in keeper.browser.get(page).text
    keeper.press("drop", LUNCH)
    assert "My list (1)" in keeper.browser.get("/rights").text


def test_no_page_asks_the_store_for_the_list_but_those_that_show_it(
    app: Flask, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper.keep(LUNCH)
    monkeypatch.setattr("app.lists.store.by_token", None)
    assert "My list (1)" in keeper.browser.get("/rights").text


def test_services_are_put_in_the_persons_own_order(keeper: Keeper) -> None:
    keeper.keep(LUNCH, LINE, WALK)
    first, second, third = keeper.names()
    keeper.press("earlier", WALK)
    assert keeper.names() == [first, third, second]
    keeper.press("later", LUNCH)
    assert keeper.names() == [third, first, second]


def test_a_service_is_taken_out_again(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    keeper.press("drop", LUNCH)
    assert keeper.names() == []


@pytest.mark.parametrize("key", ["", "small", "small/none", "none/lunch", "small/\0", "x" * 5000, "../../etc/passwd"])
def test_what_is_no_service_of_the_directory_is_not_kept(keeper: Keeper, key: str) -> None:
    assert keeper.press("keep", key).status_code == 404
    assert keeper.names() == []


def test_a_press_that_is_none_of_ours_is_not_found(keeper: Keeper) -> None:
    assert keeper.press("sell", LUNCH).status_code == 404


def test_a_full_list_says_so_and_loses_nothing(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.lists.domain.MOST_KEPT", 1)
    keeper.keep(LUNCH)
    refused = keeper.press("keep", LINE)
    assert refused.status_code == 409
    assert "Nothing was added and nothing is lost" in refused.text
    assert len(keeper.names()) == 1


def test_a_note_is_kept_and_shown(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    assert keeper.note(LUNCH, NOTE).status_code == 303
    assert NOTE in keeper.page()


def test_a_note_that_is_too_long_comes_back_to_be_shortened(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    long = "word " * LONGEST_NOTE
    refused = keeper.note(LUNCH, long)
    assert refused.status_code == 422
    assert long.strip() in refused.text


def test_two_windows_never_lose_a_note(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    seen = keeper.marks()[LUNCH]
    keeper.note(LUNCH, "from the first window", seen)
    refused = keeper.note(LUNCH, "from the second window", seen)
    assert refused.status_code == 409
    assert "from the first window" in refused.text
    assert "from the second window" in refused.text
    assert "from the first window" in keeper.page()


def test_two_windows_that_begin_a_list_at_the_same_moment_share_it(app: Flask, keeper: Keeper) -> None:
    keeper.browser.get("/directory/")  # its forms carry a token, as in any browser
    keeper.keep(LUNCH)
    keeper.browser.delete_cookie("list")  # as the second window knows it: its page was sent before the first answer
    keeper.keep(LINE)
    assert len(keeper.names()) == 2


def test_what_left_the_directory_is_named_and_said_to_be_gone(app: Flask, keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    (name,) = keeper.names()
    with app.app_context(), db.transaction() as session:
        session.execute(text("UPDATE directory_service SET withdrawn_at = '2026-11-01 00:00:00' WHERE id = 'lunch'"))
    assert app.test_cli_runner().invoke(args=["search", "rebuild"]).exit_code == 0
    assert keeper.names() == [name]
    assert "No longer in the directory." in keeper.page()
    assert "No longer in the directory." in keeper.browser.get("/list/paper/ordinary").text


def test_the_list_is_printed_as_a_booklet_with_everything_about_each(app: Flask, keeper: Keeper) -> None:
    keeper.keep(LUNCH, WALK)
    keeper.note(LUNCH, NOTE)
    names = keeper.names()
    page = keeper.browser.get("/list/paper/ordinary").text
    paper = page[page.index("<article") : page.index("</article>")]
    assert paper.index(names[0]) < paper.index(names[1])
    for words in (NOTE, "Getting in and taking part", "How to join", app.extensions["council"].telephone):
        assert words in paper


def test_the_booklet_is_there_in_large_print(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    assert "/list/paper/large" in keeper.browser.get("/list/paper/ordinary").text
    assert "careway-on-paper--large" in keeper.browser.get("/list/paper/large").text
    assert keeper.browser.get("/list/paper/huge").status_code == 404


def test_the_booklet_is_had_as_a_pdf(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.printing.api.SECONDS_TO_PRINT", 200)
    keeper.keep(LUNCH)
    answer = keeper.browser.post("/list/paper/large")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")


@pytest.mark.parametrize("leave", ["/assessment/leave", "/council/leave"])
def test_leaving_takes_the_list_out_of_this_browser_and_its_links_go_on(
    keeper: Keeper, friend: Keeper, leave: str
) -> None:
    keeper.keep(LUNCH)
    link = keeper.link()
    keeper.browser.post(leave)
    assert keeper.browser.get_cookie("list") is None
    assert "Nothing is on your list yet" in keeper.page()
    assert friend.browser.get(link).status_code == 200


@pytest.mark.parametrize("leave", ["/assessment/leave", "/council/leave"])
def test_a_list_that_begins_after_leaving_holds_nothing_of_the_one_before(keeper: Keeper, leave: str) -> None:
    keeper.page()
    keeper.browser.get("/assessment/")
    keeper.keep(LUNCH)
    keeper.browser.post(leave)
    keeper.keep(LINE)
    assert len(keeper.names()) == 1


def test_what_leaving_does_to_the_list_is_said_where_it_matters(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    assert "takes the list out of this browser" in keeper.page()
    assert "takes your list out of this browser" in keeper.browser.get("/assessment/leaving").text


def test_a_list_is_nobodys_to_find_and_no_browser_keeps_its_page(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    for address in ("/list/", "/list/paper/ordinary", "/list/send", keeper.link()):
        answer = keeper.browser.get(address)
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_list_is_deleted_at_once_with_its_links(app: Flask, keeper: Keeper, friend: Keeper) -> None:
    keeper.keep(LUNCH)
    path = keeper.link()
    assert keeper.browser.post("/list/delete").status_code == 303
    assert keeper.browser.get_cookie("list") is None
    assert keeper.names() == []
    assert friend.browser.get(path).status_code == 404
    assert _rows(app) == (0, 0)


def test_each_service_on_a_list_says_when_it_was_checked_and_how_much_its_listing_answers(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    page = keeper.page()
    assert "checked" in page
    assert re.search(r"This listing answers (all|\d of the) 7 things that people ask first\.", page)


def test_a_list_goes_when_its_time_is_over(app: Flask, keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    keeper.link()
    with time_machine.travel(now() + KEPT_FOR + timedelta(minutes=1)):
        assert keeper.names() == []
        with app.app_context():
            lists.forgetting_old_lists().run()
    assert _rows(app) == (0, 0)


def test_changing_a_list_keeps_it_for_longer(app: Flask, keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    with time_machine.travel(now() + KEPT_FOR - timedelta(days=1)):
        keeper.keep(LINE)
    with time_machine.travel(now() + KEPT_FOR + timedelta(days=30)):
        assert len(keeper.names()) == 2


def test_the_store_alone_says_nothing_of_what_is_kept(app: Flask, keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    keeper.note(LUNCH, NOTE)
    keeper.link(notes="y")
    cookie = keeper.browser.get_cookie("list")
    assert cookie is not None
    token = cookie.value.partition(".")[0]
    with app.app_context():
        rows = [
            *db.session().execute(text("SELECT * FROM lists")),
            *db.session().execute(text("SELECT * FROM list_links")),
        ]
    for secret in ("lunch", "Gwendolen", token):
        assert all(secret not in repr(row) for row in rows)


def test_nothing_of_a_list_is_in_the_log(app: Flask, keeper: Keeper, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    keeper.keep(LUNCH)
    keeper.note(LUNCH, NOTE)
    path = keeper.link()
    keeper.browser.get(path)
    for secret in ("lunch", "Gwendolen", path.rpartition("=")[2]):
        assert secret not in caplog.text


def test_a_cookie_that_somebody_wrote_by_hand_opens_nothing(app: Flask, keeper: Keeper) -> None:
    for value in ("x", "x.1", "é.1", "." * 50, "x.99999999999", "x.-1", ""):
        keeper.browser.set_cookie("list", value)
        assert keeper.names() == []


def _rows(app: Flask) -> tuple[int, int]:
    with app.app_context():
        count = "SELECT (SELECT count(*) FROM lists), (SELECT count(*) FROM list_links)"
        lists, links = db.session().execute(text(count)).one()
        return lists, links
