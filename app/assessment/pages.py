"""What the pages of the assessment are told: the rules' words, whom to ring at this hour, ideas from the directory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext

from app.assessment.api import Snapshot, snapshot_of
from app.assessment.cards import UrgentCard, cards_for, ring_order
from app.assessment.case import is_under_18
from app.assessment.domain import DISAGREE, Route
from app.assessment.facts import Ability, Flag, Outcome, Support
from app.assessment.ideas import AnswerIdeas, ideas_or_none, said_in_words
from app.assessment.plan import Plan, plan_of
from app.assessment.plan_pages import Thing, equipment_for
from app.assessment.reasons import Reason
from app.assessment.signposts import Signpost, signposts_for
from app.assessment.store import Draft
from app.assessment.ways import is_easy_read
from app.assessment.wording import Said
from app.councils.api import council, worded
from app.councils.domain import Ring
from app.helplines import api as helplines
from app.helplines.domain import Helpline
from app.places import api as places
from app.places.domain import Place
from app.questionnaire.flow import Answer, Question, Voice

CARERS_SECTION = "carer"

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
class StopPage:
    """What cannot wait, and nothing beside it. Made without the directory, so that nothing there can hold it up."""

    snapshot: Snapshot
    urgent: tuple[UrgentCard, ...]
    easy: bool

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
    moment: datetime
    urgent: tuple[UrgentCard, ...]
    next: str
    ring: tuple[Ring, ...]
    place: Place | None
    place_unknown: bool
    reasons: tuple[Told, ...]
    carers_reasons: tuple[Told, ...]
    ideas: tuple[AnswerIdeas, ...]
    equipment: tuple[Thing, ...]
    helplines: tuple[Helpline, ...]
    plan: Plan
    disagreed: tuple[str, ...]

    @property
    def for_carer(self) -> bool:
        """Whether the carer who answers has a part of their own."""
        return self.snapshot.decision.routes.carer is not None

    @property
    def own_ideas(self) -> tuple[AnswerIdeas, ...]:
        """The ideas for everything that is not about the carer's own life."""
        return tuple(answer for answer in self.ideas if not self._is_carers(answer))

    @property
    def carers_ideas(self) -> tuple[AnswerIdeas, ...]:
        """The ideas for the carer's own life."""
        return tuple(answer for answer in self.ideas if self._is_carers(answer))

    def _is_carers(self, answer: AnswerIdeas) -> bool:
        return self.for_carer and answer.fact.startswith("carer")

    @property
    def name_a_team(self) -> bool:
        """Whether a calm result still names a person to ring: an illness without cure, or help that is ending."""
        facts = self.snapshot.facts
        ending = facts.support_now is Support.ABOUT_TO_END or Flag.TERMINAL_ILLNESS in facts.flags
        return ending and self.snapshot.decision.route is Route.COMMUNITY


def stop_page(draft: Draft, moment: datetime) -> StopPage:
    """Works out what cannot wait."""
    snapshot = snapshot_of(draft)
    cards = cards_for(snapshot.words.urgent, council(), moment)
    return StopPage(snapshot, cards, is_easy_read(draft.details))


def signpost_ahead(snapshot: Snapshot, draft: Draft) -> Signpost | None:
    """The first page that leads elsewhere and was not read yet."""
    seen = draft.details.get("signposts", {})
    ahead = signposts_for(snapshot.facts, snapshot.path.answers)
    return next((signpost for signpost in ahead if signpost not in seen), None)


def result_page(draft: Draft, snapshot: Snapshot, moment: datetime) -> ResultPage:
    """Works out the result page of a draft at a moment."""
    this = council()
    place = places.lookup(snapshot.place) if snapshot.place else None
    advice = snapshot.words.advice
    return ResultPage(
        snapshot=snapshot,
        moment=moment,
        urgent=cards_for(snapshot.words.urgent, this, moment),
        next=_next(advice) if advice else "",
        ring=ring_order("council", this, moment),
        place=place,
        place_unknown=bool(snapshot.place) and place is None,
        reasons=_reasons(reason for reason in snapshot.reasons if not _is_carers(reason)),
        carers_reasons=carers_reasons(snapshot),
        ideas=ideas_or_none(snapshot, place),
        equipment=equipment_for(snapshot),
        helplines=helplines.helplines_for(helpline_themes(snapshot)),
        plan=plan_of(draft.details),
        disagreed=tuple(draft.details.get(DISAGREE, {}).values()),
    )


def _next(advice: Said) -> str:
    """The action of a route, in the council's words when it has some."""
    this = council()
    ours = gettext(advice.next).format(council=this.name, team=this.team)
    return worded(f"next_{advice.id}", ours)


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


def carers_reasons(snapshot: Snapshot) -> tuple[Told, ...]:
    """What the carer said of their own life."""
    return _reasons(reason for reason in snapshot.reasons if _is_carers(reason))


def _is_carers(reason: Reason) -> bool:
    return reason.question.section.id == CARERS_SECTION


def _reasons(reasons: Iterable[Reason]) -> tuple[Told, ...]:
    """Why we say this: the same answer to ten questions is one line, not ten."""
    about: dict[str, list[str]] = {}
    for reason in reasons:
        about.setdefault(said_in_words(reason.said), []).append(gettext(reason.title))
    return tuple(Told(said, tuple(titles)) for said, titles in about.items())


def helpline_themes(snapshot: Snapshot) -> tuple[str, ...]:
    """Whose helplines to show: what the flags and the outcomes point to, then help for everybody."""
    facts = snapshot.facts
    of_flags = (theme for flag, theme in THEMES.items() if flag in facts.flags)
    # Whoever would rather not say if they are safe is not taken to be fine.
    unsaid = ("crisis", "abuse") if snapshot.path.answers.get("safety", Answer()).chosen == ("rather_not_say",) else ()
    carer = ("carers",) if facts.carer is not None or Flag.HAS_CARER in facts.flags else ()
    lonely = ("loneliness",) if facts.ability(Outcome.RELATIONSHIPS) is not Ability.FINE else ()
    young = ("children",) if is_under_18(facts.age) else ()
    return (*of_flags, *unsaid, *carer, *lonely, *young, "advice")
