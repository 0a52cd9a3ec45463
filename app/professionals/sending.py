"""A professional's referral on its way to the council, and the one transaction in which it arrives."""

from uuid import UUID

from app import db
from app.professionals import answering, flow, store
from app.professionals.case import open_case
from app.professionals.domain import Stage, agreement_of, telling_of
from app.professionals.store import NoDraft


class StillToFillIn(Exception):
    """A page is not filled in, or there is no ground on which it may be sent."""


def deliver(draft_id: UUID) -> None:
    """Sends a referral as it is now, once: whoever comes second finds it already there.

    Raises NoDraft when it was deleted meanwhile, StillToFillIn when another tab took away what sending needs.
    """
    with db.transaction() as session:
        draft = store.held(session, draft_id)
        if store.sent_from(session, draft_id):
            return
        if draft is None:
            raise NoDraft
        agreement = agreement_of(draft.details)
        if flow.next_step(draft.details) or agreement is None or not agreement.allows:
            raise StillToFillIn
        referral = open_case(session, draft)
        wants_messages = draft.details.get("answer", {}).get("receipt") == "yes"
        email = draft.details.get("you", {}).get("email") if wants_messages else None
        sent = store.add(session, draft, referral.id, referral.reference, telling_of(draft.details), email)
        answering.tell(session, sent, Stage.RECEIVED)
        store.forget(session, draft.id)
