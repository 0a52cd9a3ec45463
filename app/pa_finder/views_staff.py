"""The staff's pages of PAs: who there is, what was seen of each and until when it stands, and removing one at once."""

from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import account, signed_in_staff
from app.kernel.clock import now, today
from app.pa_finder.domain import Assistant
from app.pa_finder.finding.showing import conditions
from app.pa_finder.own import keeping
from app.pa_finder.own.pages import said_of, staff_checks, staff_row, staff_rows
from app.pa_finder.own.staff_forms import CheckForm
from app.pa_finder.record import store
from app.pa_finder.talking import removing
from app.web.errors import NotFound

blueprint = Blueprint("staff_pas", __name__, url_prefix="/staff/personal-assistants")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every PA by first name: what keeps people from seeing them, and what ends soon."""
    rows = staff_rows(store.everybody(db.session()), today())
    return render_template("pa_finder/staff/list.html", rows=rows, warn_days=conditions().warn_days)


@blueprint.get("/<uuid:pa_id>/")
def opened(pa_id: UUID) -> ResponseReturnValue:
    """All there is of a PA. That it was opened is on record before anything is shown."""
    assistant = _assistant(pa_id)
    with db.transaction() as writing:
        keeping.on_record(writing, signed_in_staff().id, "opened", pa_id)
    return _page(assistant)


@blueprint.post("/<uuid:pa_id>/checks")
def record_check(pa_id: UUID) -> ResponseReturnValue:
    """Writes down what a member of staff saw, once."""
    assistant, form = _assistant(pa_id), CheckForm()
    if not form.validate_on_submit():
        return _page(assistant, check_form=form), 422
    with db.transaction() as writing:
        if store.add_check(writing, pa_id, form.check(signed_in_staff().id, now())):
            keeping.on_record(writing, signed_in_staff().id, f"check-{form.kind.data.replace('_', '-')}", pa_id)
    return _back_to(pa_id)


@blueprint.post("/<uuid:pa_id>/checks/<uuid:check_id>/withdraw")
def withdraw_check(pa_id: UUID, check_id: UUID) -> ResponseReturnValue:
    """Lets a check count no more that was recorded wrongly, or that is no longer true."""
    _assistant(pa_id)
    with db.transaction() as writing:
        if store.withdraw_check(writing, pa_id, check_id):
            keeping.on_record(writing, signed_in_staff().id, "check-withdrawn", pa_id)
    return _back_to(pa_id)


@blueprint.post("/<uuid:pa_id>/remove")
def remove(pa_id: UUID) -> ResponseReturnValue:
    """Takes a PA away at once and without notice, and ends every conversation of theirs."""
    _assistant(pa_id)
    with db.transaction() as writing:
        removing.remove(writing, pa_id, signed_in_staff().id)
        keeping.on_record(writing, signed_in_staff().id, "removed", pa_id)
    return _back_to(pa_id)


@blueprint.post("/<uuid:pa_id>/restore")
def restore(pa_id: UUID) -> ResponseReturnValue:
    """Lets a PA who was removed send their page again; a colleague still has to approve it."""
    _assistant(pa_id)
    with db.transaction() as writing:
        store.remove(writing, pa_id, None)
        keeping.on_record(writing, signed_in_staff().id, "restored", pa_id)
    return _back_to(pa_id)


def _assistant(pa_id: UUID) -> Assistant:
    """A PA. Raises NotFound."""
    assistant = store.by_id(db.session(), pa_id)
    if assistant is None:
        raise NotFound
    return assistant


def _back_to(pa_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".opened", pa_id=pa_id), code=303)


def _page(assistant: Assistant, check_form: CheckForm | None = None) -> str:
    whose = account(db.session(), assistant.account)
    draft = keeping.draft_of(db.session(), assistant)
    return render_template(
        "pa_finder/staff/assistant.html",
        row=staff_row(assistant, today()),
        name=draft.profile.first_name or "A new PA",
        details=assistant.details,
        email="" if whose is None else whose.email,
        said=said_of(draft),
        checks=staff_checks(assistant),
        form=check_form,
        check_form=check_form or CheckForm(formdata=None, once=str(uuid4()), seen_on=today()),
        staff=signed_in_staff(),
    )
