"""Somebody's own account: where they are signed in, their second step, and what to do when either is in wrong hands."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import guesses, own, passkey_store, passkeys, second_factor, sessions, single_sign_on_store, store
from app.accounts.api import home_of, signed_in_staff
from app.accounts.forms import Confirm
from app.db import session
from app.kernel.clock import now

blueprint = Blueprint("own_account", __name__, url_prefix="/staff/account")


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """The account, with every browser that is signed in."""
    return _page(Confirm(formdata=None))


@blueprint.post("/sessions/end")
def end() -> ResponseReturnValue:
    """Signs one browser out."""
    own.end_session(signed_in_staff(), request.form.get("session", ""))
    return redirect(url_for(".shown"), code=303)


@blueprint.post("/sessions/end-others")
def end_others() -> ResponseReturnValue:
    """Signs every other browser out."""
    own.end_other_sessions(signed_in_staff(), sessions.required().token_hash)
    return redirect(url_for(".shown"), code=303)


@blueprint.post("/recovery-codes")
def new_codes() -> ResponseReturnValue:
    """Shows new recovery codes, this once, to whoever knows the password."""
    staff, form = signed_in_staff(), Confirm()
    if not form.validate_on_submit():
        return _page(form), 422
    if not guesses.is_password_of(staff, form.old_password.data):
        form.old_password.errors = ["That is not the password that you signed in with. Try again."]
        return _page(form), 422
    codes = second_factor.new_recovery_codes(staff)
    return render_template("accounts/recovery_codes.html", codes=codes, home=home_of(staff))


def _page(form: Confirm) -> str:
    who = sessions.required()
    return render_template(
        "accounts/own/account.html",
        whose=who.staff,
        here=who.token_hash,
        sessions=store.sessions_of(session(), who.staff.id, now()),
        passkeys=passkey_store.of(session(), who.staff.id),
        joined=single_sign_on_store.is_joined(session(), who.staff.id),
        passkeys_offered=passkeys.are_offered(),
        codes_left=store.recovery_codes_left(session(), who.staff.id),
        form=form,
    )
