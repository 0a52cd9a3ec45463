"""Raising a case from a call: what was written and ticked, as those who work on cases read it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.domain import Staff
from app.assessment import api as assessment
from app.assessment.domain import Route, Subject
from app.audit.domain import staff_member
from app.contact_centre import calls, wording
from app.contact_centre.domain import Notes, Outcome, date_written
from app.contact_centre.store import Contact
from app.contact_centre.suggesting import snapshot_of, voice_of
from app.events.domain import Ending
from app.questionnaire.flow import Voice
from app.referrals import api as referrals
from app.referrals.api import Line, Referral, Section, SentForm
from app.referrals.domain import Source

ENDINGS = {
    Route.EMERGENCY: Ending.URGENT,
    Route.SAFEGUARDING: Ending.SAFEGUARDING,
    Route.URGENT_COUNCIL: Ending.URGENT,
    Route.FORMAL_ASSESSMENT: Ending.FORMAL,
    Route.SHORT_TERM_HELP: Ending.SHORT_TERM,
    Route.COMMUNITY: Ending.OTHER,
}


def raise_case(
    session: Session, staff: Staff, contact: Contact, subject: Subject, route: Route, do_they_know: str
) -> Referral:
    """Opens a case and ends the call, in the caller's transaction. Raises SomeoneElseWasFirst."""
    referral = referrals.open_case(
        session,
        key=contact.id,
        source=Source.CONTACT_CENTRE,
        subject=subject,
        route=route,
        form=form_of(contact.notes, subject, do_they_know),
        actor=staff_member(staff.id),
        contact_id=contact.id,
    )
    calls.end(session, staff, contact, Outcome.CASE, ENDINGS[route], case=referral.reference)
    return referral


def form_of(notes: Notes, subject: Subject, do_they_know: str) -> SentForm:
    """The notes as a form that staff read. A carer's own case bears the carer's name."""
    snapshot = snapshot_of(notes)
    return SentForm(
        about=notes.caller if subject is Subject.CARER else notes.about,
        filled_in_by=notes.for_whom or "self",
        language=calls.language_of(notes),
        sections=(
            Section("What was said on the call", tuple(_said(notes))),
            Section("What was ticked", tuple(_ticked(notes))),
        ),
        shown=(),
        decision=snapshot.decision,
        facts=assessment.facts_to_json(snapshot.facts),
        details=details_of(notes),
        do_they_know=do_they_know,
    )


def details_of(notes: Notes) -> dict[str, dict[str, Any]]:
    """How to reach the person, as a resident's own form keeps it."""
    born = date_written(notes.born)
    ways = {"telephone": notes.telephone, "email": notes.email, "post": notes.address}
    details: dict[str, dict[str, Any]] = {
        "name": {"name": notes.about},
        "birth": {"born": born.isoformat()} if born else {},
        "address": {"address": notes.address, "postcode": notes.postcode},
        "helper": {"name": notes.caller} if voice_of(notes) is Voice.THEY else {},
        "reach": {"ways": [way for way, written in ways.items() if written], **ways} if any(ways.values()) else {},
        "ringing": {"note": notes.careful} if notes.careful else {},
    }
    return {step: values for step, values in details.items() if any(values.values())}


def _said(notes: Notes) -> Iterator[Line]:
    for name, words in wording.STORIES.items():
        yield Line(words, getattr(notes, name))


def _ticked(notes: Notes) -> Iterator[Line]:
    for name, (words, labels) in wording.ticked().items():
        value = getattr(notes, name)
        chosen = value if isinstance(value, tuple) else (value,)
        yield Line(words, "\n".join(labels[one] for one in chosen if one in labels))
    yield Line("They ask for an assessment", "Yes" if notes.asked else "")
