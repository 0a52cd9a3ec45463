"""A case begins: its row, by what it may be known again, and that one came, in the caller's transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.councils.api import council
from app.events import api as events
from app.events.domain import PROFESSIONAL, TELEPHONE, WEB, Happening
from app.referrals import fingerprints, store
from app.referrals.domain import Case, Source, promised
from app.referrals.sent import SentForm
from app.referrals.store import Key, Referral

WAYS = {Source.PERSON: WEB, Source.PROFESSIONAL: PROFESSIONAL, Source.CONTACT_CENTRE: TELEPHONE}


def begin(session: Session, key: Key, case: Case, form: SentForm, received: datetime) -> Referral:
    """Writes a new case, with its clock."""
    referral = store.save(session, key, case, promised(council(), case, received), form, received)
    fingerprints.keep(session, referral.id, form.about, form.details)
    events.happened(
        session,
        Happening.CASE_RECEIVED,
        route=case.route,
        subject=case.subject,
        language=form.language,
        way=WAYS[key.source],
    )
    return referral
