"""People's stories through the web: what the page shows and what the council receives is what was judged right."""

import html
import json
import re
import tomllib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.assessment.facts import AGES, HOURS, Facts, facts_of
from app.assessment.facts_json import facts_from_json
from app.assessment.flow import ASSESSMENT
from app.config import ROOT
from app.db import session
from app.questionnaire.flow import Answer
from app.referrals.sent import unsealed
from app.referrals.store import ReferralRow
from tests.sending import send
from tests.telling import told
from tests.walking import answers_in, fields_for, finish, past_the_card, start

STORIES = Path("vignettes") / "adult-and-carer.jsonl"
WORDS = tomllib.loads((ROOT / "app" / "assessment" / "content" / "results.toml").read_text(encoding="utf-8"))
CARDS = {"E1": "emergency", "E2": "emergency", "G1": "safeguarding"}

Story = dict[str, Any]


@pytest.fixture(scope="module")
def stories(shared_data: Path) -> list[Story]:
    lines = (shared_data / STORIES).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.fixture
def plain_client(app: Flask) -> FlaskClient:
    """A browser that does not check each page, which other tests do: these are some seven thousand."""
    app.test_client_class = FlaskClient
    return app.test_client()


def test_every_story_can_be_told_through_the_questions(stories):
    """All 69: no fact of theirs is left unsaid, but that an age and hours are said in bands."""
    assert len(stories) == 69
    for story in stories:
        facts = facts_from_json(story["facts"])
        assert _in_bands(facts_of(_answers(facts))) == _in_bands(facts), story["id"]


def _answers(facts: Facts) -> dict[str, Answer]:
    said = told(facts)
    fields = [(question, fields_for(question, said)) for question in ASSESSMENT.questions]
    answers = {one: answer for question, sent in fields for one, answer in answers_in(question, sent).items()}
    return dict(ASSESSMENT.path(answers).answers)


def _in_bands(facts: Facts) -> tuple[object, ...]:
    carer = facts.carer
    hours = None if carer is None or carer.hours_per_week is None else _bands_reached(HOURS, carer.hours_per_week)
    age = None if facts.age is None else _bands_reached(AGES, facts.age)
    others = carer and (carer.outcomes_affected, carer.health_at_risk, carer.willing_and_able)
    return facts.for_whom, age, dict(facts.outcomes), facts.support_now, hours, others, facts.flags


def _bands_reached(bands: dict[str, int], number: float) -> int:
    return sum(number >= lowest for lowest in list(bands.values())[1:])


def test_each_story_shows_its_person_and_tells_the_council_what_was_judged_right(stories, plain_client, app):
    seen: set[UUID] = set()
    came_to = {}
    for story in stories:
        start(plain_client)
        finish(plain_client, **told(facts_from_json(story["facts"])))
        page = html.unescape(past_the_card(plain_client, "/assessment/result").text)
        send(plain_client)
        came_to[story["id"]] = [(_route_on(page), _offers_on(page)), *_received(app, seen)]
    judged = {story["id"]: (story["gold"]["route"], frozenset(story["gold"]["also"])) for story in stories}
    assert {story: set(ends) for story, ends in came_to.items()} == {story: {end} for story, end in judged.items()}
    assert all(len(ends) > 1 for ends in came_to.values())


def _route_on(page: str) -> str:
    """The route by its own words, or by the card of what comes before any route."""
    by_words = [route for route, words in WORDS["route"].items() if re.search(rf"<h1[^>]*>{words['heading']}<", page)]
    by_cards = [route for rule, route in CARDS.items() if WORDS["urgent"][rule]["you"] in page]
    return (by_words or by_cards)[0]


def _offers_on(page: str) -> frozenset[str]:
    offers = WORDS["offer"].items()
    return frozenset(offer for offer, words in offers if words["you"] in page or words["they"] in page)


def _received(app: Flask, seen: set[UUID]) -> list[tuple[str, frozenset[str]]]:
    """What the council was sent for this story: one case for the person, and one for a carer."""
    with app.app_context():
        rows = [row for row in session().scalars(select(ReferralRow)) if row.id not in seen]
        decisions = [unsealed(row.form).decision for row in rows]
    seen |= {row.id for row in rows}
    return [(decision.route.value, frozenset(decision.also)) for decision in decisions]
