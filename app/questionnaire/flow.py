"""The path through a set of questions, worked out afresh from the answers each time."""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Any

from app.kernel.postcode import NotAPostcode, outward_code
from app.kernel.text import cleaned

QuestionId = str

# Control characters but tab and newline, and halves of characters: nobody types them, and stores refuse some of them.
_WORDS = frozenset({str})


@dataclass(frozen=True)
class Answer:
    """The choices made on one page, in the order of the page, and what was written there."""

    chosen: tuple[str, ...] = ()
    text: str = ""


Answers = Mapping[QuestionId, Answer]


class Kind(StrEnum):
    """How a question is answered."""

    CHOOSE_ONE = "choose-one"
    CHOOSE_MANY = "choose-many"
    TEXT = "text"
    PLACE = "place"  # a postcode, or choices that stand beside it


class Voice(StrEnum):
    """Whom the words speak about: the reader, or the person that the reader is answering for."""

    YOU = "you"
    THEY = "they"


class Complaint(StrEnum):
    """Why an answer cannot be taken as it is."""

    NOTHING_CHOSEN = "nothing-chosen"
    MORE_THAN_ONE = "more-than-one"
    UNKNOWN_CHOICE = "unknown-choice"
    CHOICES_CONTRADICT = "choices-contradict"
    NOTHING_WRITTEN = "nothing-written"
    TEXT_TOO_LONG = "text-too-long"
    NOT_A_POSTCODE = "not-a-postcode"


@dataclass(frozen=True)
class Words:
    """A sentence of the page in its two voices."""

    you: str
    they: str

    def said(self, voice: Voice) -> str:
        return self.you if voice is Voice.YOU else self.they


@dataclass(frozen=True)
class Section:
    """Questions that belong together when answers are checked.

    In a `careful` one somebody's safety hangs on the words: a translation is shown with the original until reviewed.
    """

    id: str
    title: Words
    careful: bool = False


@dataclass(frozen=True)
class SharedPage:
    """A page on which several short questions stand together."""

    id: str
    title: Words
    hint: Words | None = None


@dataclass(frozen=True)
class Choice:
    """One answer to choose.

    An `exclusive` one says "none", "not sure" or "rather not say": it never goes together with another,
    and it is named to somebody who chose nothing.
    """

    value: str
    label: Words
    hint: Words | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class ShowIf:
    """Holds when an earlier question was answered with one of these choices."""

    question: QuestionId
    is_one_of: frozenset[str]

    def holds(self, answers: Answers) -> bool:
        answer = answers.get(self.question)
        return answer is not None and not self.is_one_of.isdisjoint(answer.chosen)


# Compared by identity: a question is loaded once, and comparing all its words on each page would be slow.
@dataclass(frozen=True, eq=False)
class Question:
    """One thing that is asked.

    It is asked when any of `show_if` holds and every one of `only_if`, or always when it has none. It has a page of
    its own unless it stands `together` with others.
    """

    id: QuestionId
    section: Section
    kind: Kind
    title: Words
    about: Words | None = None
    hint: Words | None = None
    why: Words | None = None
    detail: Words | None = None
    choices: tuple[Choice, ...] = ()
    show_if: tuple[ShowIf, ...] = ()
    only_if: tuple[ShowIf, ...] = ()
    optional: bool = False
    max_length: int = 1000
    together: SharedPage | None = None
    picture: str = ""

    @property
    def subject(self) -> Words:
        """What it is about, in a few words where its title is a long question."""
        return self.about or self.title

    @property
    def on_its_own(self) -> Words:
        """How it is named away from its page, where the title of one that stands with others would say too little."""
        return self.title if self.together is None else self.subject

    @property
    def takes_text(self) -> bool:
        return self.kind in (Kind.TEXT, Kind.PLACE) or self.detail is not None

    @cached_property
    def choice(self) -> dict[str, Choice]:
        """Its choices by value."""
        return {choice.value: choice for choice in self.choices}

    def asked(self, answers: Answers) -> bool:
        if not self.show_if and not self.only_if:
            return True
        if self.show_if and not any(condition.holds(answers) for condition in self.show_if):
            return False
        return not self.only_if or all(condition.holds(answers) for condition in self.only_if)

    def complaint(self, answer: Answer) -> Complaint | None:
        """What is wrong with an answer to this question, or None when it can be taken."""
        if not answer.text and answer.chosen in self._right_alone:
            return None
        return self._complaint(answer)

    @cached_property
    def _right_alone(self) -> frozenset[tuple[str, ...]]:
        """Each choice that can be taken with nothing beside it, as most are: every page looks at all answers."""
        alone = (Answer((value,)) for value in self.choice)
        return frozenset(answer.chosen for answer in alone if self._complaint(answer) is None)

    def _complaint(self, answer: Answer) -> Complaint | None:
        return self._complaint_of_choices(answer) or self._complaint_of_text(answer)

    def _complaint_of_choices(self, answer: Answer) -> Complaint | None:
        if not self._offers(answer.chosen):
            return Complaint.UNKNOWN_CHOICE
        if not answer.chosen:
            needed = self.kind in (Kind.CHOOSE_ONE, Kind.CHOOSE_MANY) and not self.optional
            return Complaint.NOTHING_CHOSEN if needed else None
        if self.kind is Kind.CHOOSE_ONE:
            return Complaint.MORE_THAN_ONE if len(answer.chosen) > 1 else None
        beside_another = len(answer.chosen) > 1 or (self.kind is Kind.PLACE and answer.text)
        if beside_another and any(self.choice[value].exclusive for value in answer.chosen):
            return Complaint.CHOICES_CONTRADICT
        return None

    def _offers(self, chosen: tuple[str, ...]) -> bool:
        return self.choice.keys() >= set(chosen)

    def _complaint_of_text(self, answer: Answer) -> Complaint | None:
        if self.kind is Kind.PLACE:
            return self._complaint_of_place(answer)
        if len(answer.text) > self.max_length:
            return Complaint.TEXT_TOO_LONG
        if self.kind is Kind.TEXT and not answer.text and not self.optional:
            return Complaint.NOTHING_WRITTEN
        return None

    def _complaint_of_place(self, answer: Answer) -> Complaint | None:
        if not answer.text:
            return None if self.optional or answer.chosen else Complaint.NOTHING_WRITTEN
        try:
            outward_code(answer.text)
        except NotAPostcode:
            return Complaint.NOT_A_POSTCODE
        return None


