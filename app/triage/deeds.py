"""What staff do to a case: each deed changes it, writes it down, counts it and puts it on record in one transaction."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from sqlalchemy.orm import Session

from app.accounts.domain import Staff
from app.assessment.domain import Route, Subject
from app.audit import api as audit
from app.audit.domain import staff_member
from app.councils.api import council
from app.events import api as events
from app.events.domain import Happening, Judgement
from app.kernel.clock import now
from app.messages import api as messages
from app.messages.domain import Channel, Kind, PersonKey, Recipient
from app.referrals import api as referrals
from app.referrals.api import RECORD, WAYS, Referral, SentBy
from app.referrals.domain import Case, Happened, Outcome, Promise, Status, promised
from app.triage import store, wording
from app.triage.api import TakenBack
from app.triage.domain import Assurance, Attempt, clock
from app.web.addresses import public_address

DECIDED = frozenset({Happened.ROUTE_CONFIRMED, Happened.ROUTE_CHANGED})


@dataclass(frozen=True)
class Work:
    """Somebody at work on a case as they saw it, in one transaction."""

    session: Session
    staff: Staff
    case: Referral
    version: int


@dataclass(frozen=True)
class RecordToGive:
    """What the person is told in writing, in which language, and how it goes to them."""

    words: str
    language: str
    way: SentBy


def look(work: Work) -> None:
    """Marks a case as being looked at."""
    referrals.change(work.session, work.case.id, work.version, status=Status.LOOKED_AT)
    on_record(work, Happened.LOOKED_AT)


def claim(work: Work) -> None:
    """Takes a case on: it is theirs from now, and being looked at."""
    referrals.change(work.session, work.case.id, work.version, status=Status.LOOKED_AT, assigned_to=work.staff.id)
    on_record(work, Happened.CLAIMED)


def assign(work: Work, to: Staff) -> None:
    """Gives a case to somebody."""
    referrals.change(work.session, work.case.id, work.version, assigned_to=to.id)
    on_record(work, Happened.ASSIGNED, to.name)


def release(work: Work) -> None:
    """Gives a case back to its queue."""
    referrals.change(work.session, work.case.id, work.version, assigned_to=None)
    on_record(work, Happened.RELEASED)


def note(work: Work, words: str) -> None:
    """Writes a note. It changes the case, so that nobody decides without having read it."""
    referrals.change(work.session, work.case.id, work.version)
    on_record(work, Happened.NOTED, words)


def set_chase(work: Work, day: date) -> None:
    """Sets the day to come back to a case."""
    referrals.change(work.session, work.case.id, work.version, chase_on=day)
    on_record(work, Happened.CHASE_SET, wording.short_day(day))


def attempt(work: Work, how: Attempt, words: str) -> None:
    """Writes down an attempt to reach somebody; the first that did is when the council got in touch."""
    first = how is Attempt.REACHED and work.case.contacted_at is None
    referrals.change(work.session, work.case.id, work.version, **({"contacted_at": now()} if first else {}))
    if first:
        taken = clock(work.case.received_at, now(), work.case.promise.contact_by)
        _count(work, Happening.CASE_CONTACTED, minutes=taken.minutes, on_time=taken.on_time)
    on_record(work, Happened.CONTACT_TRIED, "\n".join(filter(None, [wording.ATTEMPTS[how], words])))


def start(work: Work) -> None:
    """Notes that the assessment has started."""
    referrals.change(work.session, work.case.id, work.version, started_at=now(), status=Status.LOOKED_AT)
    moment, by = now(), work.case.promise.start_by
    taken = clock(work.case.received_at, moment, moment)
    on_time = None if by is None else moment.date() <= by
    _count(work, Happening.CASE_STARTED, minutes=taken.minutes, on_time=on_time)
    on_record(work, Happened.STARTED)


def decide(work: Work, route: Route, wrong: Collection[str], reason: str) -> None:
    """Confirms the route or changes it, and judges each rule that fired.

    Only the first decision on a case is counted: the figure is what the rules get wrong, not how often minds change.
    """
    is_first = not any(entry.happened in DECIDED for entry in referrals.entries_of(work.session, work.case.id))
    referrals.reroute(
        work.session, work.case.id, work.version, Case(work.case.subject, route), _promise(work.case, route)
    )
    confirmed = route is work.case.route
    if is_first:
        judgement = Judgement.CONFIRMED if route is work.case.recommended else Judgement.CHANGED
        _count(work, Happening.ROUTE_DECIDED, route=route, outcome=judgement)
        for rule in referrals.form_of(work.session, work.case.id).decision.fired:
            if rule.subject in (work.case.subject, Subject.ANYONE):
                judged = Judgement.CHANGED if rule.id in wrong else Judgement.CONFIRMED
                _count(work, Happening.RULE_JUDGED, rule=rule.id, outcome=judged)
    said = f"{wording.ROUTES[work.case.route]} → {wording.ROUTES[route]}\n{reason}"
    led_astray = f"Wrong here: {', '.join(sorted(wrong))}" if wrong else ""
    words = "\n".join(filter(None, [said, led_astray]))
    on_record(work, Happened.ROUTE_CONFIRMED if confirmed else Happened.ROUTE_CHANGED, words)


def close(work: Work, outcome: Outcome, words: str) -> None:
    """Closes a case with how it ended. That somebody died is another deed."""
    moment = now()
    status = Status.WITHDRAWN if outcome is Outcome.WITHDRAWN else Status.DONE
    referrals.change(
        work.session, work.case.id, work.version, status=status, closed_at=moment, outcome=outcome, chase_on=None
    )
    taken = clock(work.case.received_at, moment, work.case.promise.contact_by)
    on_time = (work.case.contacted_at or moment) <= work.case.promise.contact_by
    _count(work, Happening.CASE_CLOSED, outcome=outcome, minutes=taken.minutes, on_time=on_time)
    on_record(work, Happened.DONE, f"{wording.OUTCOMES[outcome]}\n{words}")


def reopen(work: Work, reason: str) -> None:
    """Opens a closed case again."""
    referrals.reopen(work.session, work.case.id, work.version)
    on_record(work, Happened.REOPENED, reason)


def link(work: Work, other: Referral, same_person: bool) -> None:
    """Decides that two cases are of one person, or are not. It stands on both."""
    referrals.change_any(work.session, work.case.id, work.version)
    store.decide(work.session, work.case.id, other.id, same_person, work.staff.name)
    happened = Happened.LINKED if same_person else Happened.NOT_LINKED
    for one, with_which in ((other, work.case), (work.case, other)):
        on_record(replace(work, case=one), happened, with_which.reference)


def ask_back(work: Work, questions: tuple[str, ...], to: Recipient, language: str) -> None:
    """Asks the person for what is missing and for nothing else; the message says neither what nor about whom."""
    referrals.change(work.session, work.case.id, work.version, status=Status.LOOKED_AT)
    referrals.ask_back(work.session, work.case.id, questions)
    _tell(work, Kind.GAPS, to, language, "referrals.missing")
    on_record(work, Happened.GAPS_ASKED, "\n".join((*questions, f"{wording.WAYS_TO_ASK[to.channel]}.")))


def assure(work: Work, made_of_it: Assurance, not_right: str, record: RecordToGive, email: str) -> None:
    """Notes what was made of a self-assessment, and gives the person the written record of what was decided and why.

    Care and Support (Assessment) Regulations 2014, reg 2; Care Act 2014, section 13.
    """
    referrals.change(work.session, work.case.id, work.version, status=Status.LOOKED_AT)
    referrals.write_record(work.session, work.case.id, record.language, record.way, record.words)
    if record.way is SentBy.EMAIL:
        _tell(work, Kind.RECORD, Recipient(Channel.EMAIL, email), record.language, "referrals.record")
    on_record(work, Happened.ASSURED, "\n".join(filter(None, [wording.ASSURANCES[made_of_it], not_right])))
    on_record(work, Happened.RECORD_SENT, wording.WAYS_OF_GIVING[record.way])


def died(work: Work, email: str, numbers: tuple[str, ...]) -> None:
    """Stops every message to this person and about this case, from the commit on, and closes the case.

    The address and numbers are the person's own: whoever helped them lives, and may have a case too.
    """
    for person in _known_as(work.case, email, numbers):
        messages.silence(work.session, person)
    close(work, Outcome.DIED, "")
    on_record(work, Happened.DIED)


def alive(work: Work, email: str, numbers: tuple[str, ...], reason: str) -> None:
    """Takes back that this person has died: messages go again from the commit on, and a case closed by it is open.

    What was held back meanwhile stays unsent. The same is taken back where it was told on a call.
    """
    if work.case.outcome is Outcome.DIED:
        referrals.reopen(work.session, work.case.id, work.version)
    else:
        referrals.change_any(work.session, work.case.id, work.version)
    for person in _known_as(work.case, email, numbers):
        messages.end_silence(work.session, person)
    taken_back: TakenBack = current_app.extensions["death_taken_back"]
    taken_back(work.session, work.case.id, work.staff)
    on_record(work, Happened.NOT_DIED, reason)


def _known_as(case: Referral, email: str, numbers: tuple[str, ...]) -> Iterator[PersonKey]:
    """What a person is known by to whatever sends messages."""
    yield messages.key_of_case(case.id)
    if email:
        yield messages.key_of_address(email)
    yield from map(messages.key_of_number, numbers)


def on_record(work: Work, happened: Happened, words: str = "") -> None:
    """Writes down what happened to a case, and puts it on record who did it."""
    referrals.note(work.session, work.case.id, happened, work.staff.name, words)
    audited(work.session, work.staff, work.case.id, happened.value.replace("_", "-"))


def audited(session: Session, staff: Staff, case_id: UUID, what: str) -> None:
    """Puts on record that somebody did something with a case."""
    audit.record(session, actor=staff_member(staff.id), action=f"referral.{what}", kind=RECORD, about=str(case_id))


def _promise(case: Referral, route: Route) -> Promise:
    """The clock of the route decided on. One that became more urgent counts from now: nobody could know before."""
    if route is case.route:
        return case.promise
    since = now() if route.rank > case.route.rank else case.received_at
    return promised(council(), Case(case.subject, route), since)


def _tell(work: Work, kind: Kind, to: Recipient, language: str, page: str) -> None:
    """Writes to the person that something waits for them behind their code, and nothing of what it is."""
    messages.tell(
        work.session,
        kind,
        to,
        {"reference": work.case.reference, "link": public_address(url_for(page))},
        language=language,
        about=[messages.key_of_case(work.case.id)],
    )


def _count(work: Work, what: Happening, **facts: Any) -> None:
    """Counts what happened, with nothing that tells to whom."""
    case, language = work.case, referrals.form_of(work.session, work.case.id).language
    known = {"route": case.route, "subject": case.subject, "language": language, "way": WAYS[case.source]}
    events.happened(work.session, what, **{**known, **facts})
