"""Going to the council's own sign-in, and coming back from it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import guesses, single_sign_on
from app.accounts.api import home_of, signed_in_staff
from app.accounts.domain import NotProven, ProviderAway, first_step
from app.accounts.views import PAGES
from app.web.addresses import local_path
from app.web.errors import NotFound

blueprint = Blueprint("single_sign_on", __name__, url_prefix="/staff/single-sign-on")


@blueprint.get("/")
def go() -> ResponseReturnValue:
    """Sends the browser to the provider."""
    _is_on()
    try:
        address = single_sign_on.begin(request.args.get("next", ""), request.args.get("invitation", ""))
    except ProviderAway:
        return _refused("away")
    return redirect(address)


@blueprint.get("/back")
def back() -> ResponseReturnValue:
    """Takes what the provider says. It arrives by a link, so that this page, alone of its kind, writes on a GET."""
    _is_on()
    try:
        staff, wanted = single_sign_on.finish(request.args)
    except NotProven:
        return _refused("not proven")
    except ProviderAway:
        return _refused("away")
    step = first_step(staff, single_sign_on.is_whole())
    if step is not None:
        return redirect(url_for(PAGES[step]), code=303)
    return redirect(local_path(wanted) if wanted else home_of(staff), code=303)


@blueprint.post("/join")
def join() -> ResponseReturnValue:
    """Lets whoever knows the password of this account join it to themselves at the provider."""
    _is_on()
    staff = signed_in_staff()
    if not guesses.is_password_of(staff, request.form.get("old_password", "")):
        return _refused("password")
    try:
        address = single_sign_on.begin(url_for("own_account.shown"), join=staff.id)
    except ProviderAway:
        return _refused("away")
    return render_template("accounts/single_sign_on_join.html", address=address)


def _is_on() -> None:
    if not single_sign_on.is_on():
        raise NotFound


def _refused(why: str) -> ResponseReturnValue:
    return render_template("accounts/single_sign_on_refused.html", why=why), 422
