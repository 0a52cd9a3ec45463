"""How a call ends or is put off: each ending a page of its own, filled in from the notes."""

from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.contact_centre import calls, store
from app.contact_centre.domain import Outcome
from app.contact_centre.end_forms import POST, InformationForm, RingForm
from app.contact_centre.finding import contact_to_end, ended_already
from app.contact_centre.store import Contact
from app.directory import api as directory
from app.directory.api import Picking
from app.events.domain import Ending
from app.lists import api as lists
from app.lists.api import DayFull
from app.web.errors import TooMany

blueprint = Blueprint("call_ends", __name__, url_prefix="/staff/calls/<uuid:contact_id>")
ended_already(blueprint)


@blueprint.route("/information", methods=["GET", "POST"])
def information(contact_id: UUID) -> ResponseReturnValue:
    """Sends what was picked, or notes that it was told, and ends the call."""
    contact = contact_to_end(contact_id)
    form = InformationForm(contact.notes)
    if not form.validate_on_submit():
        return _information(contact, form), 422 if form.errors else 200
    if refusal := _refusal(form):
        form.how.errors = [refusal]
        return _information(contact, form), 429
    with db.transaction() as session:
        if form.recipient is not None:
            lists.send(session, uuid4(), contact.notes.picked, form.recipient)
        letter = form.address.data if form.how.data == POST else ""
        calls.end(session, signed_in_staff(), contact, Outcome.INFORMATION, Ending.SIGNPOSTED, letter=letter)
    return redirect(url_for("calls.opened", contact_id=contact.id), code=303)


@blueprint.route("/ring", methods=["GET", "POST"])
def ring(contact_id: UUID) -> ResponseReturnValue:
    """Promises to ring the caller, who stands in the queue until then."""
    contact = contact_to_end(contact_id)
    form = RingForm()
    if not form.validate_on_submit():
        return render_template(
            "contact_centre/ring.html", contact=contact, form=form, staff=signed_in_staff()
        ), 422 if form.errors else 200
    with db.transaction() as session:
        store.promise_call(session, contact, form.promised)
        calls.on_record(session, signed_in_staff(), "call-promised", contact.id)
    return redirect(url_for("call_queue.listed"), code=303)


def _information(contact: Contact, form: InformationForm) -> str:
    picked = directory.picked(Picking(contact.notes.picked))
    return render_template(
        "contact_centre/information.html", contact=contact, form=form, picked=picked, staff=signed_in_staff()
    )


def _refusal(form: InformationForm) -> str:
    """Counts a sending, and says why it may not be."""
    if form.recipient is None:
        return ""
    try:
        may_send = lists.may_send(signed_in_staff().id, form.recipient)
    except TooMany as wait:
        return f"You have sent many lists. Wait {wait.minutes} minutes, or tell the caller."
    except DayFull:
        return "The service has sent as many messages today as it may. Tell the caller, or post a letter."
    return "" if may_send else "We have written there as often today as we may. Tell the caller, or post a letter."
