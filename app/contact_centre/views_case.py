"""A call that ends in a case of the council's."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.assessment.domain import Route, Subject
from app.contact_centre import raising
from app.contact_centre.end_forms import CaseForm
from app.contact_centre.finding import contact_to_end, ended_already
from app.contact_centre.suggesting import suggestion_of

blueprint = Blueprint("call_cases", __name__, url_prefix="/staff/calls/<uuid:contact_id>")
ended_already(blueprint)


@blueprint.route("/case", methods=["GET", "POST"])
def raised(contact_id: UUID) -> ResponseReturnValue:
    """Raises a case, with the clock of its route, and ends the call."""
    contact, staff = contact_to_end(contact_id), signed_in_staff()
    suggestion = suggestion_of(contact.notes)
    form = CaseForm(contact.notes, suggestion.route if suggestion else None)
    if not form.validate_on_submit():
        page = render_template(
            "contact_centre/case.html", contact=contact, form=form, suggestion=suggestion, staff=staff
        )
        return page, 422 if form.errors else 200
    knows = form.knows.data if "knows" in form else ""
    with db.transaction() as session:
        raising.raise_case(session, staff, contact, Subject(form.subject.data), Route(form.route.data), knows)
    return redirect(url_for("calls.opened", contact_id=contact.id), code=303)
