"""Reads a flow from a TOML file and refuses one that could strand a resident, naming the question and the fault."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.questionnaire.flow import Choice, Flow, Kind, Question, QuestionId, Section, ShowIf, Words

# The keys whose texts a resident reads. A text is one string, or a table of `you` and `they` (`you` serves for both).
WORD_KEYS = frozenset({"title", "about", "hint", "why", "detail", "label"})

_ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")


class BadContent(ValueError):
    """Content that the service cannot start with; the message names the file, the question and the fault."""


def load_flow(path: Path) -> Flow:
    """The questions of a file in their order. Raises BadContent."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadContent(f"{path.name}: {error}") from error
    try:
        return _flow(_Table("the file", content))
    except BadContent as error:
        raise BadContent(f"{path.name}: {error}") from error


class _Table:
    """A table of the file, read key by key; a key that nobody asked for is a fault."""

    def __init__(self, name: str, content: Any) -> None:
        if not isinstance(content, dict):
            raise BadContent(f"{name}: must be a table")
        self.name = name
        self.left = dict(content)

    def refuse(self, fault: str) -> BadContent:
        return BadContent(f"{self.name}: {fault}")

    def take(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of a key, which is required when it has no default."""
        if key not in self.left:
            if default is None:
                raise self.refuse(f"{key}: missing")
            return default
        value = self.left.pop(key)
        if type(value) is not kind:
            raise self.refuse(f"{key}: must be of the type {kind.__name__}")
        return value

    def id(self, key: str = "id") -> str:
        value = self.take(key, str)
        if not _ID.fullmatch(value):
            raise self.refuse(f"{key}: {value!r} must be small letters and digits with single _ or - between")
        return str(value)

    def tables(self, key: str, default: list[Any] | None = None) -> list["_Table"]:
        return [_Table(self.name, entry) for entry in self.take(key, list, default)]

    def words(self, key: str) -> Words:
        value = self.left.pop(key, None)
        voices = {"you": value} if isinstance(value, str) else value
        if not isinstance(voices, dict) or not voices.keys() <= {"you", "they"} or "you" not in voices:
            raise self.refuse(f"{key}: needs words, as one string or as {{you, they}}")
        if not all(isinstance(words, str) and words.strip() for words in voices.values()):
            raise self.refuse(f"{key}: has no words")
        return Words(voices["you"], voices["they" if "they" in voices else "you"])

    def words_if_any(self, key: str) -> Words | None:
        return self.words(key) if key in self.left else None

    def finish(self) -> None:
        if self.left:
            raise self.refuse(f"{min(self.left)}: unknown key")


def _flow(file: _Table) -> Flow:
    sections = _by_id(file.tables("section"), "section", _section)
    sets = _by_id(file.tables("choice_set", []), "choice_set", _choices)
    questions: list[Question] = []
    for entry in file.tables("question"):
        entry.name = f"question {entry.left.get('id')!r}"
        questions.append(_question(entry, sections, sets))
        entry.finish()
        _check_place_among_earlier(entry, questions)
    file.finish()
    unused = sections.keys() - {question.section.id for question in questions}
    if unused:
        raise BadContent(f"section {min(unused)!r}: no question stands in it")
    return Flow(tuple(questions))


def _by_id(entries: list[_Table], what: str, read: Callable[[str, _Table], Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        entry.name = f"{what} {entry.left.get('id')!r}"
        entry_id = entry.id()
        if entry_id in found:
            raise entry.refuse(f"id: another {what} has it")
        found[entry_id] = read(entry_id, entry)
        entry.finish()
    return found


def _section(section_id: str, entry: _Table) -> Section:
    return Section(section_id, entry.words("title"), entry.take("careful", bool, False))


def _question(entry: _Table, sections: dict[str, Section], sets: dict[str, tuple[Choice, ...]]) -> Question:
    question_id = entry.id()
    kind = _known(entry, "kind", {kind.value: kind for kind in Kind})
    section = _known(entry, "section", sections)
    shared = _known(entry, "choice_set", sets) if "choice_set" in entry.left else ()
    question = Question(
        id=question_id,
        section=section,
        kind=kind,
        title=entry.words("title"),
        about=entry.words_if_any("about"),
        hint=entry.words_if_any("hint"),
        why=entry.words_if_any("why"),
        detail=entry.words_if_any("detail"),
        choices=shared + _choices(question_id, entry),
        show_if=_conditions(entry),
        optional=entry.take("optional", bool, False),
        max_length=entry.take("max_length", int, 1000),
    )
    _check_kind(entry, question)
    return question


def _known(entry: _Table, key: str, named: dict[str, Any]) -> Any:
    value = entry.take(key, str)
    if value not in named:
        raise entry.refuse(f"{key}: {value!r} is not known")
    return named[value]


def _choices(_: str, entry: _Table) -> tuple[Choice, ...]:
    choices = []
    for table in entry.tables("choices", []):
        choices.append(
            Choice(
                table.id("value"),
                table.words("label"),
                table.words_if_any("hint"),
                table.take("exclusive", bool, False),
            )
        )
        table.finish()
    return tuple(choices)


def _conditions(entry: _Table) -> tuple[ShowIf, ...]:
    if "show_if" not in entry.left:
        return ()
    conditions = []
    for table in entry.tables("show_if"):
        values = table.take("is", list)
        conditions.append(ShowIf(table.take("question", str), frozenset(map(str, values))))
        table.finish()
    if not all(condition.is_one_of for condition in conditions) or not conditions:
        raise entry.refuse("show_if: nobody can reach this question")
    return tuple(conditions)


def _check_kind(entry: _Table, question: Question) -> None:
    chooses = question.kind in (Kind.CHOOSE_ONE, Kind.CHOOSE_MANY)
    if chooses and len(question.choices) < 2:
        raise entry.refuse("choices: at least two are needed")
    if question.kind is Kind.TEXT and question.choices:
        raise entry.refuse("choices: a text has none")
    if len(question.choice) != len(question.choices):
        raise entry.refuse("choices: the same value stands there twice")
    if question.detail and not chooses:
        raise entry.refuse("detail: only a question with choices has a box for more")
    if question.max_length < 1:
        raise entry.refuse("max_length: must be at least 1")


def _check_place_among_earlier(entry: _Table, questions: list[Question]) -> None:
    *earlier, question = questions
    asked: dict[QuestionId, Question] = {other.id: other for other in earlier}
    if question.id in asked:
        raise entry.refuse("id: another question has it")
    sections = [other.section for other in earlier]
    if question.section in sections and sections[-1] is not question.section:
        raise entry.refuse("section: the questions of a section must follow each other")
    for condition in question.show_if:
        if condition.question not in asked:
            raise entry.refuse(f"show_if: {condition.question!r} is not asked before it")
        unknown = condition.is_one_of - asked[condition.question].choice.keys()
        if unknown:
            raise entry.refuse(f"show_if: {min(unknown)!r} is not a choice of {condition.question!r}")
