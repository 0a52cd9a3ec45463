"""Sending a form to the council through the web, as tests do it: each page once, with what a test cares about."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.walking import tag_in

Filled = dict[str, Any]

ENOUGH: dict[str, Filled] = {
    "who": {"for_whom": "self"},
    "name": {"name": "Ada Bell"},
    "reach": {"ways": ["telephone"], "telephone": "01632 960123"},
}


def ask(client: FlaskClient) -> None:
    """Asks the council, without answering any question."""
    assert client.post("/council/ask").status_code == 303


def fill(client: FlaskClient, step: str, **fields: Any) -> TestResponse:
    """Opens one page and fills it in."""
    page = client.get(f"/council/form/{step}")
    assert page.status_code == 200, f"{step} is not asked"
    return client.post(f"/council/form/{step}", data={"draft": tag_in(page), **fields})


def fill_all(client: FlaskClient, **pages: Filled) -> TestResponse:
    """Fills in whatever is still asked, and opens the page to check it all."""
    for _ in range(20):
        place = client.get("/council/next").location
        if place.endswith("/check"):
            return client.get(place)
        step = place.rsplit("/", 1)[1]
        taken = fill(client, step, **{**ENOUGH.get(step, {}), **pages.get(step, {})})
        assert taken.status_code == 303, f"{step} was not taken"
    raise AssertionError("the pages never end")


def send(client: FlaskClient, **pages: Filled) -> TestResponse:
    """Fills in whatever is still asked, sends it, and opens the confirmation."""
    check = fill_all(client, **pages)
    sent = client.post("/council/send", data={"draft": tag_in(check)})
    assert sent.location == "/council/sent"
    return client.get(sent.location)


def reference_in(page: TestResponse) -> str:
    """The reference that a page shows."""
    found = re.search(r"CW-[0-9A-Z]{4}-[0-9A-Z]{4}", page.text)
    assert found, "the page shows no reference"
    return found[0]


def code_in(page: TestResponse) -> str:
    """The code that a page shows, as it is printed."""
    found = re.search(r"\b(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}\b", page.text)
    assert found, "the page shows no code"
    return found[0]
