"""What other rooms may ask of the referrals: to open a case, to read and change those there are, to forget old ones."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.assessment.api import CODE_LENGTH
from app.assessment.domain import Route, Subject
from app.audit import api as audit
from app.db import transaction
from app.kernel.clock import now
from app.kernel.reference import new_code
from app.messages.domain import Chore
from app.pa_finder.api import Concern
from app.referrals import concerns, fingerprints, gaps, opening, records, store, work
from app.referrals.domain import Case, Details, Source, Status
from app.referrals.fingerprints import Mark as Mark
from app.referrals.gaps import Gap as Gap
from app.referrals.opening import WAYS as WAYS
from app.referrals.records import Record as Record
from app.referrals.records import SentBy as SentBy
from app.referrals.sent import Line as Line
from app.referrals.sent import Section as Section
from app.referrals.sent import SentForm as SentForm
from app.referrals.shown import Row as Row
from app.referrals.shown import Shown as Shown
from app.referrals.shown import shown as shown
from app.referrals.store import Entry as Entry
from app.referrals.store import Key
from app.referrals.store import Referral as Referral
from app.referrals.telling import RECORD as RECORD
from app.referrals.telling import tell_staff
from app.referrals.work import PAGE as PAGE
from app.referrals.work import Listed as Listed
from app.referrals.work import Wanted as Wanted

MOST_CHANGED = 500

form_of = store.form_of
entries_of = store.entries_of
note = store.note
find = work.find
waiting = work.waiting
change = work.change
change_any = work.change_any
reroute = work.reroute
reopen = work.reopen
cases_of_ids = work.by_ids
cases_alike = fingerprints.alike
ask_back = gaps.ask
asked_back = gaps.of_case
write_record = records.write
records_of = records.of_case


@dataclass(frozen=True)
class Standing:
    """How far a case is, for whoever may know no more."""

    status: Status
    contact_by: datetime


def open_case(
    session: Session,
    *,
    key: UUID,
    source: Source,
    subject: Subject,
    route: Route,
    form: SentForm,
    actor: str,
    contact_id: UUID | None = None,
    received: datetime | None = None,
) -> Referral:
    """Opens a case that did not come from a resident's own web form, in the caller's transaction, and tells the team.

    `key` is the id of what it comes from (a professional's draft, a contact): the same key and subject give the case
    that is there already, so a second press opens nothing. `source` says whose words the form holds and is shown
    wherever they are. `form` is what staff read, made by the caller:

        SentForm(about=…name, filled_in_by="someone_else", language="en", sections=(Section(title, (Line(…),)),),
                 shown=(), decision=snapshot.decision, facts=facts_to_json(snapshot.facts), details={…},
                 do_they_know="yes" | "not_safe" | "cannot_decide" | "not_yet" | "")

    of which `details` say how to reach and to talk with the person, as a resident's pages keep them:
    `reach` (ways, telephone, email, post), `ringing` (when, note, say_who, instead_name, instead_telephone),
    `talking` (needs, language, other), `address`, `birth`, `health`, `helper`, `sharing`. A page left out is not known.
    `actor` is for the audit. The case has a code; give it to nobody but the person.
    """
    for earlier in store.of_draft(session, key):
        if earlier.subject is subject:
            return earlier
    opened_from = Key(key, new_code(CODE_LENGTH), source, contact_id)
    drawn = opening.drawn_up(opened_from, Case(subject, route), form, received or now())
    while store.are_taken(session, [drawn.row.reference]):
        drawn = opening.drawn_up(opened_from, Case(subject, route), form, received or now())
    opening.begin(session, drawn)
    referral = drawn.referral
    tell_staff(session, [referral], key=f"{key}:{subject}:staff")
    audit.record(session, actor=actor, action="referral.sent", kind=RECORD, about=str(referral.id))
    return referral


def raise_concern(session: Session, concern: Concern, actor: str) -> str:
    """Opens a safeguarding case about a conversation with a personal assistant, in the caller's transaction.

    Gives its reference. The same concern opens it once.
    """
    opened = open_case(
        session,
        key=concern.id,
        source=Source.MESSAGES,
        subject=Subject.PERSON,
        route=Route.SAFEGUARDING,
        form=concerns.form_of(concern),
        actor=actor,
    )
    return opened.reference


def case(session: Session, case_id: UUID) -> Referral | None:
    """One case, or None. Whoever shows it to somebody writes the audit event."""
    return store.by_id(session, case_id)


def case_of_reference(session: Session, reference: str) -> Referral | None:
    """The case of a reference like CW-7K3M-9PQD, or None."""
    return store.by_reference(session, reference)


def cases_changed_since(session: Session, moment: datetime, most: int = MOST_CHANGED) -> tuple[Referral, ...]:
    """The cases that changed at that moment or since, the earliest change first; ask again from the last `changed_at`.

    Two changes may share a moment, so the first of the next answer may be the last of this one: tell them by id.
    """
    return work.changed_since(session, moment, most)


def cases_of_contact(session: Session, contact_id: UUID) -> tuple[Referral, ...]:
    """The cases that came from one contact with the contact centre."""
    return work.of_contact(session, contact_id)


def cases_of_person(session: Session, about: str, details: Details) -> tuple[Referral, ...]:
    """The cases that have a mark of this person: their number, address, or name and birth (`details` as a form's)."""
    return work.by_ids(session, fingerprints.of_person(session, about, details))


def cases_of_form(session: Session, referral: Referral) -> tuple[Referral, ...]:
    """The other cases of the same form: a carer's beside that of the person looked after."""
    return tuple(other for other in store.of_draft(session, referral.draft_id) if other.id != referral.id)


def standing_of(session: Session, case_id: UUID) -> Standing:
    """How far a case is. Raises LookupError."""
    referral = store.by_id(session, case_id)
    if referral is None:
        raise LookupError(case_id)
    return Standing(referral.status, referral.promise.contact_by)


def forgetting_closed_cases() -> Chore:
    """Deletes the cases that were closed a year ago."""
    return Chore("forget closed cases", timedelta(hours=1), _forget)


def _forget() -> None:
    with transaction() as session:
        store.forget_closed(session)
