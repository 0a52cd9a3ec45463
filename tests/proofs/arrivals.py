"""What must stand in the store for what people were told: the ledger that every proof about sending is closed with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import db
from app.assessment.api import code_hash_of
from app.assessment.store import DraftRow
from app.audit import api as audit
from app.messages import store as messages
from app.messages.store import OutboxMessage
from app.referrals import store
from app.referrals.store import Referral, ReferralRow
from app.referrals.telling import RECORD
from tests.proofs.person import Person


class Harm(StrEnum):
    """What sending must never do to somebody's form."""

    LOST = "lost"
    DOUBLED = "doubled"
    HALF_WRITTEN = "half written"


@dataclass(frozen=True)
class Fault:
    """A harm that was found, and whose."""

    harm: Harm
    words: str


def arrived(app: Flask, person: Person) -> bool:
    """Whether a case of this person's form is in the store."""
    with app.app_context():
        return bool(_cases(db.session(), person))


def cases_in_store(app: Flask) -> int:
    """How many cases there are, whoever's they are."""
    with app.app_context():
        return db.session().scalar(select(func.count()).select_from(ReferralRow)) or 0


def faults(app: Flask, people: Iterable[Person]) -> list[Fault]:
    """Everything that is wrong with these people's forms."""
    with app.app_context():
        return [fault for person in people for fault in _faults_of(db.session(), person)]


def faults_of_all(app: Flask, people: list[Person]) -> list[Fault]:
    """The same when these are all the people there were: then nothing else is in the store, and the chain is whole."""
    found = faults(app, people)
    chain = app.test_cli_runner().invoke(args=["audit", "verify"])
    if chain.exit_code:
        found.append(Fault(Harm.HALF_WRITTEN, f"the audit: {chain.stderr.strip()}"))
    with app.app_context():
        cases = [_cases(db.session(), person) for person in people]
        wanted = sum(len(_keys(of_one[0], person)) for of_one, person in zip(cases, people, strict=True) if of_one)
        unasked = (db.session().scalar(select(func.count()).select_from(OutboxMessage)) or 0) - wanted
    strangers = cases_in_store(app) - sum(map(len, cases))
    if strangers:
        found.append(Fault(Harm.DOUBLED, f"{strangers} cases belong to nobody"))
    if unasked > 0:
        found.append(Fault(Harm.DOUBLED, f"{unasked} messages belong to nobody"))
    return found


def _faults_of(session: Session, person: Person) -> Iterator[Fault]:
    cases = _cases(session, person)
    draft = session.scalar(select(DraftRow.id).where(DraftRow.code_hash == code_hash_of(person.code)))
    references = {case.reference for case in cases}
    for missing in person.acknowledged - references:
        yield Fault(Harm.LOST, f"{person.name}: {missing} was acknowledged and is not there")
    if not cases:
        if draft is None:
            yield Fault(Harm.LOST, f"{person.name}: neither the draft nor a case is there")
        return
    if draft is not None:
        yield Fault(Harm.HALF_WRITTEN, f"{person.name}: sent, and still a draft")
    if len(cases) > person.cases:
        yield Fault(Harm.DOUBLED, f"{person.name}: {len(cases)} cases instead of {person.cases}")
    if len(cases) < person.cases:
        yield Fault(Harm.HALF_WRITTEN, f"{person.name}: {len(cases)} cases instead of {person.cases}")
    yield from _missing_parts(session, person, cases)


def _missing_parts(session: Session, person: Person, cases: list[Referral]) -> Iterator[Fault]:
    for key in _keys(cases[0], person):
        if messages.id_of(session, key) is None:
            yield Fault(Harm.HALF_WRITTEN, f"{person.name}: no message to {key.rpartition(':')[2]}")
    for case in cases:
        events = [event.action for event in audit.events_about(session, RECORD, str(case.id))]
        if events != ["referral.sent"]:
            yield Fault(Harm.HALF_WRITTEN, f"{person.name}: the audit of {case.reference} has {events}")
        form = store.form_of(session, case.id)
        written = {line.answer for section in form.sections for line in section.lines}
        if person.name not in written or not form.decision.fired:
            yield Fault(Harm.HALF_WRITTEN, f"{person.name}: what was sent in {case.reference} is not all there")


def _cases(session: Session, person: Person) -> list[Referral]:
    of_person = ReferralRow.code_hash == code_hash_of(person.code)
    drafts = session.scalars(select(ReferralRow.draft_id).where(of_person).distinct()).all()
    return [case for draft_id in drafts for case in store.of_draft(session, draft_id)]


def _keys(case: Referral, person: Person) -> list[str]:
    return [f"{case.draft_id}:staff", *([f"{case.draft_id}:resident"] if person.receipt else [])]
