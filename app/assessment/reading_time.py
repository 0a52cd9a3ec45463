"""How long a form takes: a scripted person goes through the real pages, reads at a stated speed, and presses and types.

The pace of the hand is that of the keystroke-level model (Card, Moran and Newell 1980), with its slowest typist. The
eye reads 150 words a minute, which is slow for a grown reader: about 240 is usual (Brysbaert 2019). Everything that
can be read in the main part of a page is read, on every page. Beside that stands the figure of somebody who skims: a
line that stood on an earlier page in the same words (the answers about daily life, a button) takes them half as long.
To finish is to have answered every question. The page on which a way is chosen, that of the code and that to check the
answers are timed on their own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextvars import Context
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from http import HTTPStatus
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.assessment.flow import FLOWS
from app.assessment.ways import Way
from app.questionnaire.flow import Kind, Question, QuestionId

WORDS_A_MINUTE = 150
SECONDS_TO_CHOOSE = 2.65  # make up one's mind 1.35, point 1.1, press 0.2
SECONDS_TO_PRESS = 1.3  # point and press: Continue, and the like
SECONDS_TO_LOAD = 0.5  # until the next page stands
SECONDS_A_KEY = 1.2  # a typist who does not know the keyboard
WANTED_MINUTES = {Way.STANDARD: 12, Way.SHORT: 3}
SKIMMED = 0.5

Said = Mapping[QuestionId, Sequence[str]]

# What five people say, where it is not the first answer that comes (none of these, no, leave it empty).
_MATTERS = ("My garden and my grandchildren. I would like to get to church again.",)
PEOPLE: Mapping[str, Said] = {
    "manages nearly everything": {"age": ["65_84"], "support_now": ["some_enough"]},
    "finds four things hard": {
        "age": ["85_or_over"],
        "place": ["TS18 1AU"],
        "condition_types": ["body", "long_illness"],
        "hard": ["home_safety", "hygiene", "home_habitable", "community"],
        "home_safety": ["slow_or_painful"],
        "hygiene": ["needs_help"],
        "home_habitable": ["cannot"],
        "community": ["needs_help"],
        "life_impact": ["most_days"],
        "life_areas": ["health", "people", "home"],
        "support_now": ["some_not_enough"],
        "caring": ["has_carer"],
        "changes": ["sight_or_hearing_loss", "lives_alone"],
        "matters": _MATTERS,
        "hopes": ["ideas", "wants_assessment"],
    },
    "asks for their mother": {
        "for_whom": ["someone_else"],
        "speaks_as": ["parent"],
        "age": ["85_or_over"],
        "place": ["TS18"],
        "hard": ["home_safety", "nutrition"],
        "home_safety": ["needs_help"],
        "nutrition": ["slow_or_painful"],
        "life_impact": ["some_days"],
        "support_now": ["some_enough"],
        "caring": ["has_carer"],
        "changes": ["equipment_difficulty"],
        "hopes": ["equipment"],
    },
    "looks after a husband": {
        "age": ["65_84"],
        "caring": ["looks_after"],
        "carer_tasks": ["washing", "medicines", "nights"],
        "carer_hours": ["50_or_more"],
        "carer_health": ["a_little"],
        "carer_community": ["not_without_help"],
        "carer_carrying_on": ["struggling"],
        "carer_plan": ["no_plan"],
        "carer_wishes": ["break", "talk"],
        "matters": _MATTERS,
    },
    "is not sure of much": {
        "age": ["26_64"],
        "condition": ["unsure"],
        "condition_types": ["mental_health"],
        "hard": ["unsure"],
        "home_habitable": ["unsure"],
        "relationships": ["unsure"],
        "work_education": ["unsure"],
        "life_impact": ["unsure"],
        "life_areas": ["unsure"],
        "support_now": ["unsure"],
        "caring": ["unsure"],
        "hopes": ["unsure"],
    },
}
_CALM = ("none", "no", "fine", "nobody")


class _MainPart(HTMLParser):
    """The lines that can be read in the main part of a page; what is folded away only if asked for."""

    INLINE = frozenset({"a", "abbr", "b", "bdi", "em", "i", "strong", "span", "small", "time", "wbr"})
    VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
    UNSEEN = frozenset({"script", "style", "svg", "template", "noscript", "textarea", "select"})

    def __init__(self, folded: bool) -> None:
        super().__init__()
        self.lines = [""]
        self._folded = folded
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.INLINE:
            self.lines.append("")
        if tag not in self.VOID:
            self._open.append((tag, self._is_unseen(tag, dict(attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.INLINE:
            self.lines.append("")
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Nothing stands in it."""

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self._open]
        if "main" in tags and not any(unseen for _, unseen in self._open):
            self.lines[-1] += data

    def _is_unseen(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        hidden = "hidden" in attributes or "visually-hidden" in (attributes.get("class") or "")
        return tag in self.UNSEEN or hidden or (tag == "div" and self._in_details() and not self._folded)

    def _in_details(self) -> bool:
        return any(tag == "details" for tag, _ in self._open)


def lines_of(html: str, folded: bool = False) -> list[str]:
    """The lines that can be read in the main part of a page."""
    part = _MainPart(folded)
    part.feed(html)
    lines = (" ".join(line.split()) for line in part.lines)
    return [line for line in lines if re.search(r"\w", line)]


@dataclass
class Pace:
    """What one person has read, pressed and typed, in seconds and in words."""

    seen: set[str]
    pages: int = 0
    words: int = 0
    every_word: float = 0
    skimming: float = 0
    by_hand: float = 0

    def read(self, html: str) -> None:
        self.pages += 1
        self.by_hand += SECONDS_TO_LOAD
        for line in lines_of(html):
            words = len(line.split())
            seconds = words * 60 / WORDS_A_MINUTE
            self.words += words
            self.every_word += seconds
            self.skimming += seconds * (SKIMMED if line in self.seen else 1)
            self.seen.add(line)

    def minutes(self, skims: bool) -> float:
        return ((self.skimming if skims else self.every_word) + self.by_hand) / 60


class Part(StrEnum):
    """A stretch of the way to the result. To finish is to come to the end of the questions."""

    FIRST_PAGE = "first page"  # on which a way is chosen
    CODE = "code page"  # the way back, and how to leave fast
    QUESTIONS = "questions"
    CHECK = "check page"


@dataclass(frozen=True)
class Measured:
    """The medians of the people on one way: minutes of each part, and pages and words of the questions."""

    pages: float
    words: float
    every_word: Mapping[Part, float]
    skimming: Mapping[Part, float]


def measured(app: Flask, way: Way, easy_read: bool) -> Measured:
    """Goes through the pages of a way as each of the people, and deletes what they answered."""
    people = [Context().run(_Person(app, said).goes, way, easy_read) for said in PEOPLE.values()]
    return Measured(
        pages=median(paces[Part.QUESTIONS].pages for paces in people),
        words=median(paces[Part.QUESTIONS].words for paces in people),
        every_word={part: median(paces[part].minutes(skims=False) for paces in people) for part in Part},
        skimming={part: median(paces[part].minutes(skims=True) for paces in people) for part in Part},
    )


class _Person:
    """Somebody who fills in a form."""

    def __init__(self, app: Flask, said: Said) -> None:
        self._client = FlaskClient(app, use_cookies=True)
        self._said = said
        self._site = "https://localhost" if app.config["BEHIND_TLS"] else "http://localhost"
        seen: set[str] = set()
        self._paces = {part: Pace(seen) for part in Part}
        self._pace = self._paces[Part.FIRST_PAGE]

    def goes(self, way: Way, easy_read: bool) -> Mapping[Part, Pace]:
        """The pace of each part, from the page on which a way is chosen until the result is asked for."""
        first = self._open("/assessment/")
        self._pace.by_hand += SECONDS_TO_CHOOSE * (2 if easy_read else 1) + SECONDS_TO_PRESS
        chosen = {"way": way.value, **({"easy_read": "yes"} if easy_read else {})}
        page = self._send(first, "/assessment/", chosen)
        while self._pace is not self._paces[Part.CHECK]:
            page = self._answer(page, way)
        self._pace.by_hand += SECONDS_TO_PRESS
        self._delete()
        return self._paces

    def _answer(self, page: TestResponse, way: Way) -> TestResponse:
        """Fills in a page with questions and goes on; from the page before them just goes on."""
        self._pace.by_hand += SECONDS_TO_PRESS
        *_, last = page.request.path.split("/")
        if last == "code":
            return self._open("/assessment/next")
        fields = [field for question in FLOWS[way].bank for field in self._fields(page, question, last)]
        return self._send(page, page.request.path, dict(fields))

    def _fields(self, page: TestResponse, question: Question, asked: QuestionId) -> Iterator[tuple[str, list[str]]]:
        """What is sent of a question that stands on the page: alone, or with others that are named in its fields."""
        prefix = f"{question.id}-"
        if f'name="{prefix}chosen"' not in page.text:
            prefix = ""
            if question.id != asked:
                return
        chosen, text = self._says(question)
        self._pace.by_hand += len(chosen) * SECONDS_TO_CHOOSE + len(text) * SECONDS_A_KEY
        if chosen:
            yield f"{prefix}chosen", chosen
        if text:
            yield f"{prefix}text", [text]

    def _says(self, question: Question) -> tuple[list[str], str]:
        """The choices and the words of this person."""
        said = list(self._said.get(question.id, ()))
        if question.kind in (Kind.TEXT, Kind.PLACE):
            return [], "".join(said)
        calm = [value for value in _CALM if value in question.choice]
        return said or [*calm, question.choices[0].value][:1], ""

    def _open(self, address: str) -> TestResponse:
        page = self._client.get(address, base_url=self._site, follow_redirects=True)
        return self._read(page)

    def _send(self, page: TestResponse, address: str, fields: Mapping[str, object]) -> TestResponse:
        kept = {name: _hidden(page, name) for name in ("csrf_token", "draft")}
        sent = self._client.post(
            address,
            data={**kept, **fields},
            base_url=self._site,
            follow_redirects=True,
            headers={"Referer": self._site},
        )
        if sent.status_code != HTTPStatus.OK or sent.request.path in (address, "/assessment/next"):
            raise RuntimeError(f"{address} was not taken: {sent.status} at {sent.request.path}")
        return self._read(sent)

    def _read(self, page: TestResponse) -> TestResponse:
        """Reads a page, in the part that it belongs to."""
        *_, last = page.request.path.split("/")
        part = {"": Part.FIRST_PAGE, "code": Part.CODE, "check": Part.CHECK, "deleted": None}
        at = part.get(last, Part.QUESTIONS)
        if at is not None:
            self._pace = self._paces[at]
            self._pace.read(page.text)
        return page

    def _delete(self) -> None:
        page = self._client.get("/assessment/delete", base_url=self._site)
        self._send(page, "/assessment/delete", {})


def _hidden(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    return found[1] if found else ""
