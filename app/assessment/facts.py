"""The facts that the rules read: what the answers of a person, and of a carer, come down to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, StrEnum

from app.questionnaire.flow import Answer, Answers, QuestionId


class ForWhom(StrEnum):
    """Whom the answers are about, besides the person who gives them."""

    SELF = "self"
    SOMEONE_ELSE = "someone_else"
    BOTH = "both"


class Outcome(StrEnum):
    """The ten outcomes of the Care and Support (Eligibility Criteria) Regulations 2015, reg 2(2)."""

    NUTRITION = "nutrition"
    HYGIENE = "hygiene"
    TOILET = "toilet"
    CLOTHING = "clothing"
    HOME_SAFETY = "home_safety"
    HOME_HABITABLE = "home_habitable"
    RELATIONSHIPS = "relationships"
    WORK_EDUCATION = "work_education"
    COMMUNITY = "community"
    CARING_FOR_CHILD = "caring_for_child"


class Ability(StrEnum):
    """How somebody manages an outcome: reg 2(3), and `unsure`, which counts as slow or painful."""

    FINE = "fine"
    SLOW_OR_PAINFUL = "slow_or_painful"
    NEEDS_HELP = "needs_help"
    CANNOT = "cannot"
    RISKY = "risky"
    UNSURE = "unsure"


class Support(StrEnum):
    """The help that there is now. `unsure` counts as none."""

    NONE = "none"
    SOME_ENOUGH = "some_enough"
    SOME_NOT_ENOUGH = "some_not_enough"
    ABOUT_TO_END = "about_to_end"
    UNSURE = "unsure"


class CarerOutcome(StrEnum):
    """The eight outcomes of a carer in the same Regulations, reg 3(2)."""

    OWN_HOME = "own_home"
    NUTRITION = "nutrition"
    CHILD_CARE = "child_care"
    CARE_FOR_OTHERS = "care_for_others"
    RELATIONSHIPS = "relationships"
    WORK_EDUCATION = "work_education"
    COMMUNITY = "community"
    RECREATION = "recreation"


class HealthAtRisk(Enum):
    """Whether caring harms the carer's health. `unsure` counts as yes."""

    YES = True
    NO = False
    UNSURE = "unsure"


class Willing(StrEnum):
    """How a carer feels about carrying on. `unsure` counts as struggling."""

    YES = "yes"
    STRUGGLING = "struggling"
    CANNOT_CONTINUE = "cannot_continue"
    UNSURE = "unsure"


class Flag(StrEnum):
    """Single facts, true when they are there."""

    IMMEDIATE_DANGER = "immediate_danger"
    SUICIDAL_THOUGHTS = "suicidal_thoughts"
    ABUSE_OR_NEGLECT = "abuse_or_neglect"
    NO_FOOD_OR_HEATING = "no_food_or_heating"
    TERMINAL_ILLNESS = "terminal_illness"
    MEMORY_PROBLEMS = "memory_problems"
    LIVES_ALONE = "lives_alone"
    HOSPITAL_DISCHARGE = "hospital_discharge"
    RECENT_FALLS = "recent_falls"
    EQUIPMENT_DIFFICULTY = "equipment_difficulty"
    SIGHT_OR_HEARING_LOSS = "sight_or_hearing_loss"
    NO_FIXED_HOME = "no_fixed_home"
    WANTS_ASSESSMENT = "wants_assessment"
    HAS_CARER = "has_carer"


@dataclass(frozen=True)
class CarerFacts:
    """A carer's own answers. With `for_whom` self, the person answering is a carer as well."""

    hours_per_week: float | None
    outcomes_affected: frozenset[CarerOutcome]
    health_at_risk: HealthAtRisk
    willing_and_able: Willing
    wants_assessment: bool = False


@dataclass(frozen=True)
class Facts:
    """All that the rules know. An outcome that is missing counts as `unsure`, an age not given as an adult's."""

    for_whom: ForWhom
    age: int | None
    outcomes: Mapping[Outcome, Ability]
    support_now: Support
    carer: CarerFacts | None
    flags: frozenset[Flag]

    def ability(self, outcome: Outcome) -> Ability:
        return self.outcomes.get(outcome, Ability.UNSURE)

    def asking_for_assessment(self) -> "Facts":
        """The same facts, of somebody who asks the council to assess them."""
        return replace(self, flags=self.flags | {Flag.WANTS_ASSESSMENT})


# The lowest age of each band. Only "under 18" changes a route, so no more is claimed than was said;
# under 16 has no lowest age that helps, and 15 stands for it.
AGES = {"under_16": 15, "16_17": 16, "18_25": 18, "26_64": 26, "65_84": 65, "85_or_over": 85}

