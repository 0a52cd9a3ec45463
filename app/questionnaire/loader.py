"""Reads a flow from a TOML file and refuses one that could strand a resident, naming line, question and fault."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from app.kernel.toml_lines import Step, TomlFile, WrongContent, read_toml
from app.questionnaire.flow import Choice, Flow, Kind, Question, QuestionId, Section, SharedPage, ShowIf, Words

# The keys whose texts a resident reads. A text is one string, or a table of `you` and `they` (`you` serves for both).
WORD_KEYS = frozenset({"title", "about", "hint", "why", "detail", "label"})

_ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_T = TypeVar("_T")


@dataclass(frozen=True)
class Way:
    """One way through a bank of questions: those that it asks, and what choosing it says already."""

    asks: frozenset[QuestionId]
    says: Mapping[QuestionId, str]


def load_flow(path: Path) -> Flow:
    """The questions of a file in their order. Raises WrongContent."""
    return _read(path, _flow)


def load_ways(path: Path, flow: Flow) -> dict[str, Way]:
    """The ways through these questions, by their ids. Raises WrongContent."""
    return _read(path, lambda file: _ways(file, flow))


def load_words(path: Path, flow: Flow) -> tuple[Question, ...]:
    """The same questions, ids and choices in the words of a file, each on a page of its own. Raises WrongContent."""
    return _read(path, lambda file: _in_other_words(file, flow))


def _read(path: Path, read: Callable[["_Table"], _T]) -> _T:
    file = read_toml(path)
    return read(_Table(file, "the file", file.content))


class _Table:
    """A table of a file, read key by key; a key that nobody asked for is a fault."""

    def __init__(self, file: TomlFile, name: str, content: Any, *place: Step) -> None:
        self.file = file
        self.name = name
        self.place = place
        if not isinstance(content, Mapping):
            raise WrongContent(f"{file.where(*place)}: {name}: must be a table")
        self.left = dict(content)

    def refuse(self, key: str, fault: str) -> WrongContent:
        """What to raise for a key; where it is missing, its table is pointed at."""
        return WrongContent(f"{self.file.where(*self.place, key)}: {self.name}: {key}: {fault}")

    def inside(self, name: str, content: Any, *place: Step) -> "_Table":
        """A table that stands in this one."""
        return _Table(self.file, name, content, *self.place, *place)

    def take(self, key: str, kind: type, default: Any = None) -> Any:
        """The value of a key, which is required when it has no default."""
        if key not in self.left:
            if default is None:
                raise self.refuse(key, "missing")
            return default
        value = self.left.pop(key)
        if type(value) is not kind:
            raise self.refuse(key, f"must be of the type {kind.__name__}")
        return value

    def id(self, key: str = "id") -> str:
        value = self.take(key, str)
        if not _ID.fullmatch(value):
            raise self.refuse(key, f"{value!r} must be small letters and digits with single _ or - between")
        return str(value)

    def tables(self, key: str, default: list[Any] | None = None) -> list["_Table"]:
        listed = enumerate(self.take(key, list, default))
        return [self.inside(self.name, entry, key, place) for place, entry in listed]

    def words(self, key: str) -> Words:
        value = self.left.pop(key, None)
        voices = {"you": value} if isinstance(value, str) else value
        if not isinstance(voices, dict) or not voices.keys() <= {"you", "they"} or "you" not in voices:
            raise self.refuse(key, "needs words, as one string or as {you, they}")
        if not all(isinstance(words, str) and words.strip() for words in voices.values()):
            raise self.refuse(key, "has no words")
        return Words(voices["you"], voices["they" if "they" in voices else "you"])

    def words_if_any(self, key: str) -> Words | None:
        return self.words(key) if key in self.left else None

    def finish(self) -> None:
        if self.left:
            raise self.refuse(min(self.left), "unknown key")


def _flow(file: _Table) -> Flow:
    sections = _by_id(file.tables("section"), "section", _section)
    sets = _by_id(file.tables("choice_set", []), "choice_set", _choices)
    pages = _by_id(file.tables("page", []), "page", _shared_page)
    questions: list[Question] = []
    entries = file.tables("question")
    ids = {str(entry.left.get("id")) for entry in entries}
    for entry in entries:
        entry.name = f"question {entry.left.get('id')!r}"
        questions.append(_question(entry, sections, sets, pages))
        entry.finish()
        _check_place_among_earlier(entry, questions, ids)
    file.finish()
    unused = sections.keys() - {question.section.id for question in questions}
    if unused:
        place = list(sections).index(min(unused))
        raise WrongContent(f"{file.file.where('section', place)}: section {min(unused)!r}: no question stands in it")
    return Flow(tuple(questions))


def _by_id(entries: list[_Table], what: str, read: Callable[[str, _Table], Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        entry.name = f"{what} {entry.left.get('id')!r}"
        entry_id = entry.id()
        if entry_id in found:
            raise entry.refuse("id", f"another {what} has it")
        found[entry_id] = read(entry_id, entry)
        entry.finish()
    return found


def _section(section_id: str, entry: _Table) -> Section:
    return Section(section_id, entry.words("title"), entry.take("careful", bool, False))


def _shared_page(page_id: str, entry: _Table) -> SharedPage:
    return SharedPage(page_id, entry.words("title"), entry.words_if_any("hint"))


def _question(
    entry: _Table, sections: dict[str, Section], sets: dict[str, tuple[Choice, ...]], pages: dict[str, SharedPage]
) -> Question:
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
        show_if=_conditions(entry, "show_if"),
        only_if=_conditions(entry, "only_if"),
        optional=entry.take("optional", bool, False),
        max_length=entry.take("max_length", int, 1000),
        together=_known(entry, "together", pages) if "together" in entry.left else None,
    )
    _check_kind(entry, question)
    return question


def _known(entry: _Table, key: str, named: dict[str, Any]) -> Any:
    value = entry.take(key, str)
    if value not in named:
        raise entry.refuse(key, f"{value!r} is not known")
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


def _conditions(entry: _Table, key: str) -> tuple[ShowIf, ...]:
    if key not in entry.left:
        return ()
    conditions = []
    for table in entry.tables(key):
        values = table.take("is", list)
        conditions.append(ShowIf(table.take("question", str), frozenset(map(str, values))))
        table.finish()
    if not all(condition.is_one_of for condition in conditions) or not conditions:
        raise entry.refuse(key, "nobody can reach this question")
    return tuple(conditions)


def _check_kind(entry: _Table, question: Question) -> None:
    chooses = question.kind in (Kind.CHOOSE_ONE, Kind.CHOOSE_MANY)
    if chooses and len(question.choices) < 2:
        raise entry.refuse("choices", "at least two are needed")
    if question.kind is Kind.TEXT and question.choices:
        raise entry.refuse("choices", "a text has none")
    if len(question.choice) != len(question.choices):
        raise entry.refuse("choices", "the same value stands there twice")
    if question.detail and not chooses:
        raise entry.refuse("detail", "only a question with choices has a box for more")
    if question.max_length < 1:
        raise entry.refuse("max_length", "must be at least 1")


def _check_place_among_earlier(entry: _Table, questions: list[Question], ids: Collection[QuestionId]) -> None:
    *earlier, question = questions
    asked: dict[QuestionId, Question] = {other.id: other for other in earlier}
    if question.id in asked:
        raise entry.refuse("id", "another question has it")
    sections = [other.section for other in earlier]
    if question.section in sections and sections[-1] is not question.section:
        raise entry.refuse("section", "the questions of a section must follow each other")
    _check_conditions(entry, question, asked, ids)
    _check_page(entry, question, earlier)


def _check_conditions(
    entry: _Table, question: Question, asked: Mapping[QuestionId, Question], ids: Collection[QuestionId]
) -> None:
    """A condition hangs on a choice of an earlier question; on itself or a later one, it would go round in a circle."""
    for key, conditions in (("show_if", question.show_if), ("only_if", question.only_if)):
        for condition in conditions:
            if condition.question not in ids:
                raise entry.refuse(key, f"{condition.question!r} is not a question")
            if condition.question not in asked:
                raise entry.refuse(key, f"{condition.question!r} is not asked before it, which would be a circle")
            unknown = condition.is_one_of - asked[condition.question].choice.keys()
            if unknown:
                raise entry.refuse(key, f"{min(unknown)!r} is not a choice of {condition.question!r}")


def _check_page(entry: _Table, question: Question, earlier: list[Question]) -> None:
    """Questions on one page follow each other and are asked of the same people: a page is whole or not there."""
    page = [other for other in earlier if other.together is question.together]
    if question.together is None or not page:
        return
    if page[-1] is not earlier[-1]:
        raise entry.refuse("together", "the questions of a page must follow each other")
    if (page[0].show_if, page[0].only_if) != (question.show_if, question.only_if):
        raise entry.refuse("together", "the questions of a page must have the same conditions")


def _ways(file: _Table, flow: Flow) -> dict[str, Way]:
    ways = {}
    for way_id, content in file.take("way", dict).items():
        entry = file.inside(f"way {way_id!r}", content, "way", way_id)
        says = {str(question): str(value) for question, value in entry.take("says", dict, {}).items()}
        asks = entry.take("asks", list) if "asks" in entry.left else None
        left_out = entry.take("all_but", list) if asks is None else []
        for key, named in (("asks", asks or ()), ("all_but", left_out), ("says", says)):
            for question in named:
                if question not in flow.question:
                    raise entry.refuse(key, f"{question!r} is not a question")
        ways[way_id] = Way(frozenset(flow.question.keys() - set(left_out) if asks is None else asks), says)
        entry.finish()
        _check_way(entry, ways[way_id], flow)
    file.finish()
    return ways


def _check_way(entry: _Table, way: Way, flow: Flow) -> None:
    """Every question of a way can be reached on it: the conditions that it hangs on are asked there, or said by it."""
    for question, value in way.says.items():
        if value not in flow.question[question].choice:
            raise entry.refuse("says", f"{value!r} is not a choice of {question!r}")
    known = way.asks | way.says.keys()
    for question in way.asks:
        asked = flow.question[question]
        possible = not asked.show_if or any(condition.question in known for condition in asked.show_if)
        if not possible or any(condition.question not in known for condition in asked.only_if):
            raise entry.refuse("asks", f"{question!r} cannot be reached on this way")


def _in_other_words(file: _Table, flow: Flow) -> tuple[Question, ...]:
    questions = tuple(_reworded(question, file) for question in flow.bank)
    file.finish()
    return questions


def _reworded(question: Question, file: _Table) -> Question:
    """A hint is left out unless the other words have one of their own; why we ask is said in any case."""
    entry = file.inside(f"question {question.id!r}", file.take(question.id, dict), question.id)
    labels = entry.inside(f"{entry.name}: choices", entry.take("choices", dict, {}), "choices")
    reworded = replace(
        question,
        title=entry.words("title"),
        hint=entry.words_if_any("hint"),
        why=entry.words_if_any("why") or question.why,
        detail=question.detail and (entry.words_if_any("detail") or question.detail),
        choices=tuple(replace(choice, label=labels.words(choice.value), hint=None) for choice in question.choices),
        together=None,
        picture=entry.take("picture", str),
    )
    labels.finish()
    entry.finish()
    return reworded
