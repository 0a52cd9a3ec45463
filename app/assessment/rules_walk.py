"""Walks everything that the rules can tell apart, and holds the route of each combination.

Nobody lists what matters to the rules: they are asked. A rule is run on a case of which nothing is known; whatever it
looks at is then tried in every value, until it answers (`ways`). So every way in which a rule can go is found, and a
rule that is changed to look at something else is walked differently the same day.

Flags, help and age are tried in every value; a carer in every set of outcomes, health and will, with hours on both
sides of any step; daily life in all answers with up to `HARD_AT_MOST` affected outcomes. That is enough of daily life,
for the rules name single outcomes and count no further than three: a case with more affected outcomes does what some
case with fewer does (raising the limit from three to five finds no new class). Lives and carers that no rule tells
apart, whatever else is true, are one class. The grid then holds every combination of all classes and values at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.assessment.case import Case, DailyLife
from app.assessment.domain import Subject
from app.assessment.facts import (
    Ability,
    CarerFacts,
    CarerOutcome,
    Facts,
    Flag,
    ForWhom,
    HealthAtRisk,
    Outcome,
    Support,
    Willing,
)
from app.assessment.questions_walk import Watch
from app.assessment.table import Rule, Test

HARD_AT_MOST = 4
Known = Mapping[str, Any]
Behaviour = tuple[tuple[Any, ...], ...]  # one entry for each way that each rule can go
Asked = tuple[str, tuple[Outcome, ...] | None]
Life = tuple[Ability, ...]  # one answer for each outcome, in the order of `Outcome`


class _NotKnown(Exception):
    """A rule looked at something of which the value is still open."""


class Entangled(Exception):
    """A rule about the carer looks at the person's daily life, or a rule about the person at the carer's answers."""


class _OpenCase:
    """A case of which only some is known."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def _look(self, axis: str) -> Any:
        if axis not in self._known:
            raise _NotKnown(axis)
        return self._known[axis]

    def has(self, flag: Flag) -> bool:
        return bool(self._look(flag.value))

    life = property(lambda self: self._look("life"))
    support = property(lambda self: self._look("support"))
    under_18 = property(lambda self: self._look("under_18"))
    carer = property(lambda self: self._look("carer"))


VALUES: dict[str, Sequence[Any]] = {
    **{flag.value: (False, True) for flag in Flag},
    "support": tuple(support for support in Support if support is not Support.UNSURE),
    "under_18": (False, True),
}


def ways(test: Test, values: Mapping[str, Sequence[Any]], known: Known) -> Iterator[tuple[Known, bool]]:
    """Every way in which a test can go: what it looked at, and its answer."""
    case: Case = _OpenCase(known)
    try:
        answer = test(case)
    except _NotKnown as look:
        axis = str(look)
        if axis not in values:
            raise Entangled(f"{test.__name__} looks at {axis}") from None
        for value in values[axis]:
            yield from ways(test, values, {**known, axis: value})
    else:
        yield known, bool(answer)


@dataclass(frozen=True)
class Classes:
    """Values of one axis, sorted into classes that no rule tells apart; `first` shows each class by one value."""

    of: Mapping[Any, int]
    first: Sequence[Any]


def _classes(behaviours: Iterable[tuple[Any, Behaviour]]) -> Classes:
    number: dict[Behaviour, int] = {}
    of = {value: number.setdefault(behaviour, len(number)) for value, behaviour in behaviours}
    first = {index: value for value, index in reversed(of.items())}
    return Classes(of, [first[index] for index in range(len(number))])


def _behaviour(rules: Iterable[Rule], axis: str, seen: Any) -> Behaviour:
    """All that these rules would do in all circumstances, were the value of this axis known."""
    return tuple(
        (*((other, value) for other, value in known.items() if other != axis), answer)
        for rule in rules
        for known, answer in ways(rule.fires, VALUES, {axis: seen})
    )


class _Questioned:
    """Daily life that notes each question that a rule puts to it."""

    def __init__(self, life: DailyLife, noted: dict[Asked, None]) -> None:
        self._life, self._noted = life, noted

    def __getattr__(self, name: str) -> Any:
        if not callable(getattr(self._life, name)):
            return self._note(name, None)
        return lambda *outcomes: self._note(name, outcomes)

    def _note(self, name: str, outcomes: tuple[Outcome, ...] | None) -> Any:
        self._noted[name, outcomes] = None
        return _ask(self._life, (name, outcomes))


def _ask(life: DailyLife, asked: Asked) -> Any:
    name, outcomes = asked
    return getattr(life, name) if outcomes is None else getattr(life, name)(*outcomes)


def unlike_lives(rules: Iterable[Rule], lives: Iterable[Life]) -> Sequence[Life]:
    """One life for each class of these that no rule about the person tells apart."""
    return _classes(_behaviours_of_lives(_of_persons(rules), lives)).first


