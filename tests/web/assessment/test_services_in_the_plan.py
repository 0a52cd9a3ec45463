"""Services of the directory on the result, in the plan and in the information pack: with whom to ring, and why."""

import re
from pathlib import Path

import pytest

from tests import walking

FIXTURES = Path(__file__).parents[2] / "fixtures"
LUNCH = "service:small/lunch"


@pytest.fixture
def result(app, client):
    """The result of somebody for whom eating is hard, near a lunch club."""
    for room, file in (("places", "places.csv"), ("directory", "feeds/small.json")):
        done = app.test_cli_runner().invoke(args=[room, "import", str(FIXTURES / file)])
        assert done.exit_code == 0, done.output
    return walking.result(client, nutrition="needs_help", relationships="slow_or_painful", place="TS18 1AU")


@pytest.fixture
def kept(client, result):
    client.post("/assessment/plan/keep", data={"draft": walking.tag_in(result), "thing": LUNCH})


def test_a_result_says_whom_to_ring_and_offers_to_keep_each_service_once(result):
    assert "01632 960123" in result.text
    assert len(re.findall(f'value="{LUNCH}"', result.text)) == 1


def test_a_service_in_the_plan_says_why_it_is_there(client, kept):
    page = client.get("/assessment/plan").text
    assert "Thursday lunch club" in page
    assert "Because of what you said about: Eating and drinking" in page


def test_an_information_pack_says_everything_about_a_service(client, kept):
    page = client.get("/assessment/paper/pack").text
    for words in (
        "A hot lunch &amp; company.",
        "01632 960123",
        "Mill Hall, 2 Mill Lane",
        "How to join",
        "Cost",
        "Thursday",
    ):
        assert words in page


@pytest.fixture
def a_wednesday(time_machine):
    time_machine.move_to("2026-11-25 10:00 +0000", tick=False)


def test_paper_never_says_tomorrow(client, a_wednesday, kept):
    page = client.get("/assessment/paper/pack").text
    assert "Tomorrow" not in page
    assert "Thursday 26 November" in page


def test_a_service_that_is_withdrawn_leaves_the_plan_and_is_said_to_be_gone(client, kept, monkeypatch):
    monkeypatch.setattr("app.directory.reading.listings.listing", lambda *_: None)
    page = client.get("/assessment/plan").text
    assert "Thursday lunch club" not in page
    assert "no longer on our list" in page
