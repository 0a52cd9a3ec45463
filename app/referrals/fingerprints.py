"""By what two cases may be of one person: keyed hashes of numbers, addresses and names, from which none can be read."""

import hmac
from collections.abc import Iterator, Mapping
from enum import StrEnum
from uuid import UUID

from flask import current_app
from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from app.db import Base
from app.referrals.domain import Details, is_nhs_number
from app.web.written import telephone_as_written


class Mark(StrEnum):
    """What two forms may have in common."""

    NHS_NUMBER = "nhs_number"
    BORN_AND_NAME = "born_and_name"
    TELEPHONE = "telephone"
    EMAIL = "email"


class FingerprintRow(Base):
    """One mark of a case, hashed with our keys. Lives as long as its case."""

    __tablename__ = "referral_fingerprint"

    referral_id: Mapped[UUID] = mapped_column(ForeignKey("referral.id", ondelete="CASCADE"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(20))


def hashes_of(about: str, details: Details) -> dict[str, Mark]:
    """The marks of a case, one hash under each key that we hold, so that a new key loses none."""
    return {each: mark for mark, text in marks_of(about, details) for each in _hashes(mark, text)}


def keep(session: Session, referral_id: UUID, hashes: Mapping[str, Mark]) -> None:
    """Keeps the marks of a case."""
    session.add_all(FingerprintRow(referral_id=referral_id, hash=each, kind=mark) for each, mark in hashes.items())


def alike(session: Session, referral_id: UUID) -> dict[UUID, frozenset[Mark]]:
    """The cases that have a mark in common with this one, each with what they share."""
    own = aliased(FingerprintRow)
    rows = session.execute(
        select(FingerprintRow.referral_id, FingerprintRow.kind)
        .join(own, own.hash == FingerprintRow.hash)
        .where(own.referral_id == referral_id, FingerprintRow.referral_id != referral_id)
    )
    shared: dict[UUID, frozenset[Mark]] = {}
    for other, kind in rows:
        shared[other] = shared.get(other, frozenset()) | {Mark(kind)}
    return shared


def of_person(session: Session, about: str, details: Details) -> tuple[UUID, ...]:
    """The cases that have a mark of somebody of whom this is known."""
    hashes = [each for mark, text in marks_of(about, details) for each in _hashes(mark, text)]
    found = select(FingerprintRow.referral_id).where(FingerprintRow.hash.in_(hashes)).distinct()
    return tuple(session.scalars(found))


def marks_of(about: str, details: Details) -> Iterator[tuple[Mark, str]]:
    """What a person can be known by, written in one way."""
    reach, nhs_number = details.get("reach", {}), str(details.get("health", {}).get("nhs_number", ""))
    for number in (reach.get("telephone"), details.get("address", {}).get("telephone")):
        if number:
            yield Mark.TELEPHONE, "".join(filter(str.isdigit, telephone_as_written(str(number))[0]))
    if reach.get("email"):
        yield Mark.EMAIL, str(reach["email"]).strip().casefold()
    if is_nhs_number(nhs_number):
        yield Mark.NHS_NUMBER, "".join(filter(str.isdigit, nhs_number))
    name, born = " ".join(sorted(about.casefold().split())), details.get("birth", {}).get("born")
    if name and born:
        yield Mark.BORN_AND_NAME, f"{born} {name}"


def _hashes(mark: Mark, text: str) -> Iterator[str]:
    for key in current_app.config["ENCRYPTION_KEYS"]:
        yield hmac.digest(key.encode(), f"case\0{mark}\0{text}".encode(), "sha256").hex()
