"""What staff do for a caller without e-mail: begin, write, say, tell them what came, and stop. All is on record."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import api as accounts
from app.accounts.domain import Role
from app.audit import api as audit
from app.audit.domain import SERVICE, staff_member
from app.pa_finder.talking import advertising, caller_store, conversation_store, talking
from app.pa_finder.talking.advert import Kept
from app.pa_finder.talking.caller import Agreed, Caller, Reached, Told
from app.pa_finder.talking.conversation import Conversation, Reach, Side
from app.pa_finder.talking.talking import Held

RECORD = "pa-caller"


def begin(session: Session, reached: Reached, agreed: Agreed, staff_id: int, language: str) -> Caller:
    """Begins to write for somebody who agreed to it."""
    account = accounts.account_without_address(session, reached.first_name, Role.SEEKER)
    caller = caller_store.begin(session, account.id, reached, agreed, staff_id, language)
    on_record(session, staff_id, f"agreed-{agreed}", caller)
    return caller


def send(session: Session, kept: Kept, caller: Caller, staff_id: int) -> None:
    """Has colleagues read the advert that was written for a caller. Raises SomeoneElseWasFirst."""
    advertising.send_for_caller(session, kept, staff_id)
    caller_store.use(session, caller)


def held(session: Session, caller: Caller, conversation_id: UUID, staff_id: int) -> Held | None:
    """A conversation of a caller, held until the transaction ends, in the hands of a member of staff."""
    conversation = conversation_store.by_id(session, conversation_id, hold=True)
    return None if conversation is None else in_hand(caller, conversation, staff_id)


def in_hand(caller: Caller, conversation: Conversation, staff_id: int) -> Held | None:
    """A conversation in the hands of a member of staff; nothing when it is not that of this caller."""
    return Held(conversation, Side.SEEKER, staff_id) if conversation.seeker.account == caller.account else None


def say(session: Session, caller: Caller, held: Held, once: UUID, words: str) -> None:
    """Says what a caller wants said. Raises Ended."""
    talking.say(session, held, once, words)
    caller_store.use(session, caller)


def told(session: Session, caller: Caller, held: Held, number: int, how: Told) -> None:
    """Notes that a caller was told of all up to that message."""
    talking.read(session, held, number)
    caller_store.use(session, caller)
    on_record(session, held.account, f"told-by-{how}", caller)


def share(session: Session, caller: Caller, held: Held, telephone: str) -> None:
    """Shares a caller's telephone number, who agreed to that; an empty one takes it back. Raises Ended."""
    talking.share(session, held, Reach(telephone=telephone))
    on_record(session, held.account, "shared" if telephone else "not-shared", caller)


def stop(session: Session, caller: Caller, staff_id: int) -> None:
    """Writes for a caller no more: ends their conversations, and deletes their adverts and how they are reached."""
    for conversation in conversation_store.of_account(session, caller.account):
        conversation_store.end(session, conversation)
    _forget(session, caller)
    on_record(session, staff_id, "stopped", caller)


def forget_old(session: Session) -> None:
    """Deletes the callers whose time is over."""
    for caller in caller_store.over(session):
        _forget(session, caller)
        audit.record(session, actor=SERVICE, action="pa-caller.forgotten", kind=RECORD, about=str(caller.id))


def on_record(session: Session, staff_id: int, deed: str, caller: Caller) -> None:
    """Writes the audit event of a deed; call it last."""
    audit.record(session, actor=staff_member(staff_id), action=f"pa-caller.{deed}", kind=RECORD, about=str(caller.id))


def _forget(session: Session, caller: Caller) -> None:
    caller_store.forget(session, caller)
    accounts.forget_name(session, caller.account)
