"""A ward nurse at a browser, and what she fills in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Page = Mapping[str, Any]

PAGES: Mapping[str, Page] = {
    "you": {
        "kind": "hospital",
        "organisation": "Sample Ward 4",
        "name": "Nell Nurse",
        "role": "Ward sister",
        "telephone": "01632 960111",
        "email": "nell@hospital.example.org",
    },
    "person": {"name": "Gwen Canary", "age": "82", "address": "1 Sample Street", "postcode": "TS18 1AU"},
    "agreement": {"agreement": "agrees"},
    "safety": {"safety": ["none"]},
    "worries": {"worries": "She cannot get up the stairs.", "asks": ["assessment"]},
    "daily": {"hygiene": "needs_help", "home_safety": "cannot", "nutrition": "fine"},
    "situation": {"changes": ["hospital_discharge"], "support_now": "none", "carer": "no"},
    "household": {"children": "no"},
    "reach": {"ways": ["telephone"], "note": "After ten."},
    "answer": {"receipt": "yes", "person_agrees": "yes"},
}
TAG = re.compile(r'name="draft" value="([^"]+)"')
REFERENCE = re.compile(r"CW-[0-9A-Z]{4}-[0-9A-Z]{4}")
CODE = re.compile(r'careway-code"><strong>([^<]+)<')


@dataclass
class Nurse:
    """Somebody who refers."""

    browser: FlaskClient

    def begin(self) -> None:
        self.browser.post("/professionals/")

    def tag(self, step: str = "you") -> str:
        found = TAG.search(self.browser.get(f"/professionals/form/{step}").text)
        assert found
        return found[1]

    def fill(self, step: str, **said: Any) -> TestResponse:
        return self.browser.post(f"/professionals/form/{step}", data={"draft": self.tag(step), **PAGES[step], **said})

    def fill_all(self, **pages: Page) -> None:
        self.begin()
        for step in PAGES:
            answer = self.fill(step, **pages.get(step, {}))
            assert answer.status_code == 303, (step, answer.text)

    def send(self, **pages: Page) -> TestResponse:
        """Fills everything in and sends it; gives the confirmation."""
        self.fill_all(**pages)
        check = self.browser.get("/professionals/check")
        found = TAG.search(check.text)
        assert found, check.location
        sent = self.browser.post("/professionals/send", data={"draft": found[1]})
        assert sent.status_code == 303, sent.text
        return self.browser.get(sent.location)

    def ask(self, page: TestResponse) -> TestResponse:
        """Asks how far it is, on another device, with what the confirmation said."""
        reference, code = REFERENCE.search(page.text), CODE.search(page.text)
        assert reference
        assert code
        return self.browser.application.test_client().post(
            "/professionals/where", data={"reference": reference[0].lower(), "code": code[1].lower()}
        )


@pytest.fixture
def nurse(app: Flask) -> Nurse:
    return Nurse(app.test_client())
