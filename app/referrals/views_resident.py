"""A person's pages: asking the council, one thing to a page, checking, sending, and what comes after."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from jinja2 import Template

from app import db
from app.assessment import api as assessment
from app.assessment.api import NoDraft
from app.audit import api as audit
from app.audit.domain import RESIDENT
from app.councils.api import council
from app.kernel.clock import now
from app.kernel.reference import NotACode, as_typed
from app.kernel.text import cleaned
from app.limits import api as limits
from app.lists import api as lists
from app.referrals import flow, gaps, opening, receipt, store
from app.referrals.case_forms import AddForm, CodeForm
from app.referrals.domain import Happened
from app.referrals.forms import FORMS
from app.referrals.pages import CheckPage, SentPage, StepPage
from app.referrals.receipt import ReceiptClosed
from app.referrals.sending import Sending, StillToFillIn, deliver, sending_of
from app.referrals.step_form import A_STORY, StepForm
from app.referrals.store import Referral
from app.referrals.telling import RECORD, tell_staff
from app.web.errors import NotFound
from app.web.resend import csrf

MOST_GUESSES = 10
GUESSING_MINUTES = 15

blueprint = Blueprint("referrals", __name__, url_prefix="/council")


@blueprint.get("/ask")
def ask() -> ResponseReturnValue:
    """How to ask the council for an assessment: by telephone first, or here, with nothing in the way."""
    return render_template("referrals/ask.html", draft=assessment.open_here(), is_open=council().is_open(now()))


@blueprint.post("/ask")
def start_asking() -> ResponseReturnValue:
    """Remembers that the person asks, in the form that is open here or in a new one."""
    draft = assessment.open_here() or assessment.start_here()
    with db.transaction() as session:
        assessment.ask_for_assessment(session, draft.id)
    return redirect(url_for(".resume"), code=303)


@blueprint.get("/next")
def resume() -> ResponseReturnValue:
    """The page that comes next before sending."""
    step = flow.next_step(sending_of(assessment.draft_here()).situation)
    return redirect(url_for(".check") if step is None else url_for(".fill_in", step=step))


@blueprint.get("/form/<step>")
def fill_in(step: str) -> ResponseReturnValue:
    """One page."""
    sending = sending_of(assessment.draft_here())
    form = _form(step, sending)
    if step not in flow.asked(sending.situation):
        return redirect(url_for(".resume"))
    return _step_page(sending, form)


@blueprint.post("/form/<step>")
def keep(step: str) -> ResponseReturnValue:
    """Keeps what was filled in on one page."""
    sending = sending_of(assessment.draft_of_this_page(request.form.get("draft")))
    form = _form(step, sending)
    if not form.validate_on_submit():
        return _step_page(sending, form), 422
    with db.transaction() as session:
        assessment.save_details(session, sending.draft.id, step, form.values())
    return redirect(url_for(".resume"), code=303)


@blueprint.get("/check")
def check() -> ResponseReturnValue:
    """Everything that will be sent, each thing with its way to change it."""
    sending = sending_of(assessment.draft_here())
    if flow.next_step(sending.situation):
        return redirect(url_for(".resume"))
    receipt.hold_for(sending.draft)
    return render_template("referrals/check.html", page=CheckPage.of(sending, council(), now()), draft=sending.draft)


@blueprint.post("/send")
def send() -> ResponseReturnValue:
    """Sends it. A second press, a reload or a retry leads to the same confirmation."""
    tag = request.form.get("draft")
    try:
        draft = assessment.draft_of_this_page(tag)
        deliver(draft)
    except NoDraft:
        if _was_sent_here(tag):
            return redirect(url_for(".sent"), code=303)
        raise
    except StillToFillIn:
        return redirect(url_for(".resume"), code=303)
    receipt.hold_for(draft)
    assessment.let_go()
    return redirect(url_for(".sent"), code=303)


@blueprint.get("/sent")
def sent() -> ResponseReturnValue:
    """The confirmation, as often as it is loaded."""
    return render_template("referrals/sent.html", page=_sent_page())


@blueprint.get("/copy")
def copy() -> ResponseReturnValue:
    """Everything that was sent, to print."""
    return render_template("referrals/copy.html", page=_sent_page())


@blueprint.get("/copy.txt")
def copy_as_text() -> ResponseReturnValue:
    """The same as a plain text file to keep."""
    text = render_template("referrals/copy.txt", page=_sent_page())
    headers = {"Content-Disposition": 'attachment; filename="what-i-sent.txt"'}
    return Response(text, mimetype="text/plain", headers=headers)


@blueprint.route("/where", methods=["GET", "POST"])
def where() -> ResponseReturnValue:
    """Where is my form? Asks for the code that the person was given, and says the same of every wrong one."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("referrals/where.html", form=form)
    limits.spend("where-is-my-form", request.remote_addr or "", MOST_GUESSES, GUESSING_MINUTES)
    draft_id = _draft_of(form.code.data or "")
    if draft_id is None:
        form.code.errors = [gettext("We do not know that code. Check each letter and number")]
        return render_template("referrals/where.html", form=form), 422
    limits.give_back("where-is-my-form", request.remote_addr or "")
    receipt.hold(draft_id)
    return _go_on_adding(form.words.data) if form.words.data else redirect(url_for(".status"), code=303)


@blueprint.get("/status")
def status() -> ResponseReturnValue:
    """What became of the form so far, and who answers by when."""
    return render_template("referrals/status.html", page=_sent_page())


