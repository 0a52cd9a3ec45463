"""Now, next, bank holidays and school terms, as the page of a service says them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

Put = Callable[..., str]
THURSDAYS = {"id": "w", "freq": "WEEKLY", "byday": "TH", "opens_at": "10:00", "closes_at": "12:00"}


@pytest.fixture
def listed(app: Flask, tmp_path: Path) -> Put:
    """Puts one service into the directory and says its address."""

    def put(**record: object) -> str:
        file = tmp_path / "one.json"
        file.write_text(json.dumps([{"id": "s", "name": "Knitting circle"} | record]))
        result = app.test_cli_runner().invoke(args=["directory", "import", str(file), "--source", "feed"])
        assert result.exit_code == 0, result.output
        return "/directory/service/feed/s"

    return put


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-26T10:00:00+00:00", "Open now, until midday"),
        ("2026-11-26T11:59:00+00:00", "Open now, until midday"),
        ("2026-11-26T09:59:00+00:00", "Opens today at 10am"),
        ("2026-11-25T09:00:00+00:00", "Opens tomorrow at 10am"),
        ("2026-11-26T12:00:00+00:00", "Next on Thursday 3 December at 10am"),
        ("2026-07-23T09:30:00+00:00", "Open now, until midday"),  # half past ten in London's summer
    ],
)
def test_the_page_says_whether_it_is_open(client: FlaskClient, listed: Put, moment: str, words: str) -> None:
    with time_machine.travel("2026-07-01T12:00:00+00:00", tick=False):
        address = listed(schedules=[THURSDAYS])
    with time_machine.travel(moment, tick=False):
        assert f"<strong>{words}</strong>" in client.get(address).text


def test_what_was_said_of_now_is_not_said_later(client: FlaskClient, listed: Put) -> None:
    with time_machine.travel("2026-11-26T09:59:00+00:00", tick=False) as clock:
        address = listed(schedules=[THURSDAYS])
        assert "Opens today at 10am" in client.get(address).text
        clock.shift(60)
        assert "Open now, until midday" in client.get(address).text
        clock.shift(2 * 60 * 60)
        assert "Open now" not in client.get(address).text


def test_a_bank_holiday_is_said_and_is_never_open_for_sure(client: FlaskClient, listed: Put) -> None:
    with time_machine.travel("2026-12-25T10:30:00+00:00", tick=False):
        page = client.get(listed(schedules=[THURSDAYS | {"byday": "FR"}])).text
    assert "Open now" not in page
    assert "Friday 25 December, 10am to midday (a bank holiday: check first)" in page


def test_term_time_has_dates_in_term_only_and_says_so(client: FlaskClient, listed: Put) -> None:
    with time_machine.travel("2026-12-14T12:00:00+00:00", tick=False):
        page = client.get(listed(schedules=[THURSDAYS | {"notes": "Term time only"}])).text
    assert "In school term time only. We know the terms until Wednesday 21 July 2027." in page
    assert [day for day in ("17 December", "24 December", "31 December", "7 January", "14 January") if day in page] == [
        "17 December",
        "7 January",
        "14 January",
    ]


def test_after_the_last_known_term_there_are_no_dates(client: FlaskClient, listed: Put) -> None:
    with time_machine.travel("2027-09-01T12:00:00+00:00", tick=False):
        page = client.get(listed(schedules=[THURSDAYS | {"notes": "Term time only"}])).text
    assert "We do not know the dates of the terms: ask them." in page
    assert "Next:" not in page


def test_how_far_it_is_comes_from_the_list_that_somebody_came_from(directory: FlaskClient) -> None:
    lunch = "/directory/service/small/lunch"
    from_list = directory.get(lunch, headers={"Referer": "http://localhost/directory/?q=lunch&postcode=TS17+6PB"}).text
    from_elsewhere = directory.get(lunch, headers={"Referer": "https://elsewhere.example/?postcode=TS17+6PB"}).text
    assert " miles from TS17" in from_list
    assert " miles from" not in from_elsewhere
