"""A call that ends in an introduction, or in an appointment at a talking point."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.appointments import api as appointments
from app.appointments.domain import SlotTaken
from app.contact_centre import booking, calls, introducing
from app.contact_centre.domain import Outcome
from app.contact_centre.end_forms import BookForm
from app.contact_centre.finding import contact_to_end, ended_already
from app.contact_centre.introduction_forms import IntroduceForm
from app.contact_centre.introductions import Asking
from app.contact_centre.store import Contact
from app.directory import api as directory
from app.directory.api import Picking
from app.events.domain import Ending
from app.messages.domain import NotAnAddress

blueprint = Blueprint("call_introduces", __name__, url_prefix="/staff/calls/<uuid:contact_id>")
ended_already(blueprint)


@blueprint.route("/introduction", methods=["GET", "POST"])
def introduction(contact_id: UUID) -> ResponseReturnValue:
    """Makes the person known to a group that was picked, with their agreement, and ends the call."""
    contact = contact_to_end(contact_id)
    groups = {idea.key: idea.name for idea in directory.picked(Picking(contact.notes.picked)) if idea.address}
    form = IntroduceForm(contact.notes, groups)
    if not form.validate_on_submit():
        return _introduction(contact, form), 422 if form.errors else 200
    try:
        told, asking = form.told(calls.language_of(contact.notes)), Asking(form.asking.data)
        introducing.introduce(signed_in_staff(), contact, told, asking, form.rang.data)
    except NotAnAddress:
        form.rang.errors = ["The directory has no e-mail address for this group. Ring them, then tick this"]
        return _introduction(contact, form), 422
    return redirect(url_for("calls.opened", contact_id=contact.id), code=303)


@blueprint.route("/appointment", methods=["GET", "POST"])
def appointment(contact_id: UUID) -> ResponseReturnValue:
    """Books a time at a talking point and ends the call."""
    contact = contact_to_end(contact_id)
    form = BookForm(contact.notes, booking.times())
    if not form.validate_on_submit():
        return _booking(contact, form), 422 if form.errors else 200
    try:
        with db.transaction() as session:
            appointments.book(session, booking.wish_of(contact, form))
            calls.end(session, signed_in_staff(), contact, Outcome.APPOINTMENT, Ending.BOOKED)
    except SlotTaken:
        form = BookForm(contact.notes, booking.times())
        form.time.errors = ["Somebody has just taken that time. Choose another"]
        return _booking(contact, form), 409
    return redirect(url_for("calls.opened", contact_id=contact.id), code=303)


def _introduction(contact: Contact, form: IntroduceForm) -> str:
    return render_template("contact_centre/introduce.html", contact=contact, form=form, staff=signed_in_staff())


def _booking(contact: Contact, form: BookForm) -> str:
    return render_template("contact_centre/book.html", contact=contact, form=form, staff=signed_in_staff())
