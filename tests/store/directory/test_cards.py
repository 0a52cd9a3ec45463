"""What a row says is kept in memory, and is never older than the directory, the day or the language."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask, url_for
from sqlalchemy import event

from app.directory.domain import Card
from app.directory.reading.cards import cards_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
KEY = "feed/tea"
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)

TakeIn = Callable[..., dict[str, Any]]
Write = Callable[..., Path]


def tea(**more: Any) -> dict[str, Any]:
    times = {"id": "t", "freq": "WEEKLY", "byday": "TU,TH", "opens_at": "10:00", "closes_at": "12:00"}
    return {"id": "tea", "name": "Tea and talk", "status": "active", "fees": "£2", "schedules": [times]} | more


def card(app: Flask, language: str = "en") -> Card | None:
    with app.test_request_context(headers={"Cookie": f"language={language}"}):
        return cards_of([KEY]).get(KEY)


@pytest.fixture
def at() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def directory(app: Flask, take_in: TakeIn, feed: Write) -> Flask:
    """A directory of one service, whose row has been asked for."""
    take_in(feed(tea()))
    assert card(app)
    return app


def test_a_second_look_asks_the_database_nothing(directory: Flask) -> None:
    asked: list[str] = []
    event.listen(directory.extensions["engine"], "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert card(directory)
    assert asked == []


def test_an_import_is_seen_at_once(directory: Flask, take_in: TakeIn, feed: Write) -> None:
    take_in(feed(tea(name="Coffee and talk")))
    assert card(directory).name == "Coffee and talk"


def test_an_import_by_another_process_is_seen_at_once(
    directory: Flask, make_app: Callable[..., Flask], feed: Write
) -> None:
    settings = {name: str(directory.config[name]) for name in ("DATA_DIR", "DATABASE_URL")}
    other = make_app(**settings)
    result = other.test_cli_runner().invoke(args=["directory", "import", str(feed(tea(name="Coffee and talk")))])
    assert result.exit_code == 0, result.output
    assert card(directory).name == "Coffee and talk"


def test_what_is_withdrawn_has_no_row_any_more(directory: Flask, take_in: TakeIn, feed: Write) -> None:
    take_in(feed(tea(status="defunct")))
    assert card(directory) is None


def test_the_next_date_moves_on_when_one_is_over(at: time_machine.Traveller, directory: Flask) -> None:
    assert card(directory).when == "Today, 10am to midday"
    at.shift(timedelta(hours=3))
    assert card(directory).when == "Thursday 26 November, 10am to midday"


def test_what_was_tomorrow_is_today_on_the_next_day(at: time_machine.Traveller, directory: Flask) -> None:
    at.shift(timedelta(days=1))
    assert card(directory).when == "Tomorrow, 10am to midday"
    at.shift(timedelta(days=1))
    assert card(directory).when == "Today, 10am to midday"


def test_it_is_open_from_the_minute_it_opens_to_the_minute_it_closes(
    at: time_machine.Traveller, directory: Flask
) -> None:
    for moment, is_open in (("09:59", False), ("10:00", True), ("11:59", True), ("12:00", False)):
        at.move_to(f"2026-11-24T{moment}:00+00:00")
        assert card(directory).is_open is is_open, moment


@pytest.mark.parametrize(
    "more",
    [
        {"schedules": [{"id": "t", "description": "Tuesday mornings, ring first"}]},
        {"schedules": [{"id": "t", "freq": "WEEKLY", "interval": 2, "byday": "WE", "opens_at": "10:00"}]},
        {"status": "temporarily closed"},
        {"schedules": []},
    ],
)
def test_nobody_is_told_that_it_is_open_or_closed_when_that_is_not_known(
    at: time_machine.Traveller, app: Flask, take_in: TakeIn, feed: Write, more: dict[str, Any]
) -> None:
    take_in(feed(tea(**more)))
    assert card(app).is_open is None


def test_it_says_how_much_of_what_people_ask_its_listing_answers(directory: Flask) -> None:
    # When it is on and what it costs.
    assert card(directory).complete == "This listing answers 2 of the 7 things that people ask first."


def test_each_language_has_its_own_words(at: time_machine.Traveller, directory: Flask) -> None:
    at.shift(timedelta(hours=3))
    assert card(directory, "en").when.startswith("Thursday 26 November")
    assert card(directory, "pl").when.startswith("czwartek 26 listopada")
    assert card(directory, "en").when.startswith("Thursday 26 November")


def test_an_id_stands_in_the_address_as_the_site_writes_it(app: Flask, take_in: TakeIn, feed: Write) -> None:
    id = "tea:talk,(ü)=1;~!"
    take_in(feed(tea(id=id)))
    with app.test_request_context():
        (shown,) = cards_of([f"feed/{id}"]).values()
        assert shown.address == url_for("directory.service", source="feed", id=id)


def test_a_service_is_not_taken_for_that_of_another_source_with_the_same_id(
    directory: Flask, take_in: TakeIn, feed: Write
) -> None:
    take_in(feed(tea(name="Another tea"), tea(id="choir", name="Choir"), name="other"))
    with directory.test_request_context():
        shown = cards_of([KEY, "other/choir"])
    assert {key: one.name for key, one in shown.items()} == {KEY: "Tea and talk", "other/choir": "Choir"}
