"""What waits for the contact centre: calls begun, calls promised, letters to post."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.contact_centre import calls, store
from app.contact_centre.finding import contact_at
from app.contact_centre.queue import QueuePage
from app.kernel.clock import now
from app.kernel.whole_number import whole_number

blueprint = Blueprint("call_queue", __name__, url_prefix="/staff/calls")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """What this member of staff has begun, and whom somebody promised to ring, the latest first."""
    staff = signed_in_staff()
    page = QueuePage.of(staff, request.args.get("page", 1, type=whole_number), now())
    return render_template("contact_centre/queue.html", page=page, staff=staff)


@blueprint.post("/<uuid:contact_id>/take")
def take(contact_id: UUID) -> ResponseReturnValue:
    """Takes a promised call, so that nobody else rings; whoever is second is told."""
    staff, contact = signed_in_staff(), contact_at(contact_id)
    with db.transaction() as session:
        taken = store.take_call(session, contact.id, staff.id)
        if taken:
            calls.on_record(session, staff, "call-taken", contact.id)
    if taken:
        return redirect(url_for("calls.opened", contact_id=contact.id), code=303)
    page = QueuePage.of(staff, 1, now())
    notice = "Somebody else has taken that call already"
    return render_template("contact_centre/queue.html", page=page, staff=staff, notice=notice), 409


@blueprint.post("/<uuid:contact_id>/give-back")
def give_back(contact_id: UUID) -> ResponseReturnValue:
    """Lets somebody else ring; of a call that another has taken it changes nothing."""
    staff, contact = signed_in_staff(), contact_at(contact_id)
    with db.transaction() as session:
        store.give_back(session, contact.id, staff.id)
        calls.on_record(session, staff, "call-given-back", contact.id)
    return redirect(url_for(".listed"), code=303)
