"""What we have about a caller from before: told to staff only once the caller has shown who they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.contact_centre import deaths, store
from app.contact_centre.deaths import Death
from app.contact_centre.raising import details_of
from app.contact_centre.store import Contact
from app.contact_centre.wording import STATUSES
from app.referrals import api as referrals
from app.referrals.api import Referral
from app.referrals.domain import NOT_SAFE_TO_RING
from app.web.words import long_date


@dataclass(frozen=True)
class KnownCase:
    """A case of the caller's that is open, or was: where it stands, what was promised, and how to ring safely."""

    reference: str
    status: str
    promise: str
    safe: str


@dataclass(frozen=True)
class Known:
    """Whether we know the caller and, once they showed who they are, what of.

    That somebody has died is told at once: nobody on our side may ask for them.
    """

    contacts: int = 0
    earlier: tuple[Contact, ...] = ()
    deaths: tuple[Death, ...] = ()
    cases: tuple[KnownCase, ...] = ()
    forms: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to read out."""
        return bool(self.contacts or self.forms)


def known_of(session: Session, contact: Contact) -> Known:
    """What is known of whoever a contact is about."""
    earlier = store.earlier(session, contact)
    told = deaths.of_contacts(session, [contact.id, *(one.id for one in earlier)])
    cases = _cases(session, contact, earlier)
    if not contact.checked:
        return Known(len(earlier), deaths=told, forms=len(cases))
    return Known(len(earlier), earlier, told, tuple(_known_case(session, case) for case in cases), len(cases))


def _cases(session: Session, contact: Contact, earlier: tuple[Contact, ...]) -> tuple[Referral, ...]:
    """The cases that the caller names, or that came of earlier contacts, or that have a mark of theirs."""
    named = (contact.notes.reference, *(one.case_reference for one in earlier))
    found = [referrals.case_of_reference(session, reference) for reference in filter(None, named)]
    found += referrals.cases_of_person(session, contact.notes.about, details_of(contact.notes))
    return tuple({case.id: case for case in found if case is not None}.values())


def _known_case(session: Session, case: Referral) -> KnownCase:
    ringing = referrals.form_of(session, case.id).details.get("ringing", {})
    by = f"An answer is promised by {long_date(case.promise.contact_by)}." if case.status.is_open else ""
    return KnownCase(case.reference, STATUSES[case.status], by, _safely(ringing))


def _safely(ringing: Mapping[str, Any]) -> str:
    """How to ring them, as they said themselves."""
    unsafe = "It is not safe to ring them." if ringing.get("when") == NOT_SAFE_TO_RING else ""
    unsaid = "Do not say who is calling." if ringing.get("say_who") == "no" else ""
    return " ".join(filter(None, (unsafe, unsaid, str(ringing.get("note", "")))))
