"""Walks every path through a questionnaire.

A path depends only on the questions that some condition names. Those are answered in every way (each choice, and
all that may go together); every other question is answered in one way, and then, on each finished path, in each of its
ways in turn.
"""

from collections.abc import Iterator
from itertools import product

from app.questionnaire.flow import Answer, Answers, Flow, Kind, Path, Question

A_POSTCODE = "TS18 1AU"
SOME_TEXT = "Words of my own: £20,000 in the bank, and a letter from the doctor."


def paths(flow: Flow) -> Iterator[Path]:
    """Every path from the first question to the end, with its answers."""
    named = {condition.question for question in flow.questions for condition in question.show_if}
    yield from _onward(flow, {}, named)


def _onward(flow: Flow, answers: Answers, named: set[str]) -> Iterator[Path]:
    path = flow.path(answers)
    if path.next is None:
        yield path
        return
    ways = answers_to(path.next)
    for answer in ways if path.next.id in named else [next(ways)]:
        yield from _onward(flow, {**answers, path.next.id: answer}, named)


def answers_to(question: Question) -> Iterator[Answer]:
    """Answers that a question takes: none, each choice, and all that go together; with text and without."""
    together = tuple(choice.value for choice in question.choices if not choice.exclusive)
    sets = dict.fromkeys([(), *((value,) for value in question.choice), together])
    texts = ["", A_POSTCODE if question.kind is Kind.PLACE else SOME_TEXT] if question.takes_text else [""]
    for chosen, text in product(sets, texts):
        answer = Answer(chosen, text)
        if question.complaint(answer) is None:
            yield answer


def variations(flow: Flow, path: Path) -> Iterator[tuple[Question, Path]]:
    """The path again for each other answer to each of its questions, with one answer to whatever is newly asked."""
    for question in path.answered:
        for answer in answers_to(question):
            if answer != path.answers[question.id]:
                yield question, next(_onward(flow, {**path.answers, question.id: answer}, set()))
