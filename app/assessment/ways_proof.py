"""What the ways through the questions promise of each other: the same is heard in each, and nothing is asked twice."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import permutations, product

from app.assessment.facts import Ability, Outcome
from app.assessment.flow import FLOWS, choosing, facts_on
from app.assessment.proof import Finding, first_broken
from app.assessment.questions_walk import Varied, Walk, Watch, answers_to
from app.assessment.rules import decide
from app.assessment.ways import HARD, NONE, UNSURE, Way, kept_with
from app.questionnaire.flow import Answer, Answers, Flow, Path, Question, QuestionId

Person = Mapping[QuestionId, Answer]

_OUTCOMES = frozenset(outcome.value for outcome in Outcome)


def walk_of(way: Way, watch: Watch = list) -> Walk:
    """A way through the questions, to be walked."""
    return Walk(way.value, FLOWS[way], partial(facts_on, way), decide, choosing(way, {}), watch)


def findings_of_easy_read(walk: Walk, easy: Flow) -> Iterator[Finding]:
    """Checks that Easy Read asks the same and hears the same, by walking both."""
    questions = [(question, easy.question[question.id]) for question in walk.flow.questions]
    unlike = next((question.id for question, other in questions if _asked_how(question) != _asked_how(other)), None)
    yield Finding(f"{walk.name}: Easy Read asks the same questions with the same answers", len(questions), unlike)
    yield first_broken(
        f"{walk.name}: Easy Read takes the same path to the same decision, whatever is answered",
        ((one.other, _unlike_in_easy_read(walk, easy, one)) for one in walk.varied),
    )


def _asked_how(question: Question) -> tuple[object, ...]:
    """All of a question but its words, its picture and its page."""
    choices = tuple((choice.value, choice.exclusive) for choice in question.choices)
    asked_when = (question.show_if, question.only_if, question.optional)
    return (question.section.id, question.kind, choices, question.takes_text, question.max_length, *asked_when)


def _unlike_in_easy_read(walk: Walk, easy: Flow, one: Varied) -> str | None:
    path, other = one.other, easy.path(one.other.answers)
    if _ids(path.answered) != _ids(other.answered) or (path.told, path.finished) != (other.told, other.finished):
        return "another path"
    if path.answers != other.answers:
        return "other answers"
    return None if walk.decided(path) == walk.decided(other) else "another decision"


def _ids(questions: Iterable[Question]) -> list[QuestionId]:
    return [question.id for question in questions]


@dataclass(frozen=True)
class _Changed:
    """A form whose way was changed, and which was then finished."""

    walk: Walk
    way: Way
    before: Answers
    path: Path
    asked: tuple[QuestionId, ...]


def findings_of_changing_ways(walks: Mapping[Way, Walk], people: Iterable[Person]) -> Iterator[Finding]:
    """Checks what happens to a form when its way is changed: after each answer, for people of each kind."""
    changed = [
        _changed_at(before, person, to, walks[to])
        for person in people
        for start, to in permutations(Way, 2)
        for before in _points(person, start, walks[start].flow)
    ]
    yield first_broken("Changing the way keeps all that was said", ((one.path, _lost(one)) for one in changed))
    yield first_broken("Changing the way asks nothing twice", ((one.path, _asked_twice(one)) for one in changed))
    yield first_broken(
        "Changing the way gives the facts of somebody who says the same afresh",
        ((one.path, _other_facts(one)) for one in changed),
    )


def people(flow: Flow) -> Iterator[Person]:
    """All that somebody would answer if asked, for each kind of person whom the ways treat differently."""
    first = {question.id: next(answers_to(question)) for question in flow.bank}
    calm: list[Ability] = [Ability.FINE] * len(Outcome)
    for for_whom, caring, life in product(
        answers_to(flow.question["for_whom"]), ("no", "looks_after"), (calm, [*Ability, *calm][: len(Outcome)])
    ):
        said = {outcome.value: Answer((ability.value,)) for outcome, ability in zip(Outcome, life, strict=True)}
        ticked = tuple(outcome for outcome, answer in said.items() if answer.chosen != (Ability.FINE.value,))
        for hard in (Answer(ticked or (NONE,)), Answer((UNSURE,))):
            yield {**first, **said, HARD: hard, "for_whom": for_whom, "caring": Answer((caring,))}


def _points(person: Person, way: Way, flow: Flow) -> Iterator[Answers]:
    """What has been said after each answer on a way, from the start to the end."""
    return (answers for answers, _ in _steps(choosing(way, {}), person, flow))


def _steps(answers: Answers, person: Person, flow: Flow) -> Iterator[tuple[Answers, Path]]:
    """The form before each question that is asked from here on, and at the end."""
    while True:
        path = flow.path(answers)
        yield answers, path
        if path.next is None:
            return
        answers = kept_with(answers, path.next.id, person[path.next.id])


def _changed_at(before: Answers, person: Person, to: Way, walk: Walk) -> _Changed:
    """The form on another way from here on, and finished there."""
    paths = [path for _, path in _steps(choosing(to, before), person, walk.flow)]
    return _Changed(walk, to, before, paths[-1], tuple(path.next.id for path in paths if path.next))


def _lost(changed: _Changed) -> str | None:
    """An answer that stood before and does not stand now. To choose a way is to say something by it."""
    said = choosing(changed.way, changed.before)
    kept = changed.path.answers
    return next((f"{question} is lost" for question in changed.before if kept.get(question) != said[question]), None)


def _asked_twice(changed: _Changed) -> str | None:
    known = set(changed.before)
    if UNSURE not in changed.before.get(HARD, Answer((UNSURE,))).chosen:
        known |= _OUTCOMES
    if known >= _OUTCOMES:
        known.add(HARD)
    return next((f"{question} is asked again" for question in changed.asked if question in known), None)


def _other_facts(changed: _Changed) -> str | None:
    """Afresh: an empty form on this way, and every answer given in the order of the questions."""
    afresh: Answers = choosing(changed.way, {})
    for question in changed.path.answered:
        if question.id not in changed.path.told:
            afresh = kept_with(afresh, question.id, changed.path.answers[question.id])
    path = changed.walk.flow.path(afresh)
    if not path.finished or changed.walk.facts_of(path.answers) != changed.walk.facts_of(changed.path.answers):
        return "other facts"
    return None
