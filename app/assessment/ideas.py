"""What may help with each answer: listings of the directory, and the words of the answer that they are shown for."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from flask_babel import gettext

from app.assessment.api import Snapshot, snapshot_of
from app.assessment.facts import FLAGS, Flag
from app.assessment.plan import Kind, id_of
from app.assessment.store import Draft
from app.directory import api as directory
from app.directory.domain import Idea
from app.needs.api import vocabulary
from app.needs.domain import Need
from app.places import api as places
from app.places.domain import Place
from app.questionnaire.flow import Answer, QuestionId

log = logging.getLogger(__name__)

# How many ideas are shown for each answer when so many answers call for some, so that the page can still be read.
IDEAS_FOR_EACH = ((1, 3), (2, 2))
FEWEST_IDEAS = 1
# In which questions each flag is set.
_ASKED_IN: Mapping[str, list[QuestionId]] = {
    flag.value: [question for question, flags in FLAGS.items() if flag in flags.values()] for flag in Flag
}
MOST_IN_A_LIST = 30


@dataclass(frozen=True)
class AnswerIdeas:
    """Listings that may help with what one answer was about, and the tags of its needs for which there is none near.

    A listing stands under one answer only; `above` says that all there is stands under earlier ones.
    """

    fact: str
    heading: str
    said: str
    needs: tuple[Need, ...]
    ideas: tuple[Idea, ...]
    unmatched: tuple[str, ...]
    above: bool

    @property
    def things(self) -> tuple[str, ...]:
        """Its listings, by the names that they have in a plan."""
        return tuple(id_of(Kind.SERVICE, idea.key) for idea in self.ideas)


def ideas_page(draft: Draft) -> AnswerIdeas | None:
    """Everything listed for the answer that the person asked more about, or nothing when they did not."""
    snapshot = snapshot_of(draft)
    fact = draft.details.get("ideas", {}).get("fact")
    wanted = replace(snapshot, needs=tuple(need for need in snapshot.needs if _answer_of(need.because) == fact))
    place = places.lookup(snapshot.place) if snapshot.place else None
    return next(iter(_ideas(wanted, place, MOST_IN_A_LIST)), None)


def ideas_or_none(snapshot: Snapshot, place: Place | None) -> tuple[AnswerIdeas, ...]:
    """Ideas, unless the directory fails: what the rules say must reach the person whatever happens there."""
    try:
        return _ideas(snapshot, place, _ideas_for_each(len(_needs_by_answer(snapshot))))
    except Exception as error:
        log.error("the directory gave no ideas: %s", type(error).__name__)
        return ()


def _ideas(snapshot: Snapshot, place: Place | None, most: int) -> tuple[AnswerIdeas, ...]:
    """For each answer that points to needs, the best listings of each need in turn."""
    found = directory.ideas_for([need.tag for need in snapshot.needs], place, most)
    shown: set[str] = set()
    answers = []
    for fact, tags in _needs_by_answer(snapshot).items():
        listed = _in_turn([found.get(tag, ()) for tag in tags])
        fresh = [idea for idea in listed if idea.key not in shown][:most]
        shown.update(idea.key for idea in fresh)
        answers.append(
            AnswerIdeas(
                fact,
                *heading_of(fact, snapshot),
                needs=tuple(vocabulary()[tag] for tag in tags),
                ideas=tuple(fresh),
                unmatched=tuple(tag for tag in tags if tag not in found),
                above=bool(listed) and not fresh,
            )
        )
    return tuple(answers)


def _needs_by_answer(snapshot: Snapshot) -> dict[str, list[str]]:
    """The tags of the needs under the answer that they stand for; all that is about caring stands together."""
    tags: dict[str, list[str]] = {}
    for fact, of_fact in snapshot.needs_by_fact.items():
        tags.setdefault(_answer_of(fact), []).extend(of_fact)
    return tags


def _answer_of(fact: str) -> str:
    return fact.partition(".")[0]


def _ideas_for_each(answers: int) -> int:
    return next((ideas for most, ideas in IDEAS_FOR_EACH if answers <= most), FEWEST_IDEAS)


def _in_turn(lists: Sequence[Sequence[Idea]]) -> tuple[Idea, ...]:
    """The first of each list, then the second of each …, none twice."""
    turns = (idea for turn in zip_longest(*lists) for idea in turn if idea is not None)
    return tuple({idea.key: idea for idea in turns}.values())


def heading_of(fact: str, snapshot: Snapshot) -> tuple[str, str]:
    """What an answer was about and what was answered; nothing where another question has told of it.

    A flag is its own heading: its answer says what it is about.
    """
    of_flag = _ASKED_IN.get(fact, ())
    flagged = next((question for question in of_flag if question in snapshot.path.answers), min(of_flag, default=None))
    question = snapshot.flow.question[flagged or ("carer_hours" if fact.startswith("carer") else fact)]
    if question.id == "carer_hours" or question.id in snapshot.path.told:
        return gettext(question.subject.said(snapshot.voice)), ""
    chosen = snapshot.path.answers.get(question.id, Answer()).chosen
    if flagged:
        chosen = tuple(value for value in chosen if FLAGS[flagged].get(value) == fact)
    said = said_in_words(question.choice[value].label.said(snapshot.voice) for value in chosen)
    return (said, "") if flagged else (gettext(question.subject.said(snapshot.voice)), said)


def said_in_words(labels: Iterable[str]) -> str:
    """What was chosen, on one line."""
    words = "; ".join(gettext(label) for label in labels)
    return words or gettext("You did not answer this, so we take care and count it")
