"""What the two people of a conversation can do in it: write, read, share how to reach them, end, block and report."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from flask import current_app
from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.audit import api as audit
from app.audit.domain import staff_member
from app.kernel.clock import now
from app.pa_finder.domain import NotYours
from app.pa_finder.record import store
from app.pa_finder.talking import conversation_store, notices
from app.pa_finder.talking.advert import For
from app.pa_finder.talking.conversation import About, Concern, Conversation, Ended, Reach, Report, Side, side_of

RECORD = "pa-conversation"
REPORT = "pa-report"

RaiseConcern = Callable[[Session, Concern, str], str]
"""Opens a safeguarding case in the caller's transaction and gives its reference; the text names whoever did it."""


@dataclass(frozen=True)
class Held:
    """A conversation that is held until the transaction ends, and the side of whoever asks."""

    conversation: Conversation
    side: Side
    account: int


def hold(session: Session, conversation_id: UUID, account: int) -> Held:
    """A conversation, for one of its two people. Raises NotYours."""
    conversation = conversation_store.by_id(session, conversation_id, hold=True)
    if conversation is None:
        raise NotYours
    return Held(conversation, side_of(conversation, account), account)


def say(session: Session, held: Held, once: UUID, words: str) -> None:
    """Says something, once, and tells the other that there is something to read. Raises Ended."""
    if conversation_store.say(session, held.conversation, held.side, once, words):
        notices.of_message(session, held.conversation, held.side.other)
        _record(session, held, "written")


def read(session: Session, held: Held, number: int) -> None:
    """Notes how far somebody has read."""
    conversation_store.mark_read(session, held.conversation, held.side, number)


def share(session: Session, held: Held, reach: Reach) -> None:
    """Shares how to reach somebody, or takes it back while the other has not agreed. Raises Ended."""
    if held.conversation.has_ended:
        raise Ended
    conversation_store.share(session, held.conversation, held.side, reach)
    if reach:
        notices.of_message(session, held.conversation, held.side.other)
    _record(session, held, "shared" if reach else "not-shared")


def end(session: Session, held: Held, block: bool) -> None:
    """Ends a conversation. The other reads that it has ended, and not who ended it or why."""
    conversation_store.end(session, held.conversation)
    if block:
        conversation_store.block(session, held.conversation)
    _record(session, held, "blocked" if block else "ended")


def report(session: Session, held: Held, report_id: UUID, about: About, words: str) -> None:
    """Reports a conversation, once. A worry about safety opens a safeguarding case in the same transaction.

    Another choice or other words from the same page are another report: a worry is never taken for one that is there.
    """
    known = conversation_store.report(session, report_id)
    if known is not None:
        if (known.conversation, known.side, known.about, known.words) == (
            held.conversation.id,
            held.side,
            about,
            words,
        ):
            return
        report_id = uuid4()
    new = Report(report_id, held.conversation.id, held.side, about, words, now(), "", None, "", 1)
    reference = concern_of(session, new, staff_member(held.account)) if about is About.UNSAFE else ""
    conversation_store.add_report(session, held.conversation, replace(new, reference=reference))
    audit.record(session, actor=staff_member(held.account), action="pa-report.made", kind=REPORT, about=str(report_id))


def concern_of(session: Session, told: Report, actor: str) -> str:
    """Opens a safeguarding case about what was reported; gives its reference. Raises NotYours."""
    conversation = conversation_store.by_id(session, told.conversation)
    if conversation is None:
        raise NotYours
    seeker, pa = (accounts.account(session, conversation.person(side).account) for side in Side)
    assistant = store.by_id(session, conversation.page)
    surname = assistant.details.surname if assistant else ""
    concern = Concern(
        id=told.id,
        told_by=told.side,
        words=told.words,
        seeker_name=conversation.seeker.first_name,
        seeker_email=seeker.email if seeker and seeker.has_address else "",
        pa_name=f"{conversation.pa.first_name} {surname}".strip(),
        pa_email=pa.email if pa else "",
        language=conversation.language,
        for_somebody_else=conversation.advert.for_whom == For.SOMEONE,
    )
    raise_concern: RaiseConcern = current_app.extensions["raise_concern"]
    return raise_concern(session, concern, actor)


def end_all_of(session: Session, page: UUID) -> None:
    """Ends every conversation with a personal assistant, who is removed or has left."""
    for conversation in conversation_store.open_of_page(session, page):
        conversation_store.end(session, conversation)


def _record(session: Session, held: Held, deed: str) -> None:
    about = str(held.conversation.id)
    audit.record(session, actor=staff_member(held.account), action=f"pa-conversation.{deed}", kind=RECORD, about=about)
