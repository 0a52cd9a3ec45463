"""Counts assessments begun and finished, and people who leave with services that they keep: once for each form."""

import logging

from flask_babel import get_locale
from sqlalchemy.orm import Session

from app import db
from app.assessment import store
from app.assessment.api import Snapshot
from app.assessment.domain import Subject
from app.assessment.plan import Kind, Plan
from app.assessment.store import Draft
from app.assessment.ways import Way
from app.events import api as events
from app.events.domain import WEB, Ending, Happening

log = logging.getLogger(__name__)

SECTION, FINISHED, SIGNPOSTED = "counted", "finished", "signposted"


def begun(session: Session, way: Way) -> None:
    """Counts a new form, in the caller's transaction."""
    subject = Subject.CARER if way is Way.CARER else Subject.PERSON
    events.happened(session, Happening.ASSESSMENT_BEGUN, way=way.value, subject=subject.value, language=_language())


def finished_once(draft: Draft, snapshot: Snapshot) -> None:
    """Counts a form whose result is seen for the first time. When that fails, it only says so."""
    if _is_counted(draft, FINISHED):
        return
    try:
        with db.transaction() as session:
            held = store.held(session, draft.id)
            if held is not None and not _is_counted(held, FINISHED):
                _finished(session, snapshot)
                _remember(session, held, FINISHED)
    except Exception as error:
        log.error("a finished form was not counted: %s", type(error).__name__)


def signposted_once(session: Session, held: Draft, plan: Plan) -> None:
    """Counts a contact that ended with services that somebody keeps, in the caller's transaction."""
    if plan.named(Kind.SERVICE) and not _is_counted(held, SIGNPOSTED):
        signposted = Ending.SIGNPOSTED
        events.happened(session, Happening.CONTACT_ENDED, outcome=signposted, way=WEB, language=_language())
        _remember(session, held, SIGNPOSTED)


def _finished(session: Session, snapshot: Snapshot) -> None:
    subject = Subject.CARER if snapshot.facts.carer else Subject.PERSON
    events.happened(
        session,
        Happening.ASSESSMENT_FINISHED,
        way=snapshot.way.value,
        subject=subject.value,
        language=_language(),
        route=snapshot.decision.route.value,
    )


def _is_counted(draft: Draft, what: str) -> bool:
    return bool(draft.details.get(SECTION, {}).get(what))


def _remember(session: Session, held: Draft, what: str) -> None:
    store.save_details(session, held.id, SECTION, {**held.details.get(SECTION, {}), what: True})


def _language() -> str:
    return str(get_locale().language)
