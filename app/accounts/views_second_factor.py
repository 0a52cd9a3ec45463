"""Setting up the second factor: an app takes a secret and proves it; then the recovery codes are shown."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.accounts import guesses, second_factor, sessions
from app.accounts.api import home_of
from app.accounts.domain import Staff
from app.accounts.forms import SetUp
from app.accounts.second_factor import Offer
from app.limits import api as limits
from app.printing.api import qr_code

blueprint = Blueprint("second_factor", __name__, url_prefix="/staff/second-step")


@blueprint.get("/")
def set_up() -> ResponseReturnValue:
    """Shows a new secret to take into an app."""
    staff = sessions.required().staff
    return _page(staff, SetUp(formdata=None), second_factor.offer(staff))


@blueprint.post("/")
def confirm() -> ResponseReturnValue:
    """Takes the secret once the app has it, and shows the recovery codes this once."""
    staff = sessions.required().staff
    form = SetUp()
    offered = second_factor.offered(staff, form.kept.data or "") or second_factor.offer(staff)
    codes = _taken(staff, form, offered) if form.validate_on_submit() else None
    if codes is None:
        return _page(staff, form, offered), 422
    sessions.begin_again(staff)
    return render_template("accounts/recovery_codes.html", codes=codes, home=home_of(staff))


def _taken(staff: Staff, form: SetUp, offered: Offer) -> tuple[str, ...] | None:
    if staff.has_second_factor and not guesses.is_password_of(staff, form.old_password.data or ""):
        form.old_password.errors = ["That is not the password that you signed in with. Try again."]
        return None
    limits.spend("setting a second factor up", str(staff.id), 20, 60)
    codes = second_factor.take(staff, offered, form.code.data)
    if codes is None:
        form.code.errors = ["That is not the code of this key. Check the time on your phone, and type the next code."]
    return codes


def _page(staff: Staff, form: SetUp, offered: Offer) -> str:
    form.kept.data = offered.kept
    drawing = qr_code(offered.address, "Picture with the key, for the camera of your phone")
    return render_template("accounts/set_up.html", form=form, offered=offered, drawing=drawing, whose=staff)
