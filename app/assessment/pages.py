"""What the pages of the assessment are told: the rules' words, whom to ring at this hour, ideas from the directory."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from flask import url_for
from flask_babel import gettext

from app.assessment.api import Snapshot, snapshot_of
from app.assessment.cards import Ring, UrgentCard, cards_for, ring_order
from app.assessment.case import is_under_18
from app.assessment.domain import Route
from app.assessment.facts import FLAGS, Ability, Flag, Outcome, Support
from app.assessment.signposts import Signpost, signposts_for
from app.assessment.store import Draft
from app.assessment.wording import Said
from app.councils.api import council, worded
from app.directory import api as directory
from app.directory.domain import Idea
from app.helplines import api as helplines
from app.helplines.domain import Helpline
from app.needs.api import vocabulary
from app.needs.domain import Need
from app.places import api as places
from app.places.domain import Place
from app.questionnaire.flow import Answer, Question, Voice

log = logging.getLogger(__name__)

IDEAS_FOR_EACH_ANSWER = 3
FEWER_IDEAS = 2  # when many answers call for ideas, so that the page can still be read
MANY_ANSWERS = 4
MOST_IN_A_LIST = 30

# Which helplines a flag calls for, by the themes of directory_data/helplines.toml.
THEMES = {
    Flag.SUICIDAL_THOUGHTS: "crisis",
    Flag.ABUSE_OR_NEGLECT: "abuse",
    Flag.MEMORY_PROBLEMS: "dementia",
    Flag.SIGHT_OR_HEARING_LOSS: "sight",
    Flag.NO_FIXED_HOME: "home",
    Flag.NO_FOOD_OR_HEATING: "money",
}


@dataclass(frozen=True)
class Row:
    """One answer to check."""

    question: str
    answer: str
    change: str
    about: str


@dataclass(frozen=True)
class Section:
    """Answers that belong together."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Told:
    """One answer and everything to which it was given."""

    said: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class AnswerIdeas:
    """Listings that may help with what one answer was about, and the tags of its needs for which there is none near."""

    fact: str
    heading: str
    said: str
    needs: tuple[Need, ...]
    ideas: tuple[Idea, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True)
class StopPage:
    """What cannot wait, and nothing beside it. Made without the directory, so that nothing there can hold it up."""

    snapshot: Snapshot
    urgent: tuple[UrgentCard, ...]

    @property
    def stops(self) -> bool:
        """Whether something is so pressing that it has a page of its own."""
        return self.snapshot.decision.route.rank >= Route.SAFEGUARDING.rank

    @property
    def rules(self) -> list[str]:
        """The rules for which the card stands."""
        fired = self.snapshot.decision.fired
        return [rule.id for rule in fired if rule.route.rank >= Route.SAFEGUARDING.rank]

    def is_news_to(self, draft: Draft, at: str) -> bool:
        """Whether it has to be shown now: not twice at the same point of the path for the same reasons."""
        return self.stops and draft.details.get("cards", {}).get(at) != self.rules

    def read_by(self, draft: Draft, at: str) -> dict[str, list[str]]:
        """What to keep when the person goes on from the card at a point of the path."""
        return {**draft.details.get("cards", {}), at: self.rules}


@dataclass(frozen=True)
class ResultPage:
    """All that the result page shows."""

    snapshot: Snapshot
    urgent: tuple[UrgentCard, ...]
    next: str
    ring: tuple[Ring, ...]
    place: Place | None
    place_unknown: bool
    reasons: tuple[Told, ...]
    ideas: tuple[AnswerIdeas, ...]
    helplines: tuple[Helpline, ...]

    @property
    def name_a_team(self) -> bool:
        """Whether a calm result still names a person to ring: an illness without cure, or help that is ending."""
        facts = self.snapshot.facts
        ending = facts.support_now is Support.ABOUT_TO_END or Flag.TERMINAL_ILLNESS in facts.flags
        return ending and self.snapshot.decision.route is Route.COMMUNITY


def stop_page(draft: Draft, moment: datetime) -> StopPage:
    """Works out what cannot wait."""
    snapshot = snapshot_of(draft)
    return StopPage(snapshot, cards_for(snapshot.words.urgent, council(), moment))


def signpost_ahead(snapshot: Snapshot, draft: Draft) -> Signpost | None:
    """The first page that leads elsewhere and was not read yet."""
    seen = draft.details.get("signposts", {})
    ahead = signposts_for(snapshot.facts, snapshot.path.answers)
    return next((signpost for signpost in ahead if signpost not in seen), None)


def result_page(snapshot: Snapshot, moment: datetime) -> ResultPage:
    """Works out the result page at a moment."""
    this = council()
    place = places.lookup(snapshot.place) if snapshot.place else None
    advice = snapshot.words.advice
    return ResultPage(
        snapshot=snapshot,
        urgent=cards_for(snapshot.words.urgent, this, moment),
        next=_next(advice) if advice else "",
        ring=ring_order("council", this, moment),
        place=place,
        place_unknown=bool(snapshot.place) and place is None,
        reasons=_reasons(snapshot),
        ideas=_ideas_or_none(snapshot, place),
        helplines=helplines.helplines_for(_themes(snapshot)),
    )


