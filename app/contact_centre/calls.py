"""What is done to a contact: each deed with its figures and its record, in one transaction."""

from uuid import UUID

from babel import Locale
from sqlalchemy.orm import Session

from app import db
from app.accounts.domain import Staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.contact_centre import keys, store
from app.contact_centre.domain import SOON, Notes, Outcome
from app.contact_centre.store import Contact
from app.councils.api import council
from app.events import api as events
from app.events.domain import Ending, Happening
from app.kernel.clock import now

RECORD = "contact"
ENGLISH = "en"


def begin(staff: Staff, notes: Notes) -> Contact:
    """Begins a contact."""
    with db.transaction() as session:
        contact = store.begin(session, staff.id, notes)
        events.happened(session, Happening.CONTACT_BEGAN, way=contact.notes.way)
        on_record(session, staff, "begun", contact.id)
    return contact


def keep(staff: Staff, contact: Contact, notes: Notes, version: int, window: str) -> Contact:
    """Keeps what was written; nothing new writes nothing. Raises SomeoneElseWasFirst."""
    if notes == contact.notes and contact.is_open:
        return contact
    with db.transaction() as session:
        saved = store.save(session, contact, notes, version, window)
        on_record(session, staff, "written", contact.id)
    return saved


def end(
    session: Session,
    staff: Staff,
    contact: Contact,
    outcome: Outcome,
    ending: Ending,
    *,
    case: str = "",
    letter: str = "",
) -> None:
    """Ends a contact in the caller's transaction, and counts it. Call it last. Raises SomeoneElseWasFirst."""
    again = _was_here_before(session, contact)
    ended = store.end(session, contact, outcome, case, letter)
    events.happened(
        session,
        Happening.CONTACT_ENDED,
        outcome=ending,
        way=contact.notes.way,
        language=language_of(contact.notes),
        place=contact.notes.outward,
        minutes=round((now() - ended.began_at).total_seconds() / 60),
        again=again,
    )
    on_record(session, staff, "ended", contact.id)


def language_of(notes: Notes) -> str:
    """The code of the language that we write in: the caller's, by code or name, when we offer it; else English."""
    wanted = notes.language.casefold()
    for code in council().languages:
        tongue = Locale.parse(code)
        if wanted in {code, str(tongue.english_name).casefold(), str(tongue.display_name).casefold()}:
            return code
    return ENGLISH


def on_record(session: Session, staff: Staff, what: str, contact_id: UUID) -> None:
    """Writes down that a member of staff did something with a contact. Call it last."""
    audit.record(session, actor=staff_member(staff.id), action=f"contact.{what}", kind=RECORD, about=str(contact_id))


def _was_here_before(session: Session, contact: Contact) -> bool | None:
    """Whether the same person was in touch lately; None when nothing is known to know them again by."""
    if not keys.keys_of(contact.notes):
        return None
    since = contact.began_at - SOON
    return any(since <= earlier.began_at < contact.began_at for earlier in store.earlier(session, contact))
