"""A case begins, or is taken back by whoever sent it: its row, and that it is counted, in the caller's transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.councils.api import council
from app.events import api as events
from app.events.domain import PROFESSIONAL, TELEPHONE, WEB, Happening
from app.kernel.clock import now
from app.referrals import fingerprints, store
from app.referrals.domain import Case, Outcome, Source, promised
from app.referrals.sent import SentForm
from app.referrals.store import Key, Referral

WAYS = {
    Source.PERSON: WEB,
    Source.PROFESSIONAL: PROFESSIONAL,
    Source.CONTACT_CENTRE: TELEPHONE,
    Source.MESSAGES: WEB,
}


def begin(session: Session, key: Key, case: Case, form: SentForm, received: datetime) -> Referral:
    """Writes a new case, with its clock."""
    referral = store.save(session, key, case, promised(council(), case, received), form, received)
    fingerprints.keep(session, referral.id, form.about, form.details)
    _count(session, Happening.CASE_RECEIVED, referral, form.language)
    return referral


def take_back(session: Session, referral: Referral) -> None:
    """Closes a case because the person asked for that, whatever staff are doing with it meanwhile."""
    store.withdraw(session, referral.id)
    minutes = int((now() - referral.received_at).total_seconds() // 60)
    on_time = (referral.contacted_at or now()) <= referral.promise.contact_by
    known = {"outcome": Outcome.WITHDRAWN, "minutes": max(0, minutes), "on_time": on_time}
    _count(session, Happening.CASE_CLOSED, referral, store.form_of(session, referral.id).language, **known)


def _count(session: Session, what: Happening, referral: Referral, language: str, **known: Any) -> None:
    """Counts what happened, with nothing that tells to whom."""
    of_it = {"route": referral.route, "subject": referral.subject, "language": language, "way": WAYS[referral.source]}
    events.happened(session, what, **of_it, **known)
