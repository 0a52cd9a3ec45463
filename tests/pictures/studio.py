"""Where pictures are taken: one page at three widths, and quick ways to bring a page into a state."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import time_machine
from flask_babel import force_locale, gettext
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import BrowserContext, Locator, Page
from sqlalchemy import text

from app.accounts.domain import Role, Staff
from app.assessment.flow import EASY_READ, FLOWS, choosing
from app.assessment.ways import Way
from app.kernel.clock import now
from app.questionnaire.flow import Answer, Question
from tests.sending import ENOUGH
from tests.serving import Site
from tests.staff import sign_in_as
from tests.walking import Said, answers_in, fields_for

WIDTHS = (320, 768, 1280)
HEIGHT = 800


@dataclass
class Studio:
    """A browser on the site, whose pictures go into a folder. Only those are taken whose name begins as wanted."""

    site: Site
    context: BrowserContext
    folder: Path
    only: str = ""
    taken: list[str] = field(default_factory=list)
    language: str = "en"

    def __post_init__(self) -> None:
        self.page: Page = self.context.new_page()
        self.speak(self.language)

    def shot(self, name: str, path: str = "", media: str = "screen") -> None:
        """Takes a page at every width: the one at `path`, or the one that is open.

        An open page is not loaded again, so that what came of a sent form can be shown.
        """
        if not name.startswith(self.only):
            return
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            if path:
                self.page.goto(self.site.address + path)
            self.page.emulate_media(media="print" if media == "print" else "screen")
            self.page.screenshot(path=self.folder / f"{name}-{width}.png", full_page=True)
        self.page.emulate_media(media="screen")
        self.taken.append(name)

    def go(self, path: str) -> None:
        self.page.goto(self.site.address + path)

    def sign_in_as(self, *roles: Role | str, name: str = "Olu Officer") -> Staff:
        """Signs a member of staff in, without the pages of signing in; without a role they have every one."""
        return sign_in_as(self.context, self.site, *roles, name=name)

    def press(self, name: str) -> None:
        """Presses a button of the page's main part."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=self.said(name), exact=True).first.click()

    def fill_in_and_press(self, button: str, **fields: str | list[str]) -> None:
        """Fills in boxes by their names, those that come in a row from a list, and presses a button."""
        for name, value in fields.items():
            boxes = self.page.locator(f"main [name={name}]:not([type=checkbox])")
            for place, words in enumerate([value] if isinstance(value, str) else value):
                boxes.nth(place).fill(words)
        self.press(button)

    def next_page(self) -> str:
        """The path of the page that comes next before sending."""
        answer = self.context.request.get(f"{self.site.address}/council/next", max_redirects=0)
        return answer.headers["location"]

    def post(self, path: str, **fields: Any) -> str:
        """Sends a form without showing what comes back, and says where that leads."""
        body = urlencode({"csrf_token": self._token, **fields}, doseq=True)
        answer = self.context.request.post(
            self.site.address + path,
            data=body,
            headers={"Content-Type": "application/x-www-form-urlencoded", "Referer": self.site.address},
            max_redirects=0,
        )
        assert answer.status == 303, f"{path}: {answer.status}"
        return answer.headers["location"]

    @cached_property
    def _token(self) -> str:
        return _hidden("csrf_token", self.context.request.get(f"{self.site.address}/assessment/").text())

    def start(self, **chosen: str) -> None:
        """Starts a form of one's own, on the way that is chosen."""
        self.post("/assessment/", **chosen)

    def speak(self, language: str) -> None:
        """Reads the pages in a language from now on."""
        self.language = language
        self.context.add_cookies([{"name": "language", "value": language, "url": self.site.address}])

    def said(self, english: str) -> str:
        """Words of ours as they stand on the pages now."""
        with self.site.app.test_request_context(), force_locale(self.language):
            return str(gettext(english))

    def labelled(self, english: str) -> Locator:
        """What has this label on the page."""
        return self.page.get_by_label(self.said(english), exact=True)

    def tag(self) -> str:
        """The tag of the form that is open, as its pages carry it."""
        return _hidden("draft", self.context.request.get(f"{self.site.address}/assessment/question/for_whom").text())

    def questions(self, said: Said, way: Way = Way.STANDARD, easy_read: bool = False) -> Iterator[Question]:
        """Each page of the path in turn, by its first question, answered once the caller has looked at it."""
        answers: dict[str, Answer] = choosing(way, {})
        tag = self.tag()
        flow = (EASY_READ if easy_read else FLOWS)[way]
        while (question := flow.path(answers).next) is not None:
            yield question
            fields = fields_for(question, said)
            self.post(f"/assessment/question/{question.id}", draft=tag, **fields)
            answers |= answers_in(question, fields)

    def answer(self, **said: str | list[str]) -> None:
        """Starts a form and answers everything."""
        self.start()
        for _ in self.questions(said):
            pass

    def fill(self, **pages: Mapping[str, Any]) -> None:
        """Fills in every page between the result and sending."""
        tag = self.tag()
        for _ in range(20):
            place = self.next_page()
            if place.endswith("/check"):
                return
            step = place.rsplit("/", 1)[1]
            self.post(f"/council/form/{step}", draft=tag, **{**ENOUGH.get(step, {}), **pages.get(step, {})})

    def send(self, **pages: Mapping[str, Any]) -> str:
        """Sends the form that is open, and gives the code with which it is asked after."""
        self.fill(**pages)
        self.post("/council/send", draft=self.tag())
        sent = self.context.request.get(f"{self.site.address}/council/sent").text()
        found = re.search(r"\b(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}\b", sent)
        assert found, "the confirmation shows no code"
        return found[0]

    def be_away(self, minutes: int) -> None:
        """Makes the browser's hold on its form as old as if the person had been away."""
        signer = URLSafeTimedSerializer(self.site.config.SECRET_KEY, salt="draft")
        cookie = next(kept for kept in self.context.cookies() if kept["name"] == "draft")
        with time_machine.travel(now() - timedelta(minutes=minutes), tick=False):
            value = signer.dumps(signer.loads(cookie["value"]))
        self.context.add_cookies([{"name": "draft", "value": str(value), "url": self.site.address}])

    @contextmanager
    def without_table(self, name: str) -> Iterator[None]:
        """Takes a table away for a while, so that the store refuses whatever needs it."""
        engine = self.site.app.extensions["engine"]
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {name} RENAME TO {name}_away"))
        try:
            yield
        finally:
            with engine.begin() as connection:
                connection.execute(text(f"ALTER TABLE {name}_away RENAME TO {name}"))


def _hidden(name: str, page: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]+)"', page)
    assert found, f"the page carries no {name}"
    return found[1]
