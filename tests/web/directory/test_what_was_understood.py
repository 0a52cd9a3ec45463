"""The page says how it read the words, lets it be undone, and puts help first when the words speak of danger."""

import logging
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.db import session
from app.directory.finding.help_first import dangers_in, help_first
from app.unmatched.store import UnmatchedNeed
from tests.web.directory.test_looking_for_help import said


def test_a_mended_word_can_be_searched_as_it_was_typed(directory: FlaskClient) -> None:
    assert "exactly=yes" in directory.get("/directory/?q=bennches").text
    page = said(directory, "/directory/?q=bennches&exactly=yes")
    assert "Nothing on our list fits yet" in page
    assert "Search instead" not in page


def test_a_town_among_the_words_becomes_the_place_and_can_be_undone(directory: FlaskClient) -> None:
    page = said(directory, "/directory/?q=lunch+yarm")
    assert "We took Yarm from your words as the place" in page
    assert "near Yarm" in page
    assert "We took Yarm" not in said(directory, "/directory/?q=lunch+yarm&exactly=yes")


def test_the_next_page_and_the_filters_keep_the_words_as_they_were_typed(directory: FlaskClient) -> None:
    page = directory.get("/directory/?q=lunch&exactly=yes").text
    assert '<input type="hidden" name="exactly" value="yes">' in page


def test_words_in_polish_find_the_need_and_the_page_says_which(directory: FlaskClient) -> None:
    page = said(directory, "/directory/?q=wspólny+obiad")
    assert "We looked for: A lunch club." in page
    assert "Thursday lunch club" in page


OPEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)

HELP = [
    ("I want to kill myself", "116 123"),
    ("my husband hits me", "0808 2000 247"),
    ("smell gas", "0800 111 999"),
    ("chest pain", "ring 999"),
    ("no food", "Ring us today"),
]


@pytest.mark.parametrize(("typed", "number"), HELP)
def test_help_stands_before_anything_that_was_found(directory: FlaskClient, typed: str, number: str) -> None:
    page = said(directory, f"/directory/?q={typed}")
    assert page.index(number) < page.index("Change what you look for")


@pytest.mark.parametrize(("typed", "theirs"), [("mąż mnie bije", 'lang="pl"'), ("شوہر مارتا ہے", 'lang="ur"')])
def test_help_is_in_the_language_of_the_words_with_the_english_beside(
    directory: FlaskClient, typed: str, theirs: str
) -> None:
    page = directory.get("/directory/", query_string={"q": typed}).text
    assert theirs in page
    assert "If someone is hurting or frightening you" in page
    assert "0808 2000 247" in page


@pytest.mark.parametrize("typed", ["violant partner", "evictted", "overdosse"])
def test_a_slip_in_a_cry_for_help_hides_no_help(directory: FlaskClient, typed: str) -> None:
    assert "careway-panel--danger" in directory.get("/directory/", query_string={"q": typed}).text


def test_help_is_heard_in_words_with_their_slips_mended(small_directory: Flask) -> None:
    with small_directory.test_request_context():
        assert [each.danger.id for each in dangers_in("domestik abose", "domestic abuse")] == ["abuse"]
        assert [each.danger.id for each in dangers_in("gas leak", None)] == ["gas"]


NUMBERS = [
    ("my husband hits me", "01632 960003"),
    ("forced marriage", "01632 960003"),
    ("elder abuse", "01632 960003"),
    ("child abuse", "01632 960004"),
    ("no food", "01632 960001"),
]


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
@pytest.mark.parametrize("moment", [OPEN, CLOSED])
def test_help_gives_the_number_for_its_purpose_and_out_of_hours_that_team_first(
    small_directory: Flask, typed: str, number: str, moment: datetime
) -> None:
    with time_machine.travel(moment, tick=False), small_directory.test_request_context():
        panel = help_first(dangers_in(typed, None))
    assert (panel.index("01632 960002") < panel.index(number)) is (moment is CLOSED)


def test_help_says_for_whom_each_line_is(directory: FlaskClient) -> None:
    assert "For women who are hurt" in said(directory, "/directory/?q=my+wife+hits+me")


def test_who_may_be_watched_can_leave_fast(directory: FlaskClient) -> None:
    assert "careway-exit" in directory.get("/directory/?q=my+husband+hits+me").text
    assert 'id="careway-exit"' not in directory.get("/directory/?q=lunch").text


def test_a_heading_tells_nobody_of_the_fear_that_was_typed(directory: FlaskClient) -> None:
    page = directory.get("/directory/?q=my+husband+hits+me").text
    heading = page[page.index("<h1") : page.index("</h1>")]
    assert "husband" not in heading + page[page.index("<title") : page.index("</title>")]


def test_help_hides_nothing_and_false_alarms_bring_none(directory: FlaskClient) -> None:
    assert "Thursday lunch club" in said(directory, "/directory/?q=no+food+lunch")
    assert "careway-panel--danger" not in directory.get("/directory/?q=heart+attack+lunch+club").text


def test_nobody_is_told_that_somebody_looked(
    directory: FlaskClient, small_directory: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    before = counted(small_directory)
    with caplog.at_level(logging.DEBUG):
        answer = directory.get("/directory/?q=i+am+suicidal+and+bereaved&postcode=TS18+1AU&miles=1")
    assert answer.status_code == 200
    assert not [record for record in caplog.records if "suicid" in record.getMessage()]
    assert counted(small_directory) == before


def counted(app: Flask) -> int:
    """How many needs were counted that nobody here helps with."""
    with app.app_context():
        return sum(row.count for row in session().scalars(select(UnmatchedNeed)))
