"""Pages of the plan: keeping, dropping and reordering things, papers to print, disagreeing, one's own words."""

import hashlib
from collections.abc import Callable
from functools import reduce

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.assessment import browser, counting, store
from app.assessment.advert import said_for_an_advert
from app.assessment.api import snapshot_of
from app.assessment.browser import NoDraft
from app.assessment.domain import DISAGREE
from app.assessment.papers import DAY, PAPERS, Paper, day_page, pdf_of, qr_code, told_of
from app.assessment.plan import SECTION, Move, Plan, plan_of
from app.assessment.plan_forms import DayForm, DisagreeForm, disagree_form
from app.assessment.plan_pages import plan_page, suggested
from app.assessment.store import Draft
from app.kernel.clock import now
from app.kernel.whole_number import whole_number
from app.limits import api as limits
from app.pa_finder import api as pa_finder
from app.printing import api as printing
from app.printing.api import Size
from app.printing.domain import NotPrinted
from app.web.errors import NotFound

MOST_PDFS, MOST_PDFS_OF_AN_ADDRESS = 12, 60
MOST_ADVERTS_OF_AN_ADDRESS = 30
AN_HOUR, A_DAY = 60, 24 * 60

# Where somebody was when they pressed a button, by the name that the page sends.
PLACES = {"result": "assessment.result", "ideas": "assessment.ideas", "plan": "plan.shown"}
AFTER_DISAGREEING = {"result": "assessment.result", "check": "referrals.check"}

blueprint = Blueprint("plan", __name__, url_prefix="/assessment")


@blueprint.app_template_filter("anchor")
def anchor(thing: str, draft: Draft) -> str:
    """Where a thing stands on a page. It says nothing of the thing: addresses are kept in histories."""
    return "thing-" + hashlib.sha256(f"{draft.tag} {draft.id} {thing}".encode()).hexdigest()[:10]


@blueprint.get("/plan")
def shown() -> ResponseReturnValue:
    """What was kept, to put in order, and the ways to take it along."""
    draft = browser.draft_here()
    return render_template("assessment/plan.html", page=plan_page(draft, now()), draft=draft, qr=qr_code())


@blueprint.post("/plan/<press>")
def press(press: str) -> ResponseReturnValue:
    """Keeps a thing, takes it out, or moves it, and goes back to where it stands."""
    draft, thing = browser.draft_of_this_page(request.form.get("draft")), request.form.get("thing", "")
    _change(draft, lambda plan: _pressed(plan, press, thing))
    place = PLACES.get(request.form.get("back", ""), PLACES["plan"])
    part = request.form.get("part", type=whole_number)
    return redirect(url_for(place, part=part, _anchor=anchor(thing, draft)), code=303)


@blueprint.post("/advert")
def begin_advert() -> ResponseReturnValue:
    """Begins an advert for a helper with what was told here, because the person asks for it, and goes on there."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    limits.spend("pa-advert-of-answers", request.remote_addr or "", MOST_ADVERTS_OF_AN_ADDRESS, A_DAY)
    said = said_for_an_advert(snapshot_of(draft))
    matters = said.matters if request.form.get("matters") else ""
    return redirect(pa_finder.begin_advert(said.tasks, outward=said.outward, matters=matters), code=303)


@blueprint.post("/plan/suggested")
def keep_suggested() -> ResponseReturnValue:
    """Keeps the first idea for each answer, for whoever would rather start from something."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    things = suggested(snapshot_of(draft))
    _change(draft, lambda plan: reduce(Plan.keeping, things, plan))
    return redirect(url_for(".shown"), code=303)


@blueprint.get("/paper/<paper>", defaults={"size": Size.ORDINARY.value})
@blueprint.get("/paper/<paper>/<size>")
def paper(paper: str, size: str) -> ResponseReturnValue:
    """Something to print, in ordinary or in large print."""
    told = told_of(_paper(paper), browser.draft_here(), _size(size))
    return render_template("assessment/paper.html", has_press=printing.has_press(), **told)


@blueprint.post("/paper/<paper>")
def pdf(paper: str) -> ResponseReturnValue:
    """The same as tagged PDF. A POST, so that making it is counted and no address of it is kept."""
    chosen, size = _paper(paper), _size(request.form.get("size", ""))
    draft = browser.draft_of_this_page(request.form.get("draft"))
    limits.spend("pdf", draft.tag, MOST_PDFS, AN_HOUR)
    limits.spend("pdf-from", request.remote_addr or "", MOST_PDFS_OF_AN_ADDRESS, AN_HOUR)
    try:
        made = pdf_of(chosen, draft, size)
    except NotPrinted:
        busy = render_template("assessment/no_pdf.html", paper=chosen, size=size, draft=draft)
        return busy, 503, {"Retry-After": "10"}
    headers = {"Content-Disposition": f'attachment; filename="{chosen.file}.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)


@blueprint.get("/day")
def day() -> ResponseReturnValue:
    """Asks for the person's own words for their assessment."""
    draft = browser.draft_here()
    return _day_page(draft, DayForm(formdata=None, data=dict(draft.details.get(DAY, {}))))


@blueprint.post("/day")
def keep_day() -> ResponseReturnValue:
    """Keeps those words, and shows the page to take along."""
    draft, form = browser.draft_of_this_page(request.form.get("draft")), DayForm()
    if not form.validate_on_submit():
        return _day_page(draft, form, 422)
    with db.transaction() as session:
        store.save_details(session, draft.id, DAY, form.words())
    return redirect(url_for(".paper", paper=DAY), code=303)


@blueprint.get("/disagree")
def disagree() -> ResponseReturnValue:
    """Asks what we got wrong."""
    draft = browser.draft_here()
    return _disagree_page(draft, disagree_form(draft, request.args.get("back", "")))


@blueprint.post("/disagree")
def keep_disagreement() -> ResponseReturnValue:
    """Keeps what we got wrong, to go with the form when it is sent."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    form = disagree_form(draft)
    if not form.validate():
        return _disagree_page(draft, form, 422)
    with db.transaction() as session:
        store.save_details(session, draft.id, DISAGREE, form.words())
    place = AFTER_DISAGREEING.get(form.back.data or "", AFTER_DISAGREEING["result"])
    return redirect(url_for(place, _anchor=DISAGREE), code=303)


def _pressed(plan: Plan, press: str, thing: str) -> Plan:
    presses = {"keep": plan.keeping, "drop": plan.without}
    if press in presses:
        return presses[press](thing)
    if press not in set(Move):
        raise NotFound(press)
    return plan.moved(thing, Move(press))


def _change(draft: Draft, change: Callable[[Plan], Plan]) -> None:
    """Changes the plan as it is now, held, so that two tabs add to each other's instead of replacing it."""
    with db.transaction() as session:
        held = store.held(session, draft.id)
        if held is None:
            raise NoDraft
        plan = change(plan_of(held.details))
        store.save_details(session, held.id, SECTION, plan.as_details())
        counting.signposted_once(session, held, plan)


def _day_page(draft: Draft, form: DayForm, status: int = 200) -> ResponseReturnValue:
    return render_template("assessment/day.html", page=day_page(draft, now()), draft=draft, form=form), status


def _disagree_page(draft: Draft, form: DisagreeForm, status: int = 200) -> ResponseReturnValue:
    return render_template("assessment/disagree.html", draft=draft, form=form), status


def _paper(name: str) -> Paper:
    if name not in PAPERS:
        raise NotFound(name)
    return PAPERS[name]


def _size(name: str) -> Size:
    if name not in set(Size):
        raise NotFound(name)
    return Size(name)
