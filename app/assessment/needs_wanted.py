"""Which needs of the directory the facts point to, each with the fact that is its reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.assessment.case import is_under_18
from app.assessment.facts import Ability, CarerFacts, CarerOutcome, Facts, Flag, ForWhom, Outcome
from app.assessment.rules import CARER_BENEFITS_FROM_HOURS

OF_OUTCOMES: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.NUTRITION: (
        "meals-delivered",
        "lunch-club",
        "food-bank",
        "shopping-help",
        "cooking-skills",
        "swallowing-help",
    ),
    Outcome.HYGIENE: ("bathing-help", "laundry", "foot-care"),
    Outcome.TOILET: ("continence-advice", "toilet-card"),
    Outcome.CLOTHING: ("dressing-help",),
    Outcome.HOME_SAFETY: ("falls", "home-adaptations", "handyperson", "home-fire-check"),
    Outcome.HOME_HABITABLE: ("cleaning", "gardening", "decluttering", "repairs", "energy-help", "bills-help"),
    Outcome.RELATIONSHIPS: ("befriending", "social-groups", "bereavement", "peer-support", "digital-skills"),
    Outcome.COMMUNITY: ("community-transport", "travel-training", "blue-badge", "accessible-places"),
    Outcome.WORK_EDUCATION: ("supported-employment", "volunteering", "adult-learning", "access-to-work"),
    Outcome.CARING_FOR_CHILD: ("family-hub", "parenting-support", "childcare"),
}

OF_FLAGS: Mapping[Flag, tuple[str, ...]] = {
    Flag.NO_FOOD_OR_HEATING: ("food-bank", "household-support", "fuel-vouchers"),
    Flag.NO_FIXED_HOME: ("homelessness", "outreach"),
    Flag.TERMINAL_ILLNESS: ("hospice", "palliative", "planning-ahead", "special-rules-benefits"),
    Flag.MEMORY_PROBLEMS: ("dementia-support", "memory-clinic", "memory-cafe"),
    Flag.RECENT_FALLS: ("falls-prevention", "strength-balance"),
    Flag.SIGHT_OR_HEARING_LOSS: ("sensory-team", "rehab-officer", "local-society"),
}

# What a carer says would help them. An assessment is for the council to give.
OF_WISHES: Mapping[str, tuple[str, ...]] = {
    "break": ("carers-break",),
    "talk": ("carers-centre", "befriending"),
    "money": ("carers-benefits",),
    "training": ("carers-training", "carers-centre"),
    "equipment": ("telecare", "home-adaptations"),
    "work": ("working-carers",),
    "other_carers": ("carers-group", "peer-support", "carers-centre"),
}

OF_ANY_CARER = ("carers-centre", "carers-break", "emergency-plan")


@dataclass(frozen=True)
class NeedWanted:
    """A need tag of the directory and the name of the fact that it comes from."""

    tag: str
    because: str


def needs_of(facts: Facts, wishes: Iterable[str] = ()) -> tuple[NeedWanted, ...]:
    """The needs that the facts and a carer's wishes point to, what is pressing first, each tag once."""
    first: dict[str, NeedWanted] = {}
    of_wishes = (NeedWanted(tag, "carer") for wish in wishes for tag in OF_WISHES.get(wish, ()))
    for need in (*_of_flags(facts), *_of_outcomes(facts), *of_wishes, *_of_carer(facts)):
        first.setdefault(need.tag, need)
    return tuple(first.values())


def _of_flags(facts: Facts) -> Iterator[NeedWanted]:
    for flag, tags in OF_FLAGS.items():
        if flag in facts.flags:
            yield from (NeedWanted(tag, flag.value) for tag in tags)


def _of_outcomes(facts: Facts) -> Iterator[NeedWanted]:
    for outcome, tags in OF_OUTCOMES.items():
        if facts.ability(outcome) is not Ability.FINE:
            yield from (NeedWanted(tag, outcome.value) for tag in tags)


def _of_carer(facts: Facts) -> Iterator[NeedWanted]:
    because = "carer" if facts.carer is not None else Flag.HAS_CARER.value
    if facts.carer is not None or Flag.HAS_CARER in facts.flags:
        yield from (NeedWanted(tag, because) for tag in OF_ANY_CARER)
    if facts.carer is not None:
        yield from _of_answering_carer(facts, facts.carer)


def _of_answering_carer(facts: Facts, carer: CarerFacts) -> Iterator[NeedWanted]:
    if carer.hours_per_week is None or carer.hours_per_week >= CARER_BENEFITS_FROM_HOURS:
        yield NeedWanted("carers-benefits", "carer")
    if CarerOutcome.WORK_EDUCATION in carer.outcomes_affected:
        yield NeedWanted("working-carers", "carer")
    if facts.for_whom is ForWhom.SELF and is_under_18(facts.age):
        yield NeedWanted("young-carers", "age")
