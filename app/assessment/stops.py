"""Somebody stops before the end: what they may say in one press, and how that is counted."""

from collections.abc import Mapping
from uuid import UUID

from flask_babel import lazy_gettext

from app import db
from app.assessment import store
from app.assessment.api import snapshot_of
from app.assessment.store import Draft
from app.stopping import api as stopping
from app.stopping.domain import Point, Reason

AFTER_THE_QUESTIONS = "check"

WORDS: Mapping[Reason, str] = {
    Reason.TOO_LONG: lazy_gettext("It is too long"),
    Reason.TOO_TIRED: lazy_gettext("I am too tired or ill"),
    Reason.NOT_CLEAR: lazy_gettext("I do not understand the questions"),
    Reason.TOO_PRIVATE: lazy_gettext("It is too private"),
    Reason.RATHER_TALK: lazy_gettext("I want to talk to a person instead"),
    Reason.NEED_SOMEONE: lazy_gettext("I need help from someone"),
    Reason.OTHER: lazy_gettext("Something else"),
}


def count_stop(draft_id: UUID, reason: Reason) -> None:
    """Counts it once for each form and section, so that pressing again makes no second person. Raises NoDraft.

    The form remembers where it was counted and not why; the count knows of no form.
    """
    with db.transaction() as session:
        draft = store.held(session, draft_id)
        if draft is None:
            raise store.NoDraft
        point = _point_of(draft)
        counted = draft.details.get("stopped", {}).get("at", [])
        if point.section not in counted:
            stopping.count(session, reason, point)
            store.save_details(session, draft_id, "stopped", {"at": [*counted, point.section]})


def _point_of(draft: Draft) -> Point:
    way, following = draft.details.get("way", {}), snapshot_of(draft).path.next
    section = following.section.id if following else AFTER_THE_QUESTIONS
    return Point(str(way.get("id", "standard")), bool(way.get("easy_read", False)), section)
