"""Passkeys, for browsers with scripts: what they are asked, and what they answer."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import guesses, passkeys
from app.accounts.api import home_of, signed_in_staff
from app.accounts.domain import NotAccepted, printable
from app.kernel.whole_number import whole_number
from app.web.addresses import local_path

LONGEST_NAME = 60

blueprint = Blueprint("passkeys", __name__, url_prefix="/staff/passkeys")


@blueprint.post("/asked")
def asked() -> ResponseReturnValue:
    """What a device has to prove to sign somebody in."""
    guesses.count_passkey(request.remote_addr or "")
    return Response(passkeys.options_to_sign_in(), mimetype="application/json")


@blueprint.post("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Lets in whose device has proven it."""
    try:
        staff = passkeys.sign_in(request.form.get("answer", ""))
    except NotAccepted:
        return render_template("accounts/passkey_refused.html"), 422
    guesses.uncount_passkey(request.remote_addr or "")
    wanted = request.form.get("next", "")
    return redirect(local_path(wanted) if wanted else home_of(staff), code=303)


@blueprint.post("/wanted")
def wanted() -> ResponseReturnValue:
    """What a device has to make for somebody who is signed in."""
    return Response(passkeys.options_to_add(signed_in_staff()), mimetype="application/json")


@blueprint.post("/")
def add() -> ResponseReturnValue:
    """Keeps the passkey that a device made, for whoever knows the password."""
    staff = signed_in_staff()
    name = printable(request.form.get("name", "")).strip()[:LONGEST_NAME] or "Passkey"
    try:
        if not guesses.is_password_of(staff, request.form.get("old_password", "")):
            raise NotAccepted
        passkeys.add(staff, name, request.form.get("answer", ""))
    except NotAccepted:
        return render_template("accounts/passkey_refused.html"), 422
    return redirect(url_for("own_account.shown"), code=303)


@blueprint.post("/remove")
def remove() -> ResponseReturnValue:
    """Forgets one of their own passkeys."""
    passkeys.remove(signed_in_staff(), request.form.get("passkey", 0, type=whole_number))
    return redirect(url_for("own_account.shown"), code=303)
