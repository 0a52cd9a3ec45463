"""This person has died: noted with who told us, and from then on nothing goes to them or about them."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.contact_centre import calls, deaths
from app.contact_centre.deaths import Told
from app.contact_centre.end_forms import DiedForm
from app.contact_centre.finding import contact_at, looked_at

blueprint = Blueprint("call_deaths", __name__, url_prefix="/staff/calls/<uuid:contact_id>")


@blueprint.route("/died", methods=["GET", "POST"])
def died(contact_id: UUID) -> ResponseReturnValue:
    """Stops every message at once, also those that wait already."""
    contact, staff = looked_at(contact_at(contact_id)), signed_in_staff()
    form = DiedForm(contact.notes)
    if not form.validate_on_submit():
        page = render_template("contact_centre/died.html", contact=contact, form=form, staff=staff)
        return page, 422 if form.errors else 200
    told = Told(form.told_by.data, form.when.data, staff)
    with db.transaction() as session:
        deaths.note(session, contact.id, form.whose(), told)
        calls.on_record(session, staff, "death-noted", contact.id)
    return redirect(url_for("calls.opened", contact_id=contact.id), code=303)


@blueprint.post("/not-died")
def not_died(contact_id: UUID) -> ResponseReturnValue:
    """Takes a mistake back. What was held back meanwhile stays unsent."""
    contact = contact_at(contact_id)
    with db.transaction() as session:
        if deaths.take_back(session, contact.id, signed_in_staff()):
            calls.on_record(session, signed_in_staff(), "death-taken-back", contact.id)
    return redirect(url_for("calls.opened", contact_id=contact.id), code=303)
