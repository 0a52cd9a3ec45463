"""Sending a list to oneself: the link alone, by e-mail or text, and so seldom that nobody is pestered."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from app.config import ROOT
from app.kernel.clock import now
from app.lists import sending
from app.messages.domain import Channel, Message
from app.messages.mailers import NullMailer
from tests.web.lists.conftest import COMMANDS, FIXTURES, LUNCH, Keeper

EMAIL, MOBILE = "gwendolen@example.org", "07700 900123"


@pytest.fixture
def post(app: Flask) -> Callable[[], list[Message]]:
    """Lets the worker send, and gives all that was sent."""
    app.extensions["mailer"] = app.extensions["texter"] = NullMailer()

    def sent() -> list[Message]:
        worked = app.test_cli_runner().invoke(args=["worker", "--once"])
        assert worked.exit_code == 0, worked.output
        messages: list[Message] = app.extensions["mailer"].sent
        return messages

    return sent


def send(keeper: Keeper, to: str, place: str = "192.0.2.1", **ticked: str) -> TestResponse:
    data = {"to": to, **ticked}
    return keeper.browser.post("/list/send", data=data, environ_overrides={"REMOTE_ADDR": place})


@pytest.mark.parametrize(("to", "channel"), [(EMAIL, Channel.EMAIL), (MOBILE, Channel.TEXT)])
def test_the_link_is_sent_and_nothing_of_what_is_listed(
    keeper: Keeper, friend: Keeper, post: Callable[[], list[Message]], to: str, channel: Channel
) -> None:
    keeper.keep(LUNCH)
    keeper.note(LUNCH, "Ask for Jo")
    assert send(keeper, to, notes="y").status_code == 303
    (message,) = post()
    assert message.channel is channel
    words = message.subject + message.body
    (name,) = keeper.names()
    assert not any(told in words for told in (name, "Ask for Jo", "unch"))
    path = message.body[message.body.index("/list/shared/") :].split()[0]
    opened = friend.browser.get(path).text
    assert name in opened
    assert "Ask for Jo" in opened


def test_the_page_says_that_it_is_on_its_way_and_not_to_whom(keeper: Keeper, post: Callable[[], list[Message]]) -> None:
    keeper.keep(LUNCH)
    page = keeper.browser.get(send(keeper, EMAIL).location)
    assert "on its way" in page.text
    assert EMAIL not in page.text


@pytest.mark.parametrize(
    "to", ["", "gwendolen", "gwendolen@", "01632 960001", "+33 6 12 34 56 78", "\r\nBcc: x@example.org"]
)
def test_what_is_no_address_and_no_mobile_number_comes_back_to_be_mended(keeper: Keeper, to: str) -> None:
    keeper.keep(LUNCH)
    refused = send(keeper, to)
    assert refused.status_code == 422
    assert "e-mail address, like name@example.org" in refused.text


def test_nobody_sends_an_empty_list(keeper: Keeper) -> None:
    assert send(keeper, EMAIL).status_code == 404


def test_one_recipient_is_written_to_so_often_a_day_and_nobody_is_told(
    app: Flask, post: Callable[[], list[Message]]
) -> None:
    for number in range(sending.MOST_TO_ONE_RECIPIENT_A_DAY + 3):
        someone = Keeper(app.test_client())
        someone.keep(LUNCH)
        assert send(someone, EMAIL.upper() if number % 2 else EMAIL, f"192.0.2.{number}").status_code == 303
    assert len(post()) == sending.MOST_TO_ONE_RECIPIENT_A_DAY


def test_a_mobile_number_counts_as_one_however_it_is_written(app: Flask, post: Callable[[], list[Message]]) -> None:
    for place, number in enumerate(("07700900123", "+44 7700 900 123", "0044 7700900123", "07700-900123")):
        someone = Keeper(app.test_client())
        someone.keep(LUNCH)
        send(someone, number, f"192.0.2.{place}")
    assert len(post()) == sending.MOST_TO_ONE_RECIPIENT_A_DAY


def test_one_list_is_sent_so_often_a_day(keeper: Keeper) -> None:
    keeper.keep(LUNCH)
    for number in range(sending.MOST_FROM_ONE_LIST_A_DAY):
        assert send(keeper, f"person{number}@example.org", f"192.0.2.{number}").status_code == 303
    assert send(keeper, "another@example.org", "192.0.2.200").status_code == 429
    with time_machine.travel(now() + timedelta(days=1, minutes=1)):
        assert send(keeper, "another@example.org", "192.0.2.200").status_code == 303


def test_from_one_place_so_many_are_sent_in_an_hour(app: Flask) -> None:
    statuses = []
    for number in range(sending.MOST_FROM_ONE_PLACE_AN_HOUR + 1):
        someone = Keeper(app.test_client())
        someone.keep(LUNCH)
        statuses.append(send(someone, f"person{number}@example.org").status_code)
    assert statuses == [303] * sending.MOST_FROM_ONE_PLACE_AN_HOUR + [429]


def council_that(tmp_path: Path, **says: str) -> str:
    """The sample council's file with tables added."""
    sample = (ROOT / "directory_data" / "councils" / "sample.toml").read_text(encoding="utf-8")
    tables = "".join(f"\n[{table}]\n{lines}\n" for table, lines in says.items())
    (tmp_path / "council.toml").write_text(sample + tables, encoding="utf-8")
    return str(tmp_path / "council.toml")


