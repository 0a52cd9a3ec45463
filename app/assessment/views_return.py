"""Coming back to a form, stopping, leaving and deleting it, and what is shown when a page finds no open form."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField

from app import db
from app.assessment import browser, stops, store
from app.assessment.browser import AnotherDraft, DraftClosed, NoDraft
from app.assessment.store import Draft
from app.councils.api import council
from app.kernel.reference import NotACode, as_typed
from app.limits import api as limits
from app.lists import api as lists
from app.stopping.domain import Reason
from app.web.addresses import local_path
from app.web.resend import Typed, csrf, what_was_typed

MOST_GUESSES = 10
GUESSING_MINUTES = 15

# How the fields of another form travel through the page that asks for the code.
HELD = "held:"
HELD_PATH = "held-path"

blueprint = Blueprint("returning", __name__, url_prefix="/assessment")


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Where the code is typed or pasted."""

    code = StringField(
        lazy_gettext("Your code"),
        description=lazy_gettext("16 letters and numbers. Spaces and small letters do not matter."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


@blueprint.get("/return")
def with_code() -> ResponseReturnValue:
    """Asks for the code."""
    return render_template("assessment/return.html", form=CodeForm(), held=(), closed=False)


@blueprint.post("/return")
def open_with_code() -> ResponseReturnValue:
    """Opens the form that a code belongs to, here and nowhere else."""
    form = CodeForm()
    limits.spend("return-code", request.remote_addr or "", MOST_GUESSES, GUESSING_MINUTES)
    draft = _draft_of(form.code.data or "")
    if draft is None:
        return _not_a_draft(form)
    limits.give_back("return-code", request.remote_addr or "")
    browser.reopen_here(draft)
    held = _held()
    if held:
        return _carry_on(draft, held, local_path(request.form.get(HELD_PATH, "")))
    return redirect(url_for("assessment.resume"), code=303)


@blueprint.get("/not-now")
def not_now() -> ResponseReturnValue:
    """Asks in one press why somebody cannot go on. Nobody has to say."""
    return render_template("assessment/not_now.html", draft=browser.draft_here(), reasons=stops.WORDS)


@blueprint.post("/not-now")
def say_why() -> ResponseReturnValue:
    """Counts why, and goes on to what is still there for them."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    reason = request.form.get("reason", "")
    if reason in set(Reason):
        stops.count_stop(draft.id, Reason(reason))
    return redirect(url_for(".stopped"), code=303)


@blueprint.get("/stopped")
def stopped() -> ResponseReturnValue:
    """Thanks, and everything that is still there: the code, a person to ring, shorter ways, asking, deleting."""
    return render_template("assessment/stopped.html", draft=browser.draft_here())


@blueprint.post("/stay")
def stay_open() -> ResponseReturnValue:
    """Keeps the form open to this browser for another 45 minutes: opening it does that."""
    browser.draft_here()
    return "", 204


@blueprint.get("/leaving")
def leaving() -> ResponseReturnValue:
    """What "Exit this page" does and does not do, before anybody needs it."""
    return render_template("assessment/leaving.html", tried=False, has_form=browser.open_here() is not None)


@blueprint.post("/leaving")
def try_leaving() -> ResponseReturnValue:
    """The same press without going anywhere, where no script shows it."""
    return render_template("assessment/leaving.html", tried=True, has_form=browser.open_here() is not None)


@blueprint.post("/leave")
@csrf.exempt  # type: ignore[untyped-decorator]  # leaving must never fail, and another site gains nothing by it
def leave() -> ResponseReturnValue:
    """Takes the form, sent or not, and the list out of this browser and goes to a site that nobody asks about.

    The code still opens the form, and a link the list.
    """
    browser.let_go()
    lists.let_go()
    session.clear()
    return redirect(council().exit_site, code=303)


@blueprint.app_template_global()
def exit_site() -> str:
    """Where "Exit this page" leads."""
    return council().exit_site


@blueprint.app_template_filter()
def site_name(address: str) -> str:
    """A site as people say it: www.bbc.co.uk."""
    return urlsplit(address).netloc


@blueprint.app_template_global("open_for_seconds")
def seconds_a_form_stays_open() -> int:
    """How long a page with answers may be left alone."""
    return browser.OPEN_FOR_SECONDS


@blueprint.get("/delete")
def ask_to_delete() -> ResponseReturnValue:
    """Asks once before deleting."""
    return render_template("assessment/delete.html", draft=browser.draft_here())


@blueprint.post("/delete")
def delete() -> ResponseReturnValue:
    """Deletes the form and everything in it."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    with db.transaction() as session:
        store.forget(session, draft.id)
    browser.let_go()
    return redirect(url_for(".deleted"), code=303)


@blueprint.get("/deleted")
def deleted() -> ResponseReturnValue:
    """Says that nothing is left."""
    return render_template("assessment/deleted.html")


@blueprint.post("/start-with")
def start_with() -> ResponseReturnValue:
    """Starts a new form for somebody whose old one is gone, and hands them back what they had just typed."""
    return _carry_on(browser.start_here(), _held(), local_path(request.form.get(HELD_PATH, "")))


@blueprint.app_errorhandler(NoDraft)
def no_draft(_: NoDraft) -> ResponseReturnValue:
    """There is no form: it was never started here, or it was sent or deleted, or its 28 days are over."""
    return render_template("assessment/no_draft.html", typed=what_was_typed(), form=CodeForm(formdata=None)), 404


@blueprint.app_errorhandler(DraftClosed)
def closed(_: DraftClosed) -> ResponseReturnValue:
    """The form was left alone; only the code opens it now. What was typed waits on the page meanwhile."""
    return (
        render_template("assessment/return.html", form=CodeForm(formdata=None), held=what_was_typed(), closed=True),
        403,
    )


@blueprint.app_errorhandler(AnotherDraft)
def another_draft(_: AnotherDraft) -> ResponseReturnValue:
    """The page belongs to a form that was open before the one that is open now."""
    draft = browser.draft_here()
    return render_template("assessment/another_draft.html", draft=draft, typed=_for(draft, what_was_typed())), 409


def _draft_of(typed: str) -> Draft | None:
    try:
        return store.by_code(db.session(), as_typed(typed, store.CODE_LENGTH))
    except NotACode:
        return None


def _not_a_draft(form: CodeForm) -> ResponseReturnValue:
    """A code that opens no form may belong to one that was sent: that page is asked the same question."""
    if not _held():
        return redirect(url_for("referrals.where"), code=307)
    form.code.errors = [gettext("We do not know that code. Check each letter and number")]
    return render_template("assessment/return.html", form=form, held=_held(), closed=True), 422


def _carry_on(draft: Draft, held: Typed, path: str) -> ResponseReturnValue:
    return render_template("assessment/carry_on.html", typed=_for(draft, held), resend_to=path, draft=draft)


def _held() -> Typed:
    fields = request.form.items(multi=True)
    return tuple((name.removeprefix(HELD), value) for name, value in fields if name.startswith(HELD))


def _for(draft: Draft, typed: Typed) -> Typed:
    """What was typed, as part of this form."""
    return (*((name, value) for name, value in typed if name != "draft"), ("draft", draft.tag))
