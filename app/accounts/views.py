"""The staff's own pages: signing in and out, choosing a password, and who is signed in."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import PasswordField

from app.accounts import guesses, passkeys, register, second_factor, sessions
from app.accounts.api import NotSignedIn, SomethingFirst, home_of, signed_in_staff
from app.accounts.domain import Staff, Step, first_step
from app.accounts.forms import SENTENCES, ChangePassword, SecondStep, SignIn
from app.accounts.goals import is_of_the_public, who_may
from app.accounts.hashing import common_passwords
from app.accounts.passwords import weakness
from app.councils.api import council
from app.web.addresses import local_path
from app.web.resend import Typed, what_was_typed

KEPT = "kept."
"""Put before the names of fields that somebody typed on a page for which they must first sign in again."""

PAGES = {
    Step.CODE: "accounts.second_step",
    Step.PASSWORD: "accounts.change_password",
    Step.SECOND_FACTOR: "second_factor.set_up",
}
"""Where each thing is done that comes before all others."""

blueprint = Blueprint("accounts", __name__, url_prefix="/staff")


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Lets a member of staff in, as far as the second step."""
    form = SignIn(next=request.args.get("next", ""))
    kept = _kept()
    if form.validate_on_submit():
        guesses.count(form.email.data, _address())
        staff = sessions.sign_in(form.email.data, form.password.data)
        if staff is not None:
            guesses.uncount(form.email.data, _address())
            return _go_on(staff, form.next.data or "", kept)
        form.password.errors = [_("That e-mail address and password do not go together. Check both and try again.")]
    return _sign_in_page(form, kept), 422 if form.errors else 200


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def second_step() -> ResponseReturnValue:
    """Asks whoever has given the right password for the code of their second factor."""
    who = sessions.current()
    if who is None or who.whole:
        return redirect(url_for("accounts.sign_in" if who is None else "accounts.who"), code=303)
    form = SecondStep(next=request.args.get("next", ""))
    kept = _kept()
    if form.validate_on_submit():
        if second_factor.is_right(who.staff, form.code.data, form.recovery.data):
            sessions.begin_again(who.staff)
            return _carry_on(who.staff, form.next.data or "", kept)
        wrong = form.recovery if form.recovery.data else form.code
        form.code.data = ""
        wrong.errors = ["That code is not right, or was used already. Wait for the next one and try again."]
    return _second_step_page(form, kept), 422 if form.errors else 200


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
    who = sessions.required()
    form = ChangePassword()
    if form.validate_on_submit() and _may_be_used(form, who.staff):
        register.change_password(who.staff, form.new_password.data)
        sessions.begin_again(who.staff, who.whole)
        return redirect(home_of(who.staff) if who.whole else url_for("second_factor.set_up"), code=303)
    return render_template("accounts/change_password.html", form=form, whose=who.staff), 422 if form.errors else 200


@blueprint.app_errorhandler(NotSignedIn)
def _sign_in_first(_: NotSignedIn) -> ResponseReturnValue:
    """Sends somebody to sign in and back; what they have typed goes with them."""
    here = request.full_path if request.query_string else request.path
    if is_of_the_public(who_may(request.endpoint or "", request.method)):
        return _sign_in_by_mail_first(here)
    if request.method != "POST":
        return redirect(url_for("accounts.sign_in", next=here), code=303)
    form = SignIn(formdata=None, next=here)
    return _sign_in_page(form, what_was_typed()), 403


def _sign_in_by_mail_first(here: str) -> ResponseReturnValue:
    """The same for whoever keeps pages of their own. What they typed waits in this window: the way leads by mail."""
    if request.method != "POST":
        return redirect(url_for("your_sign_in.ask", next=here), code=303)
    return render_template("accounts/public/signed_out.html", typed=what_was_typed()), 403


@blueprint.app_errorhandler(SomethingFirst)
def _do_first(error: SomethingFirst) -> ResponseReturnValue:
    return redirect(url_for(PAGES[error.step]), code=303)


def _go_on(staff: Staff, wanted: str, kept: Typed) -> ResponseReturnValue:
    """Goes from the right password to what comes next; what somebody had typed goes with them to the second step."""
    step = first_step(staff, whole=False)
    if step is Step.CODE and kept:
        return _second_step_page(SecondStep(formdata=None, next=wanted), kept)
    if step is Step.CODE and wanted:
        return redirect(url_for("accounts.second_step", next=wanted), code=303)
    return redirect(url_for(PAGES[step or Step.SECOND_FACTOR]), code=303)


def _sign_in_page(form: SignIn, kept: Typed) -> str:
    return render_template("accounts/sign_in.html", form=form, kept=kept, passkeys_offered=passkeys.are_offered())


def _second_step_page(form: SecondStep, kept: Typed) -> str:
    return render_template("accounts/second_step.html", form=form, kept=kept)


def _carry_on(staff: Staff, wanted: str, kept: Typed) -> ResponseReturnValue:
    """Goes where the person was going; what they had typed waits for one more press."""
    goal = local_path(wanted) if wanted else home_of(staff)
    if kept:
        return render_template("accounts/carry_on.html", goal=goal, kept=kept)
    return redirect(goal, code=303)


def _may_be_used(form: ChangePassword, staff: Staff) -> bool:
    """Whether the old password is right and the new one good; what is not is said beside the field."""
    if not is_good(form.new_password, staff):
        return False
    if register.as_given(staff, form.new_password.data) == register.as_given(staff, form.old_password.data):
        form.new_password.errors = [_("Choose a password other than the one that you have now.")]
        return False
    if not guesses.is_password_of(staff, form.old_password.data):
        form.old_password.errors = [_("That is not the password that you signed in with. Try again.")]
        return False
    return True


def is_good(field: PasswordField, staff: Staff) -> bool:
    """Whether a new password is one that nobody would guess; what is wrong with it is said beside the field."""
    weak = weakness(field.data, common_passwords(), (staff.email, staff.name, council().name, "careway"))
    if weak is not None:
        field.errors = [SENTENCES[weak]]
    return weak is None


def goes_on(staff: Staff) -> ResponseReturnValue:
    """Goes from the right password to the step that comes next."""
    return _go_on(staff, "", ())


def _kept() -> Typed:
    fields = request.form.items(multi=True)
    return tuple((name.removeprefix(KEPT), value) for name, value in fields if name.startswith(KEPT))


def _address() -> str:
    return request.remote_addr or ""
