"""The rule table: which answers lead where, and why. Written to be read from top to bottom.

Each rule is one paragraph: its permanent id, the route it leads to, whom it is about, the facts it shows as its
reasons, and its source; then its name, what it says in a sentence, and the test itself. Every rule that fires is kept,
for the person and for the carer separately, and the route is the highest of them. The ids F3, F5, F7 and F8 were
withdrawn in version 2 and are not used again. Version 3 added K2, so that a carer who asks is heard as the person is.

A council may change team names, reply times and wording. It may not raise F1, F2 or K1, or switch off F0, E, G or U:
that would put a stricter test than the Care Act's between a person and an assessment.

The letters are those of the printed table. Of the ten outcomes of daily life
    n are affected: any answer but "fine". "Not sure" and no answer count as "slow or painful";
    h need help, cannot be done, or are done at a risk;
    c cannot be done, or are done at a risk.
Not being sure of the help there is counts as none, and an age not given as an adult's.
"""

from app.assessment.case import (
    Case,
    affected,
    carers_strain,
    carers_will,
    carers_wish,
    ending_support,
    failing,
    needing_somebody,
    outcomes,
    support,
    young_age,
)
from app.assessment.domain import Decision, Offer, Route, Subject
from app.assessment.facts import Ability, Facts, Flag, HealthAtRisk, Outcome, Support, Willing
from app.assessment.table import RuleTable

TABLE = RuleTable(version="3")
rule, offer = TABLE.rule, TABLE.offer

COMMUNITY, SHORT_TERM, FORMAL, URGENT, SAFEGUARDING, EMERGENCY = Route
PERSON, CARER, ANYONE = Subject

BASIC = (
    Outcome.NUTRITION,
    Outcome.HYGIENE,
    Outcome.TOILET,
    Outcome.CLOTHING,
    Outcome.HOME_SAFETY,
    Outcome.CARING_FOR_CHILD,
)


# 6. Emergency: 999 or the crisis line, before anything else.


@rule("E1", EMERGENCY, ANYONE, Flag.IMMEDIATE_DANGER, source="Danger to life: 999.")
def in_danger_now(case: Case) -> bool:
    """Someone is in danger now."""
    return case.has(Flag.IMMEDIATE_DANGER)


@rule("E2", EMERGENCY, ANYONE, Flag.SUICIDAL_THOUGHTS, source="Crisis line, 111, Samaritans; 999 if at risk now.")
def thinks_of_suicide(case: Case) -> bool:
    """Someone has thoughts of ending their life, however small the rest of the request."""
    return case.has(Flag.SUICIDAL_THOUGHTS)


# 5. Safeguarding.


@rule("G1", SAFEGUARDING, ANYONE, Flag.ABUSE_OR_NEGLECT, source="Care Act 2014 s42, at any level of need.")
def abused_or_neglected(case: Case) -> bool:
    """Someone is hurt, frightened, controlled or neglected, or neglects themselves to the point of harm."""
    return case.has(Flag.ABUSE_OR_NEGLECT)


# 4. Urgent: the council, the same day.


@rule("U1", URGENT, PERSON, Flag.NO_FOOD_OR_HEATING, source="Immediate welfare.")
def no_food_or_heating(case: Case) -> bool:
    """There is no food or no heating."""
    return case.has(Flag.NO_FOOD_OR_HEATING)


@rule("U2", URGENT, PERSON, Flag.TERMINAL_ILLNESS, affected, source="Care Act 2014 s19(3)-(4).")
def daily_life_is_hard_with_an_illness_that_cannot_be_cured(case: Case) -> bool:
    """An illness cannot be cured, and any outcome is affected."""
    return case.has(Flag.TERMINAL_ILLNESS) and case.life.n >= 1


@rule("U3", URGENT, PERSON, ending_support, needing_somebody, source="Care is about to fail.")
def needed_help_is_about_to_end(case: Case) -> bool:
    """The help that there is will stop or has stopped, and any outcome needs somebody."""
    return case.support is Support.ABOUT_TO_END and case.life.h >= 1


@rule(
    "U4",
    URGENT,
    PERSON,
    support,
    outcomes(Ability.CANNOT, among=(Outcome.NUTRITION, Outcome.TOILET)),
    source="A basic need is unmet now.",
)
def cannot_eat_or_use_the_toilet_and_has_no_help(case: Case) -> bool:
    """Eating or using the toilet cannot be done, and there is no help."""
    return case.support is Support.NONE and case.life.cannot(Outcome.NUTRITION, Outcome.TOILET)


