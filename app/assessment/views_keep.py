"""Keeping a way back: the code, the answers so far on paper or in a file, and a link by e-mail that says nothing."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import Email

from app import db
from app.assessment import api, browser
from app.assessment.pages import check_sections
from app.assessment.store import Draft
from app.limits import api as limits
from app.messages import api as messages
from app.messages.domain import Channel, Kind, Recipient
from app.web.addresses import public_address
from app.web.errors import TooMany

MOST_LINKS_FROM_ONE_PLACE = 10
MOST_LINKS_TO_ONE_ADDRESS = 3
AN_HOUR, A_DAY = 60, 24 * 60

blueprint = Blueprint("keeping", __name__, url_prefix="/assessment")


class LinkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Where the link is to go."""

    email = EmailField(
        lazy_gettext("Your e-mail address"),
        [Email(lazy_gettext("Write a whole e-mail address, like name@example.org"))],
        filters=[lambda typed: typed and typed.strip()],
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )


@blueprint.get("/keep")
def keep() -> ResponseReturnValue:
    """Every way to come back on another day."""
    return _keep_page(browser.draft_here(), LinkForm())


@blueprint.post("/keep")
def send_link() -> ResponseReturnValue:
    """Sends the link. The address is kept with the message alone, which nothing ties to the form."""
    draft, form = browser.draft_of_this_page(request.form.get("draft")), LinkForm()
    if not form.validate_on_submit():
        return _keep_page(draft, form, 422)
    limits.spend("keep-link", request.remote_addr or "", MOST_LINKS_FROM_ONE_PLACE, AN_HOUR)
    if _may_write_to(form.email.data):
        _write_to(form.email.data)
    return redirect(url_for(".link_sent"), code=303)


@blueprint.get("/keep/sent")
def link_sent() -> ResponseReturnValue:
    """Says that the link is on its way, and not to whom."""
    return render_template("assessment/link_sent.html", draft=browser.draft_here())


@blueprint.get("/answers")
def answers() -> ResponseReturnValue:
    """The answers so far, to print."""
    draft = browser.draft_here()
    return render_template("assessment/answers.html", draft=draft, sections=check_sections(api.snapshot_of(draft)))


@blueprint.get("/answers.txt")
def answers_as_text() -> ResponseReturnValue:
    """The same as a plain text file, without the code: a file is found more easily than a note."""
    text = render_template("assessment/answers.txt", sections=check_sections(api.snapshot_of(browser.draft_here())))
    headers = {"Content-Disposition": 'attachment; filename="my-answers.txt"'}
    return Response(text, mimetype="text/plain", headers=headers)


def _keep_page(draft: Draft, form: LinkForm, status: int = 200) -> ResponseReturnValue:
    return render_template("assessment/keep.html", draft=draft, form=form), status


def _may_write_to(address: str) -> bool:
    """Whether this address has had few enough today. Nobody is told: it would say that somebody had written there."""
    try:
        limits.spend("keep-link-to", address.lower(), MOST_LINKS_TO_ONE_ADDRESS, A_DAY)
    except TooMany:
        return False
    return True


def _write_to(address: str) -> None:
    """A message that could have been sent by anybody who ever opened the site: no code, no name, no subject matter."""
    link = public_address(url_for("returning.with_code"))
    with db.transaction() as session:
        messages.tell(session, Kind.LINK, Recipient(Channel.EMAIL, address), {"link": link})
