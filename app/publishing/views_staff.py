"""The moderators' pages: what waits, a page beside what was public before, what they decide, and whom they trust."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import count_beside, current_staff, signed_in_staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.publishing import api, deeds, moderation, store
from app.publishing.domain import Deed, Kind, MustBeMended, Page, kinds_moderated_by, may_moderate
from app.publishing.forms import DecisionForm, SeenForm, number_of
from app.publishing.pages import ModeratedPage, moderated, trusted
from app.publishing.queue import Queue, Show
from app.web.errors import NotFound

Decide = Callable[[Session, UUID, int, int, str], Page]

DECISIONS: Mapping[Deed, Decide] = {
    Deed.APPROVED: lambda writing, id, seen, by, _: moderation.approve(writing, id, seen, by),
    Deed.ASKED_BACK: moderation.ask_back,
    Deed.REJECTED: moderation.reject,
    Deed.TAKEN_DOWN: lambda writing, id, _, by, words: api.take_down(writing, id, by, words),
    Deed.LOOKED_AT: lambda writing, id, seen, by, _: moderation.looked_at(writing, id, seen, by),
}

blueprint = Blueprint("own_pages", __name__, url_prefix="/staff/pages")
blueprint.record_once(lambda state: count_beside(state.app, "own_pages.listed", lambda: _waiting()))


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """What waits, the oldest first; or what to look at afterwards, or every page."""
    return _list()


@blueprint.post("/")
def several() -> ResponseReturnValue:
    """Publishes each of the ticked pages, in the version that the list showed, and tells of each what came of it."""
    done = tuple(_approve_ticked(ticked) for ticked in request.form.getlist("page"))
    return _list(done)


@blueprint.get("/<uuid:page_id>/")
def opened(page_id: UUID) -> ResponseReturnValue:
    """A page beside what was public before, the remarks of the checks first. That it was read is on record."""
    number = request.args.get("version")
    return _page(moderated(db.session(), page_id, signed_in_staff(), None if number is None else number_of(number)))


@blueprint.post("/<uuid:page_id>/")
def decide(page_id: UUID) -> ResponseReturnValue:
    """Publishes what waits, asks back, says no, takes down, or says that what went out at once is well."""
    found, form = moderated(db.session(), page_id, signed_in_staff()), DecisionForm()
    deed = _decision(request.form.get("deed", ""))
    if deed is None or not form.is_sound_for(deed):
        return _page(found, form), 422
    with db.transaction() as writing:
        DECISIONS[deed](writing, page_id, form.seen_version(), signed_in_staff().id, form.words.data)
    return redirect(url_for(".listed"), code=303)


@blueprint.post("/<uuid:page_id>/versions/<int:number>")
def restore(page_id: UUID, number: int) -> ResponseReturnValue:
    """Lets the public read an earlier version again, in one press."""
    moderated(db.session(), page_id, signed_in_staff(), number)
    with db.transaction() as writing:
        moderation.restore(writing, page_id, number, SeenForm().seen_version(), signed_in_staff().id)
    return redirect(url_for(".opened", page_id=page_id), code=303)


@blueprint.post("/<uuid:page_id>/owners/<int:account_id>/trust")
def trust(page_id: UUID, account_id: int) -> ResponseReturnValue:
    """Lets one of those who keep the page publish at once, or has what they send wait again."""
    found = moderated(db.session(), page_id, signed_in_staff())
    if account_id not in {owner.id for owner in found.owners}:
        raise NotFound
    change = moderation.trust if request.form.get("trust") == "yes" else moderation.trust_no_more
    with db.transaction() as writing:
        change(writing, account_id, found.page.kind, signed_in_staff().id)
    return redirect(url_for(".opened", page_id=page_id), code=303)


@blueprint.get("/trusted")
def trusted_editors() -> ResponseReturnValue:
    """Everybody whose pages are public at once."""
    staff = signed_in_staff()
    return render_template("publishing/staff/trusted.html", trusted=trusted(db.session(), staff), staff=staff)


@blueprint.post("/trusted/<kind>/<int:account_id>")
def trust_no_more(kind: str, account_id: int) -> ResponseReturnValue:
    """Has what somebody sends wait again."""
    staff = signed_in_staff()
    if kind not in set(kinds_moderated_by(staff.roles)):
        raise NotFound
    with db.transaction() as writing:
        moderation.trust_no_more(writing, account_id, Kind(kind), staff.id)
    return redirect(url_for(".trusted_editors"), code=303)


@blueprint.errorhandler(SomeoneElseWasFirst)
def someone_else_was_first(_: SomeoneElseWasFirst) -> ResponseReturnValue:
    """The page as it is now, with what was typed still in its box."""
    return _again("Somebody changed or decided this page after you opened it. This is how it is now. Nothing was done.")


@blueprint.errorhandler(MustBeMended)
def must_be_mended(_: MustBeMended) -> ResponseReturnValue:
    """A check now stops what was to be published."""
    return _again("An automatic check now stops this version: it cannot be published as it is. Nothing was done.")


def _again(notice: str) -> ResponseReturnValue:
    found = moderated(db.session(), (request.view_args or {})["page_id"], signed_in_staff())
    form = DecisionForm()
    form.seen.data = str(found.page.newest)
    return _page(found, form, notice), 409


def _list(done: tuple[tuple[str, str], ...] = ()) -> str:
    staff = signed_in_staff()
    queue = Queue.of(db.session(), kinds_moderated_by(staff.roles), Show.read(request.args))
    return render_template("publishing/staff/list.html", queue=queue, done=done, staff=staff)


def _approve_ticked(ticked: str) -> tuple[str, str]:
    """Publishes one page as the list showed it: "id version". Gives its title, and why nothing was done if so."""
    id, _, seen = ticked.partition(" ")
    staff = signed_in_staff()
    try:
        page = store.page(db.session(), UUID(id))
    except ValueError:
        page = None
    if page is None or not may_moderate(staff.roles, page.kind):
        return "A page", "is not there"
    if page.published is None:
        return page.title, "is a new page, which somebody reads before it is public: nothing done"
    try:
        with db.transaction() as writing:
            moderation.approve(writing, page.id, number_of(seen), staff.id)
    except SomeoneElseWasFirst:
        return page.title, "was changed or decided by somebody since this list was shown: nothing done"
    except MustBeMended:
        return page.title, "has something that must be mended first: nothing done"
    return page.title, ""


def _decision(name: str) -> Deed | None:
    return Deed(name) if name in set(DECISIONS) else None


def _page(found: ModeratedPage, form: DecisionForm | None = None, notice: str = "") -> str:
    staff = signed_in_staff()
    if form is None:
        form = DecisionForm(formdata=None)
        form.seen.data = str(found.page.newest)
    with db.transaction() as writing:
        deeds.on_record(writing, "opened", found.page.id, staff.id)
    return render_template("publishing/staff/page.html", it=found, form=form, notice=notice, staff=staff)


def _waiting() -> int:
    """How many pages wait for whoever is signed in."""
    staff = current_staff()
    kinds = kinds_moderated_by(staff.roles) if staff else ()
    return sum(many for many, _ in store.how_many_wait(db.session(), kinds).values()) if kinds else 0
