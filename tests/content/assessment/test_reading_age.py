"""Each page of the assessment in English, and those around it, can be read by somebody with a reading age of nine."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import mean

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.assessment.flow import FLOWS
from app.assessment.reading_time import lines_of
from app.assessment.ways import Way
from app.config import Config
from app.factory import create_app
from tests import sending, walking
from tests.conftest import NewDatabase
from tests.reading import reading_age, syllables, words_in

MEAN_AT_MOST = 9
NONE_ABOVE = 11

Pages = Mapping[str, list[str]]

# Each kind of result, by answers that lead there.
RESULTS: Mapping[str, Mapping[str, str | list[str]]] = {
    "community": {},
    "short-term help": {"changes": ["hospital_discharge"], "hygiene": "needs_help"},
    "formal assessment": {"hygiene": "cannot", "home_safety": "risky", "changes": ["memory_problems", "recent_falls"]},
    "urgent": {"support_now": "about_to_end", "nutrition": "needs_help"},
    "carer who cannot go on": {"caring": ["looks_after"], "carer_carrying_on": "cannot_continue", "mutual": "no"},
    "safeguarding": {"safety": ["abuse"]},
    "emergency": {"safety": ["immediate_danger", "suicidal_thoughts"]},
}
FORMS = [
    (way, easy_read, for_whom)
    for way in Way
    for easy_read in (False, True)
    for for_whom in ("self", "someone_else", "both")
    if not (way is Way.CARER and for_whom != "self")
]
AROUND = [
    "/",
    "/assessment/",
    "/assessment/return",
    "/assessment/leaving",
    "/caring/emergency-plan",
]
WITH_A_FORM = [
    f"/assessment/{page}" for page in ("code", "check", "not-now", "stopped", "delete", "keep", "plan", "day")
]


@pytest.fixture(scope="module")
def app(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """With an empty directory, so that all words are our own."""
    folder: Path = tmp_path_factory.mktemp("reading")
    app = create_app(Config.from_environment({"DATA_DIR": str(folder), "DATABASE_URL": new_database(folder)}))
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture(scope="module")
def pages(app: Flask) -> Pages:
    """The lines of each page, by its name."""
    client = app.test_client()
    found = {name: html for gather in (_around, _questions, _results, _of_sending) for name, html in gather(client)}
    return {name: lines_of(html, folded=True) for name, html in found.items()}


def _read(client: FlaskClient, address: str) -> str:
    page = client.get(address, follow_redirects=True)
    assert page.status_code == 200, f"{address}: {page.status}"
    return page.text


def _around(client: FlaskClient) -> Iterator[tuple[str, str]]:
    rules = client.application.url_map.iter_rules()
    to_read = [rule for rule in rules if rule.endpoint.startswith(("guidance.", "employing.")) and not rule.arguments]
    guidance = sorted({rule.rule for rule in to_read})
    for address in [*AROUND, *guidance]:
        yield address, _read(client, address)


def _questions(client: FlaskClient) -> Iterator[tuple[str, str]]:
    for way, easy_read, for_whom in FORMS:
        walking.start(client, way=way.value)
        walking.finish(client, for_whom=for_whom, caring=["looks_after"], condition="yes", life_impact="most_days")
        if easy_read:
            tag = walking.tag_in(client.get("/assessment/question/safety"))
            client.post("/assessment/way", data={"draft": tag, "way": way.value, "easy_read": "yes"})
        name = f"{way.value}{', Easy Read' if easy_read else ''}, {for_whom}"
        for question in FLOWS[way].questions:
            page = client.get(f"/assessment/question/{question.id}")
            if page.status_code == 200:
                yield f"{name}: {question.id}", page.text
        for address in WITH_A_FORM:
            yield f"{name}: {address}", _read(client, address)


def _results(client: FlaskClient) -> Iterator[tuple[str, str]]:
    for voice, route in ((voice, route) for voice in ("self", "someone_else") for route in RESULTS):
        walking.start(client)
        walking.finish(client, for_whom=voice, **RESULTS[route])
        yield f"card or result: {route}, {voice}", _read(client, "/assessment/result")
        yield f"result: {route}, {voice}", walking.past_the_card(client, "/assessment/result").text


def _of_sending(client: FlaskClient) -> Iterator[tuple[str, str]]:
    yield "/council/ask", _read(client, "/council/ask")
    for for_whom in ("self", "someone_else"):
        sending.ask(client)
        for _ in range(20):
            place = client.get("/council/next").location
            page = client.get(place)
            yield f"{place}, {for_whom}", page.text
            if place.endswith("/check"):
                break
            *_, step = place.split("/")
            fields = {**sending.ENOUGH.get(step, {}), **({"for_whom": for_whom} if step == "who" else {})}
            assert client.post(place, data={"draft": walking.tag_in(page), **fields}).status_code == 303, place
        client.post("/council/send", data={"draft": walking.tag_in(page)})
        yield f"/council/sent, {for_whom}", _read(client, "/council/sent")


def ages_of(pages: Pages) -> list[tuple[float, str]]:
    return sorted(((reading_age(lines), name) for name, lines in pages.items()), reverse=True)


def worst(ages: list[tuple[float, str]]) -> str:
    return "\n".join(f"{age:5.1f}  {name}" for age, name in ages[:10])


def test_the_mean_reading_age_is_nine_at_most(pages):
    ages = ages_of(pages)
    told = f"{len(ages)} pages, mean {mean(age for age, _ in ages):.2f}; the hardest:\n{worst(ages)}\n"
    sys.stdout.write(told)
    assert mean(age for age, _ in ages) <= MEAN_AT_MOST, told


def test_no_page_needs_a_reading_age_above_eleven(pages):
    ages = ages_of(pages)
    assert [name for age, name in ages if age > NONE_ABOVE] == [], worst(ages)


@pytest.mark.parametrize(
    ("word", "count"),
    [("you", 1), ("help", 1), ("washing", 2), ("used", 1), ("wanted", 2), ("little", 2), ("family", 3), ("safely", 2)]
    + [("idea", 3), ("assessment", 3), ("eligibility", 6), ("being", 2), ("don’t", 1), ("nothing", 2), ("anyone", 3)],
)
def test_syllables_are_counted_as_they_are_said(word, count):
    assert syllables(word) == count


def test_a_hard_page_would_be_found():
    law = "The authority must determine whether the needs meet the eligibility criteria, having regard to outcomes."
    assert reading_age([law]) > NONE_ABOVE + 5
    assert reading_age(["The cat sat on the mat. It was warm."]) == 5


def test_lines_end_a_sentence_and_addresses_are_no_words():
    assert words_in("Ring 01632 960001 or see www.example.org/help today") == ["Ring", "or", "see", "today"]
    assert reading_age(["Getting dressed", "Washing"]) < reading_age(["Getting dressed washing"])
