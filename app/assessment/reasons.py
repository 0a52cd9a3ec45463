"""Why we say this: for every rule that fired, the person's own answers in their own page's words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.assessment.domain import Decision, FiredFact
from app.assessment.facts import CARER_QUESTIONS, FLAGS, Flag
from app.assessment.flow import ASSESSMENT
from app.assessment.ways import HARD, UNSURE
from app.questionnaire.flow import Answer, Flow, Path, Question, QuestionId, Voice

# The questions of the carer's facts, by their names in a fired fact.
_OF_CARER: dict[str, QuestionId] = {
    **{outcome.value: question for outcome, question in CARER_QUESTIONS.items()},
    "health_at_risk": "carer_health",
    "willing_and_able": "carer_carrying_on",
    "wants_assessment": "carer_wishes",
}
_BECAUSE_OF_CARING = "Not without help, or at a cost, or not safe, or not sure"


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


def reasons_for(decision: Decision, path: Path, flow: Flow, voice: Voice) -> tuple[Reason, ...]:
    """The answers behind a decision, in the order of the rules, each question once."""
    said: dict[QuestionId, dict[str, None]] = {}
    for rule in decision.fired:
        for fact in rule.because:
            for question in _questions_of(fact, path, flow):
                shown = said.setdefault(question, {})
                shown.update(dict.fromkeys(_values(fact, question, path)))
    return tuple(_reason(flow.question[question], values, voice) for question, values in said.items())


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
    question = ASSESSMENT.question.get(name if name == fact.name else _OF_CARER.get(name, name))
    if question is None:
        return fact.name, value
    if question.id in CARER_QUESTIONS.values():
        return question.subject.they, _BECAUSE_OF_CARING
    choice = question.choice.get("assessment" if question.id == "carer_wishes" else value)
    return question.subject.they, choice.label.they if choice else value


def _reason(question: Question, values: Iterable[str], voice: Voice) -> Reason:
    chosen = frozenset(values)
    said = tuple(choice.label.said(voice) for choice in question.choices if choice.value in chosen)
    return Reason(question, question.subject.said(voice), said)


def _questions_of(fact: FiredFact, path: Path, flow: Flow) -> Iterator[QuestionId]:
    """The questions that a fact comes from. A flag that no answer set has none: it came from a button."""
    flagged = [question for question, flags in FLAGS.items() if fact.name in flags.values()]
    if flagged:
        said = [question for question in flagged if _values(fact, question, path)]
        # On the short way, what was ticked asks for the assessment.
        yield from said or ([HARD] if fact.name == Flag.WANTS_ASSESSMENT and HARD in path.answers else [])
    elif fact.name.startswith("carer."):
        question = _OF_CARER[fact.name.removeprefix("carer.")]
        known = question in path.answers or flow.asks(flow.question[question])
        yield question if known else "caring" if "caring" in path.answers else "for_whom"
    else:
        yield HARD if fact.name in path.told else fact.name


def _values(fact: FiredFact, question: QuestionId, path: Path) -> tuple[str, ...]:
    """The chosen values of a question that stand for a fact."""
    chosen = path.answers.get(question, Answer()).chosen
    if question in FLAGS and fact.name in FLAGS[question].values():
        return tuple(value for value in chosen if FLAGS[question].get(value) == fact.name)
    if question == HARD and fact.name != Flag.WANTS_ASSESSMENT:
        return tuple(value for value in chosen if value in (fact.name, UNSURE))
    if fact.name.startswith("carer.") and question in ("carer_wishes", "caring", "for_whom"):
        return tuple(value for value in chosen if value in ("assessment", "looks_after", "both"))
    return chosen
