"""What staff wrote into a listing in the place of its feed's own words: kept beside the feed's, for ever apart."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import String, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.db import Base, UtcDateTime
from app.directory.domain import Contact, Phone, Service
from app.directory.service.differences import FieldChange, telephones

FIELDS = ("name", "description", "telephone", "email", "url", "fees")
"""What staff may write, in the order of a form."""


@dataclass(frozen=True)
class Edit:
    """One field in the staff's own words. `theirs` is what its feed said then.

    `offered` is what the feed has said since, if that differs: it waits until staff have chosen between the two.
    """

    service_id: str
    field: str
    ours: str
    theirs: str
    offered: str | None = None


class EditRow(Base):
    """Words of the staff for one field of a listing. Kept until staff take the feed's own; no import touches them."""

    __tablename__ = "directory_edit"
    source: Mapped[str] = mapped_column(String(60), primary_key=True)
    service_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)
    ours: Mapped[str] = mapped_column(Text)
    theirs: Mapped[str] = mapped_column(Text)
    offered: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def edit(self) -> Edit:
        return Edit(self.service_id, self.field, self.ours, self.theirs, self.offered)


def all_of(session: Session, source: str) -> dict[str, tuple[Edit, ...]]:
    """What staff wrote into the listings of a source, by the listing's id."""
    found: defaultdict[str, list[Edit]] = defaultdict(list)
    for row in session.scalars(select(EditRow).where(EditRow.source == source).order_by(EditRow.field)):
        found[row.service_id].append(row.edit())
    return {id: tuple(edits) for id, edits in found.items()}


def of(session: Session, source: str, service_id: str) -> dict[str, Edit]:
    """What staff wrote into one listing, by its field."""
    mine = (EditRow.source == source, EditRow.service_id == service_id)
    return {row.field: row.edit() for row in session.scalars(select(EditRow).where(*mine))}


def clashes(session: Session) -> list[tuple[str, Edit]]:
    """What waits for staff in all sources: each with its source."""
    waiting = select(EditRow).where(EditRow.offered.is_not(None)).order_by(EditRow.source, EditRow.service_id)
    return [(row.source, row.edit()) for row in session.scalars(waiting)]


def keep(session: Session, source: str, edit: Edit, at: datetime) -> None:
    """Writes an edit down, in the place of an earlier one of the field."""
    session.merge(
        EditRow(
            source=source,
            service_id=edit.service_id,
            field=edit.field,
            ours=edit.ours,
            theirs=edit.theirs,
            offered=edit.offered,
            made_at=at,
        )
    )
    session.flush()


def drop(session: Session, source: str, edit: Edit) -> None:
    """Forgets an edit."""
    this = (EditRow.source == source, EditRow.service_id == edit.service_id, EditRow.field == edit.field)
    session.execute(delete(EditRow).where(*this))


def compared(edit: Edit, feeds_own: str) -> Edit | None:
    """The edit after the feed has spoken; None when both say the same by now."""
    if feeds_own == edit.ours:
        return None
    return replace(edit, offered=None if feeds_own == edit.theirs else feeds_own)


def clash_of(before: Edit, after: Edit) -> FieldChange | None:
    """What staff have to choose between, if it is new."""
    if after.offered is None or after.offered == before.offered:
        return None
    return FieldChange(after.field, after.ours, after.offered)


def said(service: Service, field: str) -> str:
    """What a listing says in a field that staff may write."""
    if field == "telephone":
        return telephones(service)
    return getattr(service, field) or ""


def written(service: Service, field: str, text: str) -> Service:
    """The listing with the text in that field."""
    if field == "telephone":
        return replace(service, contacts=_with_numbers(service, text.split("\n") if text else []))
    changed: dict[str, Any] = {field: text or None}
    return replace(service, **changed)


def _with_numbers(service: Service, numbers: list[str]) -> tuple[Contact, ...]:
    """The contacts with these numbers in the place of all that there were; those that stay keep what stands beside."""
    before = {phone.number: phone for contact in service.contacts for phone in contact.phones}
    phones = tuple(
        before.get(number, Phone(f"{service.id[:180]}-staff-{place}", number)) for place, number in enumerate(numbers)
    )
    bare = [replace(contact, phones=()) for contact in service.contacts]
    first = bare[0] if bare else Contact(f"{service.id[:180]}-staff")
    return (replace(first, phones=phones), *bare[1:]) if phones or bare else ()
