"""The staff's page of the case systems: which may ask, and the notices that none of them took."""

from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.case_systems import store
from app.kernel.clock import now
from app.kernel.whole_number import whole_number
from app.referrals import api as referrals
from app.web.errors import NotFound
from app.web.pagination import Pager, last_page

MOST_ON_A_PAGE = 50

blueprint = Blueprint("case_systems", __name__, url_prefix="/staff/case-systems")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every system, and the notices that wait for a person: of which case and why, never what is in it."""
    return _page()


@blueprint.post("/<uuid:case_id>/again")
def again(case_id: UUID) -> ResponseReturnValue:
    """Has the worker send a notice again, from the start."""
    with db.transaction() as session:
        if referrals.case(session, case_id) is None:
            raise NotFound
        done = store.try_again(session, case_id, now())
        if done:
            actor = staff_member(signed_in_staff().id)
            audit.record(session, actor=actor, action="case.told-again", kind=referrals.RECORD, about=str(case_id))
    if not done:
        return _page("This notice does not wait any more. Nothing was sent twice."), 409
    return redirect(url_for(".listed"), code=303)


def _page(notice: str = "") -> str:
    session = db.session()
    total = store.number_stuck(session)
    last = last_page(total, MOST_ON_A_PAGE)
    page = min(max(request.args.get("page", 1, type=whole_number), 1), last)
    rows = store.stuck(session, (page - 1) * MOST_ON_A_PAGE, MOST_ON_A_PAGE)
    references = {
        case.id: case.reference for case in referrals.cases_of_ids(session, tuple(row.case_id for row in rows))
    }
    return render_template(
        "case_systems/list.html",
        systems=store.systems(session),
        is_told=current_app.extensions["case_receiver"] is not None,
        rows=rows,
        references=references,
        total=total,
        notice=notice,
        pager=Pager.of(page, last, lambda number: url_for(".listed", page=number)),
    )
