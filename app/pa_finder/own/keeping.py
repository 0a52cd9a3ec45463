"""What a PA does with their own page: begin it, write on it, send it, pause it, and take it away."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app import db
from app.audit import api as audit
from app.audit.domain import staff_member
from app.pa_finder.domain import Assistant, Draft, Profile
from app.pa_finder.record import store
from app.pa_finder.record.written import profile_as_json, profile_from_json
from app.publishing import api as publishing
from app.publishing.domain import Kind, Page
from app.web.errors import NotFound

RECORD = "personal-assistant"
NO_NAME_YET = "A new page"


def page_of(session: Session, id: UUID, account: int) -> tuple[Page, Assistant]:
    """Somebody's own page. Raises NotFound, also when it is another's or no PA's."""
    assistant = store.by_id(session, id)
    page = publishing.page_of(session, id, account)
    if assistant is None or assistant.account != account:
        raise NotFound
    return page, assistant


def begin(writing: Session, account: int, sample: bool = False) -> UUID:
    """The page of somebody, begun if they have none. Pressed twice at once it is one."""
    db.hold(writing, store.AssistantRow)
    known = store.of_account(writing, account)
    if known is not None:
        return known.id
    page = publishing.begin(writing, Kind.PA, NO_NAME_YET, account, profile_as_json(Profile()))
    store.begin(writing, page.id, account, sample)
    return page.id


def draft_of(session: Session, assistant: Assistant) -> Draft:
    """All that they have filled in so far."""
    return Draft(profile_from_json(publishing.draft(session, assistant.id).content), assistant.details)


def seen_of(page: Page, assistant: Assistant) -> str:
    """What a form carries of what it showed."""
    return f"{page.newest}.{assistant.details_version}"


def keep(writing: Session, assistant: Assistant, seen: tuple[int, int], before: Draft, after: Draft) -> None:
    """Keeps what was filled in as a draft. Raises SomeoneElseWasFirst when either part is not the one that was shown.

    Whoever gives another surname or date of birth shows everything again: what staff saw was of somebody by that name.
    """
    version, details = seen
    title = after.profile.first_name or NO_NAME_YET
    publishing.save_draft(writing, assistant.id, assistant.account, version, profile_as_json(after.profile), title)
    if after.details != before.details:
        store.save_details(writing, assistant.id, details, after.details)
        if _who(after) != _who(before):
            store.withdraw_checks(writing, assistant.id)
        on_record(writing, assistant.account, "details-kept", assistant.id)


def pause(writing: Session, assistant: Assistant, paused: bool) -> None:
    """Hides the page for as long as they like, or shows it again."""
    store.pause(writing, assistant.id, paused)
    on_record(writing, assistant.account, "paused" if paused else "resumed", assistant.id)


def leave(writing: Session, assistant: Assistant) -> None:
    """Takes the page away and forgets how to reach them."""
    publishing.take_down(writing, assistant.id, assistant.account, "")
    store.forget_private(writing, assistant.id)
    on_record(writing, assistant.account, "left", assistant.id)


def _who(draft: Draft) -> tuple[str, date | None]:
    return draft.details.surname, draft.details.born


def on_record(writing: Session, account: int, deed: str, about: UUID) -> None:
    """Writes the audit event of a deed; call it last."""
    audit.record(writing, actor=staff_member(account), action=f"pa.{deed}", kind=RECORD, about=str(about))
