"""The staff's pages of the directories that we read: which, how often, what each reading changed, and to allow it."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.directory.api import plain_slug
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.kernel.whole_number import whole_number
from app.sources import store, wording
from app.sources.domain import Run, Source
from app.sources.forms import SourceForm
from app.sources.pages import ListPage, RunPage, SourcePage
from app.sources.store import RECORD
from app.web.errors import NotFound

blueprint = Blueprint("sources", __name__, url_prefix="/staff/sources")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every directory, and what waits for staff."""
    return render_template("sources/list.html", page=ListPage.of(), fields=wording.FIELDS)


@blueprint.get("/add")
def ask_to_add() -> ResponseReturnValue:
    """The form for another directory."""
    return render_template("sources/add.html", form=SourceForm(formdata=None), source=None)


@blueprint.post("/add")
def add() -> ResponseReturnValue:
    """Adds a directory, to be read at once."""
    form = SourceForm()
    sound, slug = form.validate_on_submit(), plain_slug(form.name.data or "")
    if sound and (not slug or store.is_taken(db.session(), slug)):
        sound, form.name.errors = False, [gettext("There is a directory of this name already. Choose another")]
    if not sound:
        return render_template("sources/add.html", form=form, source=None), 422
    with db.transaction() as session:
        store.add(session, _typed(form, Source(slug, "", "", "", 24, "", due_at=now())))
        _on_record(session, "added", slug)
    return redirect(url_for(".shown", slug=slug), code=303)


@blueprint.get("/<slug>")
def shown(slug: str) -> ResponseReturnValue:
    """One directory, and what its readings changed."""
    return render_template("sources/source.html", page=SourcePage.of(_source(slug)))


@blueprint.get("/<slug>/change")
def ask_to_change(slug: str) -> ResponseReturnValue:
    """The form with what is known of a directory."""
    source = _source(slug)
    return render_template("sources/add.html", form=SourceForm(formdata=None, obj=source), source=source)


@blueprint.post("/<slug>/change")
def change(slug: str) -> ResponseReturnValue:
    """Changes how a directory is read."""
    source, form = _source(slug), SourceForm()
    if not form.validate_on_submit():
        return render_template("sources/add.html", form=form, source=source), 422
    try:
        with db.transaction() as session:
            store.change(session, _typed(form, source), form.seen_version())
            _on_record(session, "changed", slug)
    except SomeoneElseWasFirst:
        newer = _source(slug)
        form.show_beside(newer)
        return render_template("sources/add.html", form=form, source=newer), 409
    return redirect(url_for(".shown", slug=slug), code=303)


@blueprint.post("/<slug>/pause")
def pause(slug: str) -> ResponseReturnValue:
    """Reads a directory no more until staff say so; its listings stay."""
    source = _source(slug)
    with db.transaction() as session:
        store.pause(session, source.slug)
        _on_record(session, "paused", source.slug)
    return redirect(url_for(".shown", slug=source.slug), code=303)


@blueprint.post("/<slug>/resume")
def resume(slug: str) -> ResponseReturnValue:
    """Reads a directory again, from now on."""
    source = _source(slug)
    with db.transaction() as session:
        store.resume(session, source.slug, now())
        _on_record(session, "resumed", source.slug)
    return redirect(url_for(".shown", slug=source.slug), code=303)


@blueprint.post("/<slug>/fetch")
def fetch(slug: str) -> ResponseReturnValue:
    """Has the worker read a directory now."""
    source, staff = _source(slug), signed_in_staff()
    with db.transaction() as session:
        store.ask(session, source.slug, staff_member(staff.id), now())
        _on_record(session, "asked-for", source.slug)
    return redirect(url_for(".shown", slug=source.slug), code=303)


@blueprint.get("/<slug>/runs/<int:run_id>")
def run(slug: str, run_id: int) -> ResponseReturnValue:
    """What one reading changed, or would change if staff allow it."""
    source, reading = _source(slug), _run(slug, run_id)
    number = min(max(request.args.get("page", 1, type=whole_number), 1), 10_000)
    page = RunPage.of(source, reading, number, request.path)
    return render_template("sources/run.html", page=page, wording=wording)


@blueprint.post("/<slug>/runs/<int:run_id>/allow")
def allow(slug: str, run_id: int) -> ResponseReturnValue:
    """Lets a reading take off as many listings as it would."""
    reading, staff = _run(slug, run_id), signed_in_staff()
    with db.transaction() as session:
        if store.allow(session, reading, staff_member(staff.id), now()):
            _on_record(session, "removals-allowed", slug)
    return redirect(url_for(".shown", slug=slug), code=303)


@blueprint.post("/<slug>/runs/<int:run_id>/refuse")
def refuse(slug: str, run_id: int) -> ResponseReturnValue:
    """Leaves everything as it was before a reading."""
    reading = _run(slug, run_id)
    with db.transaction() as session:
        if store.refuse(session, reading, now()):
            _on_record(session, "removals-refused", slug)
    return redirect(url_for(".shown", slug=slug), code=303)


def _source(slug: str) -> Source:
    source = store.source(db.session(), slug)
    if source is None:
        raise NotFound(slug)
    return source


def _run(slug: str, run_id: int) -> Run:
    reading = store.run(db.session(), run_id)
    if reading is None or reading.source != slug:
        raise NotFound(str(run_id))
    return reading


def _typed(form: SourceForm, source: Source) -> Source:
    """The source as the form has it. Leave to read a private network is given for one address alone."""
    names = ("name", "address", "area", "hours", "licence")
    typed = replace(source, **{name: form[name].data for name in names})
    return replace(typed, allow_private=source.allow_private and typed.address == source.address)


def _on_record(session: Session, deed: str, slug: str) -> None:
    staff = signed_in_staff()
    audit.record(session, actor=staff_member(staff.id), action=f"source.{deed}", kind=RECORD, about=slug)
