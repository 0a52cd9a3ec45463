"""What a referral is: whose case, where it stands, by when the council answers, and how a person may be reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from app.assessment.domain import Decision, Route, Subject
from app.councils.domain import Council
from app.kernel.clock import LONDON, in_london
from app.kernel.postcode import NotAPostcode, outward_code
from app.kernel.reference import new_code

Details = Mapping[str, Mapping[str, Any]]

KEPT_AFTER_CLOSING = timedelta(days=365)
CARERS_SECTION = "carer"  # of the questions: what a carer answers about themselves


class Status(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    LOOKED_AT = "being_looked_at"
    DONE = "done"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        return self in (Status.RECEIVED, Status.LOOKED_AT)


class Source(StrEnum):
    """Who told the council of a case. What a professional or an adviser wrote is never taken for the person's words."""

    PERSON = "person"
    PROFESSIONAL = "professional"
    CONTACT_CENTRE = "contact_centre"
    MESSAGES = "messages"  # of a conversation with a personal assistant


class Queue(StrEnum):
    """Where a case waits for somebody to take it on; each has its clock and its team in the council's file."""

    SAFEGUARDING = "safeguarding"
    URGENT = "urgent"
    FORMAL = "formal"
    CARERS = "carers"
    SHORT_TERM = "short_term"
    COMMUNITY = "community"


class Outcome(StrEnum):
    """How a case ended. Staff choose one; figures are counted from it."""

    INFORMATION_GIVEN = "information-given"
    SHORT_TERM_HELP = "short-term-help"
    ASSESSMENT_BOOKED = "assessment-booked"
    FULL_ASSESSMENT = "full-assessment"
    CARERS_ASSESSMENT = "carers-assessment"
    SAFEGUARDING_ENQUIRY = "safeguarding-enquiry"
    NO_CONTACT = "no-contact"
    HANDED_OVER = "handed-over"
    SAME_AS_ANOTHER = "same-as-another"
    DIED = "died"
    WITHDRAWN = "withdrawn"


class Happened(StrEnum):
    """What can happen to a case after it was sent."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    LOOKED_AT = "looked_at"
    ROUTE_CONFIRMED = "route_confirmed"
    ROUTE_CHANGED = "route_changed"
    DONE = "done"
    CLAIMED = "claimed"
    ASSIGNED = "assigned"
    RELEASED = "released"
    NOTED = "noted"
    CONTACT_TRIED = "contact_tried"
    STARTED = "started"
    CHASE_SET = "chase_set"
    GAPS_ASKED = "gaps_asked"
    GAPS_ANSWERED = "gaps_answered"
    ASSURED = "assured"
    RECORD_SENT = "record_sent"
    LINKED = "linked"
    NOT_LINKED = "not_linked"
    REOPENED = "reopened"
    DIED = "died"
    NOT_DIED = "not_died"


class Way(StrEnum):
    """A way to reach somebody."""

    TELEPHONE = "telephone"
    EMAIL = "email"
    POST = "post"


class CommunicationNeed(StrEnum):
    """What somebody needs so that we can talk together."""

    BSL = "bsl"
    TEXT_RELAY = "text_relay"
    INTERPRETER = "interpreter"
    EASY_READ = "easy_read"
    LARGE_PRINT = "large_print"
    BRAILLE = "braille"
    AUDIO = "audio"
    ADVOCATE = "advocate"
    SOMEONE_WITH_ME = "someone_with_me"
    OTHER = "other"


class Answering(StrEnum):
    """What the council does to answer, given what is safe."""

    RING = "ring"
    RING_SOMEONE_ELSE = "ring_someone_else"
    EMAIL = "email"
    WRITE = "write"


NOT_SAFE_TO_RING = "not_safe"


@dataclass(frozen=True)
class Case:
    """One person's case: a carer has one of their own, beside that of the person they look after."""

    subject: Subject
    route: Route


@dataclass(frozen=True)
class Promise:
    """By when the council gets in touch and, when an assessment is due, by when that starts."""

    contact_by: datetime
    start_by: date | None = None


@dataclass(frozen=True)
class Reach:
    """Which cases a member of staff may open: all of them, or those of carers, of safeguarding, and their own."""

    staff_id: int
    everything: bool = False
    of_carers: bool = False
    of_safeguarding: bool = False

    def covers(self, subject: Subject, safeguarding: bool, assigned_to: int | None) -> bool:
        """Whether they may open such a case."""
        return (
            self.everything
            or (self.of_carers and subject is Subject.CARER)
            or (self.of_safeguarding and safeguarding)
            or assigned_to == self.staff_id
        )


def queue_of(case: Case) -> Queue:
    """Where a case waits. What cannot wait goes by its risk, whoever's it is; a carer has a queue of their own."""
    if case.route is Route.SAFEGUARDING:
        return Queue.SAFEGUARDING
    if case.route.cannot_wait:
        return Queue.URGENT
    if case.subject is Subject.CARER:
        return Queue.CARERS
    return {Route.FORMAL_ASSESSMENT: Queue.FORMAL, Route.SHORT_TERM_HELP: Queue.SHORT_TERM}.get(
        case.route, Queue.COMMUNITY
    )