@dataclass(frozen=True)
class Path:
    """Where one person has got to: the questions answered, the next one, and the answers that count.

    `told` are those questions that another one has answered already, so that they need not be asked.
    """

    answered: tuple[Question, ...]
    next: Question | None
    answers: Answers
    told: frozenset[QuestionId] = frozenset()

    @property
    def finished(self) -> bool:
        return self.next is None

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that may be opened: those answered and the next one."""
        return self.answered if self.next is None else (*self.answered, self.next)

    def reaches(self, question_id: QuestionId) -> bool:
        return any(question.id == question_id for question in self.asked)

    def before(self, question_id: QuestionId) -> Question | None:
        """The question that Back leads to; None from the first page and from one that is not on this path."""
        earlier: Question | None = None
        for question in self.asked:
            if question.id == question_id:
                return earlier
            earlier = question
        return None

    def by_section(self) -> Iterator[tuple[Section, tuple[Question, ...]]]:
        """The answered questions, section by section, for checking."""
        for section, questions in groupby(self.answered, key=lambda question: question.section):
            yield section, tuple(questions)


# What another question has told of this one, given all answers; None when it has to be asked.
Told = Callable[[Question, Answers], Answer | None]


def _nothing_told(_: Question, __: Answers) -> Answer | None:
    return None


@dataclass(frozen=True)
class Flow:
    """All questions there are, in their order, and those of them that one way through asks.

    What was answered in another way counts in this one as well, and is not asked again.
    """

    bank: tuple[Question, ...]
    way: frozenset[QuestionId] | None = None
    told: Told = _nothing_told

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Those that this way asks."""
        return tuple(question for question in self.bank if self.asks(question))

    @cached_property
    def question(self) -> dict[QuestionId, Question]:
        """All questions there are, by id."""
        return {question.id: question for question in self.bank}

    @cached_property
    def _stretches(self) -> tuple[tuple[tuple[Question, bool], ...], ...]:
        """Questions in a row that are asked under the same conditions, each with whether this way asks it."""
        alike = groupby(self.bank, key=lambda question: (question.show_if, question.only_if))
        return tuple(tuple((question, self.asks(question)) for question in stretch) for _, stretch in alike)

    def asks(self, question: Question) -> bool:
        return self.way is None or question.id in self.way

    def path(self, answers: Answers) -> Path:
        """Replays the answers from the first question and leaves out those that are no longer reached."""
        kept: dict[QuestionId, Answer] = {}
        answered: list[Question] = []
        told: set[QuestionId] = set()
        ahead: Question | None = None
        for question, of_this_way in self._reached(kept):
            # What another way was told counts at once; what this one asks counts once the path has come to it.
            if ahead is not None and of_this_way:
                continue
            answer = answers.get(question.id)
            if answer is None or question.complaint(answer):
                answer = self.told(question, answers if ahead is None else kept)
                if answer is None:
                    ahead = question if of_this_way else ahead
                    continue
                told.add(question.id)
            kept[question.id] = answer
            if of_this_way or question.id not in told:
                answered.append(question)
        return Path(tuple(answered), ahead, kept, frozenset(told))

    def _reached(self, kept: Answers) -> Iterator[tuple[Question, bool]]:
        """The questions that the answers kept so far lead to, and whether this way asks each.

        A condition speaks of earlier questions alone, so that it holds for the whole of a stretch or for none of it.
        """
        for stretch in self._stretches:
            if stretch[0][0].asked(kept):
                yield from stretch

    def page_of(self, question: Question, path: Path) -> tuple[Question, ...]:
        """The questions that stand on one page with this one, in their order."""
        if question.together is None:
            return (question,)
        return tuple(one for one in self.bank if one.together is question.together and one.asked(path.answers))


def answers_to_json(answers: Answers) -> str:
    """The answers as text to keep."""
    return json.dumps(
        {question: {"chosen": answer.chosen, "text": answer.text} for question, answer in answers.items()},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def answers_from_json(kept: str, known: Collection[QuestionId]) -> dict[QuestionId, Answer]:
    """The answers that were kept, without those to questions that are no longer asked or that cannot be read."""
    try:
        entries = json.loads(kept)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(entries, dict):
        return {}
    return {question: answer for question, entry in entries.items() if question in known and (answer := _answer(entry))}


def _answer(entry: Any) -> Answer | None:
    if not isinstance(entry, dict):
        return None
    chosen, text = entry.get("chosen", []), entry.get("text", "")
    if not isinstance(text, str) or not isinstance(chosen, list) or not set(map(type, chosen)) <= _WORDS:
        return None
    return Answer(tuple(chosen), cleaned(text) if text else "")
