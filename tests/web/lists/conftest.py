"""A directory of three services, in which each test keeps what it likes."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

FIXTURES = Path(__file__).parents[2] / "fixtures"
COMMANDS = (("places", "import", "places.csv"), ("directory", "import", "feeds/small.json"))
LUNCH, LINE, WALK = "small/lunch", "small/line", "small/walk"
NAME = re.compile(r'careway-plan__name" dir="auto">(?:<a [^>]*>)?([^<]+)<')
MARK = re.compile(r'name="service" value="([^"]+)">\s*<input type="hidden" name="seen" value="([^"]+)"')
LINK = re.compile(r'href="(http[^"]+/list/shared/\?link=[^"]+)"')


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with three services in its directory."""
    for room, verb, file in COMMANDS:
        result = app.test_cli_runner().invoke(args=[room, verb, str(FIXTURES / file)])
        assert result.exit_code == 0, result.output
    return app


@dataclass
class Keeper:
    """Somebody at a browser with a list."""

    browser: FlaskClient

    def press(self, press: str, key: str, back: str = "") -> TestResponse:
        return self.browser.post(f"/list/{press}", data={"service": key, "back": back})

    def keep(self, *keys: str) -> None:
        for key in keys:
            assert self.press("keep", key).status_code == 303

    def note(self, key: str, words: str, seen: str = "") -> TestResponse:
        data = {"service": key, "note": words, "seen": seen or self.marks()[key]}
        return self.browser.post("/list/note", data=data)

    def marks(self) -> dict[str, str]:
        return dict(MARK.findall(self.page()))

    def page(self) -> str:
        answer = self.browser.get("/list/")
        assert answer.status_code == 200
        return answer.text

    def names(self) -> list[str]:
        return NAME.findall(self.page())

    def link(self, **ticked: str) -> str:
        """Makes a link and gives its path."""
        before = set(LINK.findall(self.page()))
        assert self.browser.post("/list/link", data=ticked).status_code == 303
        (made,) = set(LINK.findall(self.page())) - before
        parts = urlsplit(made)
        return f"{parts.path}?{parts.query}"


@pytest.fixture
def keeper(app: Flask) -> Keeper:
    return Keeper(app.test_client())


@pytest.fixture
def friend(app: Flask) -> Keeper:
    """Somebody else, at another browser."""
    return Keeper(app.test_client())
