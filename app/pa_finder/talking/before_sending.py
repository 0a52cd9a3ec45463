"""What is looked at before a message is kept: that it gives nothing away, and that these two may talk today."""

from sqlalchemy.orm import Session

from app import db
from app.kernel.clock import today
from app.pa_finder.finding import showing
from app.pa_finder.record import store
from app.pa_finder.talking import conversation_store
from app.pa_finder.talking.conversation import Conversation, Ended, Side, caught_in, may_talk, never_sent
from app.pa_finder.talking.forms import MessageForm
from app.pa_finder.talking.talking import Held
from app.pa_finder.talking.wording import caught_in_words, never_sent_in_words


def is_safe(held: Held, form: MessageForm) -> bool:
    """Whether a message may be said; what may not is explained beside it."""
    words = form.words.data
    if found := never_sent(words):
        form.words.errors = [never_sent_in_words(found)]
    elif not held.conversation.both_share:
        before = conversation_store.messages_of(db.session(), held.conversation.id)
        if found := caught_in(words, before, held.side, _surname(held)):
            form.words.errors = [caught_in_words(found)]
    return not form.errors


def refuse_unless_they_may(session: Session, conversation: Conversation) -> None:
    """Raises Ended while the council's conditions for this personal assistant are not met."""
    if not may_talk(store.by_id(session, conversation.page), showing.conditions(), today()):
        raise Ended


def _surname(held: Held) -> str:
    """The surname of the personal assistant who writes, or nothing: nobody else's is known here."""
    assistant = store.by_id(db.session(), held.conversation.page) if held.side is Side.PA else None
    return assistant.details.surname if assistant else ""
