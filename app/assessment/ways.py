"""The ways through the questions, and how what was said in one way stands in another."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.assessment.facts import Ability, Outcome
from app.questionnaire.flow import Answer, Answers, Question, QuestionId

HARD = "hard"
NONE, UNSURE = "none", "unsure"


class Way(StrEnum):
    """How much somebody is asked, and about whom."""

    STANDARD = "standard"
    SHORT = "short"
    CARER = "carer"


def way_of(details: Mapping[str, Mapping[str, Any]]) -> Way:
    """The way that a form is on; the standard one unless another was chosen."""
    return Way(details.get("way", {}).get("id", Way.STANDARD))


def is_easy_read(details: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a form is read in Easy Read."""
    return bool(details.get("way", {}).get("easy_read", False))


def told(way: Way, question: Question, answers: Answers) -> Answer | None:
    """What another question has said of this one: "which of these are hard?" and the ten about daily life.

    What was ticked as hard counts as needing help; so does everything for somebody who was not sure, unless this way
    asks about each.
    """
    if question.id == HARD:
        return _hard_by(answers)
    if question.id not in _OUTCOMES or HARD not in answers:
        return None
    hard = answers[HARD].chosen
    if UNSURE in hard:
        return None if way is Way.STANDARD else Answer((Ability.NEEDS_HELP,))
    return Answer((Ability.NEEDS_HELP if question.id in hard else Ability.FINE,))


def kept_with(answers: Answers, question: QuestionId, answer: Answer) -> dict[QuestionId, Answer]:
    """The answers with one more. What it contradicts is dropped: said twice, a thing is meant the second time."""
    kept = {**answers, question: answer}
    if question == HARD and UNSURE not in answer.chosen:
        for outcome in _OUTCOMES & answers.keys():
            if _is_hard(answers[outcome]) is not (outcome in answer.chosen):
                del kept[outcome]
    return kept


def known_of(question: QuestionId, answers: Answers) -> Answer | None:
    """What to show as answered when a question is opened: the answer to it, or what others have told of it so far."""
    if question != HARD:
        return answers.get(question)
    ticked = {value for value in answers.get(HARD, Answer()).chosen if value not in answers}
    ticked |= {outcome for outcome in _OUTCOMES & answers.keys() if _is_hard(answers[outcome])}
    return Answer(tuple(sorted(ticked))) if ticked else None


def said_by_choosing(says: Mapping[QuestionId, str], answers: Answers) -> dict[QuestionId, Answer]:
    """The answers with what choosing a way says. Whom the form is for stays as it was answered."""
    said = dict(answers)
    for question, value in says.items():
        before = said.get(question, Answer()).chosen
        if question == "for_whom" and before:
            continue
        others = tuple(one for one in before if one not in (value, "no", UNSURE))
        said[question] = Answer((*others, value))
    return said


def asks_for_a_look(way: Way, answers: Answers) -> bool:
    """Whether the short way asks the council to look: it knows little, so one thing ticked or not known is enough."""
    if way is not Way.SHORT:
        return False
    return any(set(answers.get(question, Answer()).chosen) - calm for question, calm in _CALM_IN_SHORT.items())


_OUTCOMES = frozenset(outcome.value for outcome in Outcome)
_FINE = {Ability.FINE.value, "not_for_me"}
_CALM_IN_SHORT = {
    "safety": {"none"},
    HARD: {NONE},
    "support_now": {"none", "some_enough"},
    "caring": {"no", "has_carer", "looks_after"},
}


def _is_hard(answer: Answer) -> bool:
    return not _FINE.intersection(answer.chosen)


def _hard_by(answers: Answers) -> Answer | None:
    """Answered when all ten parts of daily life are."""
    if not answers.keys() >= _OUTCOMES:
        return None
    hard = tuple(outcome.value for outcome in Outcome if _is_hard(answers[outcome.value]))
    return Answer(hard or (NONE,))
