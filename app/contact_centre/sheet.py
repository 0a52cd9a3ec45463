"""Everything that the page of a call shows: the notes, and beside them what they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from app import db
from app.contact_centre import callers, wording
from app.contact_centre.callers import Known
from app.contact_centre.domain import Notes
from app.contact_centre.safety import Alarm, alarms_in
from app.contact_centre.store import Contact
from app.contact_centre.suggesting import Suggestion, suggestion_of
from app.directory import api as directory
from app.directory.api import Picking
from app.directory.domain import Idea
from app.places import api as places

OFFERED = 3


@dataclass(frozen=True)
class Beside:
    """What stands beside the notes, and follows them as they grow."""

    alarms: tuple[Alarm, ...]
    known: Known
    suggestion: Suggestion | None
    found: tuple[Idea, ...]
    picked: tuple[Idea, ...]
    saved_at: datetime
    version: int


@dataclass(frozen=True)
class Sheet:
    """The page of a call. `theirs` is what another window saved, by the name of the box, where it differs."""

    contact: Contact
    notes: Notes
    beside: Beside
    window: str
    theirs: Mapping[str, str]

    @property
    def lists(self) -> Mapping[str, Mapping[str, str]]:
        """What can be chosen and ticked."""
        return {
            "way": wording.WAYS,
            "for_whom": wording.FOR_WHOM,
            "relation": wording.RELATIONS,
            "safety": wording.SAFETY,
            "hard": wording.hard(),
            "support_now": wording.SUPPORT,
            "caring": wording.CARING,
        }


def beside_of(contact: Contact) -> Beside:
    """What a contact's notes lead to. What is known of the caller is told only once they showed who they are."""
    notes = contact.notes
    suggestion = suggestion_of(notes)
    return Beside(
        alarms=alarms_in(notes.words),
        known=callers.known_of(db.session(), contact),
        suggestion=suggestion,
        found=_found(notes, suggestion),
        picked=directory.picked(Picking(notes.picked)),
        saved_at=contact.saved_at,
        version=contact.version,
    )


def sheet_of(contact: Contact, typed: Notes | None = None) -> Sheet:
    """The page as it stands in the store or, when somebody else was first, with what was `typed` still in its boxes."""
    notes = typed or contact.notes
    theirs = {name: _said(contact.notes, name) for name in notes.unlike(contact.notes)}
    return Sheet(contact, notes, beside_of(contact), uuid4().hex, theirs)


def _found(notes: Notes, suggestion: Suggestion | None) -> tuple[Idea, ...]:
    place = places.lookup(notes.postcode) if notes.postcode else None
    if notes.looked_for:
        return directory.first_for(notes.looked_for, (), place, OFFERED)
    needs = suggestion.needs if suggestion else ()
    return directory.first_for("", needs, place, OFFERED) if needs else ()


def _said(notes: Notes, name: str) -> str:
    """What another window saved in a box, to be read beside it."""
    value = getattr(notes, name)
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing ticked"
    return {True: "ticked", False: "not ticked"}[value] if isinstance(value, bool) else value or "nothing"