@blueprint.get("/add")
def add() -> ResponseReturnValue:
    """Asks what to add."""
    page = _sent_page()
    return render_template("referrals/add.html", page=page, form=AddForm(page.names))


@blueprint.post("/add")
def add_words() -> ResponseReturnValue:
    """Adds words to a case that is still open; staff are told that there are some."""
    page = _sent_page()
    form = AddForm(page.names)
    if not page.can_change:
        return redirect(url_for(".status"), code=303)
    if not form.validate_on_submit():
        return render_template("referrals/add.html", page=page, form=form), 422
    _write(page.referrals_of(form.chosen), Happened.ADDED, form.words.data)
    return redirect(url_for(".status"), code=303)


@blueprint.get("/missing")
def missing() -> ResponseReturnValue:
    """What was missing, to be answered, and nothing else again."""
    page = _sent_page()
    return render_template("referrals/missing.html", page=page, gaps=page.gaps, typed={}, fault="")


@blueprint.post("/missing")
def answer_missing() -> ResponseReturnValue:
    """Keeps what was answered of what was missing; staff are told that there is something."""
    page = _sent_page()
    typed = {gap.id: cleaned(request.form.get(f"gap-{gap.id}", ""))[:A_STORY] for _referral, gap in page.gaps}
    if not any(typed.values()):
        fault = gettext("Write an answer to one of them") if page.gaps else ""
        return render_template("referrals/missing.html", page=page, gaps=page.gaps, typed=typed, fault=fault), 422
    _answer(page, typed)
    return redirect(url_for(".status"), code=303)


@blueprint.get("/record")
def record() -> ResponseReturnValue:
    """The written record of what the council decided and why."""
    return render_template("referrals/record.html", page=_sent_page())


@blueprint.get("/withdraw")
def withdraw() -> ResponseReturnValue:
    """Asks once before withdrawing, and says what that means."""
    return render_template("referrals/withdraw.html", page=_sent_page())


@blueprint.post("/withdraw")
def withdraw_now() -> ResponseReturnValue:
    """Withdraws every case of the form that is still open."""
    _write(_sent_page().open_referrals, Happened.WITHDRAWN, "")
    return redirect(url_for(".status"), code=303)


@blueprint.post("/leave")
@csrf.exempt  # type: ignore[untyped-decorator]  # leaving must never fail, and another site gains nothing by it
def leave() -> ResponseReturnValue:
    """Takes the form, sent or not, and the list out of this browser, and goes to a site that nobody asks about."""
    assessment.let_go()
    lists.let_go()
    session.clear()
    return redirect(council().exit_site, code=303)


@blueprint.app_errorhandler(ReceiptClosed)
def closed(_: ReceiptClosed) -> ResponseReturnValue:
    """Only the code shows what became of a form, here or on another day. What was typed waits."""
    if request.method == "POST":
        form = CodeForm(formdata=None, words=request.form.get("words", ""))
        return render_template("referrals/where.html", form=form), 403
    return redirect(url_for(".where"), code=303)


def _write(referrals: Iterable[Referral], happened: Happened, words: str) -> None:
    """What a person does to their own cases after sending, with the message and the record of it."""
    with db.transaction() as session:
        cases = [referral for referral in referrals if store.note_once(session, referral.id, happened, words)]
        for referral in cases:
            if happened is Happened.WITHDRAWN:
                opening.take_back(session, referral)
            audit.record(session, actor=RESIDENT, action=f"referral.{happened}", kind=RECORD, about=str(referral.id))
        if cases:
            tell_staff(session, cases, happened)


def _answer(page: SentPage, typed: Mapping[int, str]) -> None:
    """Answers to what was asked back, each once, with the message and the record of it."""
    with db.transaction() as session:
        cases = {
            referral.id: referral
            for referral, gap in page.gaps
            if typed[gap.id] and gaps.answer(session, referral.id, gap.id, typed[gap.id])
        }
        for referral in cases.values():
            store.note(session, referral.id, Happened.GAPS_ANSWERED, "", "")
            audit.record(session, actor=RESIDENT, action="referral.gaps-answered", kind=RECORD, about=str(referral.id))
        if cases:
            tell_staff(session, cases.values(), Happened.ADDED)


def _go_on_adding(words: str) -> str:
    page = _sent_page()
    return render_template("referrals/add.html", page=page, form=AddForm(page.names, formdata=None, words=words))


def _sent_page() -> SentPage:
    return SentPage.of(receipt.held(), council(), now())


def _draft_of(typed: str) -> UUID | None:
    try:
        return store.draft_of_code(db.session(), as_typed(typed, assessment.CODE_LENGTH))
    except NotACode:
        return None


def _form(step: str, sending: Sending) -> StepForm:
    if step not in FORMS:
        raise NotFound(step)
    return FORMS[step](sending.voice, sending.known)


def _step_page(sending: Sending, form: StepForm) -> str:
    templates: list[str | Template] = [f"referrals/steps/{form.step}.html", "referrals/step.html"]
    page = StepPage.of(sending, form.step, council())
    heading = form.heading_field()
    if page.easy and heading:
        heading.description = gettext(page.easy.lines)
    return render_template(
        templates,
        page=page,
        form=form,
        draft=sending.draft,
        seconds_open=receipt.OPEN_FOR_SECONDS,
    )


def _was_sent_here(tag: str | None) -> bool:
    """Whether the page that was pressed belongs to a form that this browser has already sent."""
    try:
        held = receipt.held()
    except ReceiptClosed:
        return False
    return held.tag == tag and bool(store.of_draft(db.session(), held.draft_id))