def _next(advice: Said) -> str:
    """The action of a route, in the council's words when it has some."""
    this = council()
    ours = gettext(advice.next).format(council=this.name, team=this.team)
    return worded(f"next_{advice.id}", ours)


def ideas_page(draft: Draft) -> AnswerIdeas | None:
    """Everything listed for the answer that the person asked more about, or nothing when they did not."""
    snapshot = snapshot_of(draft)
    fact = draft.details.get("ideas", {}).get("fact")
    wanted = replace(snapshot, needs=tuple(need for need in snapshot.needs if need.because == fact))
    place = places.lookup(snapshot.place) if snapshot.place else None
    return next(iter(_ideas(wanted, place, MOST_IN_A_LIST)), None)


def check_sections(snapshot: Snapshot) -> tuple[Section, ...]:
    """The answers, section by section, as rows with their way to change them."""
    return tuple(
        Section(
            gettext(section.title.said(snapshot.voice)),
            tuple(_row(question, snapshot.path.answers[question.id], snapshot.voice) for question in questions),
        )
        for section, questions in snapshot.path.by_section()
    )


def _row(question: Question, answer: Answer, voice: Voice) -> Row:
    chosen = "; ".join(gettext(question.choice[value].label.said(voice)) for value in answer.chosen)
    title = gettext(question.on_its_own.said(voice))
    return Row(
        question=title,
        answer="\n".join(filter(None, (chosen, answer.text))) or gettext("Not answered"),
        change=url_for("assessment.ask", question_id=question.id),
        about=title,
    )


def _reasons(snapshot: Snapshot) -> tuple[Told, ...]:
    """Why we say this: the same answer to ten questions is one line, not ten."""
    about: dict[str, list[str]] = {}
    for reason in snapshot.reasons:
        about.setdefault(_said(reason.said), []).append(gettext(reason.title))
    return tuple(Told(said, tuple(titles)) for said, titles in about.items())


def _said(labels: Iterable[str]) -> str:
    words = "; ".join(gettext(label) for label in labels)
    return words or gettext("You did not answer this, so we take care and count it")


def _ideas_or_none(snapshot: Snapshot, place: Place | None) -> tuple[AnswerIdeas, ...]:
    """Ideas, unless the directory fails: what the rules say must reach the person whatever happens there."""
    try:
        return _ideas(
            snapshot, place, FEWER_IDEAS if len(snapshot.needs_by_fact) > MANY_ANSWERS else IDEAS_FOR_EACH_ANSWER
        )
    except Exception as error:
        log.error("the directory gave no ideas: %s", type(error).__name__)
        return ()


def _ideas(snapshot: Snapshot, place: Place | None, most: int) -> tuple[AnswerIdeas, ...]:
    """For each answer that points to needs, the best listings of each need in turn."""
    found = directory.ideas_for([need.tag for need in snapshot.needs], place, most)
    return tuple(
        AnswerIdeas(
            fact,
            *heading_of(fact, snapshot),
            needs=tuple(vocabulary()[tag] for tag in tags),
            ideas=_in_turn([found.get(tag, ()) for tag in tags], most),
            unmatched=tuple(tag for tag in tags if tag not in found),
        )
        for fact, tags in snapshot.needs_by_fact.items()
    )


def _in_turn(lists: Sequence[Sequence[Idea]], most: int) -> tuple[Idea, ...]:
    """The first of each list, then the second of each …, none twice."""
    turns = (idea for turn in zip_longest(*lists) for idea in turn if idea is not None)
    unlike = {idea.address: idea for idea in reversed(list(turns))}
    return tuple(reversed(unlike.values()))[:most]


def heading_of(fact: str, snapshot: Snapshot) -> tuple[str, str]:
    """What an answer was about and what was answered. A flag is its own heading: its answer says what it is about."""
    of_flag = [question for question, flags in FLAGS.items() if fact in flags.values()]
    flagged = next((question for question in of_flag if question in snapshot.path.answers), min(of_flag, default=None))
    question = snapshot.flow.question[flagged or ("carer_hours" if fact.startswith("carer") else fact)]
    chosen = snapshot.path.answers.get(question.id, Answer()).chosen
    if flagged:
        chosen = tuple(value for value in chosen if FLAGS[flagged].get(value) == fact)
    said = _said(question.choice[value].label.said(snapshot.voice) for value in chosen)
    return (said, "") if flagged else (gettext(question.subject.said(snapshot.voice)), said)


def _themes(snapshot: Snapshot) -> tuple[str, ...]:
    """Whose helplines to show: what the flags and the outcomes point to, then help for everybody."""
    facts = snapshot.facts
    of_flags = (theme for flag, theme in THEMES.items() if flag in facts.flags)
    # Whoever would rather not say if they are safe is not taken to be fine.
    unsaid = ("crisis", "abuse") if snapshot.path.answers.get("safety", Answer()).chosen == ("rather_not_say",) else ()
    carer = ("carers",) if facts.carer is not None or Flag.HAS_CARER in facts.flags else ()
    lonely = ("loneliness",) if facts.ability(Outcome.RELATIONSHIPS) is not Ability.FINE else ()
    young = ("children",) if is_under_18(facts.age) else ()
    return (*of_flags, *unsaid, *carer, *lonely, *young, "advice")
