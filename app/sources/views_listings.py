"""The staff's pages of one listing of a source: to put its words right, and to choose between ours and its feed's."""

from uuid import NAMESPACE_URL, uuid5

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.directory import api as directory
from app.directory.api import edits
from app.directory.domain import Service
from app.sources import wording
from app.sources.forms import ListingForm
from app.sources.pages import FOUND_SHOWN, ListingPage
from app.web.errors import NotFound

blueprint = Blueprint("listing_words", __name__, url_prefix="/staff/sources/<source>/listings")

RECORD = "listing"


@blueprint.get("/")
def find(source: str) -> ResponseReturnValue:
    """The listings of a source by their name."""
    words = request.args.get("name", "").strip()[:100]
    found = directory.called(db.session(), source, words, FOUND_SHOWN)
    if not found and not words:
        raise NotFound(source)
    return render_template("sources/listings.html", source=source, words=words, found=found, most=FOUND_SHOWN)


@blueprint.get("/<id>")
def shown(source: str, id: str) -> ResponseReturnValue:
    """One listing: what its feed says, and what staff wrote."""
    service = _service(source, id)
    words = _words(service)
    form = ListingForm(formdata=None, data=words)
    form.show(words)
    return _page(source, service, form)


@blueprint.post("/<id>")
def write(source: str, id: str) -> ResponseReturnValue:
    """Puts the staff's words in the place of the feed's; what was left as it was shown stays as it is now."""
    service, form = _service(source, id), ListingForm()
    if not form.validate_on_submit():
        return _page(source, service, form), 422
    words = _words(service)
    if form.clashes(words):
        form.show(words)
        return _page(source, service, form), 409
    return _written(source, id, form.changes(words))


@blueprint.post("/<id>/<whose>/<field>")
def decide(source: str, id: str, whose: str, field: str) -> ResponseReturnValue:
    """Keeps the staff's words although the feed now says something else, or takes the feed's."""
    _ = _service(source, id)
    edit = edits.of(db.session(), source, id).get(field)
    if edit is None or whose not in {"ours", "theirs"}:
        raise NotFound(field)
    theirs = directory.feeds_words(db.session(), source, id)[field]
    return _written(source, id, {field: theirs if whose == "theirs" else edit.ours})


def _words(service: Service) -> dict[str, str]:
    return {field: edits.said(service, field) for field in edits.FIELDS}


def _service(source: str, id: str) -> Service:
    found = directory.listings_of_staff(db.session(), [(source, id)]) if id.isprintable() else {}
    if (source, id) not in found:
        raise NotFound(id)
    return found[source, id]


def _written(source: str, id: str, words: dict[str, str]) -> ResponseReturnValue:
    if words:
        with db.transaction() as session:
            for field, text in words.items():
                directory.write(session, source, id, field, text)
            staff, about = signed_in_staff(), str(uuid5(NAMESPACE_URL, f"{source}/{id}"))
            audit.record(session, actor=staff_member(staff.id), action="listing.written", kind=RECORD, about=about)
        directory.look_again((source, id))
    return redirect(url_for(".shown", source=source, id=id), code=303)


def _page(source: str, service: Service, form: ListingForm) -> str:
    page = ListingPage.of(source, service)
    return render_template("sources/listing.html", page=page, form=form, fields=wording.FIELDS)