def turn_of(route: Route) -> int:
    """The place of a route in a list: what cannot wait first, by its risk; all others wait by their clock alone."""
    return Route.EMERGENCY.rank - route.rank if route.cannot_wait else Route.EMERGENCY.rank


def new_reference() -> str:
    """A reference that can be said on the telephone. It opens nothing."""
    code = new_code(8)
    return f"CW-{code[:4]}-{code[4:]}"


def cases_in(decision: Decision) -> tuple[Case, ...]:
    """The cases that a form opens: the person's, and the carer's own when the carer's answers lead to the council.

    What may be about anyone in the story (danger, abuse) counts in the person's case. A form that has nothing to ask
    of the council but what its carer needs opens the carer's case alone.
    """
    of_anyone = [rule.route for rule in decision.fired if rule.subject is Subject.ANYONE]
    person = max((decision.routes.person, *of_anyone), key=lambda route: route.rank)
    carer = decision.routes.carer
    cases = []
    if carer is not None and carer is not Route.COMMUNITY:
        cases.append(Case(Subject.CARER, carer))
    if person is not Route.COMMUNITY or not cases:
        cases.insert(0, Case(Subject.PERSON, person))
    return tuple(cases)


def promised(council: Council, case: Case, received: datetime) -> Promise:
    """By when this council answers such a case that arrived at this moment."""
    arrived = in_london(received).date()
    replies = council.replies
    if case.route.cannot_wait:
        safeguarding = case.route is Route.SAFEGUARDING
        days = replies.safeguarding_working_days if safeguarding else replies.urgent_working_days
        return Promise(_closing(council, council.working_days_after(_first_day_of_work(council, received), days)))
    if case.subject is Subject.CARER:
        working_days = replies.carer_contact_working_days
    elif case.route is Route.SHORT_TERM_HELP:
        working_days = replies.short_term_working_days
    else:
        working_days = replies.formal_contact_working_days
    contact_by = _closing(council, council.working_days_after(arrived, working_days))
    starts = case.route is Route.FORMAL_ASSESSMENT
    days_to_start = replies.carer_start_days if case.subject is Subject.CARER else replies.formal_start_days
    return Promise(contact_by, arrived + timedelta(days=days_to_start) if starts else None)


def answering(details: Details) -> Answering:
    """How to answer, never by ringing a number that is not safe."""
    ways = details.get("reach", {}).get("ways", [])
    ringing = details.get("ringing", {})
    if ringing.get("instead_telephone") or ringing.get("instead_name"):
        return Answering.RING_SOMEONE_ELSE
    if Way.TELEPHONE in ways and ringing.get("when") != NOT_SAFE_TO_RING:
        return Answering.RING
    return Answering.EMAIL if Way.EMAIL in ways else Answering.WRITE


def page_with_no_way_left(details: Details, lives_there: bool) -> str | None:
    """The page to fill in again because a later change left no safe way to answer; None when there is one.

    `lives_there` says that the address asked for is that of the person to be answered.
    """
    reach, ringing = details.get("reach", {}), details.get("ringing", {})
    ways = reach.get("ways", ())
    home = details.get("address", {}).get("address") if lives_there else None
    by_telephone = Way.TELEPHONE in ways and (
        ringing.get("when") != NOT_SAFE_TO_RING or bool(ringing.get("instead_telephone"))
    )
    if by_telephone or Way.EMAIL in ways or (Way.POST in ways and (reach.get("post") or home)):
        return None
    return "ringing" if Way.TELEPHONE in ways else "reach"


def outward_of(details: Details, place: str, looked_after: str = "") -> str | None:
    """Where the person asked about lives, as far as the address or else the answers tell.

    For a carer who answered for themselves alone, `looked_after` says where the person lives whom they look after.
    """
    for text in (looked_after, str(details.get("address", {}).get("postcode", "")), place):
        try:
            return outward_code(text)
        except NotAPostcode:
            continue
    return None


def is_nhs_number(text: str) -> bool:
    """Whether the text holds ten figures of which the last checks the others (NHS Data Dictionary: modulus 11)."""
    figures = [int(character) for character in text if character in "0123456789"]
    if len(figures) != 10:
        return False
    check = 11 - sum(figure * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    return figures[9] == (0 if check == 11 else check)


def _first_day_of_work(council: Council, moment: datetime) -> date:
    """The day on which somebody reads what arrives now: today until closing time, else the next working day."""
    there = in_london(moment)
    before_closing = f"{there:%H:%M}" < council.closes_at
    if council.works_on(there.date()) and before_closing:
        return there.date()
    return council.working_days_after(there.date(), 1)


def _closing(council: Council, day: date) -> datetime:
    return datetime.combine(day, time.fromisoformat(council.closes_at), LONDON)
