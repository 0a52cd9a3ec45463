"""What the pages of the plan are told: what goes well, what matters, and each thing kept, with why it is there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.assessment.api import Snapshot, snapshot_of
from app.assessment.cards import ring_order
from app.assessment.domain import Offer, Route
from app.assessment.facts import Ability, Flag, Outcome, Support
from app.assessment.ideas import heading_of, ideas_or_none
from app.assessment.plan import Kind, Part, Plan, id_of, parts_of, plan_of
from app.assessment.store import Draft
from app.assessment.wording import RESULTS, Said
from app.councils.api import council
from app.councils.domain import Ring
from app.directory import api as directory
from app.directory.api import ServicePage
from app.directory.domain import Kind as Found
from app.equipment import api as equipment
from app.equipment.domain import EquipmentIdea
from app.helplines import api as helplines
from app.helplines.domain import Helpline
from app.places import api as places
from app.questionnaire.flow import Answer, QuestionId

PART_OF_ROUTE = {
    Route.SHORT_TERM_HELP: Part.SHORT,
    Route.FORMAL_ASSESSMENT: Part.COUNCIL,
    Route.URGENT_COUNCIL: Part.COUNCIL,
}
MOST_EQUIPMENT_FOR_EACH = 2
MOST_EQUIPMENT = 4
SUGGESTED_EQUIPMENT = 2
# Facts that say who somebody is rather than what is hard: no idea is given for them, and no reason either.
NO_REASON = frozenset({Flag.WANTS_ASSESSMENT, Flag.LIVES_ALONE})


@dataclass(frozen=True)
class Thing:
    """One thing that may help, and what the answers that led to it are about. It has one of the last four."""

    id: str
    name: str
    because: tuple[str, ...] = ()
    leaflet: ServicePage | None = None
    equipment: EquipmentIdea | None = None
    helpline: Helpline | None = None
    offer: Said | None = None


@dataclass(frozen=True)
class PlanPart:
    """The things of one part of the plan, in the person's order. `lead` is what the rules suggest there."""

    id: Part
    title: str
    lead: str
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class PlanPage:
    """The plan. `gone` are the ids of things that are no longer listed."""

    snapshot: Snapshot
    going_well: tuple[str, ...]
    matters: str
    hopes: tuple[str, ...]
    parts: tuple[PlanPart, ...]
    gone: tuple[str, ...]
    ring: tuple[Ring, ...]

    @property
    def things(self) -> tuple[Thing, ...]:
        return tuple(thing for part in self.parts for thing in part.things)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was kept."""
        return not self.things and not self.gone


def plan_page(draft: Draft, moment: datetime) -> PlanPage:
    """The plan of a draft as it stands."""
    snapshot, plan = snapshot_of(draft), plan_of(draft.details)
    things = {thing.id: thing for thing in _things(plan, snapshot)}
    return PlanPage(
        snapshot=snapshot,
        going_well=tuple(going_well(snapshot)),
        matters=text_of("matters", snapshot),
        hopes=hopes(snapshot),
        parts=tuple(
            PlanPart(part, title, _lead(part, snapshot), tuple(things[id] for id in plan.of(part) if id in things))
            for part, title in part_titles().items()
        ),
        gone=tuple(id for id in plan.kept if id not in things),
        ring=ring_order("council", council(), moment),
    )


def part_titles() -> dict[Part, str]:
    """What each part of the plan is called."""
    return {
        Part.TRY: gettext("Things to try now"),
        Part.SHORT: gettext("Help for a short time"),
        Part.COUNCIL: gettext("Help from the council"),
    }


def _lead(part: Part, snapshot: Snapshot) -> str:
    """What the rules suggest, in the part of the plan where it belongs."""
    advice = snapshot.words.advice
    return gettext(advice.sentence) if advice and PART_OF_ROUTE.get(snapshot.decision.route) is part else ""


def equipment_for(snapshot: Snapshot) -> tuple[Thing, ...]:
    """Ideas of equipment and technology for the answers, the most telling first."""
    suggested = equipment.ideas_for(hard_things(snapshot), MOST_EQUIPMENT_FOR_EACH)
    return tuple(
        Thing(id_of(Kind.EQUIPMENT, one.idea.id), one.idea.name, _because(one.because, snapshot), equipment=one.idea)
        for one in suggested[:MOST_EQUIPMENT]
    )


def hard_things(snapshot: Snapshot) -> tuple[str, ...]:
    """The names of the facts that something can be done about, what is pressing first."""
    facts = snapshot.facts
    flags = [flag.value for flag in Flag if flag in facts.flags and flag not in NO_REASON]
    hard = [outcome.value for outcome in Outcome if facts.ability(outcome) is not Ability.FINE]
    return (*flags, *hard, *(("carer",) if facts.carer is not None else ()))


def chosen_words(question: QuestionId, snapshot: Snapshot) -> tuple[str, ...]:
    """What was chosen as the answer to a question, in the words of its page."""
    return tuple(map(gettext, snapshot.said_to(question)))


def hopes(snapshot: Snapshot) -> tuple[str, ...]:
    """What the person would like to happen; not being sure is nothing to print."""
    unsure = "unsure" in snapshot.path.answers.get("hopes", Answer()).chosen
    return () if unsure else chosen_words("hopes", snapshot)


def text_of(question: QuestionId, snapshot: Snapshot) -> str:
    """What was written as the answer to a question."""
    return snapshot.path.answers.get(question, Answer()).text


def suggested(snapshot: Snapshot) -> tuple[str, ...]:
    """What to start a plan from: the first idea for each answer, the first of equipment, and what can be asked for."""
    place = places.lookup(snapshot.place) if snapshot.place else None
    answers = ideas_or_none(snapshot, place)
    return (
        *(id_of(Kind.SERVICE, answer.ideas[0].key) for answer in answers if answer.ideas),
        *(thing.id for thing in equipment_for(snapshot)[:SUGGESTED_EQUIPMENT]),
        *(id_of(Kind.OFFER, offer.id) for offer in snapshot.words.offers),
    )


def _things(plan: Plan, snapshot: Snapshot) -> Iterator[Thing]:
    """What is kept and still to be had, in no order."""
    leaflets = directory.leaflets(plan.named(Kind.SERVICE))
    ideas = {idea.id: idea for idea in equipment.catalogue().ideas}
    lines = {line.id: line for line in helplines.everyone()}
    for id in plan.kept:
        kind, name = parts_of(id)
        if kind is Kind.SERVICE and name in leaflets:
            yield _service(id, leaflets[name], snapshot)
        elif kind is Kind.EQUIPMENT and name in ideas:
            reasons = (fact for fact in hard_things(snapshot) if fact in ideas[name].facts)
            yield Thing(id, ideas[name].name, _because(reasons, snapshot), equipment=ideas[name])
        elif kind is Kind.HELPLINE and name in lines:
            yield Thing(id, gettext(lines[name].name), helpline=lines[name])
        elif kind is Kind.OFFER and name in set(Offer):
            words = RESULTS.offer(Offer(name), snapshot.voice)
            yield Thing(id, gettext(words.heading), offer=words)


def _service(id: str, leaflet: ServicePage, snapshot: Snapshot) -> Thing:
    helps_with = leaflet.service.values(Found.NEED)
    reasons = dict.fromkeys(need.because for need in snapshot.needs if need.tag in helps_with)
    return Thing(id, leaflet.service.name, _because(reasons, snapshot), leaflet=leaflet)


def _because(facts: Iterable[str], snapshot: Snapshot) -> tuple[str, ...]:
    """What the answers behind these facts were about, each once."""
    return tuple(dict.fromkeys(heading_of(fact, snapshot)[0] for fact in facts))


def going_well(snapshot: Snapshot) -> Iterator[str]:
    """What the person said they do on their own, and help that is enough."""
    for outcome in Outcome:
        answer = snapshot.path.answers.get(outcome.value, Answer())
        # Not to have ticked it among what is hard is not to have said that it goes well.
        if answer.chosen == (Ability.FINE,) and outcome.value not in snapshot.path.told:
            yield gettext(snapshot.flow.question[outcome.value].subject.said(snapshot.voice))
    if snapshot.facts.support_now is Support.SOME_ENOUGH:
        yield gettext("The help there is, which is enough for now")
