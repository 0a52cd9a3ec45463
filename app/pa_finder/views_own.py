"""A PA's own page, for whoever signs in to keep it: filled in, looked at, sent, hidden and taken away."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import today
from app.pa_finder.domain import Assistant, Draft, PublicProfile, seen_today
from app.pa_finder.finding.pages import profile_page
from app.pa_finder.finding.showing import conditions
from app.pa_finder.finding.wording import DAYS, PARTS
from app.pa_finder.own import keeping
from app.pa_finder.own.forms import StepForm, filled, form_for
from app.pa_finder.own.pages import STEPS, overview, said_of
from app.pa_finder.record import store
from app.pa_finder.record.filling import BOXES, Step, draft_with
from app.pa_finder.talking import talking
from app.publishing import api as publishing
from app.publishing.domain import CannotBeSent, MustBeMended, Page, Remark
from app.web.errors import NotFound

ALL = "all"

blueprint = Blueprint("pa_own", __name__, url_prefix="/your-pages/pa")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The page of whoever is signed in, or how to begin one."""
    assistant = store.of_account(db.session(), signed_in_staff().id)
    if assistant is not None:
        return redirect(url_for(".overview", pa_id=assistant.id))
    return render_template("pa_finder/own/begin.html")


@blueprint.post("/")
def begin() -> ResponseReturnValue:
    """Begins a page, once."""
    with db.transaction() as writing:
        pa_id = keeping.begin(writing, signed_in_staff().id)
    return redirect(url_for(".fill_in", pa_id=pa_id, step=Step.YOU), code=303)


@blueprint.get("/<uuid:pa_id>/", endpoint="overview")
def shown(pa_id: UUID) -> ResponseReturnValue:
    """All of the page: what it says, what is wanting, what the council saw, and why people do or do not see it."""
    return _overview(*_own(pa_id))


@blueprint.get("/<uuid:pa_id>/preview")
def preview(pa_id: UUID) -> ResponseReturnValue:
    """The page as people would read it."""
    page, assistant = _own(pa_id)
    draft = keeping.draft_of(db.session(), assistant)
    seen = seen_today(assistant, conditions(), today())
    pa = PublicProfile(assistant.id, assistant.short, draft.profile, seen, assistant.sample)
    return render_template("pa_finder/own/preview.html", page=profile_page(pa), own=page)


@blueprint.get("/<uuid:pa_id>/<step>")
def fill_in(pa_id: UUID, step: str) -> ResponseReturnValue:
    """A step, or all of them, as they stand."""
    page, assistant = _own(pa_id)
    draft = keeping.draft_of(db.session(), assistant)
    return _step_page(page, step, filled(_step(step), draft, keeping.seen_of(page, assistant)))


@blueprint.post("/<uuid:pa_id>/<step>")
def keep(pa_id: UUID, step: str) -> ResponseReturnValue:
    """Keeps what was filled in. Nobody overwrites what was written meanwhile, in another window or on a telephone."""
    page, assistant = _own(pa_id)
    form = form_for(_step(step))()
    if not form.validate_on_submit():
        return _step_page(page, step, form), 422
    before = keeping.draft_of(db.session(), assistant)
    try:
        with db.transaction() as writing:
            keeping.keep(writing, assistant, form.seen_versions, before, draft_with(before, form.boxes))
    except SomeoneElseWasFirst:
        page, assistant = _own(pa_id)
        form.seen.data = keeping.seen_of(page, assistant)
        return _step_page(page, step, form, keeping.draft_of(db.session(), assistant)), 409
    return redirect(_after(pa_id, step), code=303)


@blueprint.post("/<uuid:pa_id>/send")
def send(pa_id: UUID) -> ResponseReturnValue:
    """Sends the page to the council, when nothing stops it. The form carries the version that its page showed."""
    page, assistant = _own(pa_id)
    seen, _ = StepForm().seen_versions
    try:
        with db.transaction() as writing:
            publishing.submit(writing, pa_id, assistant.account, seen)
    except MustBeMended as error:
        return _overview(page, assistant, error.remarks), 422
    except (SomeoneElseWasFirst, CannotBeSent):
        return _overview(
            *_own(pa_id), notice="The page is not as you saw it. Look at it again before you send it."
        ), 409
    return redirect(url_for(".overview", pa_id=pa_id), code=303)


