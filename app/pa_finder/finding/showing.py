"""Who may be seen today by the council's conditions, and who fits what somebody looks for."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from app.kernel.clock import today
from app.pa_finder.domain import Assistant, Conditions, PublicProfile, public_profile
from app.pa_finder.finding.matching import Asked, Match, Wanted, matches
from app.pa_finder.record import store
from app.places import api as places
from app.search.domain import Point


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
