"""The home of those who keep pages: which ones, where each stands and what to do next, and the history of each."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.publishing import api
from app.publishing.domain import CannotBeSent, MustBeMended, Page
from app.publishing.forms import SeenForm
from app.publishing.pages import history_of, own

blueprint = Blueprint("publishing", __name__, url_prefix="/your-pages")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The pages that somebody keeps."""
    staff = signed_in_staff()
    pages = [own(db.session(), page, staff.id) for page in api.pages_of(db.session(), staff.id)]
    return render_template("publishing/list.html", pages=pages, staff=staff)


@blueprint.get("/<uuid:page_id>/history")
def history(page_id: UUID) -> ResponseReturnValue:
    """Every version of one's page and all that was done to it."""
    return _history(_own(page_id))


@blueprint.post("/<uuid:page_id>/history/<int:number>")
def restore(page_id: UUID, number: int) -> ResponseReturnValue:
    """Makes an earlier version the newest again, as a draft."""
    _own(page_id)
    with db.transaction() as writing:
        api.restore(writing, page_id, number, signed_in_staff().id, SeenForm().seen_version())
    return redirect(url_for(".history", page_id=page_id), code=303)


@blueprint.post("/<uuid:page_id>/send")
def send(page_id: UUID) -> ResponseReturnValue:
    """Sends the newest version to be checked."""
    _own(page_id)
    with db.transaction() as writing:
        api.submit(writing, page_id, signed_in_staff().id, SeenForm().seen_version())
    return redirect(url_for(".listed"), code=303)


@blueprint.get("/<uuid:page_id>/take-down")
def ask_to_take_down(page_id: UUID) -> ResponseReturnValue:
    """Says what it means to take a page down, before it is done."""
    staff = signed_in_staff()
    return render_template("publishing/take_down.html", it=own(db.session(), _own(page_id), staff.id), staff=staff)


@blueprint.post("/<uuid:page_id>/take-down")
def take_down(page_id: UUID) -> ResponseReturnValue:
    """Takes one's page from the public."""
    _own(page_id)
    with db.transaction() as writing:
        api.take_down(writing, page_id, signed_in_staff().id, "")
    return redirect(url_for(".listed"), code=303)


@blueprint.errorhandler(SomeoneElseWasFirst)
@blueprint.errorhandler(CannotBeSent)
def not_as_it_was(_: Exception) -> ResponseReturnValue:
    """The history as it is now."""
    found = _own((request.view_args or {})["page_id"])
    return _history(found, "The page was changed after you opened it. This is how it is now. Nothing was done."), 409


@blueprint.errorhandler(MustBeMended)
def must_be_mended(error: MustBeMended) -> ResponseReturnValue:
    """What has to be changed before the page can be sent."""
    found = _own((request.view_args or {})["page_id"])
    staff = signed_in_staff()
    it = own(db.session(), found, staff.id)
    return render_template("publishing/mend.html", it=it, remarks=error.remarks, staff=staff), 422


def _own(page_id: UUID) -> Page:
    return api.page_of(db.session(), page_id, signed_in_staff().id)


def _history(page: Page, notice: str = "") -> str:
    staff = signed_in_staff()
    it = own(db.session(), page, staff.id)
    happenings = history_of(db.session(), page.id, for_staff=False)
    return render_template("publishing/history.html", it=it, happenings=happenings, notice=notice, staff=staff)
