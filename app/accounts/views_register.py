"""The administrators' pages: who has an account, inviting somebody, and what may be done with one."""

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import administering, links, store, wording
from app.accounts.api import signed_in_staff
from app.accounts.domain import Role, sign_in_name
from app.accounts.pages import AccountPage, ListPage
from app.accounts.register import NotPossible
from app.accounts.register_forms import DeedForm, FindForm, InviteForm, RolesForm
from app.db import session
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.whole_number import whole_number
from app.web.errors import NotFound

blueprint = Blueprint("staff_register", __name__, url_prefix="/staff/accounts")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Who has an account."""
    page = ListPage.of_page(request.args.get("page", 1, type=whole_number), _page_of_list)
    return render_template("accounts/register/list.html", page=page, form=FindForm(formdata=None))


@blueprint.route("/invite", methods=["GET", "POST"])
def invite() -> ResponseReturnValue:
    """Opens an account for somebody and writes to them."""
    form = InviteForm()
    if form.validate_on_submit():
        try:
            links.invite(signed_in_staff(), form.email.data, form.name.data, [Role(code) for code in form.roles.data])
            return redirect(url_for(".listed"), code=303)
        except NotPossible as error:
            form.email.errors = [str(error).removeprefix("EMAIL: ").capitalize()]
    return render_template("accounts/register/invite.html", form=form), 422 if form.errors else 200


@blueprint.post("/find")
def find() -> ResponseReturnValue:
    """Looks for an account: anybody's by the whole address, those of staff by a part of their name too."""
    form = FindForm()
    sound = form.validate_on_submit()
    known = store.id_of(session(), sign_in_name(form.words.data or ""))
    if known is not None:
        return redirect(url_for(".opened", staff_id=known), code=303)
    page = ListPage.found(form.words.data, _page_of_list) if sound else ListPage.of_page(1, _page_of_list)
    if sound and not page.rows:
        form.words.errors = ["Nobody of that name or address has an account"]
    status = 422 if form.errors else 200
    return render_template("accounts/register/list.html", page=page, form=form, found=sound), status


@blueprint.get("/<int:staff_id>")
def opened(staff_id: int) -> ResponseReturnValue:
    """One account, and what may be done with it."""
    return _page(staff_id)


@blueprint.post("/<int:staff_id>/roles")
def change_roles(staff_id: int) -> ResponseReturnValue:
    """Says what somebody may do from now on."""
    form, by = RolesForm(), signed_in_staff()
    if not form.validate_on_submit():
        return _page(staff_id, roles_form=form), 422
    roles = [Role(code) for code in form.roles.data]
    return _do(staff_id, lambda seen: administering.change_roles(by, staff_id, seen, roles))


@blueprint.post("/<int:staff_id>/close")
def close(staff_id: int) -> ResponseReturnValue:
    """Closes the account of somebody who left."""
    by = signed_in_staff()
    return _do(staff_id, lambda seen: administering.close(by, staff_id, seen))


@blueprint.post("/<int:staff_id>/reset")
def reset(staff_id: int) -> ResponseReturnValue:
    """Lets somebody begin anew by a link, also in an account that was closed."""
    by = signed_in_staff()
    return _do(staff_id, lambda seen: administering.reset(by, staff_id, seen))


@blueprint.post("/<int:staff_id>/reopen")
def reopen(staff_id: int) -> ResponseReturnValue:
    """Opens the closed account of somebody of the public again."""
    by = signed_in_staff()
    return _do(staff_id, lambda seen: administering.reopen(by, staff_id, seen))


@blueprint.post("/<int:staff_id>/sign-out")
def sign_out(staff_id: int) -> ResponseReturnValue:
    """Signs somebody out everywhere."""
    by = signed_in_staff()
    return _do(staff_id, lambda _: administering.sign_out(by, staff_id))


def _page_of_list(number: int) -> str:
    return url_for(".listed", page=number)


def _do(staff_id: int, deed: Callable[[int], None]) -> ResponseReturnValue:
    """Does it with the account as it was seen; says what stands in the way."""
    _known(staff_id)
    try:
        deed(DeedForm().seen())
    except NotPossible as error:
        return _page(staff_id, problem=str(error)), 422
    except SomeoneElseWasFirst:
        words = "Somebody changed this account after you opened it. Look at it again, then decide."
        return _page(staff_id, problem=words), 409
    return redirect(url_for(".opened", staff_id=staff_id), code=303)


def _page(staff_id: int, problem: str = "", roles_form: RolesForm | None = None) -> str:
    page = AccountPage.of(_known(staff_id), signed_in_staff())
    form = roles_form or RolesForm(formdata=None, roles=sorted(page.staff.roles))
    form.version.data = str(page.version)
    return render_template("accounts/register/account.html", page=page, form=form, problem=problem, roles=wording.ROLES)


def _known(staff_id: int) -> int:
    if store.by_id(session(), staff_id) is None:
        raise NotFound
    return staff_id
