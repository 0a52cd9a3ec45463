"""The staff's own pages: signing in and out, choosing a password, and who is signed in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import guesses, register, sessions
from app.accounts.api import NotSignedIn, PasswordToChange, home_of, signed_in_staff
from app.accounts.domain import Staff
from app.accounts.forms import SENTENCES, ChangePassword, SignIn
from app.accounts.hashing import common_passwords
from app.accounts.passwords import weakness
from app.councils.api import council
from app.web.addresses import local_path
from app.web.resend import Typed, what_was_typed

KEPT = "kept."
"""Put before the names of fields that somebody typed on a page for which they must first sign in again."""

blueprint = Blueprint("accounts", __name__, url_prefix="/staff")


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Lets a member of staff in."""
    form = SignIn(next=request.args.get("next", ""))
    kept = _kept()
    if form.validate_on_submit():
        guesses.count(form.email.data, _address())
        staff = sessions.sign_in(form.email.data, form.password.data)
        if staff is not None:
            guesses.uncount(form.email.data, _address())
            return _carry_on(staff, form.next.data or "", kept)
        form.password.errors = [_("That e-mail address and password do not go together. Check both and try again.")]
    return render_template("accounts/sign_in.html", form=form, kept=kept), 422 if form.errors else 200


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Lets a member of staff go."""
    sessions.sign_out()
    return redirect(url_for("accounts.sign_in"), code=303)


@blueprint.get("/")
def who() -> ResponseReturnValue:
    """Says who is signed in."""
    return render_template("accounts/who.html", staff=signed_in_staff())


@blueprint.route("/password", methods=["GET", "POST"])
def change_password() -> ResponseReturnValue:
    """Lets a member of staff choose a password, and signs them out everywhere else."""
    staff = signed_in_staff()
    form = ChangePassword()
    if form.validate_on_submit() and _may_be_used(form, staff):
        register.change_password(staff, form.new_password.data)
        sessions.begin_again(staff)
        return redirect(home_of(staff), code=303)
    return render_template("accounts/change_password.html", form=form, staff=staff), 422 if form.errors else 200


@blueprint.app_errorhandler(NotSignedIn)
def _sign_in_first(_: NotSignedIn) -> ResponseReturnValue:
    """Sends somebody to sign in and back; what they have typed goes with them."""
    here = request.full_path if request.query_string else request.path
    if request.method != "POST":
        return redirect(url_for("accounts.sign_in", next=here), code=303)
    form = SignIn(formdata=None, next=here)
    return render_template("accounts/sign_in.html", form=form, kept=what_was_typed()), 403


@blueprint.app_errorhandler(PasswordToChange)
def _choose_first(_: PasswordToChange) -> ResponseReturnValue:
    return redirect(url_for("accounts.change_password"), code=303)


def _carry_on(staff: Staff, wanted: str, kept: Typed) -> ResponseReturnValue:
    """Goes where the person was going; what they had typed waits for one more press."""
    if staff.must_change_password:
        return redirect(url_for("accounts.change_password"), code=303)
    goal = local_path(wanted) if wanted else home_of(staff)
    if kept:
        return render_template("accounts/carry_on.html", goal=goal, kept=kept)
    return redirect(goal, code=303)


def _may_be_used(form: ChangePassword, staff: Staff) -> bool:
    """Whether the old password is right and the new one good; what is not is said beside the field."""
    weak = weakness(form.new_password.data, common_passwords(), (staff.email, staff.name, council().name, "careway"))
    if weak is not None:
        form.new_password.errors = [SENTENCES[weak]]
        return False
    if register.as_given(staff, form.new_password.data) == register.as_given(staff, form.old_password.data):
        form.new_password.errors = [_("Choose a password other than the one that you have now.")]
        return False
    guesses.count(staff.email, _address())
    if not register.has_password(staff, form.old_password.data):
        form.old_password.errors = [_("That is not the password that you signed in with. Try again.")]
        return False
    guesses.uncount(staff.email, _address())
    return True


def _kept() -> Typed:
    fields = request.form.items(multi=True)
    return tuple((name.removeprefix(KEPT), value) for name, value in fields if name.startswith(KEPT))


def _address() -> str:
    return request.remote_addr or ""
