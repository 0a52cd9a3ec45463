"""Somebody at a browser without scripts: keeps cookies, sends each form as its page had it, presses again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode

from app.assessment.flow import ASSESSMENT
from tests.sending import ENOUGH
from tests.walking import Said, fields_for

CUT_OFF = (OSError, HTTPException)
"""What a person sees as "the connection was lost"."""

SECONDS_TO_WAIT = 60

Fields = dict[str, str | list[str]]


class Unexpected(AssertionError):
    """A page that this person should not have been shown."""


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    location: str
    text: str

    @property
    def hidden(self) -> Fields:
        """The token and the tag that a form on this page sends along."""
        pairs = re.findall(r'<input type="hidden" name="(csrf_token|draft)" value="([^"]*)">', self.text)
        return dict(pairs)

    @property
    def references(self) -> frozenset[str]:
        """The references that this page names."""
        return frozenset(re.findall(r"CW-[0-9A-Z]{4}-[0-9A-Z]{4}", self.text))


@dataclass
class Person:
    """One person with one form. `said` are their answers, if they answer any questions first."""

    port: int
    name: str
    cases: int = 1
    receipt: bool = False
    said: Said | None = None
    code: str = ""
    acknowledged: frozenset[str] = frozenset()
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Page:
        """Opens a page."""
        return self._ask("GET", path)

    def post(self, path: str, fields: Fields) -> Page:
        """Sends a form."""
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def prepare(self) -> Page:
        """Fills in everything, each page as it comes, up to the page with the Send button, which is given."""
        self.begin()
        place = "/council/next"
        for _ in range(40):
            page = self.get(place)
            if page.status == 302:
                place = page.location
            elif place == "/council/check":
                return _expected(page, 200)
            else:
                step = place.rsplit("/", 1)[1]
                place = _expected(self.post(place, {**page.hidden, **self._filled(step)}), 303).location
        raise Unexpected("the pages never end")

    def begin(self) -> None:
        """Starts a form, notes its code, and answers the questions if this person answers any."""
        first = _expected(self.get("/council/ask"), 200)
        if self.said is None:
            _expected(self.post("/council/ask", first.hidden), 303)
        else:
            _expected(self.post("/assessment/", first.hidden), 303)
        code = re.search(r"\b(?:[0-9A-Z]{4} ){3}[0-9A-Z]{4}\b", self.get("/assessment/code").text)
        if code is None:
            raise Unexpected("the page shows no code")
        self.code = code[0].replace(" ", "")
        if self.said is not None:
            self._answer(self.said)

    def press_send(self, check: Page) -> frozenset[str]:
        """Presses Send on the page that shows everything, and reads the references on the confirmation."""
        return self.read_confirmation(self.post("/council/send", check.hidden))

    def read_confirmation(self, sent: Page) -> frozenset[str]:
        """Goes where the answer to Send leads; what the confirmation says there has been acknowledged."""
        if (sent.status, sent.location) != (303, "/council/sent"):
            raise Unexpected(f"Send was answered by {sent.status} {sent.location}")
        self.acknowledged = _expected(self.get("/council/sent"), 200).references
        if not self.acknowledged:
            raise Unexpected("the confirmation names no reference")
        return self.acknowledged

    def look_again(self) -> frozenset[str]:
        """Loads the page with the button again and presses it; when the form is no longer there, the confirmation."""
        check = self.get("/council/check")
        if check.status == 200:
            return self.press_send(check)
        return self.read_confirmation(Page(303, "/council/sent", ""))

    def _answer(self, said: Said) -> None:
        page = self.get(self.get("/assessment/next").location)
        for question in ASSESSMENT.questions:
            fields = {**page.hidden, **fields_for(question, said)}
            _expected(self.post(f"/assessment/question/{question.id}", fields), 303)

    def _filled(self, step: str) -> Fields:
        if step in ("name", "helper"):
            return {"name": self.name}
        if step == "reach" and self.receipt:
            return {"ways": ["email"], "email": "ada@example.org", "receipt": "y"}
        return dict(ENOUGH.get(step, {}))

    def _ask(self, method: str, path: str, body: str | None = None) -> Page:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_WAIT)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            self._keep(response.headers.get_all("Set-Cookie", []))
            return Page(response.status, response.headers.get("Location", ""), response.read().decode())
        finally:
            connection.close()

    def _keep(self, lines: Iterable[str]) -> None:
        for line in lines:
            name, _, value = line.partition(";")[0].partition("=")
            if "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value


def people(port: int, round_name: Any) -> tuple[Person, ...]:
    """Three unlike forms: one asks at once, one wants a receipt, one is a carer's with a case of their own."""
    caring = {"for_whom": "both", "nutrition": "cannot", "hygiene": "cannot", "carer_carrying_on": "struggling"}
    return (
        Person(port, f"Ada {round_name}"),
        Person(port, f"Ben {round_name}", receipt=True),
        Person(port, f"Cem {round_name}", cases=2, said=caring),
    )


def _expected(page: Page, status: int) -> Page:
    if page.status != status:
        raise Unexpected(f"{page.status} instead of {status}: {page.text[:300]}")
    return page