def _of_persons(rules: Iterable[Rule]) -> list[Rule]:
    return [rule for rule in rules if rule.subject is not Subject.CARER]


def _behaviours_of_lives(rules: Sequence[Rule], all_lives: Iterable[Life]) -> Iterator[tuple[Life, Behaviour]]:
    """Each life and what the rules do with it. A life that answers as an earlier one did, whatever was asked of that
    one, is treated as that one was, so it need not be run again.
    """
    asked: dict[Asked, None] = {}
    alike: dict[tuple[Any, ...], Behaviour] = {}
    for life in all_lives:
        seen = DailyLife(abilities(life))
        answers = tuple(_ask(seen, question) for question in asked)
        if answers not in alike:
            before = len(asked)
            behaviour = _behaviour(rules, "life", _Questioned(seen, asked))
            if len(asked) > before:
                alike.clear()
            answers = tuple(_ask(seen, question) for question in asked)
            alike[answers] = behaviour
        yield life, alike[answers]


def lives(hard_at_most: int) -> Iterator[Life]:
    """All answers about daily life with at most so many affected outcomes."""
    hard = [ability for ability in Ability if ability not in (Ability.FINE, Ability.UNSURE)]
    for count in range(hard_at_most + 1):
        for places in combinations(range(len(Outcome)), count):
            for answers in product(hard, repeat=count):
                life = [Ability.FINE] * len(Outcome)
                for place, answer in zip(places, answers, strict=True):
                    life[place] = answer
                yield tuple(life)


def carers() -> Iterator[CarerFacts]:
    """Carers of every kind that answers can describe, with hours on both sides of any step."""
    sets = chain.from_iterable(combinations(CarerOutcome, count) for count in range(len(CarerOutcome) + 1))
    hours = (None, 0, 34, 35, 168)
    for affected, health, will, long, asks in product(sets, HealthAtRisk, Willing, hours, (False, True)):
        yield CarerFacts(long, frozenset(affected), health, will, asks)


class Grid:
    """The highest route of every combination that the rules can tell apart."""

    def __init__(self, rules: Sequence[Rule], hard_at_most: int = HARD_AT_MOST, watch: Watch = list) -> None:
        carers_own = [rule for rule in rules if rule.subject is Subject.CARER]
        self.life = _classes(_behaviours_of_lives(_of_persons(rules), watch(list(lives(hard_at_most)))))
        self.carer = _classes((carer, _behaviour(carers_own, "carer", carer)) for carer in (None, *carers()))
        self.values: dict[str, Sequence[Any]] = {**VALUES, "life": self.life.first, "carer": self.carer.first}
        seen = {**VALUES, "life": [DailyLife(abilities(life)) for life in self.life.first], "carer": self.carer.first}
        self.axes = tuple(seen)
        self.routes: NDArray[np.uint8] = np.ones([len(values) for values in seen.values()], dtype=np.uint8)
        self._ways: dict[str, list[Known]] = {}
        for rule in rules:
            other = "life" if rule.subject is Subject.CARER else "carer"
            for known, fires in ways(rule.fires, {axis: seen[axis] for axis in seen if axis != other}, {}):
                self._ways.setdefault(rule.id, []).append(known)
                if fires:
                    cells = self.routes[self._where({axis: seen[axis].index(known[axis]) for axis in known})]
                    np.maximum(cells, rule.route.rank, out=cells)

    def looked_at(self, rule: Rule) -> Iterator[set[str]]:
        """What a rule looks at, in each way in which it can go."""
        return (set(known) for known in self._ways[rule.id])

    def part(self, values: Mapping[str, Any]) -> NDArray[np.uint8]:
        """The routes where these axes have these values. Each keeps its axis, so that parts can be compared."""
        return self.routes[self._where({axis: self.values[axis].index(value) for axis, value in values.items()})]

    def cell(self, cell: Sequence[Any], values: Mapping[str, Any]) -> tuple[int, ...]:
        """The cell of the whole grid that stands at a place of the part with these values."""
        return tuple(
            self.values[axis].index(values[axis]) if axis in values else int(place)
            for axis, place in zip(self.axes, cell, strict=True)
        )

    def _where(self, places: Mapping[str, int]) -> tuple[slice, ...]:
        return tuple(slice(places[axis], places[axis] + 1) if axis in places else slice(None) for axis in self.axes)

    def facts(self, cell: Sequence[int]) -> Facts:
        """Facts of which a cell of the grid tells the route."""
        at = {axis: self.values[axis][place] for axis, place in zip(self.axes, cell, strict=True)}
        return Facts(
            for_whom=ForWhom.SELF,
            age=17 if at["under_18"] else None,
            outcomes=abilities(at["life"]),
            support_now=at["support"],
            carer=at["carer"],
            flags=frozenset(flag for flag in Flag if at[flag.value]),
        )


def abilities(life: Life) -> dict[Outcome, Ability]:
    """The answers of a life by outcome."""
    return dict(zip(Outcome, life, strict=True))
