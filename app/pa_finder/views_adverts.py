"""Writing an advert: what is looked for, who gets it, a last look; then, signed in, sending it and what came of it."""

from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import db
from app.accounts import api as accounts
from app.accounts.api import current_staff, signed_in_staff
from app.accounts.domain import Role, Staff
from app.audit.domain import RESIDENT, staff_member
from app.kernel.at_once import SomeoneElseWasFirst
from app.limits import api as limits
from app.pa_finder.domain import WEEK
from app.pa_finder.finding import searching
from app.pa_finder.finding.wording import DAYS, PARTS, TASKS, in_a_row, match_in_words, time_in_words
from app.pa_finder.talking import advert_browser, advert_store, advertising, caller_store, callers, choosing, notices
from app.pa_finder.talking.advert import Advert, For, Kept, NoAdvert, only_for
from app.pa_finder.talking.advert_browser import advert_here
from app.pa_finder.talking.advert_forms import AdvertForm, CallerForm, ChooseForm, ForSomebodyForm, NameForm
from app.pa_finder.talking.wording import FOR_WHOM, STAGES
from app.web.errors import NotFound

MOST_FROM_ONE_PLACE, MOST_OF_ONE_PERSON, A_DAY = 30, 10, 24 * 60

blueprint = Blueprint("pa_adverts", __name__, url_prefix="/personal-assistants/adverts")


@dataclass(frozen=True)
class Row:
    """A line of an advert, as everybody reads it."""

    question: str
    answer: str


@blueprint.app_errorhandler(NoAdvert)
def no_advert(_: NoAdvert) -> ResponseReturnValue:
    """There is none in this browser: the first page says how to begin, and leads to one's own."""
    return redirect(url_for("pa_adverts.start"), code=303)


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """What an advert is, who reads it, and what happens then."""
    return render_template("pa_finder/adverts/start.html", open=advert_browser.open_here())


@blueprint.post("/")
def begin() -> ResponseReturnValue:
    """Begins an advert with what this browser looked for, and with the personal assistant on whose page it stood."""
    limits.spend("pa-advert-from", request.remote_addr or "", MOST_FROM_ONE_PLACE, A_DAY)
    begun = advertising.begin(_looked_for(), _pages(request.form.getlist("page")), caller_of=_for_a_caller())
    return redirect(begun, code=303)


@blueprint.get("/write")
def write() -> ResponseReturnValue:
    """What is looked for, as far as it is known."""
    kept = advert_here()
    return _write_page(kept, AdvertForm.showing(kept))


@blueprint.post("/write")
def keep() -> ResponseReturnValue:
    """Keeps what is looked for."""
    kept = advert_here()
    form = AdvertForm().asking(kept)
    if not form.validate_on_submit():
        return _write_page(kept, form), 422
    try:
        _keep(kept, form.seen.data, advert=form.over(kept.advert))
    except SomeoneElseWasFirst:
        form.seen.data = str(advert_here().version)
        return _write_page(kept, form, changed=True), 409
    return redirect(url_for(".choose"), code=303)


@blueprint.get("/choose")
def choose() -> ResponseReturnValue:
    """Who may get it, and how each fits."""
    kept = advert_here()
    chosen = [str(page) for page in kept.chosen]
    return _choose_page(kept, ChooseForm(formdata=None, data={"seen": str(kept.version), "chosen": chosen}))


@blueprint.post("/choose")
def keep_chosen() -> ResponseReturnValue:
    """Keeps who gets it."""
    kept, form = advert_here(), ChooseForm()
    form.offer(choosing.offered_to(kept.advert))
    if not form.validate_on_submit():
        return _choose_page(kept, form), 422
    try:
        _keep(kept, form.seen.data, chosen=form.pages)
    except SomeoneElseWasFirst:
        form.seen.data = str(advert_here().version)
        return _choose_page(kept, form, changed=True), 409
    return redirect(url_for(".check"), code=303)


@blueprint.get("/check")
def check() -> ResponseReturnValue:
    """The advert as personal assistants will read it."""
    kept = advert_here()
    if not kept.is_ready:
        return redirect(url_for(".choose" if kept.advert.is_whole else ".write"), code=303)
    return _check_page(kept, CallerForm(formdata=None))


