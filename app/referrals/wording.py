"""What is said of a case: who answers and by when, by the clock; and the names that staff read."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import format_date, gettext, lazy_gettext

from app.assessment.domain import Route, Subject
from app.councils.api import worded
from app.councils.domain import Council
from app.kernel.clock import in_london
from app.referrals.domain import NOT_SAFE_TO_RING, Answering, CommunicationNeed, Details, Happened, Status, Way
from app.referrals.store import Referral

_ = lazy_gettext

ROUTES = {
    Route.EMERGENCY: _("Emergency"),
    Route.SAFEGUARDING: _("Safeguarding"),
    Route.URGENT_COUNCIL: _("Urgent, same day"),
    Route.FORMAL_ASSESSMENT: _("Assessment"),
    Route.SHORT_TERM_HELP: _("Short-term help"),
    Route.COMMUNITY: _("Community"),
}

STATUSES = {
    Status.RECEIVED: _("Received"),
    Status.LOOKED_AT: _("Being looked at"),
    Status.DONE: _("Done"),
    Status.WITHDRAWN: _("Withdrawn"),
}

SUBJECTS = {Subject.PERSON: _("The person"), Subject.CARER: _("The carer")}

HAPPENED = {
    Happened.ADDED: _("The person added"),
    Happened.WITHDRAWN: _("The person withdrew it"),
    Happened.LOOKED_AT: _("Marked as being looked at"),
    Happened.ROUTE_CONFIRMED: _("Route confirmed"),
    Happened.ROUTE_CHANGED: _("Route changed"),
    Happened.DONE: _("Done"),
}

# Of the person whom a form is about, by the answer of whoever filled it in for them (questions.toml: do_they_know).
NOT_TOLD = {
    "not_safe": _(
        "They do not know about this form, and it is not safe to ask them. "
        "Do not ring them about it before you have thought how."
    ),
    "cannot_decide": _(
        "They cannot decide about this form for themselves. Speak first with the person who filled it in."
    ),
    "not_yet": _("They do not know about this form yet. Speak first with the person who filled it in."),
}

NEEDS = {
    CommunicationNeed.BSL: _("BSL"),
    CommunicationNeed.TEXT_RELAY: _("Text relay"),
    CommunicationNeed.INTERPRETER: _("Interpreter"),
    CommunicationNeed.EASY_READ: _("Easy Read"),
    CommunicationNeed.LARGE_PRINT: _("Large print"),
    CommunicationNeed.BRAILLE: _("Braille"),
    CommunicationNeed.AUDIO: _("Audio"),
    CommunicationNeed.ADVOCATE: _("Advocate"),
    CommunicationNeed.SOMEONE_WITH_ME: _("Someone with them"),
    CommunicationNeed.OTHER: _("Other need"),
}


RINGING_TIMES = {
    "any_time": _("Any time in the day"),
    "morning": _("In the morning"),
    "afternoon": _("In the afternoon"),
    "as_written": _("Only as they wrote"),
}


def promise(referral: Referral, council: Council, moment: datetime) -> str:
    """Who answers and by when: "Someone in the adult care team will ring you by Thursday 4 December"."""
    words = {"team": council.team, "when": _when(referral.promise.contact_by, moment)}
    match referral.answering:
        case Answering.RING:
            said = gettext("Someone in the %(team)s will ring you %(when)s.", **words)
        case Answering.RING_SOMEONE_ELSE:
            said = gettext("Someone in the %(team)s will ring the person you named %(when)s.", **words)
        case Answering.EMAIL:
            said = gettext("Someone in the %(team)s will e-mail you %(when)s.", **words)
        case Answering.WRITE:
            said = gettext("Someone in the %(team)s will post a letter to you %(when)s.", **words)
    return str(said)


def what_happens_next(referral: Referral, council: Council, moment: datetime) -> Iterator[tuple[str, str]]:
    """The steps after sending, each with a name."""
    reads = gettext("A person in the %(team)s reads what you wrote.", team=council.team)
    yield gettext("We read it"), worded("sent_read", reads)
    yield gettext("We answer"), promise(referral, council, moment)
    talk = [gettext("You can have someone with you, and what you need so that we can talk together.")]
    if referral.promise.start_by:
        day = format_date(referral.promise.start_by, "EEEE d MMMM")
        talk.append(gettext("An assessment starts by %(day)s.", day=day))
    yield gettext("We talk it through"), " ".join(talk)


def needs(details: Details) -> Iterator[str]:
    """What somebody needs to talk with us, as short flags, with the language or the words that they added."""
    talking = details.get("talking", {})
    added = {CommunicationNeed.INTERPRETER: talking.get("language"), CommunicationNeed.OTHER: talking.get("other")}
    chosen = set(talking.get("needs", ())) | {need for need, words in added.items() if words}
    for need in CommunicationNeed:
        if need in chosen:
            yield f"{NEEDS[need]}: {added[need]}" if added.get(need) else str(NEEDS[need])


def contact(details: Details) -> Iterator[tuple[str, str]]:
    """The ways in which somebody may be reached, each with whom and where. A number that is not safe is left out."""
    reach, ringing = details.get("reach", {}), details.get("ringing", {})
    ways, filled_in_by = reach.get("ways", ()), details.get("helper", {}).get("name", "")
    if Way.TELEPHONE in ways and ringing.get("when") != NOT_SAFE_TO_RING:
        yield (
            gettext("Ring"),
            _in_lines(filled_in_by, reach.get("telephone"), RINGING_TIMES.get(ringing.get("when", ""))),
        )
    if Way.EMAIL in ways:
        yield gettext("E-mail"), _in_lines(filled_in_by, reach.get("email"))
    if Way.POST in ways:
        address = reach.get("post") or details.get("address", {}).get("address")
        yield gettext("Write to"), _in_lines(filled_in_by, address)


def _in_lines(*parts: Any) -> str:
    return "\n".join(str(part) for part in parts if part)


def ringing(details: Details) -> str:
    """How to ring safely, first of all what not to do."""
    kept = details.get("ringing", {})
    lines = []
    if kept.get("when") == NOT_SAFE_TO_RING:
        lines.append(gettext("It is not safe to ring them."))
    instead = ", ".join(str(kept[name]) for name in ("instead_name", "instead_telephone") if kept.get(name))
    if instead:
        lines.append(gettext("Ring someone else instead: %(whom)s", whom=instead))
    return "\n".join([*lines, *filter(None, [kept.get("note")])])


def due(moment: datetime, now: datetime) -> str:
    """A due time for staff; one that has passed says so in words."""
    day = format_date(in_london(moment).date(), "EEE d MMM")
    if moment < now:
        return str(gettext("Overdue since %(day)s", day=day))
    return str(gettext("Today") if _is_same_day(moment, now) else day)


def _when(by: datetime, moment: datetime) -> str:
    if _is_same_day(by, moment):
        return str(gettext("today"))
    return str(gettext("by %(day)s", day=format_date(in_london(by).date(), "EEEE d MMMM")))


def _is_same_day(one: datetime, other: datetime) -> bool:
    return in_london(one).date() == in_london(other).date()
