"""A case begins, or is taken back by whoever sent it: its row, and that it is counted, in the caller's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.councils.api import council
from app.events import api as events
from app.events.domain import PROFESSIONAL, TELEPHONE, WEB, Happening
from app.kernel.clock import now
from app.referrals import fingerprints, store
from app.referrals.domain import Case, Outcome, Source, promised
from app.referrals.fingerprints import Mark
from app.referrals.sent import SentForm
from app.referrals.store import Key, Referral, ReferralRow

WAYS = {
    Source.PERSON: WEB,
    Source.PROFESSIONAL: PROFESSIONAL,
    Source.CONTACT_CENTRE: TELEPHONE,
    Source.MESSAGES: WEB,
}


@dataclass(frozen=True)
class Drawn:
    """A case with its clock and its marks, drawn up before anybody has to wait for it to be written."""

    row: ReferralRow
    language: str
    marks: Mapping[str, Mark]

    @property
    def referral(self) -> Referral:
        """The case as lists and messages show it."""
        return store.referral_of(self.row)


def drawn_up(key: Key, case: Case, form: SentForm, received: datetime) -> Drawn:
    """A new case, under a reference that nobody is likely to have."""
    row = store.drawn_up(key, case, promised(council(), case, received), form, received)
    return Drawn(row, form.language, fingerprints.hashes_of(form.about, form.details))


def begin(session: Session, drawn: Drawn) -> None:
    """Writes a new case."""
    store.save(session, drawn.row)
    fingerprints.keep(session, drawn.row.id, drawn.marks)
    _count(session, Happening.CASE_RECEIVED, drawn.referral, drawn.language)


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
