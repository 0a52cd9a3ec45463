"""The staff's pages about problems with listings: the queue, and one of them."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.directory import api as directory
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.whole_number import whole_number
from app.problems import reporting, store, wording
from app.problems.domain import Problem
from app.problems.forms import AnswerForm
from app.web.errors import NotFound

blueprint = Blueprint("council_problems", __name__, url_prefix="/staff/problems")


@dataclass(frozen=True)
class Row:
    """A problem with the name of its listing, which may be gone by now."""

    problem: Problem
    name: str
    about: str
    address: str


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The problems: danger on top, then the longest waiting."""
    done = request.args.get("show") == "done"
    page = min(max(request.args.get("page", 1, type=whole_number), 1), 1_000)
    problems, total = store.listed(db.session(), done, page)
    return render_template(
        "problems/council/list.html",
        rows=[_row(problem) for problem in problems],
        total=total,
        done=done,
        page=page,
        last=max(1, -(-total // store.PAGE)),
        staff=signed_in_staff(),
    )


@blueprint.get("/<uuid:problem_id>")
def opened(problem_id: UUID) -> ResponseReturnValue:
    """One problem. That it was opened is on record before anything of it is shown."""
    return _page(_problem(problem_id), AnswerForm(formdata=None))


@blueprint.post("/<uuid:problem_id>/done")
def finish(problem_id: UUID) -> ResponseReturnValue:
    """Ends a problem with what was done about it."""
    problem, form = _problem(problem_id), AnswerForm()
    if not form.validate_on_submit():
        return _page(problem, form), 422
    try:
        reporting.finish(problem.id, form.answer.data, _row(problem).name, signed_in_staff().id)
    except SomeoneElseWasFirst:
        words = gettext("Someone else answered this after you opened it. Nobody was written to twice.")
        return _page(_problem(problem_id), form, words), 409
    return redirect(url_for(".listed"), code=303)


def _problem(problem_id: UUID) -> Problem:
    problem = store.by_id(db.session(), problem_id)
    if problem is None:
        raise NotFound
    return problem


def _row(problem: Problem) -> Row:
    service = directory.listing(problem.source, problem.service_id)
    gone = service or directory.ended(problem.source, problem.service_id)
    return Row(
        problem=problem,
        name=gone.name if gone else gettext("A listing that is gone"),
        about=str(wording.ABOUT[problem.about]),
        address=url_for("directory.service", source=problem.source, id=problem.service_id),
    )


def _page(problem: Problem, form: AnswerForm, notice: str = "") -> str:
    staff = signed_in_staff()
    with db.transaction() as session:
        actor = staff_member(staff.id)
        audit.record(session, actor=actor, action="problem.opened", kind=reporting.RECORD, about=str(problem.id))
    return render_template("problems/council/problem.html", row=_row(problem), form=form, notice=notice, staff=staff)
