"""The result in Easy Read: the same result, one idea and one picture to a page, nothing of it kept back."""

import re

import pytest
from flask.testing import FlaskClient

from tests import walking
from tests.web.assessment.test_result import FORBIDDEN, PEOPLE

PICTURE = "careway-easy__picture"


SOME = ("much", "urgent", "abuse", "carer")  # a route of each kind, and one who looks after someone


@pytest.fixture(params=[PEOPLE[name] for name in SOME], ids=SOME)
def parts(request: pytest.FixtureRequest, client: FlaskClient) -> list[str]:
    """Every page of the Easy Read result of each person, its main part alone."""
    return _parts(client, **request.param)


def _parts(client: FlaskClient, **said: str | list[str]) -> list[str]:
    walking.start(client)
    walking.finish(client, **said)
    page = walking.past_the_card(client, "/assessment/result")
    client.post("/assessment/way", data={"draft": walking.tag_in(page), "way": "standard", "easy_read": "yes"})
    first = client.get("/assessment/result").text
    last = int(re.findall(r"Page 1 of (\d+)", first)[0])
    pages = [client.get(f"/assessment/result?part={number}").text for number in range(1, last + 1)]
    return [page[page.index("<main") :] for page in pages]


def test_each_page_has_one_picture_and_one_heading(parts):
    assert {(page.count(PICTURE), page.count("<h1")) for page in parts} == {(1, 1)}


def test_each_page_but_the_last_leads_to_the_next(parts):
    for number, page in enumerate(parts, 1):
        assert (f"part={number + 1}" in page) == (number < len(parts))


def test_the_first_page_says_what_the_council_should_do_or_the_second_how_to_ask(parts, app):
    ways = ("/council/ask", "/council/send", "/council/resume", "tel:")
    assert any(way in parts[0] + parts[1] for way in ways)
    assert "You have the right to an assessment" in parts[1]
    assert app.extensions["council"].telephone in parts[1]


def test_no_page_judges(parts):
    assert not [page for page in parts if FORBIDDEN.search(page)]


def test_what_cannot_wait_stands_on_the_first_page_with_its_number(client):
    first = _parts(client, safety=["no_food_or_heating"])[0]
    assert "Food and heating today" in first
    assert "tel:" in first


def test_everything_can_be_seen_on_one_page_too(client):
    _parts(client, hygiene="cannot")
    whole = client.get("/assessment/result?whole=yes").text
    assert "Why we say this" in whole
    assert PICTURE not in whole


def test_a_number_that_is_no_page_shows_the_nearest_one(client):
    last = len(_parts(client, hygiene="cannot"))
    assert "Page 1 of" in client.get("/assessment/result?part=-4").text
    assert f"Page {last} of {last}" in client.get("/assessment/result?part=99").text
    assert "Page 1 of" in client.get("/assessment/result?part=x").text


def test_what_is_kept_leads_back_to_the_page_it_stands_on(client):
    parts = _parts(client, hygiene="cannot")
    things = next(number for number, page in enumerate(parts, 1) if "Things for your home</h1>" in page)
    thing = re.search(r'name="thing" value="([^"]+)"', parts[things - 1])
    page = client.get(f"/assessment/result?part={things}")
    answer = client.post(
        "/assessment/plan/keep",
        data={"draft": walking.tag_in(page), "thing": thing[1], "back": "result", "part": str(things)},
    )
    assert f"/assessment/result?part={things}#thing-" in answer.location
    assert "In your plan" in client.get(f"/assessment/result?part={things}").text


def _card(client: FlaskClient, danger: str) -> str:
    """The main part of the card that comes before the result, on the Easy Read way."""
    walking.start(client, easy_read="yes")
    walking.finish(client, **PEOPLE[danger])
    page = client.get("/assessment/result").text
    return page[page.index("<main") :]


@pytest.mark.parametrize(
    ("danger", "line"),
    [
        ("danger", "Say who should come: the police, an ambulance or the fire service."),
        ("suicidal", "Choose the mental health option."),
        ("abuse", "Do this only if nobody can see that you did."),
    ],
)
def test_a_card_of_danger_has_short_lines_a_picture_and_its_number(client, danger, line):
    card = _card(client, danger)
    assert line in card.splitlines() or f"{line}</p>" in card
    assert card.count("<svg") == 1
    assert "tel:" in card
