"""What the short way promises: it knows less than the standard one, so it errs on the careful side and on no other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from app.assessment.domain import Decision, Route
from app.assessment.facts import Ability, CarerOutcome, Outcome
from app.assessment.proof import Finding, first_broken
from app.assessment.questions_walk import Walk, answers_to, every_path
from app.assessment.rules_walk import Life, unlike_lives
from app.assessment.table import Rule
from app.assessment.ways import HARD, NONE, UNSURE
from app.questionnaire.flow import Answer, Answers, Path, Question

# Nothing here gives any rule a reason: what the standard way asks besides is answered so, to compare the ways.
_CALM: Answers = {
    question: Answer((value,))
    for question, value in {
        "helped_by": "nobody",
        "age": "rather_not_say",
        "place": "rather_not_say",
        "condition": "no",
        "life_impact": "not_much",
        "cared_for": "parent",
        "cared_for_age": "adult",
        "cared_for_place": "with_me",
        "carer_tasks": "company",
        "carer_hours": "under_10",
        "carer_nights": "no",
        "carer_health": "no",
        **{f"carer_{outcome}": "yes" for outcome in CarerOutcome},
        "carer_plan": "plan",
        "mutual": "no",
        "carer_wishes": "none",
        "changes": "none",
        "hopes": "ideas",
    }.items()
} | {"matters": Answer()}
_ALL_HARD: Answers = {outcome.value: Answer((Ability.NEEDS_HELP,)) for outcome in Outcome}

# Answers of the short way that by themselves give the council no reason to look.
_AT_EASE = {
    "safety": {"none"},
    HARD: {NONE},
    "support_now": {"none", "some_enough"},
    "caring": {"no", "has_carer", "looks_after"},
    "carer_carrying_on": {"yes"},
}


def findings_of_short_way(short: Walk, standard: Walk, paths: Iterable[Path]) -> Iterator[Finding]:
    """Checks the short way beside the standard one, on paths of the short one."""
    yield _finding_of_hard(short)
    told = [_both(short, standard, path) for path in paths]
    yield first_broken(
        "short: emergency, safeguarding and the urgent routes, exactly when the standard way gives them",
        ((both.path, _not_as_urgent(both)) for both in told),
    )
    yield first_broken(
        "short: never less than the standard way gives for the same answers",
        ((both.path, _lower(both)) for both in told),
    )
    yield first_broken(
        "short: never less than a formal assessment once anything is ticked or not known",
        ((both.path, _too_calm(both)) for both in told if not _at_ease(both.path.answers)),
    )


def _finding_of_hard(walk: Walk) -> Finding:
    """What each of all the ticks comes down to."""
    promise = "short: what is ticked as hard counts as needing help, the rest as fine, and not sure as all of it"
    calm = {
        "safety": "none",
        "support_now": "some_enough",
        "caring": "no",
        "speaks_as": "partner",
        "do_they_know": "yes",
    }
    others = {question: Answer((value,)) for question, value in calm.items()}
    paths = (
        walk.flow.path({**others, "for_whom": for_whom, HARD: hard, "carer_carrying_on": Answer(("yes",))})
        for for_whom in answers_to(walk.flow.question["for_whom"])
        for hard in [*map(_ticked, _all_lives()), Answer((UNSURE,))]
    )
    return first_broken(promise, ((path, _counted_otherwise(walk, path)) for path in paths))


def _counted_otherwise(walk: Walk, path: Path) -> str | None:
    hard = path.answers[HARD].chosen
    for outcome, ability in walk.facts_of(path.answers).outcomes.items():
        if (ability is Ability.NEEDS_HELP) is not (UNSURE in hard or outcome.value in hard):
            return f"{outcome} is {ability}"
        if ability not in (Ability.NEEDS_HELP, Ability.FINE):
            return f"{outcome} is {ability}"
    return None


def _all_lives() -> Iterator[Life]:
    """Daily life in all the ways in which any of the ten may need help."""
    return product((Ability.FINE, Ability.NEEDS_HELP), repeat=len(Outcome))


def _ticked(life: Life) -> Answer:
    hard = tuple(outcome.value for outcome, ability in zip(Outcome, life, strict=True) if ability is not Ability.FINE)
    return Answer(hard or (NONE,))


@dataclass(frozen=True)
class _Both:
    """The same answers on the short way and carried over to the standard one."""

    path: Path
    carried: Path
    short: Decision
    standard: Decision


def _both(short: Walk, standard: Walk, path: Path) -> _Both:
    """Carried over: what the standard way asks besides is answered calmly, and where nobody was sure what is hard, all
    is. That is how the short way counts it.
    """
    unsure = _ALL_HARD if UNSURE in path.answers[HARD].chosen else {}
    said = {question: answer for question, answer in path.answers.items() if question not in path.told}
    carried = standard.flow.path({**_CALM, **unsure, **said})
    return _Both(path, carried, short.decided(path), standard.decided(carried))


def short_paths(walk: Walk, rules: Sequence[Rule]) -> Iterator[Path]:
    """The short way in all that the rules can tell apart: any danger, any help, any carer, and what is hard.

    What is hard goes in 2 to the 10 ways; those that no rule tells apart, whatever else is true, are walked once.
    """
    asked = walk.flow.question
    ways = {
        "for_whom": list(answers_to(asked["for_whom"])),
        "safety": _unlike(walk, asked["safety"]),
        HARD: [*map(_ticked, unlike_lives(rules, _all_lives())), Answer((UNSURE,))],
        "support_now": list(answers_to(asked["support_now"])),
        "caring": _unlike(walk, asked["caring"]),
        "carer_carrying_on": list(answers_to(asked["carer_carrying_on"])),
    }
    return every_path(walk.flow, ways)


def _unlike(walk: Walk, question: Question) -> list[Answer]:
    """All sets of choices, one for each that gives other facts."""
    values = [choice.value for choice in question.choices]
    sets = chain.from_iterable(combinations(values, count) for count in range(1, len(values) + 1))
    found: dict[object, Answer] = {}
    for answer in map(Answer, sets):
        if question.complaint(answer) is None:
            facts = walk.facts_of({question.id: answer})
            found.setdefault((facts.flags, facts.carer is None), answer)
    return list(found.values())


def _not_as_urgent(both: _Both) -> str | None:
    if both.carried.next is not None:
        return f"the standard way asks {both.carried.next.id}, which has no calm answer here,"
    urgent = [{rule.id for rule in one.fired if rule.route.cannot_wait} for one in (both.short, both.standard)]
    if urgent[0] != urgent[1]:
        return f"{sorted(urgent[1])} -> {sorted(urgent[0])}"
    routes = [(one.route, one.routes.person, one.routes.carer) for one in (both.short, both.standard)]
    for on_short, on_standard in zip(*routes, strict=True):
        cannot_wait = any(route is not None and route.cannot_wait for route in (on_short, on_standard))
        if cannot_wait and on_short is not on_standard:
            return f"{on_standard} -> {on_short}"
    return None


def _lower(both: _Both) -> str | None:
    if both.short.route.rank < both.standard.route.rank:
        return f"{both.standard.route} -> {both.short.route}"
    return None


def _too_calm(both: _Both) -> str | None:
    return None if both.short.route.rank >= Route.FORMAL_ASSESSMENT.rank else str(both.short.route)


def _at_ease(answers: Answers) -> bool:
    return all(set(answers[question].chosen) <= calm for question, calm in _AT_EASE.items() if question in answers)
