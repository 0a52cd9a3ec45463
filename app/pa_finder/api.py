"""What other rooms may ask of the PA finder: who may be seen today, and who fits what somebody looks for."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from flask import Flask, current_app
from sqlalchemy.orm import Session

from app import db
from app.kernel.clock import today
from app.messages.domain import Chore
from app.pa_finder import advert_store, advertising, conversation_store, store
from app.pa_finder.advert import Advert
from app.pa_finder.conversation import Concern as Concern
from app.pa_finder.conversation import Side as Side
from app.pa_finder.domain import Assistant, Conditions, PublicProfile, Task, public_profile, times_of
from app.pa_finder.matching import Asked, Match, Wanted, matches
from app.pa_finder.removing import remove as remove
from app.pa_finder.talking import RaiseConcern
from app.places import api as places
from app.search.domain import Point


def connect(app: Flask, raise_concern: RaiseConcern) -> None:
    """Says who opens a safeguarding case when somebody is worried in a conversation: a room above this one."""
    app.extensions["raise_concern"] = raise_concern


def begin_advert(tasks: Iterable[str], times: Iterable[str] = (), outward: str = "", matters: str = "") -> str:
    """Begins an advert in this browser with what somebody said elsewhere and lets us use; gives the address to go on.

    `tasks` are those of `domain.Task`, `times` the marks of `domain.Time`; others are passed over. `matters` is in
    their words. What they wrote into an advert already stays. Call it outside a transaction.
    """
    return advertising.begin(
        Advert(
            tasks=tuple(task for task in Task if task in set(tasks)),
            times=tuple(time.mark for time in sorted(times_of(times))),
            outward=outward,
            matters=matters,
        )
    )


def forgetting_talk() -> Chore:
    """Deletes adverts and conversations whose time is over."""
    return Chore("forget old adverts and conversations", timedelta(hours=1), _forget_talk)


def _forget_talk() -> None:
    with db.transaction() as session:
        advert_store.forget_old(session)
        conversation_store.forget_old(session)


def conditions() -> Conditions:
    """What this council wants before people see a PA."""
    kept: Conditions = current_app.extensions["pa_conditions"]
    return kept


def visible(session: Session, id: UUID) -> PublicProfile | None:
    """A PA as people may see them today; nothing when they may not."""
    assistant = store.by_id(session, id)
    return None if assistant is None else public_profile(assistant, conditions(), today())


def visible_by_name(session: Session, short: str) -> PublicProfile | None:
    """The same by the name of their page in public."""
    assistant = store.by_short(session, short)
    return None if assistant is None else public_profile(assistant, conditions(), today())


def found(session: Session, wanted: Wanted) -> tuple[Match, ...]:
    """Every PA who may be seen today, those first who fit what is wanted; nobody is left out."""
    assistants = store.published(session)
    return matches(assistants, wanted, _middles(assistants), conditions(), today())


def found_for(session: Session, asked: Asked) -> tuple[Match, ...]:
    """The same for what somebody filled in; a postcode that nobody knows counts as none."""
    place = places.lookup(asked.postcode) if asked.postcode else None
    return found(session, asked.wanted(None if place is None else Point(place.latitude, place.longitude)))


def _middles(assistants: Iterable[Assistant]) -> Mapping[str, Point]:
    """The middles of the outward codes in which these live."""
    known = {outward: places.lookup(outward) for outward in {assistant.outward for assistant in assistants} - {""}}
    return {outward: Point(place.latitude, place.longitude) for outward, place in known.items() if place is not None}
