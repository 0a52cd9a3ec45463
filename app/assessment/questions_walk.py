"""Walks every path through a questionnaire.

A path depends only on the questions that some condition names. Each of those is answered in every way that leads on
otherwise; every other question is answered in one way. Then, on each finished path, each question of either kind is
answered in each of its ways in turn (each choice, and all that may go together; with text and without).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Any

from app.assessment.domain import Decision
from app.assessment.facts import Facts
from app.questionnaire.flow import Answer, Answers, Flow, Kind, Path, Question, QuestionId, ShowIf

A_POSTCODE = "TS18 1AU"
SOME_TEXT = "Words of my own: £20,000 in the bank, and a letter from the doctor."


Watch = Callable[[list[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Varied:
    """A finished path, and the path that it becomes when one of its questions is answered otherwise."""

    question: Question
    path: Path
    other: Path


@dataclass(frozen=True)
class Walk:
    """One way through the questions, to be walked: what choosing it says, and what its answers come down to.

    Each path is walked, and each fact and decision worked out, once, however many promises are checked on them.
    """

    name: str
    flow: Flow
    facts_of: Callable[[Answers], Facts]
    decide: Callable[[Facts], Decision]
    says: Answers = field(default_factory=dict)
    watch: Watch = list

    @cached_property
    def paths(self) -> list[Path]:
        return list(paths(self.flow, self.says))

    @cached_property
    def varied(self) -> list[Varied]:
        return [
            Varied(question, path, other)
            for path in self.watch(self.paths)
            for question, other in variations(self.flow, path)
        ]

    def decided(self, path: Path) -> Decision:
        """What the rules say of a path. Raises whatever goes wrong there."""
        if id(path) not in self._decided:
            self._decided[id(path)] = path, self.decide(self.facts_of(path.answers))
        return self._decided[id(path)][1]

    # By identity, since comparing all answers would be slow; the path is kept so that no other takes its identity.
    @cached_property
    def _decided(self) -> dict[int, tuple[Path, Decision]]:
        return {}


def paths(flow: Flow, says: Answers | None = None) -> Iterator[Path]:
    """Every path from the first question to the end, with its answers, when so much is said already."""
    conditions = [one for question in flow.questions for one in (*question.show_if, *question.only_if)]
    yield from _onward(flow, says or {}, {question.id: _leading_on(question, conditions) for question in flow.bank})


def _leading_on(question: Question, conditions: Iterable[ShowIf]) -> list[Answer]:
    """One answer for each way in which this question lets later ones be asked."""
    about = [condition for condition in conditions if condition.question == question.id]
    found: dict[tuple[bool, ...], Answer] = {}
    for answer in answers_to(question):
        found.setdefault(tuple(condition.holds({question.id: answer}) for condition in about), answer)
    return list(found.values())


def _onward(flow: Flow, answers: Answers, ways: Mapping[QuestionId, Sequence[Answer]]) -> Iterator[Path]:
    path = flow.path(answers)
    if path.next is None:
        yield path
        return
    for answer in ways[path.next.id]:
        yield from _onward(flow, {**answers, path.next.id: answer}, ways)


def every_path(flow: Flow, ways: Mapping[QuestionId, Sequence[Answer]]) -> Iterator[Path]:
    """Every path on which these questions are answered in these ways, and the others in one."""
    first = {question.id: [next(answers_to(question))] for question in flow.bank}
    return _onward(flow, {}, {**first, **ways})


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
    first = {question.id: [next(answers_to(question))] for question in flow.bank}
    for question in path.answered:
        for answer in answers_to(question):
            if answer != path.answers[question.id]:
                yield question, next(_onward(flow, {**path.answers, question.id: answer}, first))
