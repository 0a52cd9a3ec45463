"""What a person's pages are told: one frozen value for each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from flask import url_for
from flask_babel import gettext

from app import db
from app.assessment import api as assessment
from app.assessment.api import UrgentCard
from app.assessment.domain import DISAGREE, Route, Subject
from app.councils.domain import Council, Neighbour
from app.questionnaire.flow import Voice
from app.referrals import flow, gaps, records, store, wording
from app.referrals.domain import Case, CommunicationNeed, Happened, cases_in, is_nhs_number, promised
from app.referrals.easy_read import CHECK, SENT, EasyWords, easy_words
from app.referrals.gaps import Gap
from app.referrals.receipt import Receipt, ReceiptClosed
from app.referrals.records import Record, SentBy
from app.referrals.sending import Sending
from app.referrals.shown import Shown, shown
from app.referrals.store import Referral
from app.referrals.summary import answered_sections, disagreement, kept_section
from app.web.written import telephone_as_written


@dataclass(frozen=True)
class StepPage:
    """One page before sending. `neighbour` is the council to ring for somebody outside the area.

    `easy` is None but on the Easy Read way.
    """

    back: str
    voice: Voice
    outward: str | None
    neighbour: Neighbour | None
    has_number: bool
    easy: EasyWords | None

    @classmethod
    def of(cls, sending: Sending, step: str, this: Council) -> "StepPage":
        back = flow.before(sending.situation, step)
        return cls(
            back=url_for("referrals.fill_in", step=back) if back else url_for("referrals.ask"),
            voice=sending.voice,
            outward=sending.outward,
            neighbour=this.neighbour_of(sending.outward) if sending.outward else None,
            has_number=bool(sending.details.get("reach", {}).get("telephone")),
            easy=_easy(sending, step),
        )


@dataclass(frozen=True)
class CheckPage:
    """Everything before it is sent. `notes` are doubts that stop nobody."""

    answers: tuple[Shown, ...]
    sections: tuple[Shown, ...]
    notes: tuple[str, ...]
    cases: int
    inside: bool
    cards: tuple[UrgentCard, ...]
    easy: EasyWords | None

    @classmethod
    def of(cls, sending: Sending, this: Council, moment: datetime) -> "CheckPage":
        steps = [step for step in flow.asked(sending.situation) if step != "area"]
        path, voice = sending.snapshot.path, sending.voice
        cases = cases_in(sending.snapshot.decision)
        answered = list(answered_sections(path, voice, carer=False))
        if any(case.subject is Subject.CARER for case in cases):
            answered += answered_sections(path, voice, carer=True)
        return cls(
            answers=shown(answered),
            sections=shown(
                (
                    *disagreement(sending.details, _subjects(cases)),
                    *(kept_section(step, voice, sending.details) for step in steps),
                ),
                change=_where_to_change,
            ),
            notes=tuple(_notes(sending)),
            cases=len(cases),
            inside=sending.outward is not None and not sending.outside,
            cards=assessment.cards_of(sending.snapshot.decision, sending.snapshot.voice, moment),
            easy=_easy(sending, CHECK),
        )


@dataclass(frozen=True)
class SentCase:
    """One case of a sent form, as its sender reads it."""

    referral: Referral
    of_carer: bool
    promise: str
    late: bool
    added: tuple[str, ...]


@dataclass(frozen=True)
class SentPage:
    """A form that was sent: its cases, whom to ring, and everything in it."""

    cases: tuple[SentCase, ...]
    code: str
    cards: tuple[UrgentCard, ...]
    is_open: bool
    next: tuple[tuple[str, str], ...]
    ring: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, held: Receipt, this: Council, moment: datetime) -> "SentPage":
        """Raises ReceiptClosed when nothing was sent from the draft that this browser remembers."""
        referrals = tuple(_as_sent(referral, this) for referral in store.of_draft(db.session(), held.draft_id))
        if not referrals:
            raise ReceiptClosed
        top = max((referral.route for referral in referrals), key=lambda route: route.rank)
        return cls(
            cases=tuple(_sent_case(referral, this, moment) for referral in referrals),
            code=referrals[0].code,
            cards=_cards_as_sent(referrals, moment) if top.cannot_wait else (),
            is_open=this.is_open(moment),
            next=tuple(wording.what_happens_next(referrals[0], this, moment)),
            ring=ring_order(this, top, moment),
        )

    @property
    def sections(self) -> tuple[Shown, ...]:
        """What was sent, each section once even when it stands in two cases."""
        forms = (store.form_of(db.session(), case.referral.id) for case in self.cases)
        return shown(dict.fromkeys(section for form in forms for section in form.sections))

    @property
    def easy(self) -> EasyWords | None:
        """The words in Easy Read, for somebody who asked to be answered so."""
        form = store.form_of(db.session(), self.cases[0].referral.id)
        wanted = CommunicationNeed.EASY_READ in form.details.get("talking", {}).get("needs", ())
        return easy_words(SENT, form.voice) if wanted else None

    @property
    def added(self) -> tuple[str, ...]:
        """What was added later."""
        return tuple(words for case in self.cases for words in case.added)

    @property
    def gaps(self) -> tuple[tuple[Referral, Gap], ...]:
        """What the council asked back about an open case and nobody has answered yet."""
        return tuple(
            (referral, gap)
            for referral in self.open_referrals
            for gap in gaps.of_case(db.session(), referral.id)
            if gap.answer is None
        )

    @property
    def records(self) -> tuple[tuple[Referral, Record], ...]:
        """The written records that wait behind the code; one that went on paper went to the person alone."""
        return tuple(
            (case.referral, record)
            for case in self.cases
            for record in records.of_case(db.session(), case.referral.id)
            if record.way is SentBy.EMAIL
        )

    @property
    def open_referrals(self) -> tuple[Referral, ...]:
        """The cases that can still be added to and withdrawn."""
        return tuple(case.referral for case in self.cases if case.referral.status.is_open)

    @property
    def can_change(self) -> bool:
        return bool(self.open_referrals)

    @property
    def names(self) -> dict[str, str]:
        """What to call each open case when a person is asked which one they mean."""
        own, other = gettext("My own, as a carer"), gettext("The one about %(name)s")
        return {
            str(referral.id): own if referral.subject is Subject.CARER else _named(other, referral)
            for referral in self.open_referrals
        }

    def referrals_of(self, chosen: str) -> tuple[Referral, ...]:
        """The open case with this id."""
        return tuple(referral for referral in self.open_referrals if str(referral.id) == chosen)

    @property
    def is_safeguarding(self) -> bool:
        return any(case.referral.route.rank >= Route.SAFEGUARDING.rank for case in self.cases)


def ring_order(this: Council, route: Route, moment: datetime) -> tuple[tuple[str, str], ...]:
    """Names and numbers to ring, in the order in which they are answered at this hour."""
    number = this.safeguarding_telephone if route is Route.SAFEGUARDING else this.telephone
    day, night = (this.team, number), (this.out_of_hours_name, this.out_of_hours_telephone)
    return (day,) if this.is_open(moment) else (night, day)


def _easy(sending: Sending, page: str) -> EasyWords | None:
    return easy_words(page, sending.voice) if assessment.is_easy_read(sending.details) else None


def _as_sent(referral: Referral, this: Council) -> Referral:
    """A case as whoever sent it may read it: a route that staff chose since may put them at risk, or alarm them.

    Of what staff decided only a sooner answer shows.
    """
    if referral.route is referral.recommended:
        return referral
    first = promised(this, Case(referral.subject, referral.recommended), referral.received_at)
    promise = replace(first, contact_by=min(first.contact_by, referral.promise.contact_by))
    return replace(referral, route=referral.recommended, promise=promise)


def _cards_as_sent(referrals: Iterable[Referral], moment: datetime) -> tuple[UrgentCard, ...]:
    """What could not wait when it was sent, each thing once."""
    forms = (store.form_of(db.session(), referral.id) for referral in referrals)
    cards = (assessment.cards_of(form.decision, form.voice, moment) for form in forms)
    return tuple(dict.fromkeys(chain.from_iterable(cards)))


def _subjects(cases: tuple[Case, ...]) -> tuple[Subject, ...]:
    """Whom the cases hold words about: a carer's case that is alone holds the whole form."""
    subjects = tuple(case.subject for case in cases)
    return tuple(Subject) if subjects == (Subject.CARER,) else subjects


