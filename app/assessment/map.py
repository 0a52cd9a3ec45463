"""The map of the assessment: every question with its conditions, every rule with its source, and what joins them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from app.assessment.domain import Route, Subject
from app.assessment.facts import CarerOutcome, Outcome
from app.assessment.flow import FLOWS
from app.assessment.looks import NAMES, gives_as_reason, looked_at, told_by
from app.assessment.review import is_by_law
from app.assessment.rules import TABLE
from app.assessment.table import NOTHING_ABOVE, Rule
from app.assessment.ways import Way
from app.councils.domain import Review
from app.questionnaire.flow import Flow, Question, QuestionId, ShowIf

_C0 = Rule(
    id=NOTHING_ABOVE,
    route=Route.COMMUNITY,
    subject=Subject.ANYONE,
    because=(),
    source="The way to ask for an assessment stays on the page.",
    says="No other rule fires.",
    fires=lambda _: False,
)

_TOGETHER = {
    tuple(outcome.value for outcome in Outcome): "daily life (all ten)",
    tuple(f"carer.{outcome.value}" for outcome in CarerOutcome): "the carer's life (all eight)",
}


@dataclass(frozen=True)
class MappedQuestion:
    """A question at its place on a way, with the facts that it tells the rules."""

    number: int
    question: Question
    tells: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def asked_when(self) -> str:
        """The conditions by the ids that they hang on; nothing when it is always asked."""
        any_of = " or ".join(map(_in_words, self.question.show_if))
        all_of = " and ".join(map(_in_words, self.question.only_if))
        return " and ".join(filter(None, (f"({any_of})" if any_of and all_of else any_of, all_of)))


@dataclass(frozen=True)
class MappedRule:
    """A rule with all it looks at: `reasons` can be why it fires, `besides` can only keep it from firing."""

    rule: Rule
    reasons: tuple[str, ...]
    besides: tuple[str, ...]
    questions: tuple[QuestionId, ...]
    review: Review | None = None

    @property
    def is_by_law(self) -> bool:
        return is_by_law(self.rule.id)

    @property
    def reasons_in_short(self) -> str:
        """The facts that can make it fire; all parts of daily life are named as one."""
        return _in_short(self.reasons)

    @property
    def besides_in_short(self) -> str:
        """The facts that it looks at besides."""
        return _in_short(self.besides)


@dataclass(frozen=True)
class Map:
    """One way through the assessment and the rules behind it, or the part of both that somebody asked to see."""

    way: Way
    questions: tuple[MappedQuestion, ...]
    rules: tuple[MappedRule, ...]
    all_questions: tuple[MappedQuestion, ...]

    @property
    def numbers(self) -> Mapping[QuestionId, int]:
        """The places of all questions of the way, by their ids."""
        return {entry.question.id: entry.number for entry in self.all_questions}

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the shown rules look at."""
        return _in_order(name for rule in self.rules for name in (*rule.reasons, *rule.besides))

    def where_asked(self, rule: MappedRule) -> str:
        """The places of the questions that a rule looks at: "6, 10–19"."""
        return in_ranges(self.numbers[question] for question in rule.questions)

    def only(self, section: str = "", question: str = "", rule: str = "", route: str = "") -> "Map":
        """The part with this section, question, rule and route, each of which may be left open."""
        questions = [
            entry
            for entry in self.questions
            if section in ("", entry.question.section.id) and question in ("", entry.question.id)
        ]
        asked = {entry.question.id for entry in questions}
        everywhere = not section and not question
        rules = tuple(
            entry
            for entry in self.rules
            if rule in ("", entry.rule.id)
            and route in ("", entry.rule.route)
            and (everywhere or asked.intersection(entry.questions))
        )
        kept = {entry.rule.id for entry in rules}
        told = tuple(entry for entry in questions if not (rule or route) or kept.intersection(entry.rules))
        return replace(self, questions=told, rules=rules)

    def reviewed_by(self, reviews: Mapping[str, Review]) -> "Map":
        """The same with the council's reviews of the rules."""
        return replace(self, rules=tuple(replace(entry, review=reviews.get(entry.rule.id)) for entry in self.rules))


@cache
def map_of(way: Way) -> Map:
    """The map of a way, as the content and the rules have it."""
    return mapped(way, FLOWS[way], tuple(TABLE.rules))


def mapped(way: Way, flow: Flow, rules: tuple[Rule, ...]) -> Map:
    """The map of any questions and rules."""
    looks = {rule.id: looked_at(rule) for rule in rules}
    tells = {question.id: told_by(question, way, flow) for question in flow.questions}
    questions = tuple(
        MappedQuestion(
            number=number,
            question=question,
            tells=_in_order(tells[question.id]),
            rules=tuple(rule.id for rule in rules if looks[rule.id] & tells[question.id]),
        )
        for number, question in enumerate(flow.questions, start=1)
    )
    return Map(way, questions, tuple(_rules(rules, tells)), questions)


def _rules(rules: tuple[Rule, ...], tells: Mapping[QuestionId, frozenset[str]]) -> Iterator[MappedRule]:
    for rule in rules:
        looks, reasons = looked_at(rule), gives_as_reason(rule)
        yield MappedRule(
            rule=rule,
            reasons=_in_order(reasons),
            besides=_in_order(looks - reasons),
            questions=tuple(question for question, told in tells.items() if told & looks),
        )
    yield MappedRule(_C0, (), (), ())


def in_ranges(numbers: Iterable[int]) -> str:
    """Numbers in words as few as can be: "1, 3–5"."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1].append(number)
        else:
            ranges.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in ranges)


def _in_words(condition: ShowIf) -> str:
    """A condition by its ids: "for_whom is someone_else or both"."""
    return f"{condition.question} is {' or '.join(sorted(condition.is_one_of))}"


def _in_short(names: tuple[str, ...]) -> str:
    for all_of, called in _TOGETHER.items():
        if set(all_of) <= set(names):
            names = tuple(called if name == all_of[0] else name for name in names if name not in all_of[1:])
    return ", ".join(names)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    wanted = set(names)
    return tuple(name for name in NAMES if name in wanted)
