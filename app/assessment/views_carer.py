"""The emergency plan and the card of somebody who looks after someone, to fill in, print and cut out."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.assessment import browser, store
from app.assessment.emergency_plan import DETAILS, EmergencyForm, plan_of, typed_in
from app.assessment.store import Draft
from app.kernel.clock import now

blueprint = Blueprint("caring", __name__, url_prefix="/caring")


@blueprint.get("/emergency-plan")
def emergency_plan() -> ResponseReturnValue:
    """The plan, filled from the form that is open here if one is, and blank to write on where nothing was said."""
    draft = browser.open_here()
    return render_template("assessment/emergency_plan.html", plan=plan_of(draft), draft=draft, today=now())


@blueprint.get("/emergency-plan/fill-in")
def fill_in() -> ResponseReturnValue:
    """Where to type into the plan."""
    draft = browser.open_here()
    return _form_page(EmergencyForm(formdata=None, data=typed_in(draft)), draft)


@blueprint.post("/emergency-plan/fill-in")
def keep() -> ResponseReturnValue:
    """Keeps what was typed in the form that is open here, or in a new one: nothing else of it is kept anywhere."""
    form, draft = EmergencyForm(), _draft_of_this_page()
    if not form.validate():
        return _form_page(form, draft, 422)
    kept_in = draft or browser.start_here()
    with db.transaction() as session:
        store.save_details(session, kept_in.id, DETAILS, form.typed())
    return redirect(url_for(".emergency_plan"), code=303)


def _draft_of_this_page() -> Draft | None:
    """The form that the page belongs to; nothing when it was opened without one and none has been opened since."""
    tag = request.form.get("draft")
    return browser.draft_of_this_page(tag) if tag or browser.open_here() else None


def _form_page(form: EmergencyForm, draft: Draft | None, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "assessment/emergency_form.html", form=form, draft=draft, seconds_open=browser.OPEN_FOR_SECONDS
    )
    return page, status
