"""Losing a password, and the links that let somebody choose one. No answer tells whether there is such an account."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import guesses, links, sessions
from app.accounts.domain import Staff
from app.accounts.forms import ChoosePassword, LostPassword
from app.accounts.links import OpenLink
from app.accounts.views import goes_on, is_good

blueprint = Blueprint("staff_links", __name__, url_prefix="/staff")


@blueprint.route("/lost-password", methods=["GET", "POST"])
def lost() -> ResponseReturnValue:
    """Takes the address of whoever lost their password."""
    form = LostPassword()
    if form.validate_on_submit():
        guesses.count_lost(form.email.data, request.remote_addr or "")
        links.ask_for_password(form.email.data)
        return redirect(url_for(".sent"), code=303)
    return render_template("accounts/lost_password.html", form=form), 422 if form.errors else 200


@blueprint.get("/lost-password/sent")
def sent() -> ResponseReturnValue:
    """Says the same to everybody."""
    return render_template("accounts/lost_password_sent.html")


@blueprint.get("/link/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Asks for the new password. That the link was opened ends nothing: programs open the links in e-mails too."""
    link = links.opened(token)
    return _ended() if link is None else _page(link, ChoosePassword(formdata=None))


@blueprint.post("/link/<token>")
def use_link(token: str) -> ResponseReturnValue:
    """Keeps the new password, and goes on to the second step."""
    link, form = links.opened(token), ChoosePassword()
    if link is None:
        return _ended()
    if not (form.validate_on_submit() and is_good(form.new_password, link.staff)):
        return _page(link, form), 422
    staff: Staff | None = links.use(token, form.new_password.data)
    if staff is None:
        return _ended()
    sessions.begin_again(staff, whole=False)
    return goes_on(staff)


def _page(link: OpenLink, form: ChoosePassword) -> str:
    return render_template("accounts/choose_password.html", form=form, link=link)


def _ended() -> ResponseReturnValue:
    return render_template("accounts/link_ended.html"), 404
