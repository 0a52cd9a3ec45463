"""The pages of somebody who looks for help, named by what stands on them. A press gives the page that it leads to."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from app.assessment.flow import ASSESSMENT, EASY_READ
from app.assessment.ways import Way
from app.questionnaire.flow import Kind, Question, Voice, Words
from tests.journeys.person import Person

Said = Mapping[str, tuple[str, ...] | str]
"""Answers by the ids of questions: the values of choices, or words."""

MOST_PAGES = 60


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

    def start(self, way: str = "", easy_read: bool = False) -> "QuestionPage":
        if way:
            self.person.chooses(way)
        if easy_read:
            self.person.ticks("In Easy Read")
        self.presses("Start")
        return CodePage(self.person).go_on()


class CaringPage(Page):
    heading = "“I just help my mum”"

    def look_near(self, postcode: str, name: str) -> "NearPage":
        self.person.writes("Your postcode, or theirs", postcode)
        self.presses(name)
        return NearPage(self.person)

    def start(self) -> "QuestionPage":
        self.presses("Start: questions about you and your caring")
        return CodePage(self.person).go_on()


class NearPage(Page):
    """What the directory has for somebody who looks after another person."""


class CodePage(Page):
    heading = "your code"

    def go_on(self) -> "QuestionPage":
        self.presses("Go to the first question")
        return QuestionPage(self.person)


class QuestionPage(Page):
    """Whichever question is asked, with those that share its page."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        asked = urlsplit(person.page.url).path.rsplit("/", 1)[1]
        self.questions, self.voice = _asked_as(asked, person.heading, self.has_picture)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(question.id for question in self.questions)

    @property
    def has_picture(self) -> bool:
        return self.person.main.locator(".careway-easy__picture svg").is_visible()

    def answer(self, said: Said) -> None:
        for question in self.questions:
            self._answer(question, said[question.id])
        self.presses("Continue")

    def answer_up_to(self, question: str, said: Said) -> "QuestionPage":
        """Answers every question before that one."""
        page = self
        while question not in page.ids:
            page.answer(said)
            page = QuestionPage(self.person)
        return page

    def answer_all(self, said: Said) -> "CheckAnswersPage":
        """Answers every question that is asked."""
        self.answer(said)
        for _ in range(MOST_PAGES):
            if CheckAnswersPage.heading in self.person.heading:
                return CheckAnswersPage(self.person)
            QuestionPage(self.person).answer(said)
        raise AssertionError("the questions never end")

    def cannot_go_on(self) -> "NotNowPage":
        self.follows("I cannot do this now")
        return NotNowPage(self.person)

    def _answer(self, question: Question, answer: tuple[str, ...] | str) -> None:
        group = self._said(question.title) if len(self.questions) > 1 else ""
        if isinstance(answer, str):
            self._writes(question, answer)
        elif question.kind is Kind.CHOOSE_ONE:
            self.person.chooses(self._said(question.choice[answer[0]].label), group)
        else:
            for value in answer:
                self.person.ticks(self._said(question.choice[value].label))

    def _writes(self, question: Question, words: str) -> None:
        if words:
            self.person.writes("Postcode" if question.kind is Kind.PLACE else self._said(question.title), words)

    def _said(self, words: Words) -> str:
        return " ".join(words.said(self.voice).split())


def _asked_as(asked: str, heading: str, easy_read: bool) -> tuple[tuple[Question, ...], Voice]:
    """The questions on the page of a question, in the words that stand there, and whom they speak about."""
    flow = EASY_READ[Way.STANDARD] if easy_read else ASSESSMENT
    question = flow.question[asked]
    shared = tuple(one for one in flow.bank if one.together and one.together is question.together)
    titles = {voice: " ".join((question.together or question).title.said(voice).split()) for voice in Voice}
    return shared or (question,), next(voice for voice, title in titles.items() if heading.endswith(title))


