"""What staff decide of an advert, and how it goes out to the personal assistants who were chosen."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.audit import api as audit
from app.audit.domain import staff_member
from app.pa_finder.finding import showing
from app.pa_finder.record import store
from app.pa_finder.talking import advert_store, conversation_store, notices
from app.pa_finder.talking.advert import Decision, Kept, Stage
from app.pa_finder.talking.advertising import RECORD
from app.pa_finder.talking.conversation import Side

STAGES = {Decision.LET_OUT: Stage.OUT, Decision.ASK_BACK: Stage.ASKED_BACK, Decision.REFUSE: Stage.REFUSED}


def decide(session: Session, seen: Kept, decision: Decision, words: str, staff_id: int) -> None:
    """Does with an advert what staff decided, in the caller's transaction. Raises SomeoneElseWasFirst."""
    kept = advert_store.keep(session, replace(seen, stage=STAGES[decision], words=words))
    if decision is Decision.LET_OUT:
        _go_out(session, kept)
    else:
        notices.of_advert(session, kept)
    actor = staff_member(staff_id)
    audit.record(session, actor=actor, action=f"pa-advert.{decision}", kind=RECORD, about=str(kept.id))


def _go_out(session: Session, kept: Kept) -> None:
    """Begins a conversation with each of the chosen who may be seen today, and writes to them."""
    for page in kept.chosen:
        shown, assistant = showing.visible(session, page), store.by_id(session, page)
        if shown is None or assistant is None:
            continue
        begun = conversation_store.begin(session, kept, assistant.account, shown.profile.first_name, page)
        if begun is not None:
            notices.of_message(session, begun, Side.PA)
