"""What somebody told us that a personal assistant needs to know: nothing of it goes on before they ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.assessment.api import Snapshot
from app.assessment.facts import Ability, Outcome
from app.kernel.postcode import NotAPostcode, outward_code
from app.pa_finder.domain import Task
from app.questionnaire.flow import Answer

WANTS_HELP = frozenset({Ability.NEEDS_HELP, Ability.CANNOT, Ability.RISKY})

TASKS: Mapping[Outcome, tuple[Task, ...]] = {
    Outcome.NUTRITION: (Task.MEALS, Task.SHOPPING),
    Outcome.HYGIENE: (Task.PERSONAL_CARE,),
    Outcome.TOILET: (Task.TOILET,),
    Outcome.CLOTHING: (Task.DRESSING,),
    Outcome.HOME_SAFETY: (Task.MOVING,),
    Outcome.HOME_HABITABLE: (Task.CLEANING,),
    Outcome.RELATIONSHIPS: (Task.COMPANY,),
    Outcome.WORK_EDUCATION: (Task.WORK,),
    Outcome.COMMUNITY: (Task.GETTING_OUT,),
    Outcome.CARING_FOR_CHILD: (Task.CHILDREN,),
}


@dataclass(frozen=True)
class ForAnAdvert:
    """The tasks that the answers call for, the first half of the postcode, and what was written of what matters."""

    tasks: tuple[Task, ...]
    outward: str
    matters: str


def said_for_an_advert(snapshot: Snapshot) -> ForAnAdvert:
    """What an advert may begin with."""
    wanted = (outcome for outcome in Outcome if snapshot.facts.ability(outcome) in WANTS_HELP)
    return ForAnAdvert(
        tasks=tuple(task for outcome in wanted for task in TASKS[outcome]),
        outward=_outward(snapshot.place),
        matters=snapshot.path.answers.get("matters", Answer()).text,
    )


def _outward(place: str) -> str:
    try:
        return outward_code(place)
    except NotAPostcode:
        return ""