@blueprint.post("/check")
def send() -> ResponseReturnValue:
    """Lets it go: its writer signs in and sends it; a caller gets a link to do so."""
    kept, form = advert_here(), CallerForm()
    if not kept.is_ready:
        return redirect(url_for(".check"), code=303)
    if kept.is_of_caller:
        return _send_for_caller(kept)
    if kept.by and not form.validate_on_submit():
        return _check_page(kept, form), 422
    try:
        with db.transaction() as session:
            sent = advertising.send(session, kept)
            if kept.by:
                notices.of_caller(session, sent, form.email.data)
    except SomeoneElseWasFirst:
        return redirect(url_for(".check"), code=303)
    advert_browser.let_go()
    if kept.by:
        return redirect(url_for(".given"), code=303)
    accounts.join(Role.SEEKER)
    return redirect(url_for(".own", advert_id=kept.id), code=303)


@blueprint.get("/given")
def given() -> ResponseReturnValue:
    """That the caller has a link, and what they do with it."""
    return render_template("pa_finder/adverts/given.html", staff=signed_in_staff())


@blueprint.post("/delete")
def delete_here() -> ResponseReturnValue:
    """Deletes the advert that this browser writes."""
    kept, account = advert_here(), current_staff()
    with db.transaction() as session:
        advertising.delete(session, kept, staff_member(account.id) if account else RESIDENT)
    advert_browser.let_go()
    return redirect(url_for(".start"), code=303)


@blueprint.get("/<uuid:advert_id>/")
def own(advert_id: UUID) -> ResponseReturnValue:
    """One's own advert: how far it is, and what staff wrote back."""
    kept = _own(advert_id)
    name = kept.first_name or signed_in_staff().name.partition(" ")[0]
    known = {"seen": str(kept.version), "first_name": name, "person": kept.advert.person}
    return _own_page(kept, _name_form(kept)(formdata=None, data=known))


@blueprint.post("/<uuid:advert_id>/send")
def confirm(advert_id: UUID) -> ResponseReturnValue:
    """Sends it to be read by staff, under a first name."""
    kept, seeker = _own(advert_id), signed_in_staff()
    form = _name_form(kept)()
    if not kept.stage.waits_for_writer:
        return redirect(url_for(".own", advert_id=kept.id), code=303)
    if not form.validate_on_submit():
        return _own_page(kept, form), 422
    limits.spend("pa-advert-of", str(seeker.id), MOST_OF_ONE_PERSON, A_DAY)
    try:
        with db.transaction() as session:
            advertising.confirm(session, form.named(_as_seen(kept, form.seen.data)), seeker)
    except SomeoneElseWasFirst:
        return _own_page(_own(advert_id), form, changed=True), 409
    return redirect(url_for(".own", advert_id=kept.id), code=303)


@blueprint.post("/<uuid:advert_id>/change")
def change(advert_id: UUID) -> ResponseReturnValue:
    """Opens it in this browser, to be written anew."""
    kept = _own(advert_id)
    if kept.stage.may_be_changed:
        with suppress(SomeoneElseWasFirst):  # it has changed meanwhile: its page says how it stands
            advert_browser.hold(lambda session, token: advertising.take_up(session, kept, token))
            return redirect(url_for(".write"), code=303)
    return redirect(url_for(".own", advert_id=kept.id), code=303)


@blueprint.post("/<uuid:advert_id>/delete")
def delete(advert_id: UUID) -> ResponseReturnValue:
    """Deletes it. What was said with those who got it stays."""
    kept = _own(advert_id)
    with db.transaction() as session:
        advertising.delete(session, kept, staff_member(signed_in_staff().id))
    return redirect(url_for("pa_messages.listed"), code=303)


