"""What the questions and the rules promise, each promise checked on everything that could break it."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.assessment.domain import Decision, FiredRule, Route, Subject
from app.assessment.facts import Ability, CarerFacts, CarerOutcome, Flag, HealthAtRisk, Outcome, Support, Willing
from app.assessment.facts_json import facts_to_json
from app.assessment.questions_walk import Varied, Walk, Watch
from app.assessment.rules_walk import HARD_AT_MOST, Classes, Entangled, Grid, Life
from app.assessment.table import NOTHING_ABOVE, RuleTable
from app.questionnaire.flow import Answers, Path, answers_to_json

WORSE = {
    Ability.FINE: (Ability.SLOW_OR_PAINFUL,),
    Ability.SLOW_OR_PAINFUL: (Ability.NEEDS_HELP,),
    Ability.NEEDS_HELP: (Ability.CANNOT, Ability.RISKY),
}
LESS_SUPPORT = {
    Support.SOME_ENOUGH: (Support.SOME_NOT_ENOUGH, Support.NONE, Support.ABOUT_TO_END),
    Support.SOME_NOT_ENOUGH: (Support.NONE, Support.ABOUT_TO_END),
}
LESS_WILLING = {
    Willing.YES: (Willing.STRUGGLING, Willing.UNSURE),
    Willing.STRUGGLING: (Willing.CANNOT_CONTINUE,),
    Willing.UNSURE: (Willing.CANNOT_CONTINUE,),
}

# The two exceptions that the rule table states: after hospital or a fall, short-term help may come first.
MAY_COME_FIRST = (Flag.HOSPITAL_DISCHARGE, Flag.RECENT_FALLS)

# Recorded for the person who reads the form. Money is asked about here only, as a part of life that is affected.
CHANGES_NOTHING = (
    "do_they_know",
    "condition",
    "condition_types",
    "life_impact",
    "life_areas",
    "carer_nights",
    "helped_by",
    "speaks_as",
    "cared_for",
    "cared_for_age",
    "cared_for_place",
    "carer_tasks",
    "carer_plan",
    "matters",
)

CARERS_SECTION = "carer"
KEPT_APART = "No rule about the person looks at the carer's answers, and none about the carer at the person's"
WHO_THERE_IS = ("for_whom", "caring")  # whether there is a carer at all is said here

SAMPLE = 5_000

Routes = NDArray[np.uint8]
Broken = Callable[[Routes, Routes], NDArray[np.bool_]]
Step = tuple[Mapping[str, Any], Mapping[str, Any]]  # the values of some axes, before and after


@dataclass(frozen=True)
class Finding:
    """A promise, the number of cases that it was checked on, and a case that breaks it, if there is one."""

    promise: str
    cases: int
    counter_example: str | None = None


def findings_of_rules(table: RuleTable, hard_at_most: int = HARD_AT_MOST, watch: Watch = list) -> Iterator[Finding]:
    """Checks each promise of the rules on the grid of all that they can tell apart."""
    try:
        grid = Grid(table.rules, hard_at_most, watch)
    except Entangled as error:
        yield Finding(KEPT_APART, len(table.rules), str(error))
        return
    yield _kept_apart(grid, table)
    asking: list[Step] = [({"wants_assessment": False}, {"wants_assessment": True})]
    yield _check(grid, "Asking for an assessment never gives less than a formal assessment", asking, _below_formal)
    yield _check(grid, "Every result has the way to a formal assessment: asking leads there or higher", asking, _stuck)
    for flag in Flag:
        yield _added_flag(grid, flag)
    yield _check(grid, "A worse answer about daily life never lowers the route", _worse_lives(grid), _lower)
    yield _check(grid, "Less support never lowers the route", _less_support(), _lower)
    yield _check(grid, "Adding a carer never lowers the route", _added_carers(grid), _lower)
    yield _check(grid, "A worse answer of a carer never lowers the route", _worse_carers(grid), _lower)
    yield _grid_decides(grid, table)


def _kept_apart(grid: Grid, table: RuleTable) -> Finding:
    """The grid refuses a rule about the person that looks at the carer, or the other way about. This is the rest: the
    flags, the help and the age are the person's, so that a rule about the carer looks at nothing but the carer.
    """
    cases = 0
    for rule in table.rules:
        for known in grid.looked_at(rule):
            cases += 1
            if rule.subject is Subject.CARER and known - {"carer"}:
                return Finding(KEPT_APART, cases, f"{rule.id} is about the carer and looks at {sorted(known)}")
    return Finding(KEPT_APART, cases)


def _added_flag(grid: Grid, flag: Flag) -> Finding:
    step = ({flag.value: False}, {flag.value: True})
    if flag in MAY_COME_FIRST:
        promise = f"Adding {flag} never lowers the route, except from formal assessment to short-term help"
        return _check(grid, promise, [step], _lower_but_for_short_term_help)
    return _check(grid, f"Adding {flag} never lowers the route", [step], _lower)


def _lower(before: Routes, after: Routes) -> NDArray[np.bool_]:
    return after < before


def _lower_but_for_short_term_help(before: Routes, after: Routes) -> NDArray[np.bool_]:
    stated = np.equal(before, Route.FORMAL_ASSESSMENT.rank) & np.equal(after, Route.SHORT_TERM_HELP.rank)
    return np.logical_and(_lower(before, after), ~stated)


def _below_formal(_: Routes, after: Routes) -> NDArray[np.bool_]:
    return _lower(np.full_like(after, Route.FORMAL_ASSESSMENT.rank), after)


def _stuck(before: Routes, after: Routes) -> NDArray[np.bool_]:
    return _lower(before, after) | _below_formal(before, after)


def _check(grid: Grid, promise: str, steps: Iterable[Step], broken_by: Broken) -> Finding:
    """Compares all cases before and after each step, cell by cell."""
    cases = 0
    for before, after in steps:
        broken = broken_by(grid.part(before), grid.part(after))
        cases += broken.size
        if broken.any():
            cell = np.unravel_index(int(broken.argmax()), broken.shape)
            return Finding(promise, cases, f"{_told(grid, cell, before)} -> {_told(grid, cell, after)}")
    return Finding(promise, cases)


def _told(grid: Grid, cell: Sequence[Any], values: Mapping[str, Any]) -> str:
    at = grid.cell(cell, values)
    route = list(Route)[int(grid.routes[at]) - 1]
    return f"{route} for {json.dumps(facts_to_json(grid.facts(at)))}"


def _worse_lives(grid: Grid) -> Iterator[Step]:
    """Each pair of classes between which some one answer, one step worse, leads."""
    lives = grid.life.of
    # A life beyond the limit of the walk is of a class that others with fewer affected outcomes show.
    return _steps("life", grid.life, ((life, worse) for life in lives for worse in _worse(life) if worse in lives))


def _worse(life: Life) -> Iterator[Life]:
    for place, ability in enumerate(life):
        for worse in WORSE.get(ability, ()):
            yield (*life[:place], worse, *life[place + 1 :])


def _less_support() -> Iterator[Step]:
    for more, lesser in LESS_SUPPORT.items():
        for less in lesser:
            yield {"support": more}, {"support": less}


def _added_carers(grid: Grid) -> Iterator[Step]:
    return _steps("carer", grid.carer, ((None, carer) for carer in grid.carer.of))


def _worse_carers(grid: Grid) -> Iterator[Step]:
    carers = [carer for carer in grid.carer.of if carer is not None]
    return _steps("carer", grid.carer, ((carer, worse) for carer in carers for worse in _worse_carer(carer)))


def _worse_carer(carer: CarerFacts) -> Iterator[CarerFacts]:
    for outcome in CarerOutcome:
        yield replace(carer, outcomes_affected=carer.outcomes_affected | {outcome})
    if carer.health_at_risk is HealthAtRisk.NO:
        yield replace(carer, health_at_risk=HealthAtRisk.YES)
        yield replace(carer, health_at_risk=HealthAtRisk.UNSURE)
    for willing in LESS_WILLING.get(carer.willing_and_able, ()):
        yield replace(carer, willing_and_able=willing)
    yield replace(carer, wants_assessment=True)


def _steps(axis: str, classes: Classes, pairs: Iterable[tuple[Any, Any]]) -> Iterator[Step]:
    """The pairs as steps from class to class, each once."""
    for before, after in sorted({(classes.of[less], classes.of[more]) for less, more in pairs}):
        yield {axis: classes.first[before]}, {axis: classes.first[after]}


def _grid_decides(grid: Grid, table: RuleTable) -> Finding:
    """The walk rests on the rules one by one. `decide` is asked about whole cases, with any number of hard outcomes."""
    promise = "What was walked is what decides, and holds for any number of affected outcomes"
    draw = random.Random(SAMPLE)
    for case in range(1, SAMPLE + 1):
        cell = tuple(_drawn(draw, axis, len(grid.values[axis])) for axis in grid.axes)
        facts = grid.facts(cell)
        worse = replace(facts, outcomes=_much_worse(facts.outcomes, draw))
        decided, decided_worse = table.decide(facts).route, table.decide(worse).route
        if decided.rank != grid.routes[cell] or decided_worse.rank < decided.rank:
            told = f"{decided} for {json.dumps(facts_to_json(facts))}"
            return Finding(promise, case, f"{told} -> {decided_worse} for {json.dumps(facts_to_json(worse))}")
    return Finding(promise, SAMPLE)


def _drawn(draw: random.Random, axis: str, length: int) -> int:
    """A place on an axis. Flags are drawn seldom, for nearly every case with many of them is an emergency."""
    return int(draw.random() < 0.15) if axis in list(Flag) else draw.randrange(length)


def _much_worse(outcomes: Mapping[Outcome, Ability], draw: random.Random) -> dict[Outcome, Ability]:
    """Any number of answers, each some steps worse."""
    found = dict(outcomes)
    for outcome in draw.sample(list(Outcome), draw.randint(1, len(Outcome))):
        for _ in range(draw.randint(1, 3)):
            found[outcome] = draw.choice(WORSE.get(found[outcome], (found[outcome],)))
    return found


def findings_of_questions(walk: Walk) -> Iterator[Finding]:
    """Checks each promise of the questions on every path of a way and every answer along it."""
    asked = {question.id for question in walk.flow.questions}
    missed = asked - {question.id for path in walk.paths for question in path.answered}
    yield Finding(f"{walk.name}: each question can be reached", len(asked), min(missed, default=None))
    yield first_broken(
        f"{walk.name}: no path ends without a result",
        ((one.other, _without_result(walk, one.other)) for one in walk.varied),
    )
    if any(question.takes_text for question in walk.flow.questions):
        yield _finding_of_text(walk)
    yield first_broken(
        f"{walk.name}: diagnosis, life impact and what else is only recorded change nothing",
        (
            (one.other, _changed(walk, one.path.answers, one.other.answers))
            for one in walk.varied
            if one.question.id in CHANGES_NOTHING
        ),
    )
    yield from _findings_of_subjects(walk)


def _finding_of_text(walk: Walk) -> Finding:
    return first_broken(
        f"{walk.name}: money, postcode and other written words change nothing",
        (
            (one.other, _changed(walk, one.other.answers, _unwritten(one.other.answers)))
            for one in walk.varied
            if one.other.answers[one.question.id].text
        ),
    )


def first_broken(promise: str, checked: Iterable[tuple[Path, str | None]]) -> Finding:
    """The finding of a promise from the paths on which it was checked, and what was wrong there."""
    cases = 0
    for path, broken in checked:
        cases += 1
        if broken is not None:
            return Finding(promise, cases, f"{broken} for {answers_to_json(path.answers)}")
    return Finding(promise, cases)


def _without_result(walk: Walk, path: Path) -> str | None:
    try:
        route = walk.decided(path).route
    except Exception as error:
        return repr(error)
    return None if route in Route else f"the route {route!r}"


def _changed(walk: Walk, answers: Answers, others: Answers) -> str | None:
    return None if walk.facts_of(answers) == walk.facts_of(others) else "other facts"


def _unwritten(answers: Answers) -> Answers:
    return {question: replace(answer, text="") for question, answer in answers.items()}


def _findings_of_subjects(walk: Walk) -> Iterator[Finding]:
    """What the carer says of themselves and what is said of the person are kept apart."""
    carers = [one for one in walk.varied if one.question.section.id == CARERS_SECTION]
    persons = [one for one in walk.varied if one.question.section.id != CARERS_SECTION]
    yield first_broken(
        f"{walk.name}: the carer's answers never change what the rules say of the person",
        ((one.other, _otherwise(walk, one, Subject.PERSON)) for one in carers),
    )
    yield first_broken(
        f"{walk.name}: the person's answers never change what the rules say of the carer",
        ((one.other, _otherwise(walk, one, Subject.CARER)) for one in persons if one.question.id not in WHO_THERE_IS),
    )


def _otherwise(walk: Walk, one: Varied, subject: Subject) -> str | None:
    """What the rules about a subject say otherwise of the other path. A rule about anyone may lift both routes."""
    before, after = walk.decided(one.path), walk.decided(one.other)
    if _fired(before, subject) != _fired(after, subject):
        return f"other rules of the {subject}"
    alike = _fired(before, Subject.ANYONE) == _fired(after, Subject.ANYONE)
    routes = [getattr(decision.routes, subject.value) for decision in (before, after)]
    return f"{routes[0]} -> {routes[1]}" if alike and routes[0] != routes[1] else None


def _fired(decision: Decision, subject: Subject) -> list[FiredRule]:
    return [rule for rule in decision.fired if rule.subject is subject and rule.id != NOTHING_ABOVE]
