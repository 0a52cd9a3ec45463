"""The pages of somebody who looks for help, named by what stands on them. A press gives the page that it leads to."""

import re
from collections.abc import Mapping

from app.assessment.flow import ASSESSMENT
from app.questionnaire.flow import Kind, Question, Voice
from tests.journeys.person import Person

Said = Mapping[str, tuple[str, ...] | str]
"""Answers by the ids of questions: the values of choices, or words."""

MOST_QUESTIONS = 60


class Page:
    """One page, looked at as soon as somebody comes to it."""

    heading = ""

    def __init__(self, person: Person) -> None:
        self.person = person
        person.looks(self.heading)

    def presses(self, name: str) -> None:
        self.person.follows(self.person.main.get_by_role("button", name=name, exact=True))

    def follows(self, name: str) -> None:
        self.person.follows(self.person.main.get_by_role("link", name=name))

    def says(self, words: str) -> bool:
        return words in " ".join(self.person.page.get_by_role("main").inner_text().split())

    @property
    def offers_help(self) -> bool:
        """Whether a number to ring and the way to ask the council stand on the page."""
        banner = self.person.page.get_by_role("banner")
        ask = banner.get_by_role("link", name="Ask the council for an assessment")
        return ask.is_visible() and banner.get_by_role("link", name=re.compile("^01632 960301$")).is_visible()


class StartPage(Page):
    heading = "Help with daily life"

    def see_what_could_help(self) -> "BeforePage":
        self.presses("See what could help")
        return BeforePage(self.person)


class BeforePage(Page):
    heading = "See what could help"

    def start(self) -> "QuestionPage":
        self.presses("Start")
        return CodePage(self.person).go_on()


class CodePage(Page):
    heading = "your code"

    def go_on(self) -> "QuestionPage":
        self.presses("Go to the first question")
        return QuestionPage(self.person)


class QuestionPage(Page):
    """Whichever question is asked."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        self.question, self.voice = _asked_by(person.heading)

    def answer(self, said: Said) -> None:
        answer = said[self.question.id]
        if isinstance(answer, str):
            self._writes(answer)
        elif self.question.kind is Kind.CHOOSE_ONE:
            self.person.chooses(self._label(answer[0]))
        else:
            for value in answer:
                self.person.ticks(self._label(value))
        self.presses("Continue")

    def answer_up_to(self, question: str, said: Said) -> "QuestionPage":
        """Answers every question before that one."""
        page = self
        while page.question.id != question:
            page.answer(said)
            page = QuestionPage(self.person)
        return page

    def answer_all(self, said: Said) -> "CheckAnswersPage":
        """Answers every question that is asked."""
        self.answer(said)
        for _ in range(MOST_QUESTIONS):
            if CheckAnswersPage.heading in self.person.heading:
                return CheckAnswersPage(self.person)
            QuestionPage(self.person).answer(said)
        raise AssertionError("the questions never end")

    def _label(self, value: str) -> str:
        return self.question.choice[value].label.said(self.voice)

    def _writes(self, words: str) -> None:
        if words:
            self.person.writes(
                "Postcode" if self.question.kind is Kind.PLACE else self.question.title.said(self.voice), words
            )


def _asked_by(heading: str) -> tuple[Question, Voice]:
    asked = ((question, voice) for question in ASSESSMENT.questions for voice in Voice)
    return next((question, voice) for question, voice in asked if heading.endswith(question.title.said(voice)))


class InterruptionPage(Page):
    heading = "Call 999 now"

    def go_on(self) -> QuestionPage:
        self.presses("Your answers are kept. Go on with the questions")
        return QuestionPage(self.person)

    def go_on_to_result(self) -> "ResultPage":
        self.presses("Your answers are kept. Go on to what else could help")
        return ResultPage(self.person)


class CheckAnswersPage(Page):
    heading = "Check your answers"

    def see_what_could_help(self) -> None:
        self.presses("See what could help")


class ResultPage(Page):
    """What could help, and why."""

    @property
    def services(self) -> list[str]:
        return self.person.main.get_by_role("heading", level=4).all_inner_texts()

    @property
    def distances(self) -> list[str]:
        return re.findall(r"\d+\.\d miles", self.person.main.inner_text())

    def open_first_service(self) -> "ServicePage":
        self.person.follows(self.person.main.get_by_role("heading", level=4).get_by_role("link").first)
        return ServicePage(self.person)

    def send_to_the_council(self) -> None:
        self.presses("Send my answers to the council")

    def ask_for_an_assessment(self) -> "AskPage":
        self.presses("Ask the council for an assessment")
        return AskPage(self.person)


class ServicePage(Page):
    """One service of the directory."""

    def back(self) -> ResultPage:
        self.person.page.go_back()
        return ResultPage(self.person)


class SearchPage(Page):
    heading = "Find help near you"

    def search(self, words: str, postcode: str) -> "FoundPage":
        self.person.writes("What are you looking for?", words)
        self.person.writes("Postcode", postcode)
        self.presses("Search")
        return FoundPage(self.person)


class FoundPage(Page):
    """The results of a search."""

    @property
    def services(self) -> list[str]:
        return self.person.main.get_by_role("listitem").get_by_role("heading", level=2).all_inner_texts()

    def narrow(self, choice: str) -> "FoundPage":
        with_its_count = re.compile(rf"^{choice} \(\d+\)$")
        if not self.person.main.get_by_role("checkbox", name=with_its_count).is_visible():
            self.person.opens_out("Narrow this list")
        self.person.ticks(with_its_count)
        self.presses("Show these")
        return FoundPage(self.person)

    def open_first_service(self) -> ServicePage:
        self.person.follows(self.person.main.get_by_role("heading", level=2).get_by_role("link").first)
        return ServicePage(self.person)


class AskPage(Page):
    heading = "Ask the council for an assessment"

    def ask_here(self) -> None:
        self.presses("Ask here")
