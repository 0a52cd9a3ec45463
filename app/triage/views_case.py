"""The pages of one case: reading it, and what is done with it."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.assessment.domain import Route
from app.referrals import api as referrals
from app.referrals.domain import Outcome
from app.triage import deeds, desk
from app.triage.domain import Attempt, may_assign
from app.triage.forms import (
    AttemptForm,
    CaseForm,
    ChaseForm,
    NoteForm,
    NumberForm,
    OutcomeForm,
    ReopenForm,
    RouteForm,
)
from app.triage.pages import own_rules
from app.web.errors import NotFound

blueprint = Blueprint("cases", __name__, url_prefix="/staff/referrals/<uuid:referral_id>")


@blueprint.get("")
def opened(referral_id: UUID) -> ResponseReturnValue:
    """One case."""
    return desk.shown(desk.found(referral_id))


@blueprint.post("/number")
def show_number(referral_id: UUID) -> ResponseReturnValue:
    """Shows the numbers of somebody for whom ringing may be unsafe, to whoever has read how to ring them safely."""
    case, form = desk.found(referral_id), NumberForm()
    if not form.validate_on_submit():
        return desk.shown(case, form), 422
    with db.transaction() as session:
        deeds.audited(session, signed_in_staff(), case.id, "number-shown")
    return desk.shown(case, numbers=True)


@blueprint.post("/route")
def decide(referral_id: UUID) -> ResponseReturnValue:
    """Confirms the route or changes it, with a reason either way."""
    case = desk.found(referral_id)
    form = RouteForm(own_rules(referrals.form_of(db.session(), case.id), case.subject))
    return desk.work(
        case, form, lambda work: deeds.decide(work, Route(form.route.data), form.wrong_rules.data, form.reason.data)
    )


@blueprint.post("/look")
def look(referral_id: UUID) -> ResponseReturnValue:
    """Marks a case as being looked at."""
    return desk.work(desk.found(referral_id), CaseForm(), deeds.look)


@blueprint.post("/start")
def start(referral_id: UUID) -> ResponseReturnValue:
    """Notes that the assessment has started."""
    return desk.work(desk.found(referral_id), CaseForm(), deeds.start)


@blueprint.post("/done")
def close(referral_id: UUID) -> ResponseReturnValue:
    """Closes a case with how it ended."""
    form = OutcomeForm()
    return desk.work(
        desk.found(referral_id),
        form,
        lambda work: deeds.close(work, Outcome(form.outcome.data), form.outcome_words.data),
    )


@blueprint.post("/reopen")
def reopen(referral_id: UUID) -> ResponseReturnValue:
    """Opens a closed case again, with a reason."""
    form = ReopenForm()
    return desk.work(desk.found(referral_id), form, lambda work: deeds.reopen(work, form.reopen_reason.data))


@blueprint.post("/claim")
def claim(referral_id: UUID) -> ResponseReturnValue:
    """Takes a case on."""
    return desk.work(desk.found(referral_id), CaseForm(), deeds.claim)


@blueprint.post("/release")
def release(referral_id: UUID) -> ResponseReturnValue:
    """Gives a case back to its queue."""
    return desk.work(desk.found(referral_id), CaseForm(), deeds.release)


@blueprint.post("/assign")
def assign(referral_id: UUID) -> ResponseReturnValue:
    """Gives a case to somebody; managers and triage alone do."""
    case, form = desk.found(referral_id), desk.assign_form()
    if not may_assign(signed_in_staff().roles):
        raise NotFound
    colleagues = {str(each.id): each for each in desk.caseworkers()}
    return desk.work(case, form, lambda work: deeds.assign(work, colleagues[form.assignee.data]))


@blueprint.post("/note")
def note(referral_id: UUID) -> ResponseReturnValue:
    """Writes a note."""
    form = NoteForm()
    return desk.work(desk.found(referral_id), form, lambda work: deeds.note(work, form.note.data))


@blueprint.post("/attempt")
def attempt(referral_id: UUID) -> ResponseReturnValue:
    """Writes down an attempt to reach somebody."""
    form = AttemptForm()
    return desk.work(
        desk.found(referral_id),
        form,
        lambda work: deeds.attempt(work, Attempt(form.attempt.data), form.attempt_words.data),
    )


@blueprint.post("/chase")
def chase(referral_id: UUID) -> ResponseReturnValue:
    """Sets the day to come back to a case."""
    form = ChaseForm()
    return desk.work(desk.found(referral_id), form, lambda work: deeds.set_chase(work, form.chase.data))


@blueprint.post("/same/<uuid:other_id>/<verdict>")
def link(referral_id: UUID, other_id: UUID, verdict: str) -> ResponseReturnValue:
    """Decides that another case is of the same person, or is not."""
    case, other, form = desk.found(referral_id), desk.found(other_id), CaseForm()
    if verdict not in ("same", "another") or case.id == other.id:
        raise NotFound
    return desk.work(case, form, lambda work: deeds.link(work, other, verdict == "same"))
