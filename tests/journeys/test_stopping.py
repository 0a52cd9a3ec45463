"""Stopping and keeping a way back, by the keyboard alone, with scripts and without, on a narrow telephone too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import NewPerson
from tests.journeys.pages import Page, StartPage
from tests.journeys.person import Person
from tests.serving import Site


class LeavingPage(Page):
    heading = "Leaving this site fast"


class NotNowPage(Page):
    heading = "You can stop here"

    def because(self, reason: str) -> "StoppedPage":
        self.presses(reason)
        return StoppedPage(self.person)


class StoppedPage(Page):
    heading = "Your answers are saved"

    def keep(self) -> "KeepPage":
        self.follows("Print it, save your answers")
        return KeepPage(self.person)


class KeepPage(Page):
    heading = "Come back on another day"

    def send_link(self, address: str) -> None:
        self.person.writes("Your e-mail address", address)
        self.presses("Send me the link")

    def answers(self) -> "AnswersPage":
        self.follows("Show my answers")
        return AnswersPage(self.person)


class AnswersPage(Page):
    heading = "Your answers so far"


class LinkSentPage(Page):
    heading = "The link is on its way"


@pytest.fixture
def on_a_narrow_telephone(browser: Browser, hounslow: Site) -> Iterator[Person]:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    yield Person(context, hounslow.address, scripts=True)
    context.close()


def test_somebody_stops_says_why_keeps_the_way_back_and_comes_again(new_person: NewPerson) -> None:
    _stops_and_comes_again(new_person())


def test_the_same_on_a_narrow_telephone(on_a_narrow_telephone: Person) -> None:
    _stops_and_comes_again(on_a_narrow_telephone)


def _stops_and_comes_again(person: Person) -> None:
    person.opens("/assessment/leaving")
    LeavingPage(person)
    person.opens("/")
    question = StartPage(person).see_what_could_help().start()
    person.opens("/assessment/not-now")
    keep = NotNowPage(person).because("I am too tired or ill").keep()
    keep.answers()
    person.opens("/assessment/keep")
    KeepPage(person).send_link("ada at home")
    person.has_no_complaint()
    KeepPage(person).send_link("ada@example.org")
    LinkSentPage(person).presses("Go on with my form")
    assert person.heading.endswith(question.questions[0].title.you)
