"""An advert in the hands of its writer: begun with what was said already, sent, made their own, and deleted."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from flask import url_for
from flask_babel import get_locale
from sqlalchemy.orm import Session

from app import db
from app.accounts import api as accounts
from app.accounts.domain import Role, Staff
from app.audit import api as audit
from app.audit.domain import RESIDENT, staff_member
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.pa_finder.talking import advert_browser, advert_store
from app.pa_finder.talking.advert import Advert, For, Kept, Stage
from app.pa_finder.talking.caller import Caller

RECORD = "pa-advert"


def begin(
    advert: Advert, chosen: Iterable[UUID] = (), caller_of: Staff | None = None, caller: Caller | None = None
) -> str:
    """Begins an advert in this browser with what was said already, and gives the address to go on at.

    An advert that this browser is writing keeps what it says, and takes the rest from this one. `caller_of` is the
    member of staff who writes for a caller, and `caller` is known where staff also talk for them. Call it outside a
    transaction.
    """
    there = advert_browser.open_here()
    pages = tuple(dict.fromkeys(chosen))
    if there is not None and _is_the_same(there, caller_of, caller):
        both = tuple(dict.fromkeys((*there.chosen, *pages)))
        try:
            with db.transaction() as session:
                advert_store.keep(session, replace(there, advert=there.advert.beginning_with(advert), chosen=both))
        except SomeoneElseWasFirst:  # another press in this browser: this one goes on top of it
            return begin(advert, pages, caller_of, caller)
        return url_for("pa_adverts.write")
    return begin_anew(advert, pages, caller_of, caller)


def begin_anew(
    advert: Advert, pages: tuple[UUID, ...] = (), caller_of: Staff | None = None, caller: Caller | None = None
) -> str:
    """Begins an advert in this browser, whatever it was writing before, and gives the address to go on at."""
    kept = Kept(
        id=advert_store.new_id(),
        account=None,
        by=caller_of.id if caller_of else None,
        first_name="",
        stage=Stage.WRITING,
        advert=advert,
        chosen=pages,
        words="",
        language=get_locale().language,
        version=1,
        changed_at=now(),
    )
    whose = _of_caller(kept, caller) if caller else _of_seeker(kept)
    advert_browser.hold(lambda session, token: _begin(session, whose, token))
    return url_for("pa_adverts.write")


def _is_the_same(there: Kept, caller_of: Staff | None, caller: Caller | None) -> bool:
    """Whether what is begun goes on top of what this browser writes: for the same caller, or by the same person."""
    return there.account == caller.account if caller else there.by == (caller_of.id if caller_of else None)


def _of_caller(kept: Kept, caller: Caller) -> Kept:
    advert = replace(kept.advert, for_whom=For.CALLER)
    name = caller.reached.first_name
    return replace(kept, account=caller.account, first_name=name, advert=advert, language=caller.language)


def _of_seeker(kept: Kept) -> Kept:
    writer = None if kept.by else seeker_here()
    return replace(kept, account=writer.id, first_name=writer.name) if writer else kept


def seeker_here() -> Staff | None:
    """Whoever is signed in and looks for a personal assistant."""
    account = accounts.current_staff()
    return account if account is not None and Role.SEEKER in account.roles else None


def send(session: Session, kept: Kept) -> Kept:
    """Lets an advert go from the browser that wrote it, in the caller's transaction. Raises SomeoneElseWasFirst.

    It waits for its writer to sign in, so that nobody writes in another's name; whoever knows its id may claim it.
    """
    return _take(session, replace(kept, stage=Stage.UNCONFIRMED), _actor(kept))


def confirm(session: Session, kept: Kept, seeker: Staff) -> None:
    """Makes an advert somebody's own, who has signed in, and has staff read it. Raises SomeoneElseWasFirst."""
    _take(session, replace(kept, account=seeker.id, stage=Stage.WAITING), staff_member(seeker.id))
    if kept.advert.for_whom == For.SOMEONE:
        audit.record(session, actor=staff_member(seeker.id), action="pa-advert.agreed", kind=RECORD, about=str(kept.id))


def send_for_caller(session: Session, kept: Kept, staff_id: int) -> None:
    """Has colleagues read an advert that was written for a caller, who agreed. Raises SomeoneElseWasFirst."""
    _take(session, replace(kept, stage=Stage.WAITING), staff_member(staff_id))


def take_up(session: Session, kept: Kept, token: str) -> None:
    """Lets its writer go on with an advert in the browser that holds `token`. Raises SomeoneElseWasFirst."""
    advert_store.give_to_browser(session, kept, token)


def delete(session: Session, kept: Kept, actor: str) -> None:
    """Deletes an advert. What was said with those who got it stays."""
    advert_store.forget(session, kept.id)
    audit.record(session, actor=actor, action="pa-advert.deleted", kind=RECORD, about=str(kept.id))


def _begin(session: Session, kept: Kept, token: str) -> None:
    advert_store.begin(session, kept, token)
    audit.record(session, actor=_actor(kept), action="pa-advert.begun", kind=RECORD, about=str(kept.id))


def _take(session: Session, kept: Kept, actor: str) -> Kept:
    taken = advert_store.take_from_browser(session, kept)
    audit.record(session, actor=actor, action=f"pa-advert.{kept.stage}", kind=RECORD, about=str(kept.id))
    return taken


def _actor(kept: Kept) -> str:
    """Whoever writes: staff for a caller, somebody signed in, or somebody with a form."""
    known = kept.by or kept.account
    return staff_member(known) if known else RESIDENT
