"""The form of one question's page: its fields in one voice and one language, and its complaints in plain words."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, ClassVar

from flask import request
from flask_babel import get_locale, gettext, ngettext
from wtforms import Field, Form, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.kernel.text import cleaned
from app.questionnaire.flow import Answer, Answers, Choice, Complaint, Kind, Question, QuestionId, Voice, Words
from app.web.translations import careful


class QuestionForm(Form):  # type: ignore[misc]  # WTForms ships no types
    """What every question's form can do. It has the field `chosen`, the field `text`, or both.

    Requests from elsewhere are refused before they get here, on every page alike (`app.web.resend`).
    """

    question: ClassVar[Question]
    voice: ClassVar[Voice]

    def answer(self) -> Answer:
        """What stands in the form, choices in the order of the page."""
        chosen = self["chosen"].data if "chosen" in self else None
        picked = {chosen} if isinstance(chosen, str) else set(chosen or ())
        known = [choice.value for choice in self.question.choices if choice.value in picked]
        strange = sorted(picked - set(known))
        return Answer((*known, *strange), self["text"].data or "" if "text" in self else "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Checks the form, and puts the question's complaint beside the field that it is about."""
        if not super().validate(extra_validators):
            return False
        answer = self.answer()
        complaint = self.question.complaint(answer)
        if complaint is None:
            return True
        field = self["text" if complaint in _ABOUT_TEXT else "chosen"]
        field.errors = [sentence(complaint, answer, self.question, self.voice)]
        return False


_ABOUT_TEXT = frozenset({Complaint.NOTHING_WRITTEN, Complaint.TEXT_TOO_LONG, Complaint.NOT_A_POSTCODE})


class PageForm:
    """The forms of the questions that stand on one page. A question alone on its page names its fields plainly."""

    def __init__(self, questions: Sequence[Question], voice: Voice, answers: Answers) -> None:
        self.forms = tuple(
            form_for(question, voice, answers.get(question.id), _prefix(question, questions)) for question in questions
        )

    def __iter__(self) -> Iterator[Field]:
        return chain.from_iterable(self.forms)

    @property
    def errors(self) -> dict[str, Sequence[str]]:
        """What is to be mended, by the name of the field."""
        return {field.name: field.errors for field in self if field.errors}

    @property
    def form_errors(self) -> list[str]:
        """What is wrong with the page as a whole: nothing that its fields do not say."""
        return []

    def validate(self) -> bool:
        """Checks every form, so that all that is to be mended is said at once."""
        return all([form.validate() for form in self.forms])

    def answers(self) -> dict[QuestionId, Answer]:
        """What stands in the page, by question."""
        return {form.question.id: form.answer() for form in self.forms}


def blanks_of(questions: Sequence[Question], answers: Answers) -> dict[str, str]:
    """What stands in the fields of a page that holds these answers, by the blanks of its form, which is not built."""
    blanks: dict[str, str] = {}
    for question in questions:
        answer = answers.get(question.id, Answer())
        field = _prefix(question, questions)
        blanks |= {f"{field}chosen={value}": " checked" for value in _chosen(question, answer)}
        blanks[f"{field}text"] = answer.text
    return blanks


def form_for(question: Question, voice: Voice, answer: Answer | None = None, prefix: str = "") -> QuestionForm:
    """The form of a question, holding the kept answer unless another one has just been sent."""
    # WTForms would fill what was left out of a sent form from the kept answer, and bring back what was taken away.
    kept = Answer() if answer is None or request.method == "POST" else answer
    chosen = _chosen(question, kept)
    data = {"chosen": next(iter(chosen), None) if question.kind is Kind.CHOOSE_ONE else chosen, "text": kept.text}
    of_question = _form_class(question, voice, str(get_locale()))
    return of_question(request.form if request.method == "POST" else None, data=data, prefix=prefix)


def _prefix(question: Question, questions: Sequence[Question]) -> str:
    """What stands before the names of a question's fields, so that they differ from those beside them."""
    return "" if len(questions) == 1 else f"{question.id}-"


def _chosen(question: Question, answer: Answer) -> tuple[str, ...]:
    return answer.chosen[:1] if question.kind is Kind.CHOOSE_ONE else answer.chosen


# A class costs far more to make than to use. Questions are few, and compared by identity.
@lru_cache(maxsize=2048)
def _form_class(question: Question, voice: Voice, _language: str) -> type[QuestionForm]:
    fields: dict[str, Any] = {"question": question, "voice": voice}
    if question.choices:
        kind = RadioField if question.kind is Kind.CHOOSE_ONE else SelectMultipleField
        choices = [_option(question, choice, voice) for choice in question.choices]
        # The question itself looks at the choices, so that its complaint is in its own words.
        fields["chosen"] = kind(_legend(question, voice), choices=choices, coerce=_text, validate_choice=False)
    if question.takes_text:
        kind = StringField if question.kind is Kind.PLACE else TextAreaField
        fields["text"] = kind(_label(question, voice), filters=[_cleaned])
    return type("QuestionForm", (QuestionForm,), fields)


def _option(question: Question, choice: Choice, voice: Voice) -> SelectChoice:
    about = {"hint": gettext(choice.hint.said(voice))} if choice.hint else {}
    return SelectChoice(choice.value, _said(question, choice.label, voice), {**about, "alone": choice.exclusive})


def _legend(question: Question, voice: Voice) -> str:
    """What stands above the choices: the question itself, unless a box for a postcode stands before them."""
    if question.kind is Kind.PLACE:
        return str(gettext("Or choose one of these"))
    return _said(question, question.title, voice)


def _label(question: Question, voice: Voice) -> str:
    if question.kind is Kind.PLACE:
        return str(gettext("Postcode"))
    return _said(question, question.detail or question.title, voice)


def _said(question: Question, words: Words, voice: Voice) -> str:
    """Words of a question in this page's language, with the original beside them where safety hangs on them."""
    return careful(words.said(voice)) if question.section.careful else str(gettext(words.said(voice)))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _cleaned(text: str | None) -> str:
    return cleaned(text or "")


def sentence(complaint: Complaint, answer: Answer, question: Question, voice: Voice) -> str:
    """A complaint in words that say what to do."""
    match complaint:
        case Complaint.TEXT_TOO_LONG:
            words: str = ngettext(
                "Your answer is %(num)s character too long. Please make it shorter",
                "Your answer is %(num)s characters too long. Please make it shorter",
                len(answer.text) - question.max_length,
            )
        case Complaint.NOT_A_POSTCODE:
            words = gettext("We do not know that postcode. Check it, or leave the box empty and carry on")
        case Complaint.NOTHING_WRITTEN:
            words = gettext("Write your answer in the box")
        case Complaint.CHOICES_CONTRADICT:
            alone = next(choice for choice in question.choices if choice.exclusive and choice.value in answer.chosen)
            words = gettext(
                "Choose “%(alone)s” on its own, or take its tick away", alone=gettext(alone.label.said(voice))
            )
        case _:
            words = _choose(question, voice)
    return words


def _choose(question: Question, voice: Voice) -> str:
    way_out = next((choice for choice in question.choices if choice.exclusive), None)
    one = question.kind is Kind.CHOOSE_ONE
    if way_out is None:
        return str(gettext("Choose one answer") if one else gettext("Choose one answer or more"))
    label = gettext(way_out.label.said(voice))
    if one:
        return str(gettext("Choose one answer, or “%(way_out)s”", way_out=label))
    return str(gettext("Choose one answer or more, or “%(way_out)s”", way_out=label))
