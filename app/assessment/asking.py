"""What a question's page is told: the questions on it, in which words, and what was answered before."""

from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext

from app.assessment.flow import flow_of, voice_of
from app.assessment.store import Draft
from app.assessment.ways import is_easy_read, known_of
from app.questionnaire.flow import Answers, Path, Question, Voice
from app.questionnaire.forms import PageForm, blanks_of
from app.web.errors import NotFound


@dataclass(frozen=True)
class Asked:
    """What a page says, whoever reads it: one question, or a few short ones together, in one manner of words."""

    questions: tuple[Question, ...]
    voice: Voice
    is_easy_read: bool

    @property
    def title(self) -> str:
        """What stands at the head of the page."""
        shared = self.questions[0].together
        return str(gettext((shared or self.questions[0]).title.said(self.voice)))

    @property
    def hint(self) -> str:
        """What stands under the head of a page that is shared."""
        shared = self.questions[0].together
        return str(gettext(shared.hint.said(self.voice))) if shared and shared.hint else ""

    def form(self, answers: Answers) -> PageForm:
        """The form of the page, holding these answers or those that were just sent."""
        return PageForm(self.questions, self.voice, answers)


@dataclass(frozen=True)
class QuestionPage:
    """One page of the assessment for the person whose draft is open."""

    asked: Asked
    draft: Draft
    path: Path

    @property
    def is_reached(self) -> bool:
        """Whether this person's path leads here."""
        return any(self.path.reaches(question.id) for question in self.asked.questions)

    @property
    def before(self) -> Question | None:
        """The question that Back leads to."""
        return self.path.before(self.asked.questions[0].id)

    @cached_property
    def known(self) -> Answers:
        """What was answered before."""
        known = ((question.id, known_of(question.id, self.draft.answers)) for question in self.asked.questions)
        return {question: answer for question, answer in known if answer}

    def form(self) -> PageForm:
        """The form of the page, holding what was answered."""
        return self.asked.form(self.known)

    def blanks(self, back_address: str) -> dict[str, str]:
        """What this page says to this person alone, by the names of the blanks that it goes into."""
        return {"draft": self.draft.tag, "back": back_address, **blanks_of(self.asked.questions, self.known)}


def question_page(question_id: str, draft: Draft) -> QuestionPage:
    """The page of a question on this form's way. Raises NotFound for a question that there is not."""
    flow = flow_of(draft.details)
    question = flow.question.get(question_id)
    if question is None:
        raise NotFound(question_id)
    path = flow.path(draft.answers)
    # Words are chosen by the answer to whom it is for, also before the path reaches this page.
    asked = Asked(flow.page_of(question, path) or (question,), voice_of(path.answers), is_easy_read(draft.details))
    return QuestionPage(asked, draft, path)