@rule(
    "U5",
    URGENT,
    PERSON,
    Flag.MEMORY_PROBLEMS,
    Flag.LIVES_ALONE,
    outcomes(Ability.RISKY),
    support,
    source="Risk without cover.",
)
def at_risk_alone_with_memory_problems(case: Case) -> bool:
    """Somebody with memory problems lives alone, something is not safe, and the help is not known to be enough."""
    alone_with_it = case.has(Flag.MEMORY_PROBLEMS) and case.has(Flag.LIVES_ALONE)
    return alone_with_it and case.life.risky() and case.support is not Support.SOME_ENOUGH


@rule(
    "U6",
    URGENT,
    PERSON,
    outcomes(Ability.RISKY, among=(Outcome.CARING_FOR_CHILD,)),
    source="A child may be at risk: 'or of others' in SI 2015/313 reg 2(3)(c).",
)
def a_child_may_not_be_safe(case: Case) -> bool:
    """Looking after a child is not safe."""
    return case.life.risky(Outcome.CARING_FOR_CHILD)


@rule("U7", URGENT, PERSON, Flag.NO_FIXED_HOME, failing, source="Care Act 2014 s19(3).")
def cannot_manage_without_a_home(case: Case) -> bool:
    """There is no fixed home, and any outcome cannot be done or is not safe."""
    return case.has(Flag.NO_FIXED_HOME) and case.life.c >= 1


@rule("U8", URGENT, CARER, carers_will, source="Able and willing: Care Act 2014 s10(5). Any hours.")
def the_carer_cannot_carry_on(case: Case) -> bool:
    """The carer cannot, or does not want to, carry on."""
    return case.carer is not None and case.carer.willing_and_able is Willing.CANNOT_CONTINUE


@rule(
    "U9",
    URGENT,
    PERSON,
    Flag.HOSPITAL_DISCHARGE,
    Flag.MEMORY_PROBLEMS,
    needing_somebody,
    source="An unsafe discharge: the hospital team, today.",
)
def leaves_hospital_with_memory_problems(case: Case) -> bool:
    """Somebody with memory problems leaves hospital, and any outcome needs somebody."""
    return case.has(Flag.HOSPITAL_DISCHARGE) and case.has(Flag.MEMORY_PROBLEMS) and case.life.h >= 1


# What the rules below share. Short-term help comes first after hospital or a fall, unless something says that
# the need will last.


def long_term_marker(case: Case) -> bool:
    """Something says that the need will last, or that short-term help would not be enough."""
    return (
        case.has(Flag.WANTS_ASSESSMENT)
        or case.has(Flag.MEMORY_PROBLEMS)
        or case.has(Flag.NO_FIXED_HOME)
        or case.has(Flag.TERMINAL_ILLNESS)
        or case.under_18
        or case.life.c >= 3
        or case.support is Support.ABOUT_TO_END
    )


long_term_markers = (
    Flag.WANTS_ASSESSMENT,
    Flag.MEMORY_PROBLEMS,
    Flag.NO_FIXED_HOME,
    Flag.TERMINAL_ILLNESS,
    young_age,
    ending_support,
)


def needs_are_new_after_hospital(case: Case) -> bool:
    """Somebody leaves or has just left hospital, and any outcome is affected."""
    return case.has(Flag.HOSPITAL_DISCHARGE) and case.life.n >= 1


def fell_and_manages_otherwise(case: Case) -> bool:
    """Somebody fell lately, and at most one outcome is affected."""
    return case.has(Flag.RECENT_FALLS) and case.life.n <= 1


# 3. Formal assessment: the council should look at this with the person.


@rule("F0", FORMAL, PERSON, Flag.WANTS_ASSESSMENT, source="Care Act 2014 s9: anyone who asks.")
def asks_for_an_assessment(case: Case) -> bool:
    """The person asks the council to assess them."""
    return case.has(Flag.WANTS_ASSESSMENT)


