"""Counts the needs that nothing near a resident answers: once for each form, and never in the way of the result."""

import logging
from collections.abc import Sequence

from app import db
from app.assessment import store
from app.assessment.ideas import AnswerIdeas
from app.assessment.store import Draft
from app.directory.api import MILES_FOR_IDEAS
from app.places.domain import Place
from app.unmatched import api as unmatched

log = logging.getLogger(__name__)

SECTION, NEEDS = "unmatched", "needs"


def count_once(draft: Draft, ideas: Sequence[AnswerIdeas], place: Place | None) -> None:
    """Counts the needs without an idea that this form has not counted before. When that fails, it only says so."""
    tags = [tag for answer in ideas for tag in answer.unmatched]
    if not set(tags) - set(_counted(draft)):
        return
    try:
        _count(draft, tags, place)
    except Exception as error:
        log.error("unmatched needs were not counted: %s", type(error).__name__)


def _count(draft: Draft, tags: Sequence[str], place: Place | None) -> None:
    """Held against another window of the same form, so that neither counts what the other has."""
    with db.transaction() as session:
        held = store.held(session, draft.id)
        if held is None:
            return
        counted = _counted(held)
        fresh = [tag for tag in tags if tag not in counted]
        if place is None:
            unmatched.record(session, fresh, "", {})
        else:
            unmatched.record(session, fresh, place.outward, {"miles": [f"{MILES_FOR_IDEAS:.0f}"]})
        store.save_details(session, draft.id, SECTION, {NEEDS: [*counted, *fresh]})


def _counted(draft: Draft) -> list[str]:
    """The tags that the form has counted."""
    return list(draft.details.get(SECTION, {}).get(NEEDS, ()))