# The fewest hours of each band, so that no more is claimed than was said.
HOURS = {"under_10": 1, "10_to_19": 10, "20_to_34": 20, "35_to_49": 35, "50_or_more": 50}

# Which choice of which question sets which flag.
FLAGS: Mapping[QuestionId, Mapping[str, Flag]] = {
    "place": {"no_fixed_home": Flag.NO_FIXED_HOME},
    "safety": {
        "immediate_danger": Flag.IMMEDIATE_DANGER,
        "suicidal_thoughts": Flag.SUICIDAL_THOUGHTS,
        "abuse": Flag.ABUSE_OR_NEGLECT,
        "self_neglect": Flag.ABUSE_OR_NEGLECT,
        "no_food_or_heating": Flag.NO_FOOD_OR_HEATING,
    },
    "caring": {"has_carer": Flag.HAS_CARER},
    "changes": {
        "recent_falls": Flag.RECENT_FALLS,
        "hospital_discharge": Flag.HOSPITAL_DISCHARGE,
        "terminal_illness": Flag.TERMINAL_ILLNESS,
        "memory_problems": Flag.MEMORY_PROBLEMS,
        "sight_or_hearing_loss": Flag.SIGHT_OR_HEARING_LOSS,
        "equipment_difficulty": Flag.EQUIPMENT_DIFFICULTY,
        "lives_alone": Flag.LIVES_ALONE,
    },
    "hopes": {"wants_assessment": Flag.WANTS_ASSESSMENT},
    "mutual": {"yes": Flag.HAS_CARER},
}

# The question in which a carer speaks of each outcome, and the answers that leave it unharmed: reg 3(3) knows three
# meanings of "unable", and not sure is never taken as fine.
CARER_QUESTIONS: Mapping[CarerOutcome, QuestionId] = {outcome: f"carer_{outcome.value}" for outcome in CarerOutcome}
CARER_UNHARMED = frozenset({"yes", "does_not_apply"})

# "A little" is not yet a risk to health; not sure and no answer count as one.
CARER_HEALTH = {
    "no": HealthAtRisk.NO,
    "a_little": HealthAtRisk.NO,
    "yes": HealthAtRisk.YES,
    "making_me_ill": HealthAtRisk.YES,
}


_NO_ANSWER = Answer()


def facts_of(answers: Answers, about_daily_life: bool = True) -> Facts:
    """The facts in the answers that count (`Path.answers`). What was not answered is taken on the careful side.

    Where daily life is not asked about and nothing was said of it, as on the carer's way, nothing is taken to be hard.
    """
    for_whom = ForWhom(_one(answers, "for_whom") or ForWhom.SELF)
    looks_after = "looks_after" in _chosen(answers, "caring")
    if for_whom is ForWhom.SOMEONE_ELSE and looks_after:
        for_whom = ForWhom.BOTH
    unsaid = "" if about_daily_life or any(outcome in answers for outcome in Outcome) else Ability.FINE
    return Facts(
        for_whom=for_whom,
        age=AGES.get(_one(answers, "age")),
        outcomes={outcome: _ability(_one(answers, outcome.value) or unsaid) for outcome in Outcome},
        support_now=Support(_one(answers, "support_now") or Support.UNSURE),
        carer=_carer_of(answers) if looks_after or for_whom is ForWhom.BOTH else None,
        flags=frozenset(
            flags[value] for question, flags in FLAGS.items() for value in _chosen(answers, question) if value in flags
        ),
    )


def _carer_of(answers: Answers) -> CarerFacts:
    return CarerFacts(
        hours_per_week=HOURS.get(_one(answers, "carer_hours")),
        outcomes_affected=frozenset(
            outcome for outcome, question in CARER_QUESTIONS.items() if _one(answers, question) not in CARER_UNHARMED
        ),
        health_at_risk=CARER_HEALTH.get(_one(answers, "carer_health"), HealthAtRisk.UNSURE),
        willing_and_able=Willing(_one(answers, "carer_carrying_on") or Willing.UNSURE),
        wants_assessment="assessment" in _chosen(answers, "carer_wishes"),
    )


def _ability(chosen: str) -> Ability:
    return Ability.FINE if chosen == "not_for_me" else Ability(chosen or Ability.UNSURE)


def _chosen(answers: Answers, question: QuestionId) -> tuple[str, ...]:
    return answers.get(question, _NO_ANSWER).chosen


def _one(answers: Answers, question: QuestionId) -> str:
    chosen = _chosen(answers, question)
    return chosen[0] if chosen else ""
