"""A professional's pages: beginning, one page after the other, checking, sending, and asking how far it is."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from jinja2 import Template

from app import db
from app.councils.api import council
from app.kernel.clock import now
from app.limits import api as limits
from app.professionals import answering, browser, flow, store
from app.professionals.answering import AskForm
from app.professionals.browser import AnotherDraft, ReceiptClosed
from app.professionals.domain import Agreement, agreement_of
from app.professionals.forms_needs import FORMS
from app.professionals.grounds import GROUNDS
from app.professionals.pages import CheckPage, cards_of
from app.professionals.sending import StillToFillIn, deliver
from app.professionals.step_form import StepForm
from app.professionals.store import Draft, NoDraft, Sent
from app.web.errors import NotFound
from app.web.resend import what_was_typed

MOST_GUESSES, GUESSING_MINUTES = 10, 15
MOST_SENT_AN_HOUR, AN_HOUR = 60, 60

blueprint = Blueprint("professionals", __name__, url_prefix="/professionals")


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """What to do in danger, what this is for, and where to begin."""
    ring = council().ring_order("safeguarding", now())
    return render_template("professionals/start.html", draft=browser.open_here(), ring=ring)


@blueprint.post("/")
def begin() -> ResponseReturnValue:
    """Begins a referral, or goes on with the one that this browser is writing."""
    if browser.open_here() is None:
        browser.begin_here()
    return redirect(url_for(".resume"), code=303)


@blueprint.post("/delete")
def delete() -> ResponseReturnValue:
    """Deletes what was written and not sent, and what this browser remembers of what was."""
    draft = browser.open_here()
    if draft is not None:
        with db.transaction() as session:
            store.forget(session, draft.id)
    browser.let_go()
    browser.forget_receipt()
    return redirect(url_for(".start"), code=303)


@blueprint.get("/next")
def resume() -> ResponseReturnValue:
    """The page that comes next."""
    draft = browser.draft_here()
    if agreement_of(draft.details) is Agreement.REFUSES:
        return redirect(url_for(".refused"))
    step = flow.next_step(draft.details)
    return redirect(url_for(".check") if step is None else url_for(".fill_in", step=step))


@blueprint.get("/form/<step>")
def fill_in(step: str) -> ResponseReturnValue:
    """One page."""
    draft = browser.draft_here()
    return _step_page(draft, _form(step, draft))


@blueprint.post("/form/<step>")
def keep(step: str) -> ResponseReturnValue:
    """Keeps one page. When somebody is in danger, whom to ring comes before the next."""
    draft = browser.draft_of_this_page()
    form = _form(step, draft)
    if not form.validate_on_submit():
        return _step_page(draft, form), 422
    with db.transaction() as session:
        store.keep(session, draft.id, step, form.values())
    is_new = set(cards_of(browser.draft_here().details, now())) - set(cards_of(draft.details, now()))
    return redirect(url_for(".ring" if is_new else ".resume"), code=303)


@blueprint.get("/ring")
def ring() -> ResponseReturnValue:
    """Whom to ring now, before anything else is written."""
    draft = browser.draft_here()
    cards = cards_of(draft.details, now())
    if not cards:
        return redirect(url_for(".resume"))
    return render_template("professionals/ring.html", cards=cards)


@blueprint.get("/refused")
def refused() -> ResponseReturnValue:
    """What can be done for somebody who says no."""
    browser.draft_here()
    return render_template("professionals/refused.html", ring=council().ring_order("safeguarding", now()))


@blueprint.get("/check")
def check() -> ResponseReturnValue:
    """Everything that will be sent."""
    draft = browser.draft_here()
    page = CheckPage.of(draft.details, now())
    if flow.next_step(draft.details) or not page.may_be_sent:
        return redirect(url_for(".resume"))
    browser.remember(draft)
    return render_template("professionals/check.html", page=page, draft=draft)


@blueprint.post("/send")
def send() -> ResponseReturnValue:
    """Sends it. A second press, a reload or another tab leads to the same confirmation."""
    try:
        draft = browser.draft_of_this_page()
        limits.spend("professional-from", request.remote_addr or "", MOST_SENT_AN_HOUR, AN_HOUR)
        deliver(draft.id)
    except NoDraft:
        if _was_sent_here(request.form.get("draft")):
            return redirect(url_for(".sent"), code=303)
        raise
    except StillToFillIn:
        return redirect(url_for(".resume"), code=303)
    browser.remember(draft)
    browser.let_go()
    return redirect(url_for(".sent"), code=303)


@blueprint.get("/sent")
def sent() -> ResponseReturnValue:
    """The confirmation, as often as it is loaded within 45 minutes."""
    held = store.sent_from(db.session(), browser.receipt().draft_id)
    if held is None:
        raise ReceiptClosed
    return render_template("professionals/sent.html", sent=held, answer=answering.answer_to(held))


@blueprint.route("/where", methods=["GET", "POST"])
def where() -> ResponseReturnValue:
    """How far is it? Asks for reference and code, and says the same of every wrong pair."""
    form = AskForm()
    if not form.validate_on_submit():
        return render_template("professionals/where.html", form=form)
    limits.spend("where-is-the-referral", request.remote_addr or "", MOST_GUESSES, GUESSING_MINUTES)
    found = store.by_reference(db.session(), form.reference.data or "", form.code.data or "")
    if found is None:
        form.code.errors = ["We do not know that reference with that code. Check each letter and number"]
        return render_template("professionals/where.html", form=form), 422
    limits.give_back("where-is-the-referral", request.remote_addr or "")
    return render_template("professionals/answer.html", sent=found, answer=answering.answer_to(found))


@blueprint.app_errorhandler(NoDraft)
def no_draft(_: NoDraft) -> ResponseReturnValue:
    """Nothing is open here. What was typed is shown, to be copied."""
    return render_template("professionals/no_draft.html", typed=what_was_typed()), 404


@blueprint.app_errorhandler(AnotherDraft)
def another_draft(_: AnotherDraft) -> ResponseReturnValue:
    """The page was about another referral: nothing of it goes into this one."""
    return render_template("professionals/no_draft.html", typed=what_was_typed(), another=True), 409


@blueprint.app_errorhandler(ReceiptClosed)
def receipt_closed(_: ReceiptClosed) -> ResponseReturnValue:
    """Only reference and code show what became of it."""
    return redirect(url_for(".where"), code=303)


def _form(step: str, draft: Draft) -> StepForm:
    if step not in FORMS:
        raise NotFound(step)
    return FORMS[step](draft.details)


def _step_page(draft: Draft, form: StepForm) -> str:
    templates: list[str | Template] = [f"professionals/steps/{form.step}.html", "professionals/step.html"]
    before = flow.before(form.step)
    return render_template(
        templates,
        form=form,
        draft=draft,
        grounds=GROUNDS,
        back=url_for(".fill_in", step=before) if before else url_for(".start"),
        number=flow.STEPS.index(form.step) + 1,
        of=len(flow.STEPS),
    )


def _was_sent_here(tag: str | None) -> Sent | None:
    """What this browser has sent from the page that was pressed."""
    try:
        held = browser.receipt()
    except ReceiptClosed:
        return None
    return store.sent_from(db.session(), held.draft_id) if held.tag == tag else None
