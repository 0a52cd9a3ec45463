"""Answering the assessment through the web, as tests do it: each question once, with the answers a test cares about."""

import re
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.assessment.flow import ASSESSMENT
from app.questionnaire.flow import Answer, Kind, Question

Said = Mapping[str, str | list[str]]

CALMEST = {
    "for_whom": "self",
    "safety": "none",
    "condition": "no",
    "support_now": "some_enough",
    "caring": "no",
    "carer_health": "no",
    "carer_carrying_on": "yes",
}
WAYS_OUT = {"fine", "none", "not_for_me", "yes", "nobody", "adult"}


def tag_in(page: TestResponse) -> str:
    """The tag that says which draft a page belongs to."""
    found = re.search(r'name="draft" value="(\w+)"', page.text)
    assert found, "the page does not say which draft it belongs to"
    return found[1]


def fields_for(question: Question, said: Said) -> dict[str, Any]:
    """What a person sends for the page of a question: what the test says, else the calmest answer to each on it."""
    page = [one for one in ASSESSMENT.bank if one.together is question.together and question.together]
    if page:
        return {f"{one.id}-{name}": value for one in page for name, value in _fields(one, said).items()}
    return _fields(question, said)


def answers_in(question: Question, fields: Mapping[str, Any]) -> dict[str, Answer]:
    """What those fields say, by question."""
    page = [one for one in ASSESSMENT.bank if one.together is question.together and question.together]
    named = {one.id: f"{one.id}-" for one in page} or {question.id: ""}
    return {one: _answer(fields.get(f"{name}chosen", ()), fields.get(f"{name}text", "")) for one, name in named.items()}


def _answer(chosen: str | list[str], text: str) -> Answer:
    return Answer((chosen,) if isinstance(chosen, str) else tuple(chosen), text)


def _fields(question: Question, said: Said) -> dict[str, Any]:
    value = said.get(question.id, CALMEST.get(question.id))
    if question.kind is Kind.PLACE and isinstance(value, list):
        return {"chosen": value}
    if question.kind in (Kind.TEXT, Kind.PLACE):
        return {"text": value or ""} if value or question.kind is Kind.TEXT else {"chosen": "rather_not_say"}
    if value is None:
        ways_out = [choice.value for choice in question.choices if choice.value in WAYS_OUT]
        value = ways_out[0] if ways_out else question.choices[-1].value
    return {"chosen": value}


def start(client: FlaskClient, **chosen: str) -> None:
    """Starts a form, on the way that is chosen."""
    assert client.post("/assessment/", data=chosen).status_code == 303


def answer(client: FlaskClient, question_id: str, **fields: Any) -> TestResponse:
    """Opens one question and answers it."""
    page = client.get(f"/assessment/question/{question_id}")
    return client.post(f"/assessment/question/{question_id}", data={"draft": tag_in(page), **fields})


def past_the_card(client: FlaskClient, address: str) -> TestResponse:
    """Opens a page; when a card that cannot wait is shown there first, reads it and goes on."""
    page = client.get(address)
    if "careway-interruption" not in page.text:
        return page
    at = "result" if address.endswith("result") else "resume"
    client.post("/assessment/read", data={"draft": tag_in(page), "at": at})
    return client.get(address)


def finish(client: FlaskClient, **said: str | list[str]) -> None:
    """Answers whatever is still asked, until everything is answered."""
    for _ in range(80):
        place = past_the_card(client, "/assessment/next").location
        if "/question/" not in place:
            return
        question = ASSESSMENT.question[place.rsplit("/", 1)[1]]
        taken = answer(client, question.id, **fields_for(question, said))
        assert taken.status_code == 303, f"{question.id} was not taken"
    raise AssertionError("the questions never end")


def result(client: FlaskClient, **said: str | list[str]) -> TestResponse:
    """Starts, answers everything, and opens the result past any page that stops first."""
    start(client)
    finish(client, **said)
    return past_the_card(client, "/assessment/result")