def _where_to_change(step: str) -> str:
    """The page on which a section was filled in."""
    if step == DISAGREE:
        return url_for("plan.disagree", back="check")
    return url_for("referrals.fill_in", step=step)


def _named(words: str, referral: Referral) -> str:
    return words % {"name": referral.about or gettext("the person you look after")}


def _sent_case(referral: Referral, this: Council, moment: datetime) -> SentCase:
    entries = store.entries_of(db.session(), referral.id)
    return SentCase(
        referral=referral,
        of_carer=referral.subject is Subject.CARER,
        promise=wording.promise(referral, this, moment),
        late=referral.status.is_open and referral.promise.contact_by < moment,
        added=tuple(entry.words for entry in entries if entry.happened is Happened.ADDED),
    )


def _notes(sending: Sending) -> Iterable[str]:
    nhs_number = str(sending.details.get("health", {}).get("nhs_number", ""))
    if nhs_number and not is_nhs_number(nhs_number):
        yield gettext("The NHS number may have a slip in it. We keep it as you wrote it.")
    numbers = [("reach", "telephone"), ("address", "telephone"), ("ringing", "instead_telephone")]
    for step, name in numbers:
        number = str(sending.details.get(step, {}).get(name, ""))
        if number and not telephone_as_written(number)[1]:
            yield gettext("We may not be able to ring %(number)s. We keep it as you wrote it.", number=number)
