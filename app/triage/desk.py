"""A case on somebody's desk: found if they may open it, shown, and worked on without overwriting anybody."""

from collections.abc import Callable
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.accounts import api as accounts
from app.accounts.api import signed_in_staff
from app.accounts.domain import Staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.referrals import api as referrals
from app.referrals.api import Referral
from app.triage import deeds, wording
from app.triage.deeds import Work
from app.triage.domain import may_assign, reach_of
from app.triage.forms import (
    AliveForm,
    AssignForm,
    AssureForm,
    AttemptForm,
    CaseForm,
    ChaseForm,
    DiedForm,
    GapsForm,
    NoteForm,
    NumberForm,
    OutcomeForm,
    ReopenForm,
    RouteForm,
)
from app.triage.pages import CasePage
from app.web.errors import NotFound

Deed = Callable[[Work], None]
CHANGED_MEANWHILE = "Someone changed this case after you opened it. Look at it again, then decide."


def found(case_id: UUID) -> Referral:
    """The case. Raises NotFound for one that this member of staff may not open exactly as for one that is not there."""
    return found_by(signed_in_staff(), db.session(), case_id)


def found_by(staff: Staff, session: Session, case_id: UUID) -> Referral:
    """The same, by that member of staff."""
    case, reach = referrals.case(session, case_id), reach_of(staff.id, staff.roles)
    if case is None or not reach.covers(case.subject, case.safeguarding, case.assigned_to):
        raise NotFound
    return case


def work(case: Referral, form: CaseForm, deed: Deed) -> ResponseReturnValue:
    """Does what the form asks, or shows the case again: with what is missing, or as it is now if somebody was first."""
    if not form.validate_on_submit():
        return shown(case, form), 422
    try:
        with db.transaction() as session:
            deed(Work(session, signed_in_staff(), case, form.seen_version()))
    except SomeoneElseWasFirst:
        return shown(found(case.id), form, notice=CHANGED_MEANWHILE), 409
    return redirect(where_now(case.id), code=303)


def where_now(case_id: UUID) -> str:
    """The page to go on to: the case, or the list when it has just been given to somebody else."""
    try:
        found(case_id)
    except NotFound:
        return url_for("triage.listed")
    return url_for("cases.opened", referral_id=case_id)


def shown(case: Referral, form: CaseForm | None = None, notice: str = "", numbers: bool = False) -> str:
    """The page of a case. That it was opened is on record before anything of it is shown."""
    staff = signed_in_staff()
    with db.transaction() as session:
        deeds.audited(session, staff, case.id, "opened")
    page = CasePage.of(db.session(), case, reach_of(staff.id, staff.roles), numbers)
    return render_template(
        "triage/case.html",
        page=page,
        staff=staff,
        forms=_forms(page, form),
        form=form,
        notice=notice,
        may_assign=may_assign(staff.roles),
        may_take_back=accounts.may(staff, "case_answers.not_died", "POST"),
        outcomes=wording.OUTCOMES,
    )


def assign_form(**kwargs: object) -> AssignForm:
    """To whom a case can be given: whoever works on cases and has an open account."""
    return AssignForm({each.id: each.name for each in caseworkers()}, **kwargs)


def caseworkers() -> tuple[Staff, ...]:
    """Whoever may be given a case."""
    everybody = accounts.colleagues(db.session())
    return tuple(each for each in everybody if not each.disabled and accounts.may(each, "cases.opened", "GET"))


def _forms(page: CasePage, posted: CaseForm | None) -> dict[str, CaseForm]:
    """Every form of the page, the one that was sent as it was filled in."""
    fresh = (
        RouteForm(page.own_rules, formdata=None),
        AssureForm(page.may_be_emailed_record, formdata=None),
        assign_form(formdata=None),
        GapsForm(page.ways_to_ask, formdata=None),
        *(form(formdata=None) for form in (OutcomeForm, ReopenForm, NoteForm, AttemptForm, ChaseForm)),
        *(form(formdata=None) for form in (NumberForm, DiedForm, AliveForm)),
    )
    forms = {type(form).__name__: form for form in fresh}
    if posted is not None:
        forms[type(posted).__name__] = posted
    return forms