def with_services(app: Flask) -> Keeper:
    app.config["WTF_CSRF_ENABLED"] = False
    for room, verb, file in COMMANDS:
        assert app.test_cli_runner().invoke(args=[room, verb, str(FIXTURES / file)]).exit_code == 0
    keeper = Keeper(app.test_client())
    keeper.keep(LUNCH)
    return keeper


def test_all_together_send_so_many_a_day_and_are_told_what_else_there_is(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    council = council_that(tmp_path, sending="emails_a_day = 2\ntexts_a_day = 1")
    keeper = with_services(make_app(COUNCIL=council))
    assert send(keeper, MOBILE).status_code == 303
    refused = send(keeper, "07700 900124")
    assert refused.status_code == 429
    assert "You can print it" in refused.text
    assert send(keeper, EMAIL).status_code == 303


def test_the_limits_hold_across_processes(
    app: Flask, start_again: Callable[..., Flask], keeper: Keeper, post: Callable[[], list[Message]]
) -> None:
    keeper.keep(LUNCH)
    for _ in range(sending.MOST_TO_ONE_RECIPIENT_A_DAY):
        send(keeper, EMAIL)
    other = start_again(app)
    other.config["WTF_CSRF_ENABLED"] = False
    someone = Keeper(other.test_client())
    someone.keep(LUNCH)
    send(someone, EMAIL, "192.0.2.77")
    assert len(post()) == sending.MOST_TO_ONE_RECIPIENT_A_DAY


def test_a_council_without_text_messages_says_so_and_sends_none(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    keeper = with_services(make_app(COUNCIL=council_that(tmp_path, rooms="text_messages = false")))
    assert "does not send text messages" in keeper.browser.get("/list/send").text
    refused = send(keeper, MOBILE)
    assert refused.status_code == 422
    assert "mobile" not in refused.text


def test_a_council_that_is_no_sample_offers_no_texts_while_they_go_into_a_folder(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    file = Path(council_that(tmp_path))
    file.write_text(file.read_text(encoding="utf-8").replace("sample = true", "sample = false"), encoding="utf-8")
    keeper = with_services(make_app(COUNCIL=str(file)))
    assert "does not send text messages" in keeper.browser.get("/list/send").text
    assert send(keeper, MOBILE).status_code == 422
    assert "text message" not in keeper.page()


def test_a_council_without_pdf_files_offers_none_of_a_list(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    keeper = with_services(make_app(COUNCIL=council_that(tmp_path, rooms="plan_pdf = false")))
    assert "PDF" not in keeper.browser.get("/list/paper/ordinary").text
    assert keeper.browser.post("/list/paper/ordinary").status_code == 404


def test_to_whom_a_list_went_is_neither_with_the_list_nor_in_the_log(
    app: Flask, keeper: Keeper, caplog: pytest.LogCaptureFixture, post: Callable[[], list[Message]]
) -> None:
    caplog.set_level(logging.DEBUG)
    keeper.keep(LUNCH)
    send(keeper, EMAIL)
    (message,) = post()
    token = message.body[message.body.index("link=") + 5 :].split()[0]
    assert EMAIL not in caplog.text
    assert token not in caplog.text
    assert EMAIL not in keeper.page()
