"""Signing in without a password: asking for a link, opening it, and the door for passkeys of the public."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.accounts import guesses, mailed, passkeys, sessions
from app.accounts.api import home_of
from app.accounts.domain import LIFE_OF_A_MAILED_SIGN_IN, NotAccepted, Staff
from app.accounts.mailed import OpenLink
from app.accounts.public_forms import AskForm, ComeInForm
from app.db import transaction
from app.kernel.link_token import plain
from app.web.addresses import local_path
from app.web.errors import TooMany

blueprint = Blueprint("your_sign_in", __name__, url_prefix="/your-pages")


@blueprint.route("/sign-in", methods=["GET", "POST"])
def ask() -> ResponseReturnValue:
    """Takes the address of whoever wants to sign in. The answer is the same for everybody."""
    form = AskForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return render_template(
            "accounts/public/sign_in.html", form=form, passkeys_offered=passkeys.are_offered(), waiting=mailed.browser()
        ), 422 if form.errors else 200
    guesses.count_mailed(form.email.data, _address())
    with transaction() as writing:
        mailed.ask(writing, form.email.data, local_path(form.next.data) if form.next.data else "")
    return redirect(url_for(".sent"), code=303)


@blueprint.get("/sign-in/sent")
def sent() -> ResponseReturnValue:
    """Says that a letter is on its way, and shows the code for a link that is opened elsewhere."""
    browser = mailed.browser()
    if browser is None:
        return redirect(url_for(".ask"), code=303)
    return render_template("accounts/public/sent.html", browser=browser)


@blueprint.get("/link/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Offers to sign in. Opening it changes nothing: programs open the links in e-mails too."""
    link = mailed.opened(token)
    return _ended() if link is None else _page(link, ComeInForm(formdata=None))


@blueprint.post("/link/<token>")
def use_link(token: str) -> ResponseReturnValue:
    """Signs in, and goes where the person was going."""
    link, form = mailed.opened(token), ComeInForm()
    if link is None:
        return _ended()
    elsewhere = not _asked_here(link)
    if not (form.validate_on_submit() and form.wants(name=link.staff is None, code=elsewhere)):
        return _page(link, form), 422
    if elsewhere and not _code_is_right(token, link, form):
        return _ended() if mailed.opened(token) is None else (_page(link, form), 422)
    staff = mailed.use(token, form.name.data, form.lasting.data)
    return _ended() if staff is None else _goes_on(staff, link.asking.goal)


@blueprint.post("/passkeys/asked")
def passkey_asked() -> ResponseReturnValue:
    """What a device has to prove to sign somebody in."""
    guesses.count_passkey(_address())
    return Response(passkeys.options_to_sign_in(), mimetype="application/json")


@blueprint.post("/passkeys/sign-in")
def passkey_sign_in() -> ResponseReturnValue:
    """Lets in whose device has proven it."""
    try:
        staff = passkeys.sign_in(request.form.get("answer", ""), of_the_public=True, lasting="lasting" in request.form)
    except NotAccepted:
        return render_template("accounts/public/passkey_refused.html"), 422
    guesses.uncount_passkey(_address())
    return _goes_on(staff, request.form.get("next", ""))


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Lets somebody go."""
    sessions.sign_out()
    return redirect(url_for(".ask"), code=303)


def _asked_here(link: OpenLink) -> bool:
    browser = mailed.browser()
    return browser is not None and browser.hash == link.asking.asked_by


def _code_is_right(token: str, link: OpenLink, form: ComeInForm) -> bool:
    """Whether the code was right; after five that were not the link is ended."""
    try:
        guesses.count_code(plain(token), int(LIFE_OF_A_MAILED_SIGN_IN.total_seconds() // 60))
    except TooMany:
        mailed.end(token)
        return False
    if mailed.is_right(link, form.code.data):
        return True
    form.code.data = ""
    form.code.errors = [gettext("That is not the code which the other page shows. Check it and try again.")]
    return False


def _goes_on(staff: Staff, goal: str) -> ResponseReturnValue:
    return redirect(local_path(goal) if goal else home_of(staff), code=303)


def _page(link: OpenLink, form: ComeInForm) -> str:
    return render_template("accounts/public/come_in.html", form=form, link=link, elsewhere=not _asked_here(link))


def _ended() -> ResponseReturnValue:
    return render_template("accounts/public/link_ended.html"), 404


def _address() -> str:
    return request.remote_addr or ""
