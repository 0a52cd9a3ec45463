"""What staff read for the code words of events."""

from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

from app.events.domain import FULL_ASSESSMENT, PROFESSIONAL, TELEPHONE, WEB, Ending, FollowedUp
from app.insights.families import UNSAID
from app.stopping.domain import Reason

ENDINGS: Mapping[str, str] = {
    Ending.SIGNPOSTED: "Told about help nearby (signposted)",
    Ending.INTRODUCED: "Introduced to a group",
    Ending.BOOKED: "A talk booked nearby",
    Ending.SHORT_TERM: "Short-term help",
    Ending.FORMAL: "Formal assessment",
    Ending.URGENT: "Urgent, seen the same day",
    Ending.SAFEGUARDING: "Safeguarding",
    Ending.OTHER: "Something else",
}
WAYS: Mapping[str, str] = {
    TELEPHONE: "Telephone",
    WEB: "Website",
    PROFESSIONAL: "A professional",
    "walk-in": "In person",
    "letter": "Letter",
    "standard": "All the questions",
    "short": "The short way",
    "carer": "The carers' way",
}
ROUTES: Mapping[str, str] = {
    "emergency": "Emergency",
    "safeguarding": "Safeguarding",
    "urgent_council": "Urgent, same day",
    "formal_assessment": "Formal assessment",
    "short_term_help": "Short-term help",
    "community": "Help nearby",
}
STEPS: Mapping[str, str] = {
    "contacted": "First contact",
    "started": "Assessment started",
    "closed": "Case closed",
}
FOLLOWED: Mapping[str, str] = {
    FollowedUp.HELPED: "It happened and helped",
    FollowedUp.DID_NOT_HELP: "It happened and did not help",
    FollowedUp.DID_NOT_HAPPEN: "It did not happen",
    FollowedUp.NOT_REACHED: "We could not reach them",
}
OUTCOMES: Mapping[str, str] = {FULL_ASSESSMENT: "Full assessment"}
REASONS: Mapping[str, str] = {
    Reason.TOO_LONG: "It is too long",
    Reason.TOO_TIRED: "Too tired or ill",
    Reason.NOT_CLEAR: "The questions are not clear",
    Reason.TOO_PRIVATE: "It is too private",
    Reason.RATHER_TALK: "Would rather talk",
    Reason.NEED_SOMEONE: "Needs someone's help",
    Reason.OTHER: "Something else",
}
STANDINGS: Mapping[str, str] = {
    "fresh": "Checked lately",
    "unknown": "No date of a check",
    "marked": "Marked as old",
    "lowered": "Ranked down",
    "hidden": "Hidden from search",
}


def called(words: Mapping[str, str], code: str) -> str:
    """What a code is called; one that we have no words for is shown as words."""
    return words.get(code) or ("Not said" if code == UNSAID else code.replace("-", " ").replace("_", " ").capitalize())


def language(code: str) -> str:
    """The English name of a language."""
    try:
        return Locale.parse(code).get_display_name("en") or code
    except (ValueError, UnknownLocaleError):
        return called({}, code)


def month(code: str) -> str:
    """A month written 2026-04, short."""
    names = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
    year, _, number = code.partition("-")
    return f"{names[int(number) - 1]} {year[2:]}"