@rule("F1", FORMAL, PERSON, affected, source="SI 2015/313 reg 2(1)(b); blind to any help there is.")
def two_outcomes_are_affected(case: Case) -> bool:
    """Two outcomes or more are affected, in any of the four meanings. S1 replaces this rule when it fires."""
    return case.life.n >= 2 and not short_term_help_after_hospital(case)


@rule("F2", FORMAL, PERSON, affected, source="Care Act 2014 s9: an appearance of need.")
def one_outcome_is_seriously_affected(case: Case) -> bool:
    """One outcome alone is affected, and is not safe, or is basic and needs somebody. S1 and S2 replace this rule."""
    serious = case.life.risky() or case.life.needs_somebody(*BASIC)
    replaced = short_term_help_after_hospital(case) or short_term_help_after_a_fall(case)
    return case.life.n == 1 and serious and not replaced


@rule("F4", FORMAL, PERSON, Flag.MEMORY_PROBLEMS, affected, source="May be under-told; advocacy.")
def memory_problems_and_any_need(case: Case) -> bool:
    """There are memory problems, and any outcome is affected."""
    return case.has(Flag.MEMORY_PROBLEMS) and case.life.n >= 1


@rule("F6", FORMAL, PERSON, Flag.NO_FIXED_HOME, affected, source="Needs are harder to meet without a home.")
def no_fixed_home_and_any_need(case: Case) -> bool:
    """There is no fixed home, and any outcome is affected."""
    return case.has(Flag.NO_FIXED_HOME) and case.life.n >= 1


@rule("F9", FORMAL, PERSON, young_age, source="Transition and young carers: Care Act 2014 s58, s63.")
def under_18(case: Case) -> bool:
    """The person is under 18."""
    return case.under_18


@rule(
    "F10",
    FORMAL,
    PERSON,
    Flag.HOSPITAL_DISCHARGE,
    Flag.RECENT_FALLS,
    affected,
    *long_term_markers,
    source="Short-term help would not be enough.",
)
def short_term_help_would_not_be_enough(case: Case) -> bool:
    """S1 or S2 would fire, but something says that the need will last."""
    return (needs_are_new_after_hospital(case) or fell_and_manages_otherwise(case)) and long_term_marker(case)


@rule("K1", FORMAL, CARER, carers_strain, source="SI 2015/313 reg 3: one outcome is enough.")
def caring_affects_the_carer(case: Case) -> bool:
    """Caring affects any outcome of the carer's, puts their health at risk, or is a struggle. Not sure counts."""
    carer = case.carer
    return carer is not None and (
        bool(carer.outcomes_affected)
        or carer.health_at_risk is not HealthAtRisk.NO
        or carer.willing_and_able in (Willing.STRUGGLING, Willing.UNSURE)
    )


@rule("K2", FORMAL, CARER, carers_wish, source="Care Act 2014 s10: any carer who asks.")
def the_carer_asks_for_an_assessment(case: Case) -> bool:
    """The carer asks the council to look at their own needs as a carer."""
    return case.carer is not None and case.carer.wants_assessment


# 2. Short-term help: reablement, intermediate care, the falls team, equipment, the sensory team.


@rule("S1", SHORT_TERM, PERSON, Flag.HOSPITAL_DISCHARGE, affected, source="New needs may improve; free for six weeks.")
def short_term_help_after_hospital(case: Case) -> bool:
    """Needs are new after hospital, and nothing says that they will last. Replaces F1 and F2 for the person."""
    return needs_are_new_after_hospital(case) and not long_term_marker(case)


@rule("S2", SHORT_TERM, PERSON, Flag.RECENT_FALLS, affected, source="The falls team can prevent the next one.")
def short_term_help_after_a_fall(case: Case) -> bool:
    """Somebody fell lately and manages otherwise, and nothing says that needs will last. Replaces F2."""
    return fell_and_manages_otherwise(case) and not long_term_marker(case)


@rule("S3", SHORT_TERM, PERSON, Flag.EQUIPMENT_DIFFICULTY, needing_somebody, source="Put the equipment right first.")
def equipment_is_not_right(case: Case) -> bool:
    """Equipment is missing, broken or not right, and any outcome needs somebody."""
    return case.has(Flag.EQUIPMENT_DIFFICULTY) and case.life.h >= 1


