""" "I cannot do this now": one press says why, nobody has to, and what is still there comes next."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.assessment.stops import WORDS
from app.assessment.store import DraftRow
from app.db import session
from app.stopping import api as stopping
from app.stopping.domain import Point, Reason
from tests import walking


def press(client: FlaskClient, reason: str) -> None:
    tag = walking.tag_in(client.get("/assessment/not-now"))
    answer = client.post("/assessment/not-now", data={"draft": tag, "reason": reason})
    assert (answer.status_code, answer.location) == (303, "/assessment/stopped")


def counted(app: Flask) -> list[tuple[Reason, Point, int]]:
    with app.app_context():
        return [(count.reason, count.point, count.times) for count in stopping.counts()]


@pytest.mark.parametrize("reason", Reason)
def test_one_press_counts_the_reason_at_the_section_that_comes_next(
    client: FlaskClient, app: Flask, reason: Reason
) -> None:
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    press(client, reason.value)
    assert counted(app) == [(reason, Point("standard", easy_read=False, section="who"), 1)]


def test_every_reason_has_words_on_the_page(client: FlaskClient) -> None:
    walking.start(client)
    page = client.get("/assessment/not-now").text
    assert WORDS.keys() == set(Reason)
    assert all(str(words) in page for words in WORDS.values())


def test_pressing_again_makes_no_second_person(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    press(client, "too_long")
    press(client, "too_tired")
    assert [times for _, _, times in counted(app)] == [1]


def test_whoever_stops_again_further_on_is_counted_there_too(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    press(client, "too_long")
    walking.finish(client)
    press(client, "too_tired")
    assert {point.section for _, point, _ in counted(app)} == {"who", "check"}


@pytest.mark.parametrize("reason", ["", "my name is Ada"])
def test_no_reason_and_a_made_up_one_count_nothing(client: FlaskClient, app: Flask, reason: str) -> None:
    walking.start(client)
    press(client, reason)
    assert counted(app) == []


def test_the_reason_is_not_kept_with_the_form(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    press(client, "too_private")
    with app.app_context():
        row = session().query(DraftRow).one()
        assert "too_private" not in row.details


def test_afterwards_everything_that_is_still_there_is_named(client: FlaskClient, app: Flask) -> None:
    walking.start(client)
    page = client.get("/assessment/stopped").text
    for address in (
        "/assessment/next",
        "/council/ask",
        "/assessment/answers",
        "/assessment/delete",
        "/assessment/keep",
    ):
        assert f'href="{address}"' in page
    assert app.extensions["council"].telephone in page


@pytest.mark.parametrize(("way", "easy_read"), [("short", False), ("standard", True)])
def test_a_shorter_way_and_easy_read_are_one_press_away(
    client: FlaskClient, app: Flask, way: str, easy_read: bool
) -> None:
    walking.start(client)
    page = client.get("/assessment/stopped")
    fields = {"draft": walking.tag_in(page), "way": way, **({"easy_read": "yes"} if easy_read else {})}
    assert client.post("/assessment/way", data=fields).status_code == 303
    press(client, "too_long")
    assert [(point.way, point.easy_read) for _, point, _ in counted(app)] == [(way, easy_read)]


def test_what_was_answered_is_still_there_afterwards(client: FlaskClient) -> None:
    walking.start(client)
    walking.answer(client, "for_whom", chosen="self")
    following = client.get("/assessment/next").location
    press(client, "rather_talk")
    assert client.get("/assessment/next").location == following != "/assessment/question/for_whom"
