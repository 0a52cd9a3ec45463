"""The account of somebody who keeps pages of their own: where they are signed in, their name, their passkeys."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import of_the_public, own, passkey_store, passkeys, sessions, store
from app.accounts.api import signed_in_staff
from app.accounts.domain import FRESH, NotAccepted, printable
from app.accounts.public_forms import NameForm
from app.db import session, transaction
from app.kernel.clock import now
from app.kernel.whole_number import whole_number

LONGEST_NAME_OF_A_DEVICE = 60

blueprint = Blueprint("your_account", __name__, url_prefix="/your-pages/account")


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """The account, with every browser that is signed in."""
    return _page(NameForm(formdata=None, name=signed_in_staff().name))


@blueprint.post("/name")
def rename() -> ResponseReturnValue:
    """Keeps what they want to be called."""
    form = NameForm()
    if not form.validate_on_submit():
        return _page(form), 422
    with transaction() as writing:
        of_the_public.rename(writing, signed_in_staff(), form.name.data)
    return redirect(url_for(".shown"), code=303)


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


@blueprint.post("/passkeys/wanted")
def wanted() -> ResponseReturnValue:
    """What a device has to make, for whoever has just signed in."""
    if not _is_fresh():
        return Response("{}", status=403, mimetype="application/json")
    return Response(passkeys.options_to_add(signed_in_staff()), mimetype="application/json")


@blueprint.post("/passkeys")
def add() -> ResponseReturnValue:
    """Keeps the passkey that a device made."""
    name = printable(request.form.get("name", "")).strip()[:LONGEST_NAME_OF_A_DEVICE] or "Passkey"
    try:
        if not _is_fresh():
            raise NotAccepted
        passkeys.add(signed_in_staff(), name, request.form.get("answer", ""))
    except NotAccepted:
        return render_template("accounts/public/passkey_refused.html"), 422
    return redirect(url_for(".shown"), code=303)


@blueprint.post("/passkeys/remove")
def remove() -> ResponseReturnValue:
    """Forgets one of their own passkeys."""
    passkeys.remove(signed_in_staff(), request.form.get("passkey", 0, type=whole_number))
    return redirect(url_for(".shown"), code=303)


def _is_fresh() -> bool:
    """Whether they have signed in only now."""
    return now() - sessions.required().started < FRESH


def _page(form: NameForm) -> str:
    who = sessions.required()
    return render_template(
        "accounts/public/account.html",
        form=form,
        whose=who.staff,
        here=who.token_hash,
        sessions=store.sessions_of(session(), who.staff.id, now()),
        passkeys=passkey_store.of(session(), who.staff.id),
        passkeys_offered=passkeys.are_offered(),
        fresh=_is_fresh(),
    )
