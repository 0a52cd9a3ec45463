"""Keeping a page together: who does, inviting somebody, handing over, leaving; and taking an invitation up."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.api import signed_in_staff
from app.kernel.whole_number import whole_number
from app.listings.claims import editors
from app.listings.claims.editors import TooManyEditors
from app.listings.claims.forms import InviteForm
from app.publishing.domain import LastOwner

blueprint = Blueprint("your_editors", __name__, url_prefix="/your-pages/<uuid:page_id>/editors")
invitations = Blueprint("your_invitations", __name__, url_prefix="/your-pages/invitations")


@blueprint.get("/")
def shown(page_id: UUID) -> ResponseReturnValue:
    """Who keeps a page."""
    return _page(page_id, InviteForm(formdata=None))


@blueprint.post("/invite")
def invite(page_id: UUID) -> ResponseReturnValue:
    """Asks somebody by e-mail to keep it too."""
    form, account = InviteForm(), signed_in_staff()
    editors.of(page_id, account)
    if not form.validate_on_submit():
        return _page(page_id, form), 422
    editors.count_invitation(account, page_id)
    try:
        editors.invite(account, page_id, form.email.data, form.hands_over.data)
    except TooManyEditors:
        form.email.errors = ["20 people keep this page or are asked to. Take somebody off first."]
        return _page(page_id, form), 422
    return redirect(url_for(".shown", page_id=page_id), code=303)


@blueprint.post("/take-back")
def take_back(page_id: UUID) -> ResponseReturnValue:
    """Takes an invitation back."""
    account = signed_in_staff()
    editors.of(page_id, account)
    invitation_id = request.form.get("invitation", type=UUID)
    if invitation_id is not None:
        editors.take_back(account, page_id, invitation_id)
    return redirect(url_for(".shown", page_id=page_id), code=303)


@blueprint.post("/remove")
def remove(page_id: UUID) -> ResponseReturnValue:
    """Takes another editor off the page."""
    editors.remove(signed_in_staff(), page_id, request.form.get("editor", 0, type=whole_number))
    return redirect(url_for(".shown", page_id=page_id), code=303)


@blueprint.post("/leave")
def leave(page_id: UUID) -> ResponseReturnValue:
    """Lets somebody go; the last one hands the page over or takes it down."""
    try:
        editors.leave(signed_in_staff(), page_id)
    except LastOwner:
        return _page(page_id, InviteForm(formdata=None), last=True), 409
    return redirect(url_for("publishing.listed"), code=303)


@blueprint.post("/close")
def close(page_id: UUID) -> ResponseReturnValue:
    """Takes the page from the public, and lets the last one go."""
    editors.take_down_and_leave(signed_in_staff(), page_id, "Its last editor took it down and left.")
    return redirect(url_for("publishing.listed"), code=303)


@invitations.get("/<token>")
def opened(token: str) -> ResponseReturnValue:
    """What somebody is asked. To open it accepts nothing."""
    found, account = editors.invitation(token), signed_in_staff()
    if found is None:
        return _ended()
    invited, page = found
    mine = editors.is_for(invited, account)
    return render_template("listings/editors/invitation.html", page=page, invited=invited, account=account, mine=mine)


@invitations.post("/<token>")
def accept(token: str) -> ResponseReturnValue:
    """Keeps the page too from now on."""
    page = editors.accept(signed_in_staff(), token)
    return _ended() if page is None else redirect(url_for("publishing.listed"), code=303)


def _page(page_id: UUID, form: InviteForm, last: bool = False) -> str:
    account = signed_in_staff()
    these = editors.of(page_id, account)
    return render_template("listings/editors/editors.html", these=these, account=account, form=form, last=last)


def _ended() -> ResponseReturnValue:
    return render_template("listings/editors/invitation_ended.html"), 404
