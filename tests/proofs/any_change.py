"""Any change of any answer, page or way, at any point, gives what a fresh run with the same answers gives."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assessment.flow import EASY_READ, FLOWS, choosing, facts_on
from app.assessment.questions_walk import answers_to
from app.assessment.rules import decide
from app.assessment.ways import Way, kept_with
from app.questionnaire.flow import Answer, Answers, Flow, Kind, Path, Question
from tests.proofs.promises import Promise

EXAMPLES = 100_000


class Doing(Enum):
    """What somebody does next with their form."""

    GO_ON = auto()  # answers the pages that come next
    GO_BACK = auto()  # opens a page that was answered, and answers it otherwise
    ELSEWHERE = auto()  # sends a page that was left open in another tab, reached or not
    ANOTHER_WAY = auto()  # goes on another way, or in other words


Step = tuple[Doing, int]
STEPS = st.lists(st.tuples(st.sampled_from(Doing), st.integers(0, 2**32 - 1)), min_size=1, max_size=10)


@dataclass
class Form:
    """A form as the store keeps it: every answer ever given that nothing contradicted, and the way that it is on."""

    way: Way = Way.STANDARD
    easy_read: bool = False
    answers: Answers = field(default_factory=dict)

    @property
    def flow(self) -> Flow:
        return (EASY_READ if self.easy_read else FLOWS)[self.way]

    def path(self) -> Path:
        return self.flow.path(self.answers)

    def does(self, step: Step) -> None:
        """One step; the number says which page, which answer or which way."""
        doing, number = step
        draw = random.Random(number)
        if doing is Doing.ANOTHER_WAY:
            self.choose(draw.choice(list(Way)), draw.random() < 0.5)
        elif doing is Doing.GO_ON:
            self._go_on(draw, draw.choice((1, 3, 10, 50)))
        elif doing is Doing.GO_BACK:
            self._answer_page(draw.choice(self.path().asked), draw)
        else:
            self._answer_page(draw.choice(self.flow.bank), draw)

    def choose(self, way: Way, easy_read: bool) -> None:
        self.way, self.easy_read, self.answers = way, easy_read, choosing(way, self.answers)

    def _go_on(self, draw: random.Random, pages: int) -> None:
        for _ in range(pages):
            asked = self.path().next
            if asked is None:
                return
            self._answer_page(asked, draw)

    def _answer_page(self, question: Question, draw: random.Random) -> None:
        page = self.flow.page_of(question, self.path()) or (question,)
        for one in page:
            self.answers = kept_with(self.answers, one.id, an_answer(one, draw))


@cache
def _answers(question: Question) -> tuple[Answer, ...]:
    return tuple(answers_to(question))


def an_answer(question: Question, draw: random.Random) -> Answer:
    """Any answer that the question takes, with any of the choices that go together."""
    answer = draw.choice(_answers(question))
    together = [choice.value for choice in question.choices if not choice.exclusive]
    if question.kind is Kind.CHOOSE_MANY and together and draw.random() < 0.3:
        ticked = set(draw.sample(together, draw.randint(1, len(together))))
        return Answer(tuple(value for value in together if value in ticked), answer.text)
    return answer


def afresh(form: Form) -> Form:
    """An empty form on the same way, given the answers that count, in the order of the questions."""
    fresh, path = Form(), form.path()
    fresh.choose(form.way, form.easy_read)
    for question in path.answered:
        if question.id not in path.told:
            fresh.answers = kept_with(fresh.answers, question.id, path.answers[question.id])
    return fresh


def comes_to(form: Form) -> Iterator[object]:
    """All that is made of a form: what is asked next, what counts, the facts and the decision."""
    path = form.path()
    yield path.next and path.next.id
    yield [question.id for question in path.answered]
    yield path.answers
    yield path.told
    facts = facts_on(form.way, path.answers)
    yield facts
    yield decide(facts)


def form_after(steps: list[Step]) -> Form:
    form = Form()
    for step in steps:
        form.does(step)
    return form


def try_out(examples: int) -> None:
    """Tries so many series of steps. Raises AssertionError with the shortest that comes to something else."""

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def attempt(steps: list[Step]) -> None:
        form = form_after(steps)
        assert list(comes_to(form)) == list(comes_to(afresh(form)))

    attempt()


def prove(examples: int = EXAMPLES) -> Iterator[Promise]:
    """By Hypothesis, over all ways, pages with several questions, changes of way and branches that fall away."""
    try_out(examples)
    words = "a change of any answer, page or way gives what a fresh run with the same answers gives"
    yield Promise(words, f"0 others of {examples:,}", f"0 of {EXAMPLES:,}", examples >= EXAMPLES)
