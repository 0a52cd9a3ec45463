"""Somebody has died: who told us and when, what falls silent, and how a mistake is taken back."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.accounts.domain import Staff
from app.contact_centre import calls, introductions
from app.contact_centre.domain import date_written
from app.contact_centre.keys import Key, keys_for, plain_names
from app.contact_centre.store import CallerKeyRow, Contact, ContactRow, known
from app.db import Base, Sealed, UtcDateTime
from app.kernel.clock import now
from app.messages import api as messages
from app.messages.domain import PersonKey
from app.referrals import api as referrals
from app.referrals.api import Referral
from app.referrals.domain import Happened


class DeathRow(Base):
    """That a person has died, as somebody told us. Lives as long as the contact in which it was told."""

    __tablename__ = "deaths"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    told: Mapped[str] = mapped_column(Sealed)
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    noted_by: Mapped[int]
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_back_by: Mapped[int | None]


class DeathCaseRow(Base):
    """A case that a death is about. Rows live as long as the death, also when the case is forgotten before it."""

    __tablename__ = "death_cases"

    death_id: Mapped[UUID] = mapped_column(ForeignKey("deaths.id", ondelete="CASCADE"), primary_key=True)
    referral_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


@dataclass(frozen=True)
class Death:
    """What was told: of whom, by whom and when they died. `silent` are the people keys that nothing goes to."""

    person: str
    told_by: str
    when: str
    noted_at: datetime
    silent: tuple[PersonKey, ...] = ()


@dataclass(frozen=True)
class Person:
    """What is known of whoever has died: their own number and address, not those of whoever rang."""

    name: str
    born: str = ""
    telephone: str = ""
    email: str = ""
    reference: str = ""

    @property
    def keys(self) -> frozenset[Key]:
        """What they are known again by."""
        return keys_for(telephone=self.telephone, email=self.email, name=self.name, born=self.born)


@dataclass(frozen=True)
class Told:
    """Who told us, when the person died as they say, and who noted it."""

    by: str
    when: str
    staff: Staff


def note(session: Session, contact_id: UUID, person: Person, told: Told) -> None:
    """Notes a death and stops everything to and about that person, in the caller's transaction."""
    contacts, cases = _contacts_of(session, person), _cases_of(session, person)
    silent = _people(person, contacts, cases)
    for key in silent:
        messages.silence(session, key)
    ids = [contact.id for contact in contacts]
    introductions.ask_nobody(session, ids)
    session.execute(update(ContactRow).where(ContactRow.id.in_(ids)).values(call_back_at=None, letter_waiting=False))
    for case in cases:
        referrals.note(session, case.id, Happened.DIED, told.staff.name, f"{told.by}, {told.when}".strip(", "))
    kept = {"person": person.name, "told_by": told.by, "when": told.when, "silent": [key.hashes for key in silent]}
    row = DeathRow(id=uuid4(), contact_id=contact_id, told=json.dumps(kept), noted_at=now(), noted_by=told.staff.id)
    session.add(row)
    session.add_all(CallerKeyRow(contact_id=contact_id, kind=kind, hash=hash) for kind, hash in person.keys)
    session.flush()
    session.add_all(DeathCaseRow(death_id=row.id, referral_id=case.id) for case in cases)


def of_contacts(session: Session, contact_ids: Sequence[UUID]) -> tuple[Death, ...]:
    """The deaths that were told in these contacts and not taken back."""
    rows = select(DeathRow).where(DeathRow.contact_id.in_(contact_ids), DeathRow.taken_back_at.is_(None))
    return tuple(map(_death, session.scalars(rows.order_by(DeathRow.noted_at))))


def take_back(session: Session, contact_id: UUID, staff: Staff) -> bool:
    """Takes back what was a mistake: messages go again from now on. False when there was nothing to take back.

    The cases that it was about say so; whether to open one again is decided there.
    """
    standing = (DeathRow.contact_id == contact_id, DeathRow.taken_back_at.is_(None))
    rows = session.scalars(select(DeathRow).where(*standing)).all()
    for row in rows:
        _take_back(session, row, staff.id)
        for case_id in session.scalars(select(DeathCaseRow.referral_id).where(DeathCaseRow.death_id == row.id)):
            if referrals.case(session, case_id) is not None:
                referrals.note(session, case_id, Happened.NOT_DIED, staff.name, "")
    return bool(rows)


def take_back_of_case(session: Session, case_id: UUID, staff: Staff) -> None:
    """Takes back what was told on calls about the person of this case, as part of what is done to the case."""
    standing = (DeathCaseRow.referral_id == case_id, DeathRow.taken_back_at.is_(None))
    rows = session.scalars(select(DeathRow).join(DeathCaseRow, DeathCaseRow.death_id == DeathRow.id).where(*standing))
    for row in rows.all():
        _take_back(session, row, staff.id)
        calls.on_record(session, staff, "death-taken-back", row.contact_id)


def _take_back(session: Session, row: DeathRow, staff_id: int) -> None:
    for key in _death(row).silent:
        messages.end_silence(session, key)
    row.taken_back_at, row.taken_back_by = now(), staff_id
    session.flush()


def _contacts_of(session: Session, person: Person) -> tuple[Contact, ...]:
    """The contacts about this person: those that share a number, an address or a birth, and their name."""
    name = plain_names(person.name)
    return tuple(one for one in known(session, person.keys) if plain_names(one.notes.about) == name)


def _cases_of(session: Session, person: Person) -> tuple[Referral, ...]:
    """Their cases, in the same way; a reference that was given needs no name beside it."""
    born = date_written(person.born)
    details = {
        "reach": {"telephone": person.telephone, "email": person.email},
        "birth": {"born": born.isoformat()} if born else {},
    }
    alike = referrals.cases_of_person(session, person.name, details)
    name = plain_names(person.name)
    named = referrals.case_of_reference(session, person.reference) if person.reference else None
    theirs = [case for case in alike if plain_names(case.about) == name] + ([named] if named else [])
    return tuple({case.id: case for case in theirs}.values())


def _people(person: Person, contacts: Sequence[Contact], cases: Sequence[Referral]) -> tuple[PersonKey, ...]:
    """Where nothing goes any more. The number of a daughter who rang for her mother is not among these."""
    own = [contact.notes for contact in contacts if contact.notes.for_whom in ("", "self")]
    numbers = {number for number in (person.telephone, *(notes.telephone for notes in own)) if number}
    addresses = {address for address in (person.email, *(notes.email for notes in own)) if address}
    return (
        *map(messages.key_of_number, sorted(numbers)),
        *map(messages.key_of_address, sorted(addresses)),
        *(messages.key_of_case(case.id) for case in cases),
    )


def _death(row: DeathRow) -> Death:
    told = json.loads(row.told)
    silent = tuple(PersonKey(tuple(hashes)) for hashes in told["silent"])
    return Death(told["person"], told["told_by"], told["when"], row.noted_at, silent)
