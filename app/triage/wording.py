"""The words that staff read about cases."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import format_date

from app.assessment.domain import Route, Subject
from app.kernel.clock import in_london
from app.messages.domain import Channel
from app.referrals.api import Mark, SentBy
from app.referrals.domain import (
    NOT_SAFE_TO_RING,
    CommunicationNeed,
    Details,
    Happened,
    Outcome,
    Queue,
    Source,
    Status,
    Way,
)
from app.triage.domain import Assurance, Attempt

ROUTES = {
    Route.EMERGENCY: "Emergency",
    Route.SAFEGUARDING: "Safeguarding",
    Route.URGENT_COUNCIL: "Urgent, same day",
    Route.FORMAL_ASSESSMENT: "Assessment",
    Route.SHORT_TERM_HELP: "Short-term help",
    Route.COMMUNITY: "Community",
}

QUEUES = {
    Queue.SAFEGUARDING: "Safeguarding",
    Queue.URGENT: "Urgent",
    Queue.FORMAL: "Assessments",
    Queue.CARERS: "Carers",
    Queue.SHORT_TERM: "Short-term help",
    Queue.COMMUNITY: "Community",
}

STATUSES = {
    Status.RECEIVED: "Received",
    Status.LOOKED_AT: "Being looked at",
    Status.DONE: "Done",
    Status.WITHDRAWN: "Withdrawn",
}

SUBJECTS = {Subject.PERSON: "The person", Subject.CARER: "The carer"}

SOURCES = {
    Source.PERSON: "Sent on the web",
    Source.PROFESSIONAL: "From a professional",
    Source.CONTACT_CENTRE: "From the contact centre",
    Source.MESSAGES: "From messages with a personal assistant",
}

WHOSE_WORDS = {
    Source.PERSON: "",
    Source.PROFESSIONAL: "A professional wrote this. These are not the person's own words.",
    Source.CONTACT_CENTRE: "An adviser wrote this down on the telephone.",
    Source.MESSAGES: "Somebody reported this from a conversation with a personal assistant.",
}

HAPPENED = {
    Happened.ADDED: "The person added",
    Happened.WITHDRAWN: "The person withdrew it",
    Happened.LOOKED_AT: "Marked as being looked at",
    Happened.ROUTE_CONFIRMED: "Route confirmed",
    Happened.ROUTE_CHANGED: "Route changed",
    Happened.DONE: "Done",
    Happened.CLAIMED: "Taken on",
    Happened.ASSIGNED: "Given to somebody",
    Happened.RELEASED: "Given back to the queue",
    Happened.NOTED: "Note",
    Happened.CONTACT_TRIED: "Tried to reach them",
    Happened.STARTED: "Assessment started",
    Happened.CHASE_SET: "Day to come back to it",
    Happened.GAPS_ASKED: "Asked the person for what was missing",
    Happened.GAPS_ANSWERED: "The person answered what was missing",
    Happened.ASSURED: "Self-assessment looked through",
    Happened.RECORD_SENT: "Written record given",
    Happened.LINKED: "Linked: the same person",
    Happened.NOT_LINKED: "Not the same person",
    Happened.REOPENED: "Opened again",
    Happened.DIED: "The person has died",
    Happened.NOT_DIED: "It was a mistake: the person is alive",
}

OUTCOMES = {
    Outcome.INFORMATION_GIVEN: "Information and advice given",
    Outcome.SHORT_TERM_HELP: "Short-term help arranged",
    Outcome.ASSESSMENT_BOOKED: "Assessment booked",
    Outcome.FULL_ASSESSMENT: "Full assessment done",
    Outcome.CARERS_ASSESSMENT: "Carer's assessment done",
    Outcome.SAFEGUARDING_ENQUIRY: "Safeguarding enquiry begun",
    Outcome.NO_CONTACT: "No contact after several attempts",
    Outcome.HANDED_OVER: "Handed over to another council or service",
    Outcome.SAME_AS_ANOTHER: "The same request as another case",
    Outcome.DIED: "The person has died",
    Outcome.WITHDRAWN: "The person no longer wants this",
}

ATTEMPTS = {
    Attempt.REACHED: "I spoke with them",
    Attempt.NO_ANSWER: "No answer",
    Attempt.MESSAGE_LEFT: "I left a message, as they allowed",
    Attempt.WRONG_NUMBER: "The number is wrong",
    Attempt.NOT_SAFE: "It was not safe to talk",
}

ASSURANCES = {
    Assurance.WHOLE: "It is accurate and complete",
    Assurance.GAPS: "Something is missing or does not fit",
}

WAYS_OF_GIVING = {
    SentBy.EMAIL: "By e-mail: a link that says nothing about them",
    SentBy.PRINT: "On paper: I print it and post it",
}

WAYS_TO_ASK = {
    Channel.EMAIL: "By e-mail",
    Channel.TEXT: "By text message",
    Channel.LETTER: "By letter",
}

MARKS = {
    Mark.NHS_NUMBER: "NHS number",
    Mark.BORN_AND_NAME: "name and date of birth",
    Mark.TELEPHONE: "telephone number",
    Mark.EMAIL: "e-mail address",
}

# Of the person whom a form is about, by the answer of whoever filled it in for them (questions.toml: do_they_know).
NOT_TOLD = {
    "not_safe": (
        "They do not know about this form, and it is not safe to ask them. "
        "Do not ring them about it before you have thought how."
    ),
    "cannot_decide": "They cannot decide about this form for themselves. Speak first with the person who filled it in.",
    "not_yet": "They do not know about this form yet. Speak first with the person who filled it in.",
}

NEEDS = {
    CommunicationNeed.BSL: "BSL",
    CommunicationNeed.TEXT_RELAY: "Text relay",
    CommunicationNeed.INTERPRETER: "Interpreter",
    CommunicationNeed.EASY_READ: "Easy Read",
    CommunicationNeed.LARGE_PRINT: "Large print",
    CommunicationNeed.BRAILLE: "Braille",
    CommunicationNeed.AUDIO: "Audio",
    CommunicationNeed.ADVOCATE: "Advocate",
    CommunicationNeed.SOMEONE_WITH_ME: "Someone with them",
    CommunicationNeed.OTHER: "Other need",
}

RINGING_TIMES = {
    "any_time": "Any time in the day",
    "morning": "In the morning",
    "afternoon": "In the afternoon",
    "as_written": "Only as they wrote",
}

HIDDEN = "(hidden until you have ticked the check)"
NOT_NOTED = "They wrote nothing about when it is safe to ring."


def needs(details: Details) -> Iterator[str]:
    """What somebody needs to talk with us, as short flags, with the language or the words that they added."""
    talking = details.get("talking", {})
    added = {CommunicationNeed.INTERPRETER: talking.get("language"), CommunicationNeed.OTHER: talking.get("other")}
    chosen = set(talking.get("needs", ())) | {need for need, words in added.items() if words}
    for need in CommunicationNeed:
        if need in chosen:
            yield f"{NEEDS[need]}: {added[need]}" if added.get(need) else NEEDS[need]


def contact(details: Details) -> Iterator[tuple[str, str]]:
    """The ways in which somebody may be reached, each with whom and where, and how to ring beside every number.

    A number that is not safe is left out.
    """
    reach, kept = details.get("reach", {}), details.get("ringing", {})
    ways, filled_in_by = reach.get("ways", ()), details.get("helper", {}).get("name", "")
    safely = [may_say(kept), RINGING_TIMES.get(kept.get("when", "")), kept.get("note") or NOT_NOTED]
    if Way.TELEPHONE in ways and kept.get("when") != NOT_SAFE_TO_RING:
        yield "Ring", _in_lines(filled_in_by, reach.get("telephone"), *safely)
    if kept.get("instead_telephone"):
        yield "Ring someone else instead", _in_lines(kept.get("instead_name"), kept["instead_telephone"], safely[0])
    if Way.EMAIL in ways:
        yield "E-mail", _in_lines(filled_in_by, reach.get("email"))
    if Way.POST in ways:
        yield "Write to", _in_lines(filled_in_by, reach.get("post") or details.get("address", {}).get("address"))


def may_say(ringing: Mapping[str, Any]) -> str:
    """Whether staff may say who is calling; nothing said means no."""
    if ringing.get("say_who") == "yes":
        return "You may say who is calling."
    unsaid = "" if "say_who" in ringing else " The person did not say that you may."
    return f"Do not say who is calling, and leave no message.{unsaid}"


def ringing(details: Details) -> str:
    """How to ring safely, first of all what not to do."""
    kept = details.get("ringing", {})
    never = "It is not safe to ring them." if kept.get("when") == NOT_SAFE_TO_RING else ""
    return _in_lines(never, kept.get("note") if never else "")


def hidden(text: str, numbers: tuple[str, ...]) -> str:
    """The text without these telephone numbers."""
    for number in numbers:
        text = text.replace(number, HIDDEN)
    return text


def due(moment: datetime, now: datetime) -> str:
    """A due time for staff; one that has passed says so in words."""
    day = short_day(in_london(moment).date())
    if moment < now:
        return f"Overdue since {day}"
    return "Today" if in_london(moment).date() == in_london(now).date() else day


def short_day(day: date) -> str:
    """A day as lists show it."""
    return str(format_date(day, "EEE d MMM"))


def _in_lines(*parts: Any) -> str:
    return "\n".join(str(part) for part in parts if part)
