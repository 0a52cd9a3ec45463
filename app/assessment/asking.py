"""What a question's page is told: the questions on it, in which words, and what was answered before."""

from dataclasses import dataclass

from flask_babel import gettext

from app.assessment.flow import flow_of, voice_of
from app.assessment.store import Draft
from app.assessment.ways import is_easy_read, known_of
from app.questionnaire.flow import Path, Question, Voice
from app.questionnaire.forms import PageForm
from app.web.errors import NotFound


@dataclass(frozen=True)
class QuestionPage:
    """One page of the assessment: one question, or a few short ones together."""

    draft: Draft
    questions: tuple[Question, ...]
    path: Path
    voice: Voice

    @property
    def is_reached(self) -> bool:
        """Whether this person's path leads here."""
        return any(self.path.reaches(question.id) for question in self.questions)

    @property
    def is_easy_read(self) -> bool:
        return is_easy_read(self.draft.details)

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

    @property
    def before(self) -> Question | None:
        """The question that Back leads to."""
        return self.path.before(self.questions[0].id)

    def form(self) -> PageForm:
        """The form of the page, holding what was answered."""
        known = ((question.id, known_of(question.id, self.draft.answers)) for question in self.questions)
        return PageForm(self.questions, self.voice, {question: answer for question, answer in known if answer})


def question_page(question_id: str, draft: Draft) -> QuestionPage:
    """The page of a question on this form's way. Raises NotFound for a question that there is not."""
    flow = flow_of(draft.details)
    question = flow.question.get(question_id)
    if question is None:
        raise NotFound(question_id)
    path = flow.path(draft.answers)
    # Words are chosen by the answer to whom it is for, also before the path reaches this page.
    return QuestionPage(draft, flow.page_of(question, path) or (question,), path, voice_of(path.answers))
