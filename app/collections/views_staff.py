"""The staff's pages of collections: to write one, see how it will look, publish it, and go back to a version."""

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.collections import store
from app.collections.desk import Desk, desk_of, form_for
from app.collections.domain import Collection, Version, slug_of
from app.collections.forms import CollectionForm
from app.collections.pages import page_of
from app.directory.api import Picking
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now, today
from app.web.errors import NotFound

SAVE = "save"
RECORD = "collection"
READ_AGAIN_AFTER = timedelta(days=182)

blueprint = Blueprint("staff_collections", __name__, url_prefix="/staff/collections")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every collection: what residents read, what is only a draft, and what has to be read again."""
    everything = store.everything(db.session())
    return render_template(
        "collections/staff/list.html", collections=everything, today=today(), staff=signed_in_staff()
    )


@blueprint.get("/new")
def begin() -> ResponseReturnValue:
    """An empty page to write on."""
    return _desk_page(
        None, form_for(None, CollectionForm(reviewed=today(), review_due=today() + READ_AGAIN_AFTER)), Desk()
    )


@blueprint.post("/new")
def write_first() -> ResponseReturnValue:
    """Keeps the first version of a new collection; any other press works on the page."""
    form, desk = form_for(None), desk_of(request.form)
    if desk.press != SAVE:
        return _desk_page(None, form, desk)
    if not form.validate_on_submit() or not _is_free(form):
        return _desk_page(None, form, desk), 422
    slug = slug_of(form.title.data)
    with db.transaction() as session:
        store.begin(session, slug, form.content(desk.picking.keys), _who(), now())
        _on_record(session, "saved", slug)
    return redirect(url_for(".opened", slug=slug), code=303)


@blueprint.get("/<slug>/")
def opened(slug: str) -> ResponseReturnValue:
    """A collection to go on writing."""
    collection = _collection(slug)
    content = collection.newest.content
    form = form_for(collection, CollectionForm(formdata=None))
    form.fill(content)
    return _desk_page(collection, form, Desk(picking=Picking.of(content.services)))


@blueprint.post("/<slug>/")
def write(slug: str) -> ResponseReturnValue:
    """Keeps a new version, which residents read once it is published; any other press works on the page."""
    collection, form, desk = _collection(slug), form_for(None), desk_of(request.form)
    if desk.press != SAVE:
        return _desk_page(collection, form, desk)
    if not form.validate_on_submit():
        return _desk_page(collection, form, desk), 422
    try:
        with db.transaction() as session:
            content = form.content(desk.picking.keys)
            store.add_version(session, slug, form.seen_version(), content, _who(), now())
            _on_record(session, "saved", slug)
    except SomeoneElseWasFirst:
        newer = _collection(slug)
        form.seen.data = str(newer.newest.number)
        return _desk_page(newer, form, desk, changed=True), 409
    return redirect(url_for(".opened", slug=slug), code=303)


@blueprint.post("/<slug>/publish")
def publish(slug: str) -> ResponseReturnValue:
    """Lets residents read the newest version."""
    return _publish(_collection(slug), "published")


@blueprint.post("/<slug>/withdraw")
def withdraw(slug: str) -> ResponseReturnValue:
    """Takes the page away from residents; every version stays."""
    return _publish(_collection(slug), "withdrawn")


@blueprint.get("/<slug>/versions/<int:number>")
def version(slug: str, number: int) -> ResponseReturnValue:
    """One version, as residents would read it."""
    collection, chosen = _collection(slug), _version(slug, number)
    return render_template(
        "collections/staff/version.html",
        collection=collection,
        version=chosen,
        page=page_of(chosen.content),
        staff=signed_in_staff(),
    )


@blueprint.post("/<slug>/versions/<int:number>")
def restore(slug: str, number: int) -> ResponseReturnValue:
    """Makes an older version the newest again, as a draft: nothing between is lost."""
    collection, chosen = _collection(slug), _version(slug, number)
    with db.transaction() as session:
        store.add_version(session, slug, collection.newest.number, chosen.content, _who(), now())
        _on_record(session, "restored", slug)
    return redirect(url_for(".opened", slug=slug), code=303)


@blueprint.errorhandler(SomeoneElseWasFirst)
def someone_else_was_first(_: SomeoneElseWasFirst) -> ResponseReturnValue:
    """Somebody wrote a version while the page stood open."""
    slug = (request.view_args or {})["slug"]
    return render_template("collections/staff/changed.html", slug=slug, staff=signed_in_staff()), 409


def _publish(collection: Collection, what: str) -> ResponseReturnValue:
    """The button carries the version that its page showed, so that nobody publishes what they have not read."""
    seen = CollectionForm().seen_version()
    with db.transaction() as session:
        store.publish(session, collection.slug, seen, seen if what == "published" else None)
        _on_record(session, what, collection.slug)
    return redirect(url_for(".opened", slug=collection.slug), code=303)


def _is_free(form: CollectionForm) -> bool:
    """Whether the title makes an address that no other collection has; what is wrong is said beside it."""
    slug = slug_of(form.title.data)
    if not slug or slug == "new":
        form.title.errors = [gettext("Use some letters of the English alphabet: the title makes the page's address")]
    elif store.by_slug(db.session(), slug) is not None:
        form.title.errors = [gettext("There is a collection with this title. Choose another, or go on with that one")]
    return not form.title.errors


def _collection(slug: str) -> Collection:
    collection = store.by_slug(db.session(), slug)
    if collection is None:
        raise NotFound
    return collection


def _version(slug: str, number: int) -> Version:
    found = next((version for version in store.versions(db.session(), slug) if version.number == number), None)
    if found is None:
        raise NotFound
    return found


def _who() -> str:
    return staff_member(signed_in_staff().id)


def _on_record(session: Session, what: str, slug: str) -> None:
    audit.record(session, actor=_who(), action=f"collection.{what}", kind=RECORD, about=slug)


def _desk_page(collection: Collection | None, form: CollectionForm, desk: Desk, changed: bool = False) -> str:
    return render_template(
        "collections/staff/write.html",
        collection=collection,
        form=form,
        desk=desk,
        changed=changed,
        preview=page_of(form.content(desk.picking.keys)) if desk.press == "preview" else None,
        versions=store.versions(db.session(), collection.slug) if collection else (),
        staff=signed_in_staff(),
    )
