"""The map of the assessment as one table: a line for each question and each rule that looks at its answer."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from app.assessment.map import Map, MappedQuestion, MappedRule

NOT_REVIEWED = "Not yet reviewed"

_OF_QUESTION = ("way", "number", "section", "question", "words", "asked when", "tells")
_OF_RULE = (
    "rule",
    "says",
    "route",
    "subject",
    "looks at",
    "source",
    "fixed by law",
    "reviewer",
    "review date",
)


def as_csv(maps: Iterable[Map]) -> str:
    """The table as comma-separated values, with a line of heads. A question that no rule looks at has a line too."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow((*_OF_QUESTION, *_OF_RULE))
    for map in maps:
        writer.writerows(_lines(map))
    return file.getvalue()


def _lines(map: Map) -> Iterator[tuple[str, ...]]:
    rules = {entry.rule.id: entry for entry in map.rules}
    for question in map.questions:
        looking = [rules[rule] for rule in question.rules if rule in rules]
        for entry in looking:
            yield (*_question(map, question), *_rule(entry))
        if not looking:
            yield (*_question(map, question), *("",) * len(_OF_RULE))
    for entry in map.rules:
        if not entry.questions:
            yield (map.way.value, *("",) * (len(_OF_QUESTION) - 1), *_rule(entry))


def _question(map: Map, entry: MappedQuestion) -> tuple[str, ...]:
    question = entry.question
    return (
        map.way.value,
        str(entry.number),
        question.section.id,
        question.id,
        question.title.you,
        entry.asked_when,
        " ".join(entry.tells),
    )


def _rule(entry: MappedRule) -> tuple[str, ...]:
    rule, review = entry.rule, entry.review
    return (
        rule.id,
        rule.says,
        rule.route.value,
        rule.subject.value,
        " ".join((*entry.reasons, *entry.besides)),
        rule.source,
        "yes" if entry.is_by_law else "no",
        review.reviewer if review else NOT_REVIEWED,
        review.date.isoformat() if review else "",
    )
