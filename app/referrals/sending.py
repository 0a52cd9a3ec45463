"""A draft on its way to the council, and the one transaction in which it arrives."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask_babel import gettext
from sqlalchemy.orm import Session

from app import db
from app.assessment import api as assessment
from app.assessment.api import Draft, NoDraft, Snapshot, Way
from app.audit import api as audit
from app.audit.domain import RESIDENT
from app.councils.api import council
from app.kernel.clock import now
from app.messages import api as messages
from app.messages.domain import Channel, Kind, Recipient
from app.questionnaire.flow import Answer, Voice
from app.referrals import flow, store
from app.referrals.domain import (
    CommunicationNeed,
    Details,
    Source,
    cases_in,
    outward_of,
    page_with_no_way_left,
)
from app.referrals.domain import Way as WayToReach
from app.referrals.flow import Situation
from app.referrals.opening import Drawn, begin, drawn_up
from app.referrals.store import Key, Referral
from app.referrals.summary import sent_form
from app.referrals.telling import RECORD, Told, told_to_staff, write_to_staff


class StillToFillIn(Exception):
    """A page before sending is asked that is not filled in."""


@dataclass(frozen=True)
class Sending:
    """A draft with all that its pages and its sending depend on."""

    draft: Draft
    snapshot: Snapshot
    voice: Voice
    outward: str | None

    @property
    def details(self) -> Details:
        return self.draft.details

    @property
    def key(self) -> Key:
        """What its cases are opened from: the draft, and the contact in which an adviser began it for a caller."""
        contact = self.draft.details.get("contact", {}).get("id")
        if contact is None:
            return Key(self.draft.id, self.draft.code)
        return Key(self.draft.id, self.draft.code, Source.CONTACT_CENTRE, UUID(str(contact)))

    @property
    def known(self) -> Details:
        """The details, with what the answers have told already, so that nothing is asked twice (WCAG 2.2, 3.3.7)."""
        homeless = "no_fixed_home" in assessment.facts_to_json(self.snapshot.facts)["flags"]
        talking = [CommunicationNeed.EASY_READ] if self.draft.details.get("way", {}).get("easy_read") else []
        if "advocate" in self.snapshot.path.answers.get("helped_by", Answer()).chosen:
            talking.append(CommunicationNeed.ADVOCATE)
        told: Details = {
            "address": {"postcode": self.snapshot.place, "homeless": homeless},
            "helper": {"relationship": "; ".join(map(gettext, self.snapshot.said_to("speaks_as")))},
            "talking": {"needs": talking},
        }
        return {**told, **self.details}

    @property
    def outside(self) -> bool:
        """Whether the person asked about is known to live outside this council's area."""
        return self.outward is not None and not council().covers(self.outward)

    @property
    def situation(self) -> Situation:
        return Situation(
            voice=self.voice,
            knows_for_whom="for_whom" in self.snapshot.path.answers,
            assessed=self.snapshot.path.finished,
            outside=self.outside,
            rings=WayToReach.TELEPHONE in self.details.get("reach", {}).get("ways", ()),
            done=frozenset(self.details) - {page_with_no_way_left(self.details, self.voice is Voice.YOU)},
        )


def sending_of(draft: Draft) -> Sending:
    """What a draft's pages depend on. To send it before the questions are finished is to ask for an assessment."""
    snapshot = assessment.snapshot_of(draft)
    if not snapshot.path.finished:
        snapshot = assessment.snapshot_of(replace(draft, asked=True))
    for_another = draft.details.get("who", {}).get("for_whom") == "someone_else"
    voice = Voice.THEY if for_another else snapshot.voice
    # Most often the council of the person looked after answers for their carer; the law's sources do not agree.
    of_carer = snapshot.where_looked_after if snapshot.way is Way.CARER else ""
    return Sending(draft, snapshot, voice, outward_of(draft.details, snapshot.place, of_carer))


@dataclass(frozen=True)
class Ready:
    """What becomes of a draft when it is sent, drawn up before it has the writer's turn, for which others wait."""

    sending: Sending
    cases: tuple[Drawn, ...]
    told: Told

    @classmethod
    def of(cls, draft: Draft) -> "Ready | None":
        """None while something is still to fill in."""
        sending, received = sending_of(draft), now()
        if flow.next_step(sending.situation):
            return None
        cases, steps = cases_in(sending.snapshot.decision), flow.asked(sending.situation)
        alone = len(cases) == 1
        forms = [sent_form(case, sending.snapshot, sending.voice, sending.details, steps, alone) for case in cases]
        drawn = [drawn_up(sending.key, case, form, received) for case, form in zip(cases, forms, strict=True)]
        return cls(sending, tuple(drawn), told_to_staff(one.referral for one in drawn))


def deliver(draft: Draft) -> None:
    """Sends a draft as it is now, once: whoever comes second, by another press, tab or process, finds it already there.

    The draft is held first, as everybody does who changes it. What another tab kept a moment ago goes too: then all is
    drawn up again. Raises NoDraft when it was deleted meanwhile, StillToFillIn when another tab took away what sending
    needs.
    """
    ready = Ready.of(draft)
    with db.transaction() as session:
        held = assessment.held(session, draft.id)
        if store.was_sent(session, draft.id):
            return
        if held is None:
            raise NoDraft
        while held != draft or (ready and store.are_taken(session, [one.row.reference for one in ready.cases])):
            draft, ready = held, Ready.of(held)
        if ready is None:
            raise StillToFillIn
        _arrive(session, ready)


def _arrive(session: Session, ready: Ready) -> None:
    """Cases, messages, the end of the draft, and the record of it, in the caller's transaction."""
    for drawn in ready.cases:
        begin(session, drawn)
    draft = ready.sending.draft
    write_to_staff(session, ready.told, key=f"{draft.id}:staff")
    referrals = [drawn.referral for drawn in ready.cases]
    _tell_resident(session, ready.sending, referrals)
    assessment.forget(session, draft.id)
    for referral in referrals:
        audit.record(session, actor=RESIDENT, action="referral.sent", kind=RECORD, about=str(referral.id))


def _tell_resident(session: Session, sending: Sending, referrals: list[Referral]) -> None:
    """Writes to the person, if they asked for that, what the confirmation says: no name, no answer, no code."""
    reach = sending.details.get("reach", {})
    if not reach.get("receipt"):
        return
    messages.tell(
        session,
        Kind.RECEIPT,
        Recipient(Channel.EMAIL, reach["email"]),
        {"references": ", ".join(referral.reference for referral in referrals)},
        key=f"{sending.draft.id}:resident",
        about=[messages.key_of_case(referral.id) for referral in referrals],
    )
