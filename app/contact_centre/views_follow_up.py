"""The staff's page of introductions: whom to ask how it went, whom a group did not take, and what came of them all."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.contact_centre import introducing, introductions
from app.events.domain import FollowedUp
from app.kernel.whole_number import whole_number
from app.web.errors import NotFound
from app.web.pagination import Pager, last_page

OUTCOMES = {
    FollowedUp.HELPED: "It happened and helped",
    FollowedUp.DID_NOT_HELP: "It happened and did not help",
    FollowedUp.DID_NOT_HAPPEN: "It did not happen",
    FollowedUp.NOT_REACHED: "Nobody answered",
}

blueprint = Blueprint("follow_ups", __name__, url_prefix="/staff/calls/introductions")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Whom to ask, the longest overdue first."""
    page = max(1, request.args.get("page", 1, type=whole_number))
    to_ask, total = introductions.to_ask(db.session(), page)
    return render_template(
        "contact_centre/follow_ups.html",
        to_ask=to_ask,
        unanswered=introductions.unanswered(db.session()),
        counts=introductions.counts(db.session()),
        outcomes=OUTCOMES,
        pager=Pager.of(page, last_page(total, introductions.PAGE), lambda number: url_for(".listed", page=number)),
        staff=signed_in_staff(),
    )


@blueprint.post("/<uuid:introduction_id>")
def keep(introduction_id: UUID) -> ResponseReturnValue:
    """Keeps what somebody said, or that nobody was reached."""
    introduction, said = introductions.by_id(db.session(), introduction_id), request.form.get("outcome", "")
    if introduction is None or said not in set(FollowedUp):
        raise NotFound
    with db.transaction() as session:
        if said == FollowedUp.NOT_REACHED and introduction.ask_way is not introductions.Asking.NOT:
            introducing.not_reached(session, introduction)
        else:
            introducing.settle(session, introduction, FollowedUp(said))
        actor = staff_member(signed_in_staff().id)
        audit.record(
            session, actor=actor, action="introduction.asked", kind=introducing.RECORD, about=str(introduction.id)
        )
    return redirect(url_for(".listed"), code=303)
