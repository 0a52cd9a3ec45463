"""The page of a call: notes on one side of paper, and beside them what they lead to."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import may, signed_in_staff
from app.assessment import api as assessment
from app.contact_centre import calls, deaths, store, wording
from app.contact_centre.domain import FACTS_TO_CHECK, Fact, Notes, Outcome
from app.contact_centre.finding import contact_at
from app.contact_centre.forms import notes_in, version_in
from app.contact_centre.sheet import beside_of, sheet_of
from app.contact_centre.store import Contact
from app.contact_centre.suggesting import handed_over
from app.directory.api import Picking
from app.events.domain import Ending
from app.kernel.at_once import SomeoneElseWasFirst

Press = Callable[[Contact], ResponseReturnValue]

blueprint = Blueprint("calls", __name__, url_prefix="/staff/calls")
blueprint.add_app_template_filter(wording.ended, "how_it_ended")
blueprint.add_app_template_global(wording.facts_to_ask)


@blueprint.post("/")
def begin() -> ResponseReturnValue:
    """A new call, at once."""
    contact = calls.begin(signed_in_staff(), notes_in(request.form, ()))
    return redirect(url_for(".opened", contact_id=contact.id), code=303)


@blueprint.get("/<uuid:contact_id>")
def opened(contact_id: UUID) -> ResponseReturnValue:
    """One call. That it was opened is on record before anything of it is shown."""
    return _page(contact_at(contact_id))


@blueprint.post("/<uuid:contact_id>")
def press(contact_id: UUID) -> ResponseReturnValue:
    """Keeps what was written, whichever key was pressed, and then does what the key says."""
    contact, pressed = contact_at(contact_id), request.form.get("press", "")
    try:
        contact = _keep(contact, pressed)
        return _PRESSES.get(pressed, _stay)(contact)
    except SomeoneElseWasFirst:
        return _page(contact_at(contact_id), _typed(pressed), "Somebody else saved this call meanwhile"), 409


@blueprint.post("/<uuid:contact_id>/beside")
def beside(contact_id: UUID) -> ResponseReturnValue:
    """Keeps what was written so far, and says what it leads to: what scripts ask for while somebody types."""
    try:
        contact = _keep(contact_at(contact_id), "")
    except SomeoneElseWasFirst:
        return {}, 409
    return {"beside": render_template("contact_centre/_beside.html", beside=beside_of(contact), contact=contact)}


def _keep(contact: Contact, pressed: str) -> Contact:
    version, window = version_in(request.form), request.form.get("window", "")[:32]
    return calls.keep(signed_in_staff(), contact, _typed(pressed), version, window)


def _typed(pressed: str) -> Notes:
    picking = Picking.of(request.form.getlist("picked")).pressed(pressed)
    return notes_in(request.form, picking.keys)


def _stay(contact: Contact) -> ResponseReturnValue:
    return redirect(url_for(".opened", contact_id=contact.id), code=303)


def _check_identity(contact: Contact) -> ResponseReturnValue:
    """Notes that the caller knew enough facts; with fewer nothing is shown."""
    if len(set(request.form.getlist("facts")) & set(Fact)) < FACTS_TO_CHECK:
        return _page(contact, None, "Ask two facts and tick both before you press"), 422
    with db.transaction() as session:
        store.check_identity(session, contact)
        calls.on_record(session, signed_in_staff(), "identity-checked", contact.id)
    return _stay(contact)


def _go_on_with_assessment(contact: Contact) -> ResponseReturnValue:
    """Hands over to a form of the assessment in which what was ticked is answered."""
    staff = signed_in_staff()
    answers, details = handed_over(contact.notes, str(contact.id), staff.id)
    assessment.begin_with(answers, contact.notes.asked, details)
    with db.transaction() as session:
        calls.on_record(session, staff, "assessment-begun", contact.id)
    return redirect(url_for("assessment.resume"), code=303)


def _cut_off(contact: Contact) -> ResponseReturnValue:
    """Ends a call of which nothing could come."""
    with db.transaction() as session:
        calls.end(session, signed_in_staff(), contact, Outcome.CUT_OFF, Ending.OTHER)
    return _stay(contact)


def _page_of(endpoint: str) -> Press:
    """A press that leads to a page of its own."""
    return lambda contact: redirect(url_for(endpoint, contact_id=contact.id), code=303)


_PRESSES: dict[str, Press] = {
    "known": _check_identity,
    "assessment": _go_on_with_assessment,
    "cut-off": _cut_off,
    "information": _page_of("call_ends.information"),
    "case": _page_of("call_cases.raised"),
    "introduction": _page_of("call_introduces.introduction"),
    "appointment": _page_of("call_introduces.appointment"),
    "ring": _page_of("call_ends.ring"),
    "died": _page_of("call_deaths.died"),
}


def _page(contact: Contact, typed: Notes | None = None, notice: str = "") -> str:
    staff = signed_in_staff()
    with db.transaction() as session:
        calls.on_record(session, staff, "opened", contact.id)
    return render_template(
        "contact_centre/call.html",
        sheet=sheet_of(contact, typed),
        staff=staff,
        notice=notice,
        may_take_back=deaths.of_contacts(db.session(), [contact.id]) and may(staff, "call_deaths.not_died", "POST"),
    )
