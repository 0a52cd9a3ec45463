"""The list of cases by queue, team and clock, and what is done to several of them at once."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.kernel.clock import now
from app.triage.list_page import DUE, STATES, WHOSE, Filters, ListPage

blueprint = Blueprint("triage", __name__, url_prefix="/staff/referrals")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The cases: what cannot wait on top, then what is due first."""
    staff = signed_in_staff()
    page = ListPage.of(db.session(), Filters.read(request.args), staff, now())
    return render_template("triage/list.html", page=page, staff=staff, states=STATES, whose=WHOSE, due=DUE)
