"""The list of cases by queue, team and clock, what is done to several of them at once, and the list on paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.accounts.domain import Staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.printing.domain import Size
from app.triage import deeds, desk
from app.triage.deeds import Work
from app.triage.desk import Deed
from app.triage.domain import may_assign
from app.triage.forms import ChaseForm
from app.triage.list_page import DUE, STATES, WHOSE, Filters, ListPage
from app.web.errors import NotFound

blueprint = Blueprint("triage", __name__, url_prefix="/staff/referrals")


@dataclass(frozen=True)
class Done:
    """What came of one row: its reference, and why nothing was done where nothing was."""

    reference: str
    fault: str = ""


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The cases: what cannot wait on top, then what is due first."""
    return _page()


@blueprint.post("/")
def several() -> ResponseReturnValue:
    """Takes on, gives away or sets a day for each of the ticked cases, and tells of each what came of it.

    Never routes or closes: those need the case to be read.
    """
    chase, assign = ChaseForm(), desk.assign_form()
    deed = _deed(request.form.get("deed", ""), chase, assign)
    if deed is None:
        return _page(chase=chase, assign=assign), 422
    done = tuple(_do(signed_in_staff(), ticked, deed) for ticked in request.form.getlist("case"))
    return _page(done=done)


@blueprint.get("/paper", defaults={"size": Size.ORDINARY.value})
@blueprint.get("/paper/<size>")
def paper(size: str) -> ResponseReturnValue:
    """The list as it is narrowed, to print."""
    if size not in set(Size):
        raise NotFound
    page = ListPage.of(db.session(), Filters.read(request.args), signed_in_staff(), now())
    return render_template("triage/list_paper.html", page=page, size=size, printed_at=now())


def _page(done: tuple[Done, ...] = (), **forms: Any) -> str:
    staff = signed_in_staff()
    fault = next((form for form in forms.values() if form.errors), None)
    return render_template(
        "triage/list.html",
        page=ListPage.of(db.session(), Filters.read(request.args), staff, now()),
        staff=staff,
        states=STATES,
        whose=WHOSE,
        due=DUE,
        done=done,
        fault=fault,
        chase_form=forms.get("chase") or ChaseForm(formdata=None),
        assign_form=forms.get("assign") or desk.assign_form(formdata=None),
        may_assign=may_assign(staff.roles),
    )


def _deed(name: str, chase: ChaseForm, assign: Any) -> Deed | None:
    """What is to be done to each, or None when something is missing for it."""
    if name == "claim":
        return deeds.claim
    if name == "chase":
        day = chase.chase.data
        return (lambda work: deeds.set_chase(work, day)) if chase.validate_on_submit() else None
    if name == "assign" and may_assign(signed_in_staff().roles) and assign.validate_on_submit():
        to = next(each for each in desk.caseworkers() if str(each.id) == assign.assignee.data)
        return lambda work: deeds.assign(work, to)
    return None


def _do(staff: Staff, ticked: str, deed: Deed) -> Done:
    """Does it to one case, as the list showed it: "id version"."""
    case_id, _, version = ticked.partition(" ")
    try:
        case = desk.found_by(staff, db.session(), UUID(case_id))
    except (ValueError, NotFound):
        return Done("A case", "is not there")
    try:
        with db.transaction() as session:
            deed(Work(session, staff, case, int(version) if version.isdecimal() and len(version) < 10 else 0))
    except SomeoneElseWasFirst:
        return Done(case.reference, "was changed by somebody since this list was shown, or is closed: nothing done")
    return Done(case.reference)
