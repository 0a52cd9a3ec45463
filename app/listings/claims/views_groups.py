"""The public pages on which groups begin: to find themselves in the directory, and to say who speaks for them."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import api as accounts
from app.accounts.domain import Role
from app.listings.claims import claiming
from app.listings.claims.forms import AnswerForm
from app.listings.claims.pages import FindPage

blueprint = Blueprint("groups", __name__, url_prefix="/groups")


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """Explains how to keep one's own page, and finds the listing by its name."""
    return render_template("listings/groups/start.html", page=FindPage.for_words(request.args.get("name", "")))


@blueprint.post("/begin")
def begin() -> ResponseReturnValue:
    """Goes on to claim a listing, or to add one: by signing in, for whoever has not."""
    accounts.join(Role.COMMUNITY_EDITOR)
    source, _, id = request.form.get("listing", "").partition("/")
    if source and id and "/" not in id:
        return redirect(url_for("your_claims.begin", source=source, id=id), code=303)
    return redirect(url_for("your_claims.add"), code=303)


@blueprint.get("/confirm/<token>")
def confirm(token: str) -> ResponseReturnValue:
    """Asks the people of a listing whether somebody speaks for them. To open it says nothing: programs do that too."""
    return _confirm_page(token, AnswerForm(formdata=None), 200)


@blueprint.post("/confirm/<token>")
def answer(token: str) -> ResponseReturnValue:
    """What they say."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _confirm_page(token, form, 422)
    is_ours = form.answer.data == "yes"
    if not claiming.answer(token, is_ours):
        return _ended()
    return render_template("listings/groups/answered.html", is_ours=is_ours)


def _confirm_page(token: str, form: AnswerForm, status: int) -> ResponseReturnValue:
    claim = claiming.asked_about(token)
    if claim is None:
        return _ended()
    who = claiming.claimant(claim)
    return render_template("listings/groups/confirm.html", form=form, claim=claim, who=who), status


def _ended() -> ResponseReturnValue:
    return render_template("listings/groups/link_ended.html"), 404
