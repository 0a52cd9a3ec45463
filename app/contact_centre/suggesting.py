"""What the rules would suggest from what has been ticked so far, and why. The adviser decides."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.assessment import api as assessment
from app.assessment.api import Snapshot
from app.assessment.api import Way as WayThrough
from app.assessment.domain import Route
from app.contact_centre.domain import Notes
from app.questionnaire.flow import Answer, Answers, Voice

HARD, NONE = "hard", "none"

# What stands for a question on the way to one that was ticked, while nobody has asked it. Each is the calm answer: a
# suggestion rests on what was ticked and on nothing else.
_UNTIL_ASKED: Mapping[str, str] = {
    "for_whom": "self",
    "speaks_as": "rather_not_say",
    "do_they_know": "yes",
    "safety": NONE,
    HARD: NONE,
    "support_now": "some_enough",
    "caring": "no",
}

ROUTES = {
    Route.EMERGENCY: "Somebody may be in danger: stay on the line and ring 999, or the crisis team",
    Route.SAFEGUARDING: "Tell the safeguarding team today",
    Route.URGENT_COUNCIL: "Somebody from adult social care has to look at this today",
    Route.FORMAL_ASSESSMENT: "Offer an assessment: raise a case",
    Route.SHORT_TERM_HELP: "Offer help for a short time: raise a case",
    Route.COMMUNITY: "Help nearby may be enough: give information or make an introduction",
}


@dataclass(frozen=True)
class Suggestion:
    """A route in the words of staff, with each rule that fired and the ticks behind it."""

    route: Route
    words: str
    rules: tuple[tuple[str, str], ...]
    because: tuple[str, ...]
    needs: tuple[str, ...]


def answers_of(notes: Notes) -> Answers:
    """What was ticked, as answers to the questions of the assessment."""
    said = {
        "for_whom": tuple(filter(None, (notes.for_whom,))),
        "speaks_as": tuple(filter(None, (notes.relation,))),
        "safety": notes.safety,
        HARD: notes.hard,
        "support_now": tuple(filter(None, (notes.support_now,))),
        "caring": notes.caring,
    }
    return {question: Answer(chosen) for question, chosen in said.items() if chosen}


def snapshot_of(notes: Notes) -> Snapshot:
    """What the short way makes of the ticks."""
    until_asked = {question: Answer((value,)) for question, value in _UNTIL_ASKED.items()}
    return assessment.snapshot_of_answers(WayThrough.SHORT, {**until_asked, **answers_of(notes)}, notes.asked)


def suggestion_of(notes: Notes) -> Suggestion | None:
    """What the rules suggest, or nothing while too little was ticked to say that nobody need look at it."""
    snapshot = snapshot_of(notes)
    if snapshot.decision.route is Route.COMMUNITY and not notes.hard:
        return None
    rules = assessment.what_the_rules_say()
    return Suggestion(
        route=snapshot.decision.route,
        words=ROUTES[snapshot.decision.route],
        rules=tuple((rule.id, rules[rule.id]) for rule in snapshot.decision.fired if rule.id in rules),
        because=tuple(
            f"{reason.title.removesuffix('?')}: {', '.join(reason.said)}"
            for reason in snapshot.reasons
            if reason.said and reason.question.id in answers_of(notes)
        ),
        needs=tuple(need.tag for need in snapshot.needs),
    )


def voice_of(notes: Notes) -> Voice:
    """Whether the caller speaks of themselves."""
    return Voice.THEY if notes.for_whom in {"someone_else", "both"} else Voice.YOU


def handed_over(notes: Notes, contact: str, staff_id: int) -> tuple[Answers, dict[str, dict[str, object]]]:
    """The answers and details with which the full assessment goes on; it is on record that staff filled it in."""
    answers = dict(answers_of(notes))
    answers.setdefault("for_whom", Answer(("self",)))
    if voice_of(notes) is Voice.YOU:
        answers["helped_by"] = Answer(("council_staff",))
    if notes.postcode and notes.outward:
        answers["place"] = Answer(text=notes.postcode)
    if matters := "\n\n".join(filter(None, (notes.want, notes.working, notes.around, notes.tried))):
        question = assessment.question("matters")
        answers["matters"] = Answer(text=matters[: question.max_length])
    return answers, _details(notes, contact, staff_id)


def _details(notes: Notes, contact: str, staff_id: int) -> dict[str, dict[str, object]]:
    sections: dict[str, dict[str, object]] = {"contact": {"id": contact, "staff": staff_id}}
    if notes.about:
        sections["name"] = {"name": notes.about}
    if notes.address or notes.postcode:
        sections["address"] = {"address": notes.address, "postcode": notes.postcode}
    if voice_of(notes) is Voice.THEY and notes.caller:
        sections["helper"] = {"name": notes.caller}
    ways = [way for way, written in (("telephone", notes.telephone), ("email", notes.email)) if written]
    if ways:
        sections["reach"] = {"ways": ways, "telephone": notes.telephone, "email": notes.email}
    return sections
