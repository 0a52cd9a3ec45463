"""Pages of the assessment: before you start, one page a question, check, result."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.assessment import api, browser, counting, store, unmatched_needs
from app.assessment.asking import QuestionPage, question_page
from app.assessment.easy_result import easy_page
from app.assessment.ideas import ideas_page
from app.assessment.pages import check_sections, result_page, signpost_ahead, stop_page
from app.assessment.plan import plan_of
from app.assessment.signposts import Signpost
from app.assessment.store import Draft
from app.assessment.ways import Way, is_easy_read
from app.councils.api import council
from app.councils.domain import Room
from app.directory import api as directory
from app.kernel.clock import now
from app.kernel.whole_number import whole_number
from app.questionnaire.forms import PageForm
from app.web import skeletons

blueprint = Blueprint("assessment", __name__, url_prefix="/assessment")
blueprint.add_app_template_global(directory.suggested, "suggested")


@blueprint.get("/")
def before() -> ResponseReturnValue:
    """What this is and is not, and help at once for whoever cannot wait."""
    return render_template("assessment/before.html", draft=browser.open_here())


@blueprint.post("/")
def start() -> ResponseReturnValue:
    """A new form, on the way that was chosen. One that was open before stays where its code finds it."""
    _go_on(browser.start_here(), is_new=True)
    return redirect(url_for(".code"), code=303)


@blueprint.post("/way")
def change_way() -> ResponseReturnValue:
    """The same form on another way, or in other words. What was answered stands, and is not asked again."""
    _go_on(browser.draft_of_this_page(request.form.get("draft")))
    return redirect(url_for(".resume"), code=303)


@blueprint.get("/code")
def code() -> ResponseReturnValue:
    """The person's own way back, to write down before the first question."""
    return render_template("assessment/code.html", draft=browser.draft_here())


@blueprint.get("/next")
def resume() -> ResponseReturnValue:
    """The page that comes next on this person's path: first of all a card, when an answer says what cannot wait.

    The card has no address of its own. Everybody passes here, so neither a log nor a history tells who saw one.
    """
    draft = browser.draft_here()
    first = stop_page(draft, now())
    if first.is_news_to(draft, "resume"):
        return render_template("assessment/stop.html", page=first, draft=draft, at="resume")
    signpost = signpost_ahead(first.snapshot, draft)
    if signpost:
        return render_template("assessment/signpost.html", signpost=signpost, draft=draft)
    question = first.snapshot.path.next
    return redirect(url_for(".check") if question is None else url_for(".ask", question_id=question.id))


@blueprint.get("/question/<question_id>")
def ask(question_id: str) -> ResponseReturnValue:
    """One question, with those that share its page."""
    draft = browser.draft_here()
    page = question_page(question_id, draft)
    if not page.is_reached:
        return redirect(url_for(".resume"))
    return _question_page(page)


@blueprint.post("/question/<question_id>")
def answer(question_id: str) -> ResponseReturnValue:
    """Keeps what was answered. It is kept even when the path does not lead there yet, so that nothing typed is lost."""
    page = question_page(question_id, browser.draft_of_this_page(request.form.get("draft")))
    form = page.form()
    if not form.validate():
        return _page_to_mend(page, form)
    with db.transaction() as session:
        store.save_answers(session, page.draft.id, form.answers())
    return redirect(url_for(".resume"), code=303)


@blueprint.get("/check")
def check() -> ResponseReturnValue:
    """Every answer, section by section, each with its way to change it."""
    draft = browser.draft_here()
    snapshot = api.snapshot_of(draft)
    if not snapshot.path.finished:
        return redirect(url_for(".resume"))
    return render_template("assessment/check.html", draft=draft, path=snapshot.path, sections=check_sections(snapshot))


@blueprint.get("/result")
def result() -> ResponseReturnValue:
    """What could help, and why; what cannot wait comes first, on a page of its own."""
    draft = browser.draft_here()
    first = stop_page(draft, now())
    if not first.snapshot.path.finished:
        return redirect(url_for(".resume"))
    if first.is_news_to(draft, "result"):
        return render_template("assessment/stop.html", page=first, draft=draft, at="result")
    page = result_page(draft, first.snapshot, now())
    unmatched_needs.count_once(draft, page.ideas, page.place)
    counting.finished_once(draft, page.snapshot)
    if is_easy_read(draft.details) and "whole" not in request.args:
        easy = easy_page(page, request.args.get("part", 1, type=whole_number))
        return render_template("assessment/result_easy.html", easy=easy, draft=draft)
    return render_template("assessment/result.html", page=page, draft=draft)


@blueprint.post("/read")
def card_read() -> ResponseReturnValue:
    """Goes on past a card. That it was read is kept in the draft, so that no address tells who was shown one."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    at = "result" if request.form.get("at") == "result" else "resume"
    with db.transaction() as session:
        store.save_details(session, draft.id, "cards", stop_page(draft, now()).read_by(draft, at))
    return redirect(url_for(f".{at}"), code=303)


@blueprint.post("/signpost")
def signpost_read() -> ResponseReturnValue:
    """Goes on past a page that leads elsewhere."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    seen = {signpost.value: True for signpost in Signpost if signpost == request.form.get("signpost")}
    with db.transaction() as session:
        store.save_details(session, draft.id, "signposts", {**draft.details.get("signposts", {}), **seen})
    return redirect(url_for(".resume"), code=303)


@blueprint.post("/ideas")
def choose_ideas() -> ResponseReturnValue:
    """Remembers which answer to show more ideas for. It goes into the draft and never into an address."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    with db.transaction() as session:
        store.save_details(session, draft.id, "ideas", {"fact": request.form.get("fact", "")})
    return redirect(url_for(".ideas"), code=303)


@blueprint.get("/ideas")
def ideas() -> ResponseReturnValue:
    """Everything in the directory for the chosen answer."""
    draft = browser.draft_here()
    page = ideas_page(draft)
    if page is None:
        return redirect(url_for(".result"))
    return render_template("assessment/ideas.html", page=page, draft=draft, plan=plan_of(draft.details))


@blueprint.post("/want")
def want_assessment() -> ResponseReturnValue:
    """Remembers that the person wants a full assessment now, and goes on to sending."""
    draft = browser.draft_of_this_page(request.form.get("draft"))
    with db.transaction() as session:
        store.ask_for_assessment(session, draft.id)
    return redirect(url_for("referrals.ask"), code=303)


def _go_on(draft: Draft, is_new: bool = False) -> None:
    """Puts a form on the way that was asked for; one that the council does not offer is the standard one."""
    way = request.form.get("way", "")
    offered = way in set(Way) and (way != Way.SHORT or council().has(Room.SHORT_WAY))
    easy_read = "easy_read" in request.form and council().has(Room.EASY_READ)
    chosen = Way(way) if offered else Way.STANDARD
    with db.transaction() as session:
        store.choose_way(session, draft.id, chosen, easy_read)
        if is_new:
            counting.begun(session, chosen)


def _question_page(page: QuestionPage) -> ResponseReturnValue:
    """The page as it stands in the store: all words of it are kept, and what is this person's is filled in."""
    return skeletons.filled("assessment/question.html", page.blanks(_back_of(page)), page=page.asked)


def _page_to_mend(page: QuestionPage, form: PageForm) -> ResponseReturnValue:
    """The page with what was typed, and what to mend."""
    shown = render_template(
        "assessment/question.html", page=page.asked, form=form, tag=page.draft.tag, back_address=_back_of(page)
    )
    return shown, 422


def _back_of(page: QuestionPage) -> str:
    before = page.before
    return url_for(".ask", question_id=before.id) if before else url_for(".code")