@blueprint.post("/<uuid:pa_id>/pause")
def pause(pa_id: UUID) -> ResponseReturnValue:
    """Hides the page."""
    return _pause(pa_id, paused=True)


@blueprint.post("/<uuid:pa_id>/resume")
def resume(pa_id: UUID) -> ResponseReturnValue:
    """Shows the page again, as far as the council's conditions are met."""
    return _pause(pa_id, paused=False)


@blueprint.get("/<uuid:pa_id>/leave")
def ask_to_leave(pa_id: UUID) -> ResponseReturnValue:
    """Asks whether they mean it."""
    page, _ = _own(pa_id)
    return render_template("pa_finder/own/leave.html", page=page)


@blueprint.post("/<uuid:pa_id>/leave")
def leave(pa_id: UUID) -> ResponseReturnValue:
    """Takes the page away at once, forgets how to reach them, and ends their conversations."""
    _, assistant = _own(pa_id)
    with db.transaction() as writing:
        keeping.leave(writing, assistant)
        talking.end_all_of(writing, assistant.id)
    return redirect(url_for(".overview", pa_id=pa_id), code=303)


def _pause(pa_id: UUID, paused: bool) -> ResponseReturnValue:
    _, assistant = _own(pa_id)
    with db.transaction() as writing:
        keeping.pause(writing, assistant, paused)
    return redirect(url_for(".overview", pa_id=pa_id), code=303)


def _own(pa_id: UUID) -> tuple[Page, Assistant]:
    """The page of whoever is signed in. Raises NotFound for any other."""
    return keeping.page_of(db.session(), pa_id, signed_in_staff().id)


def _step(name: str) -> Step | None:
    """The step of that name; None for all of them. Raises NotFound."""
    if name == ALL:
        return None
    try:
        return Step(name)
    except ValueError:
        raise NotFound from None


def _after(pa_id: UUID, step: str) -> str:
    """The step after this one, and the overview after the last."""
    place = len(Step) if step == ALL else list(Step).index(Step(step)) + 1
    if place == len(Step):
        return url_for(".overview", pa_id=pa_id)
    return url_for(".fill_in", pa_id=pa_id, step=list(Step)[place])


def _step_page(page: Page, step: str, form: StepForm, now: Draft | None = None) -> str:
    """A step. `now` is what stands there, when somebody was first."""
    chosen = _step(step)
    return render_template(
        "pa_finder/own/step.html",
        page=page,
        step=step,
        name="Your whole page" if chosen is None else STEPS[chosen],
        number=0 if chosen is None else list(Step).index(chosen) + 1,
        last=len(Step),
        form=form,
        boxes=[name for names in BOXES.values() for name in names] if chosen is None else BOXES[chosen],
        days=DAYS,
        parts=tuple(PARTS.values()),
        now=None if now is None else _said_now(now, chosen),
    )


def _said_now(draft: Draft, step: Step | None) -> tuple[tuple[str, str], ...]:
    """What stands there now, for whoever was second: the step, or each of them."""
    said = said_of(draft)
    return tuple((STEPS[one], said[one]) for one in STEPS if step in (None, one))


def _overview(page: Page, assistant: Assistant, remarks: tuple[Remark, ...] | None = None, notice: str = "") -> str:
    draft = keeping.draft_of(db.session(), assistant)
    found = publishing.remarks(db.session(), page) if remarks is None else remarks
    return render_template(
        "pa_finder/own/overview.html",
        own=overview(page, assistant, draft, found),
        seen=keeping.seen_of(page, assistant),
        notice=notice,
        form=StepForm(formdata=None),
    )