@rule("S4", SHORT_TERM, PERSON, Flag.SIGHT_OR_HEARING_LOSS, affected, source="The sensory team's rehabilitation.")
def sight_or_hearing_makes_life_hard(case: Case) -> bool:
    """There is trouble with sight or hearing, and any outcome is affected."""
    return case.has(Flag.SIGHT_OR_HEARING_LOSS) and case.life.n >= 1


# 1. Community: C0 stands where nothing above fired. The way to an assessment stays on that page as on every other.


# Further offers. Nothing competes with an emergency, and next to nothing with safeguarding.

CALM = (COMMUNITY, SHORT_TERM, FORMAL, URGENT)
CARER_BENEFITS_FROM_HOURS = 35


@offer(Offer.CARERS_ASSESSMENT, beside=(*CALM, SAFEGUARDING))
def there_is_a_carer(case: Case) -> bool:
    """There is a carer, whether or not they answered here."""
    return case.carer is not None or case.has(Flag.HAS_CARER)


@offer(Offer.OT_ASSESSMENT, beside=CALM)
def an_occupational_therapist_could_help(case: Case) -> bool:
    """The home needs somebody, washing or the toilet is not safe, equipment is not right, or a fall goes with them."""
    life = case.life
    return (
        life.needs_somebody(Outcome.HOME_SAFETY)
        or life.risky(Outcome.HYGIENE, Outcome.TOILET)
        or (case.has(Flag.EQUIPMENT_DIFFICULTY) and life.h >= 1)
        or (case.has(Flag.RECENT_FALLS) and life.affects(Outcome.HOME_SAFETY, Outcome.HYGIENE, Outcome.TOILET))
    )


@offer(Offer.SENSORY_ASSESSMENT, beside=CALM)
def there_is_trouble_with_sight_or_hearing(case: Case) -> bool:
    """There is trouble with sight or hearing."""
    return case.has(Flag.SIGHT_OR_HEARING_LOSS)


@offer(Offer.BENEFITS_CHECK, beside=CALM)
def there_may_be_money_to_claim(case: Case) -> bool:
    """Two outcomes are affected, food or heating is missing, an illness cannot be cured, or a carer gives much time."""
    hours = case.carer.hours_per_week if case.carer is not None else None
    return (
        case.life.n >= 2
        or case.has(Flag.NO_FOOD_OR_HEATING)
        or case.has(Flag.TERMINAL_ILLNESS)
        or (hours is not None and hours >= CARER_BENEFITS_FROM_HOURS)
    )


@offer(Offer.ADVOCACY, beside=(*CALM, SAFEGUARDING))
def somebody_may_need_to_speak_for_the_person(case: Case) -> bool:
    """There are memory problems, or abuse or neglect."""
    return case.has(Flag.MEMORY_PROBLEMS) or case.has(Flag.ABUSE_OR_NEGLECT)


@offer(Offer.EQUIPMENT_ADVICE, beside=CALM)
def equipment_could_help(case: Case) -> bool:
    """Equipment is not right, there was a fall, or something is affected that equipment makes easier."""
    eased = (Outcome.NUTRITION, Outcome.HYGIENE, Outcome.TOILET, Outcome.CLOTHING, Outcome.HOME_SAFETY)
    return case.has(Flag.EQUIPMENT_DIFFICULTY) or case.has(Flag.RECENT_FALLS) or case.life.affects(*eased)


@offer(Offer.TECHNOLOGY_ADVICE, beside=CALM)
def technology_could_help(case: Case) -> bool:
    """There was a fall, there are memory problems, or somebody lives alone with any outcome affected."""
    alone = case.has(Flag.LIVES_ALONE) and case.life.n >= 1
    return case.has(Flag.RECENT_FALLS) or case.has(Flag.MEMORY_PROBLEMS) or alone


@offer(Offer.DIRECT_PAYMENTS_PA, beside=(FORMAL,))
def could_choose_their_own_helper(case: Case) -> bool:
    """An adult needs somebody for two outcomes or more."""
    return case.life.h >= 2 and not case.under_18


@offer(Offer.HOSPITAL_TEAM, beside=CALM)
def leaves_or_has_just_left_hospital(case: Case) -> bool:
    """Somebody leaves or has just left hospital."""
    return case.has(Flag.HOSPITAL_DISCHARGE)


def decide(facts: Facts) -> Decision:
    """What this table recommends. A person at the council decides."""
    return TABLE.decide(facts)
