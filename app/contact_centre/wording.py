"""The words of staff's pages about contacts: what is ticked, how it ended, whom to ask what."""

from collections.abc import Mapping

from app.assessment import api as assessment
from app.assessment.domain import Route
from app.contact_centre.domain import Fact, Outcome, Way
from app.questionnaire.flow import Voice
from app.referrals.domain import Status

WAYS: Mapping[str, str] = {Way.TELEPHONE: "Telephone", Way.WALK_IN: "Came in", Way.LETTER: "Letter"}

OUTCOMES = {
    Outcome.INFORMATION: "Information given",
    Outcome.INTRODUCTION: "Introduction made",
    Outcome.APPOINTMENT: "Appointment booked",
    Outcome.CASE: "Case raised",
    Outcome.CUT_OFF: "Cut off, or a wrong number",
}

FACTS = {
    Fact.NAME: "Full name",
    Fact.BIRTH: "Date of birth",
    Fact.ADDRESS: "Address or postcode",
    Fact.TELEPHONE: "Telephone number",
    Fact.REFERENCE: "Reference of a form",
}

FOR_WHOM = {"self": "Themselves", "someone_else": "Someone else", "both": "Both, as a carer"}

# Spoken of the caller. The questions of the assessment say the same at more length.
RELATIONS = {
    "partner": "Husband, wife or partner",
    "parent": "Mother or father",
    "child": "Son or daughter",
    "other_family": "Other family",
    "friend_or_neighbour": "Friend or neighbour",
    "advocate": "Client: caller is an advocate",
    "other_worker": "Client: caller is at work",
}

SAFETY = {
    "immediate_danger": "In danger now",
    "suicidal_thoughts": "Thoughts of ending a life",
    "abuse": "Hurt, frightened, controlled, neglected, or money taken",
    "self_neglect": "Has stopped looking after themselves",
    "no_food_or_heating": "No food or no heating",
    "none": "Asked: none of these",
}

SUPPORT = {
    "none": "No help now",
    "some_enough": "Help, and enough",
    "some_not_enough": "Help, not enough",
    "about_to_end": "Help is about to stop",
    "unsure": "Not sure",
}

CARING = {"has_carer": "Somebody looks after them", "looks_after": "Caller looks after somebody"}


STORIES = {
    "want": "What do they want to happen?",
    "working": "What is working?",
    "around": "Who is around them?",
    "tried": "What have they tried?",
    "careful": "To ring safely",
}

ROUTES = {
    Route.COMMUNITY: "Community",
    Route.SHORT_TERM_HELP: "Short-term help",
    Route.FORMAL_ASSESSMENT: "Assessment",
    Route.URGENT_COUNCIL: "Urgent, same day",
    Route.SAFEGUARDING: "Safeguarding",
    Route.EMERGENCY: "Emergency",
}

STATUSES = {
    Status.RECEIVED: "Received",
    Status.LOOKED_AT: "Being looked at",
    Status.DONE: "Done",
    Status.WITHDRAWN: "Withdrawn",
}

KNOWING = {
    "yes": "Yes",
    "not_safe": "No, and it is not safe to ask",
    "cannot_decide": "They cannot decide this for themselves",
    "not_yet": "Not yet",
}


def ticked() -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """What is ticked or chosen on a call: the words above it, and those of each choice."""
    return {
        "for_whom": ("Rings for", FOR_WHOM),
        "relation": ("The person is the caller’s", RELATIONS),
        "safety": ("Happening now", SAFETY),
        "hard": ("Hard", hard()),
        "support_now": ("Help now", SUPPORT),
        "caring": ("Caring", CARING),
    }


def ended(outcome: Outcome) -> str:
    """How a contact ended."""
    return OUTCOMES[outcome]


def facts_to_ask() -> Mapping[str, str]:
    """What a caller can be asked to show who they are."""
    return {fact.value: words for fact, words in FACTS.items()}


def hard() -> Mapping[str, str]:
    """What can be hard, in the words of the short way's question."""
    choices = assessment.question("hard").choices
    return {choice.value: choice.label.said(Voice.THEY) for choice in choices}