def rows_of(advert: Advert) -> tuple[Row, ...]:
    """An advert line by line, without what was left out."""
    said = (
        (gettext("Who needs the help"), str(FOR_WHOM.get(advert.for_whom, ""))),
        (gettext("Their first name"), advert.person),
        (gettext("What with"), in_a_row(TASKS[task] for task in advert.tasks)),
        (gettext("When"), in_a_row(time_in_words(time) for time in WEEK if time.mark in advert.times)),
        (gettext("Hours a week"), advert.hours),
        (gettext("Where"), advert.outward),
        (gettext("What matters"), advert.matters),
    )
    return tuple(Row(question, answer) for question, answer in said if answer)


def _own(advert_id: UUID) -> Kept:
    """The advert of whoever is signed in. Raises NotFound, also when it is another's."""
    try:
        return only_for(advert_store.by_id(db.session(), advert_id), signed_in_staff().id)
    except NoAdvert:
        raise NotFound from None


def _send_for_caller(kept: Kept) -> ResponseReturnValue:
    """Sends what staff wrote for a caller for whom they also talk; the caller heard it read out."""
    staff, caller = signed_in_staff(), caller_store.by_account(db.session(), kept.account or 0)
    if caller is None:
        raise NoAdvert
    try:
        with db.transaction() as session:
            callers.send(session, kept, caller, staff.id)
    except SomeoneElseWasFirst:
        return redirect(url_for(".check"), code=303)
    advert_browser.let_go()
    return redirect(url_for("staff_pa_callers.opened", caller_id=caller.id), code=303)


def _name_form(kept: Kept) -> type[NameForm]:
    """What is asked before it is sent: whoever writes for another says so, and that they agreed."""
    return ForSomebodyForm if kept.advert.for_whom == For.SOMEONE else NameForm


def _keep(kept: Kept, seen: str | None, **changed: object) -> None:
    """Keeps a page of the advert over the version that it showed. Raises SomeoneElseWasFirst."""
    with db.transaction() as session:
        advert_store.keep(session, replace(_as_seen(kept, seen), **changed))  # type: ignore[arg-type]  # by name


def _as_seen(kept: Kept, seen: str | None) -> Kept:
    """The advert with the version that a page showed; what is no number was never shown."""
    return replace(kept, version=int(seen) if seen and seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0)


def _for_a_caller() -> Staff | None:
    """The member of staff who asks, if they may write for callers: nobody who works here writes for themselves."""
    account = current_staff()
    return account if account and accounts.may(account, "staff_pa_adverts.begin", "POST") else None


def _looked_for() -> Advert:
    """What this browser asked the search for, so that it is not asked again."""
    asked = searching.asked_here()
    if asked is None:
        return Advert()
    return Advert(tasks=asked.tasks, times=asked.times, outward=choosing.outward_of(asked.postcode))


def _pages(typed: list[str]) -> tuple[UUID, ...]:
    """The pages of personal assistants that a form names; other words are passed over."""
    try:
        return tuple(map(UUID, typed[:1]))
    except ValueError:
        return ()


def _write_page(kept: Kept, form: AdvertForm, changed: bool = False) -> str:
    return render_template(
        "pa_finder/adverts/write.html",
        kept=kept,
        form=form,
        changed=changed,
        week_days=DAYS,
        day_parts=tuple(PARTS.values()),
    )


def _choose_page(kept: Kept, form: ChooseForm, changed: bool = False) -> str:
    matches = choosing.offered_to(kept.advert)
    form.offer(matches)
    fits = [(str(match.pa.id), match.pa, match_in_words(match)) for match in matches]
    return render_template("pa_finder/adverts/choose.html", kept=kept, form=form, fits=fits, changed=changed)


def _check_page(kept: Kept, form: CallerForm) -> str:
    names = choosing.first_names(kept.chosen)
    rows = rows_of(kept.advert)
    return render_template("pa_finder/adverts/check.html", kept=kept, form=form, rows=rows, names=names)


def _own_page(kept: Kept, form: NameForm, changed: bool = False) -> str:
    return render_template(
        "pa_finder/adverts/own.html",
        kept=kept,
        form=form,
        rows=rows_of(kept.advert),
        names=choosing.first_names(kept.chosen),
        stage=STAGES[kept.stage],
        changed=changed,
    )
