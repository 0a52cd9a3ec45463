"""Sending in Easy Read: each page has a picture and short lines, and asks for the same."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.kernel.toml_lines import WrongContent
from app.questionnaire.flow import Voice
from app.referrals.easy_read import easy_words, read
from app.referrals.flow import STEPS
from tests import sending, walking

PICTURE = "careway-easy__picture"
CONTENT = Path("app/referrals/content/easy_read.toml")
LONGEST_SENTENCE = 14


def begin(client: FlaskClient, **chosen: str) -> None:
    walking.start(client, **chosen)
    walking.finish(client, hygiene="cannot", nutrition="needs_help")


def pages(client: FlaskClient, needs: list[str]) -> Iterator[str]:
    """The main part of every page up to the confirmation, for somebody who needs this so that we can talk."""
    said = {**sending.ENOUGH, "talking": {"needs": needs}}
    for _ in range(20):
        place = client.get("/council/next").location
        yield _main(client.get(place).text)
        if place.endswith("/check"):
            break
        step = place.rsplit("/", 1)[1]
        sending.fill(client, step, **said.get(step, {}))
    yield _main(sending.send(client).text)


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_every_page_on_the_easy_read_way_has_one_picture_and_short_lines(client):
    begin(client, easy_read="yes")
    assert {page.count(PICTURE) for page in pages(client, ["easy_read"])} == {1}


def test_the_standard_way_has_none(client):
    begin(client)
    assert {page.count(PICTURE) for page in pages(client, [])} == {0}


@pytest.mark.parametrize("page", [*STEPS, "check", "sent"])
@pytest.mark.parametrize("voice", Voice)
def test_each_sentence_is_short(page, voice):
    said = easy_words(page, voice)
    sentences = re.split(r"(?<=[.?!])\s+", said.lines)
    assert [each for each in sentences if len(each.split()) > LONGEST_SENTENCE] == []


def test_a_page_without_words_stops_the_start(tmp_path):
    lacking = tmp_path / "easy_read.toml"
    lacking.write_text(CONTENT.read_text(encoding="utf-8").replace('id = "birth"', 'id = "born"'), encoding="utf-8")
    with pytest.raises(WrongContent, match="birth has no words"):
        read(lacking)