class NotNowPage(Page):
    heading = "You can stop here"

    def say_why(self, reason: str) -> "StoppedPage":
        self.presses(reason)
        return StoppedPage(self.person)


class StoppedPage(Page):
    heading = "Your answers are saved"

    def go_on_the_short_way(self) -> QuestionPage:
        self.presses("Go on the short way: about 3 minutes")
        return QuestionPage(self.person)

    def go_on_in_easy_read(self) -> QuestionPage:
        self.presses("Go on in Easy Read, with pictures")
        return QuestionPage(self.person)


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

    def keep_first(self) -> str:
        """Keeps the first thing that is not kept yet, and says which."""
        button = self.person.main.get_by_role("button").filter(has_text="Keep in my plan: ").first
        name = " ".join((button.text_content() or "").split()).partition(": ")[2]
        self.person.follows(button)
        ResultPage(self.person)
        return name

    def see_my_plan(self) -> "PlanPage":
        self.presses("See my plan")
        return PlanPage(self.person)

    def open_first_service(self) -> "ServicePage":
        self.person.follows(self.person.main.get_by_role("heading", level=4).get_by_role("link").first)
        return ServicePage(self.person)

    def send_to_the_council(self) -> None:
        self.presses("Send my answers to the council")

    def ask_for_an_assessment(self) -> "AskPage":
        self.presses("Ask the council for an assessment")
        return AskPage(self.person)


class PlanPage(Page):
    heading = "My plan"

    @property
    def kept(self) -> list[str]:
        things = self.person.main.get_by_role("listitem").filter(has_text="Take it out")
        return things.get_by_role("heading", level=3).all_inner_texts()

    def move_down(self, name: str) -> "PlanPage":
        self.person.follows(self.person.main.get_by_role("button").filter(has_text=f"Move down: {name}"))
        return PlanPage(self.person)

    def print_or_save(self) -> "PaperPage":
        self.follows("Print or save my plan")
        return PaperPage(self.person)


class PaperPage(Page):
    heading = "My plan"

    @property
    def words(self) -> str:
        """What comes out of the printer."""
        self.person.page.emulate_media(media="print")
        return " ".join(self.person.page.locator("body").inner_text().split())


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

    @property
    def unsaid(self) -> list[str]:
        """Those that do not state what was chosen."""
        return self.person.main.get_by_role("listitem").get_by_role("heading", level=3).all_inner_texts()

    @property
    def chosen(self) -> list[str]:
        tags = self.person.main.get_by_role("link", name=re.compile("^Take away: "))
        return [words.removeprefix("Take away:").strip(" ×") for words in tags.all_text_contents()]

    def narrow(self, choice: str, within: str) -> "FoundPage":
        """Chooses one thing in a filter."""
        with_its_count = re.compile(rf"^{choice} \(\d+\)$")
        if not self.person.main.get_by_role("button", name="Show these").is_visible():
            self.person.opens_out("Narrow this list")
        if not self.person.main.get_by_role("checkbox", name=with_its_count).is_visible():
            self.person.tabs_to(self.person.main.locator("summary").get_by_text(within, exact=True))
            self.person.page.keyboard.press("Enter")
        self.person.ticks(with_its_count)
        self.presses("Show these")
        return FoundPage(self.person)

    def take_away(self, choice: str) -> "FoundPage":
        self.person.follows(self.person.main.get_by_role("link", name=re.compile(f"^Take away: {choice}")))
        return FoundPage(self.person)

    def clear_all(self) -> "FoundPage":
        self.follows("Clear all")
        return FoundPage(self.person)

    def go_farther(self, distance: str) -> "FoundPage":
        self.follows(distance)
        return FoundPage(self.person)

    def open_first_service(self) -> ServicePage:
        self.person.follows(self.person.main.get_by_role("heading", level=2).get_by_role("link").first)
        return ServicePage(self.person)


class AskPage(Page):
    heading = "Ask the council for an assessment"

    def ask_here(self) -> None:
        self.presses("Ask here")
