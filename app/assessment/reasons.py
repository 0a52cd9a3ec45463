"""Why we say this: for every rule that fired, the person's own answers in their own page's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.assessment.domain import Decision, FiredFact
from app.assessment.facts import FLAGS, Ability
from app.assessment.flow import ASSESSMENT
from app.questionnaire.flow import Answer, Answers, Question, QuestionId, Voice

_CARER_QUESTIONS = {"health_at_risk": "carer_health", "willing_and_able": "carer_carrying_on"}


@dataclass(frozen=True)
class Reason:
    """What a question is about and what was answered, in untranslated words. `said` is empty when nothing was."""

    question: Question
    title: str
    said: tuple[str, ...]

    @property
    def answered(self) -> bool:
        """If not, say so: "You did not answer this, so we take care and count it"."""
        return bool(self.said)


def reasons_for(decision: Decision, answers: Answers, voice: Voice) -> tuple[Reason, ...]:
    """The answers behind a decision, in the order of the rules, each question once."""
    said: dict[QuestionId, dict[str, None]] = {}
    for rule in decision.fired:
        for fact in rule.because:
            for question_id in _questions_of(fact, answers):
                shown = said.setdefault(question_id, {})
                shown.update(dict.fromkeys(_values(fact, question_id, answers)))
    return tuple(_reason(ASSESSMENT.question[question_id], values, voice) for question_id, values in said.items())


def fact_in_words(fact: FiredFact) -> tuple[str, str]:
    """What a fact is about and what was answered, in untranslated words, for staff.

    A fact of an older table, which no question gives any more, keeps its name.
    """
    value = str(fact.value)
    flagged = [(question, value) for question, flags in FLAGS.items() for value in flags if flags[value] == fact.name]
    if flagged:
        labels = [ASSESSMENT.question[question].choice[value].label.they for question, value in flagged]
        return ASSESSMENT.question[flagged[0][0]].subject.they, " / ".join(labels)
    name = fact.name.removeprefix("carer.")
    question = ASSESSMENT.question.get(_CARER_QUESTIONS.get(name, "carer_life" if name != fact.name else name))
    if question is None:
        return fact.name, value
    choice = question.choice.get(name if question.id == "carer_life" else value)
    return question.subject.they, choice.label.they if choice else value


def _reason(question: Question, values: Iterable[str], voice: Voice) -> Reason:
    chosen = frozenset(values)
    said = tuple(choice.label.said(voice) for choice in question.choices if choice.value in chosen)
    return Reason(question, question.subject.said(voice), said)


def _questions_of(fact: FiredFact, answers: Answers) -> Iterator[QuestionId]:
    """The questions that a fact comes from. A flag that no answer set has none: it came from a button."""
    flagged = [question for question, flags in FLAGS.items() if fact.name in flags.values()]
    if flagged:
        yield from (question for question in flagged if _values(fact, question, answers))
    elif fact.name.startswith("carer."):
        yield _CARER_QUESTIONS.get(fact.name.removeprefix("carer."), "carer_life")
    else:
        yield fact.name


def _values(fact: FiredFact, question_id: QuestionId, answers: Answers) -> tuple[str, ...]:
    """The chosen values of a question that stand for a fact."""
    chosen = answers.get(question_id, Answer()).chosen
    if question_id in FLAGS:
        return tuple(value for value in chosen if FLAGS[question_id].get(value) == fact.name)
    if question_id == "carer_life":
        carer_outcome = fact.name.removeprefix("carer.")
        return tuple(value for value in chosen if value in (carer_outcome, Ability.UNSURE))
    return chosen
