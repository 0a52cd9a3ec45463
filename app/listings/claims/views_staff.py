"""The staff's pages about claims to listings: which wait, ringing the listed number, and deciding."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.kernel.at_once import SomeoneElseWasFirst
from app.listings.claims import claiming, store
from app.listings.claims.forms import RefusalForm
from app.listings.claims.pages import StaffPage, waiting
from app.web.errors import NotFound

blueprint = Blueprint("staff_claims", __name__, url_prefix="/staff/pages/claims")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The claims for which it is the council's turn."""
    return render_template("listings/staff/claims.html", waiting=waiting(db.session()), staff=signed_in_staff())


@blueprint.get("/<uuid:claim_id>")
def opened(claim_id: UUID) -> ResponseReturnValue:
    """One claim, with who makes it: that it was read is put on record."""
    page = _page(claim_id, RefusalForm(formdata=None))
    with db.transaction() as writing:
        actor = staff_member(signed_in_staff().id)
        audit.record(writing, actor=actor, action="claim.read", kind="claim", about=str(claim_id))
    return page


@blueprint.post("/<uuid:claim_id>/ring")
def ring(claim_id: UUID) -> ResponseReturnValue:
    """Shows a code, this once, to read out to whoever answers."""
    try:
        code = claiming.ring(signed_in_staff(), claim_id)
    except SomeoneElseWasFirst:
        return _page(claim_id, RefusalForm(formdata=None), clash=True), 409
    return _page(claim_id, RefusalForm(formdata=None), code=code)


@blueprint.post("/<uuid:claim_id>/grant")
def grant(claim_id: UUID) -> ResponseReturnValue:
    """Gives the page to whoever claims it."""
    return _decided(claim_id, lambda: claiming.grant(signed_in_staff(), claim_id))


@blueprint.post("/<uuid:claim_id>/refuse")
def refuse(claim_id: UUID) -> ResponseReturnValue:
    """Says no, and why."""
    form = RefusalForm()
    if not form.validate_on_submit():
        return _page(claim_id, form), 422
    return _decided(claim_id, lambda: claiming.refuse(signed_in_staff(), claim_id, form.reason.data), form)


def _decided(claim_id: UUID, deed: Callable[[], None], form: RefusalForm | None = None) -> ResponseReturnValue:
    """Does it, if nobody decided meanwhile; what was typed stays in its box."""
    try:
        deed()
    except SomeoneElseWasFirst:
        return _page(claim_id, form or RefusalForm(formdata=None), clash=True), 409
    return redirect(url_for(".listed"), code=303)


def _page(claim_id: UUID, form: RefusalForm, code: str = "", clash: bool = False) -> str:
    claim = store.claim(db.session(), claim_id)
    if claim is None:
        raise NotFound
    page = StaffPage.of(claim)
    staff = signed_in_staff()
    return render_template("listings/staff/claim.html", page=page, form=form, code=code, clash=clash, staff=staff)
