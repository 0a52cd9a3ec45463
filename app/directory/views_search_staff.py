"""The staff's pages about the search: the thesaurus, which they may change, and why results stand as they do."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.directory.search_desk.forms import ChangeForm, EntryForm
from app.directory.search_desk.pages import EntryPage, RankingPage, ThesaurusPage, names_of_needs
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.kernel.whole_number import whole_number
from app.needs.domain import Entry
from app.search import api as search
from app.search.api import State, Version
from app.web.errors import NotFound

blueprint = Blueprint("thesaurus", __name__, url_prefix="/staff/search")

RECORD = "thesaurus"
MOST_LETTERS = 100
LONGEST_TYPED = 200


@blueprint.get("/words")
def listed() -> ResponseReturnValue:
    """What people say and what it means: all of it, or what has certain words."""
    typed, shown = request.args.get("q", "")[:MOST_LETTERS], request.args.get("shown", "")
    page = ThesaurusPage.of(typed, shown, request.args.get("page", 1, type=whole_number))
    return render_template("directory/staff_words.html", page=page, staff=signed_in_staff())


@blueprint.get("/words/entry")
def entry() -> ResponseReturnValue:
    """One entry, with its history."""
    return _entry_page(_page(request.args.get("key", "")))


@blueprint.post("/words/entry")
def change() -> ResponseReturnValue:
    """Changes an entry, in force at once."""
    form = _entry_form()
    page = _page(form.key.data or "")
    if not form.validate_on_submit():
        return _entry_page(page, form), 422
    return _kept(page.key, State.IN_FORCE, form.entry(), form)


@blueprint.get("/words/new")
def begin() -> ResponseReturnValue:
    """An entry to write."""
    return render_template("directory/staff_new_word.html", form=_entry_form(formdata=None), staff=signed_in_staff())


@blueprint.post("/words/new")
def add() -> ResponseReturnValue:
    """Adds an entry, called by its first phrase."""
    form = _entry_form()
    if not form.validate_on_submit():
        return render_template("directory/staff_new_word.html", form=form, staff=signed_in_staff()), 422
    entry = form.entry()
    return _kept(entry.key, State.IN_FORCE, entry, form)


@blueprint.post("/words/retire")
def retire() -> ResponseReturnValue:
    """Takes an entry out of use; its history stays."""
    form = ChangeForm()
    page = _page(form.key.data or "")
    if not form.validate_on_submit():
        return _entry_page(page, notice=gettext("Say why, in a sentence")), 422
    return _kept(page.key, State.RETIRED, page.entry, form)


@blueprint.post("/words/restore")
def restore() -> ResponseReturnValue:
    """Brings back an earlier version, or the entry as it ships, as a new version."""
    form = ChangeForm()
    page = _page(form.key.data or "")
    if not form.validate_on_submit():
        return _entry_page(page, notice=gettext("Say why, in a sentence")), 422
    number = request.form.get("number", 0, type=whole_number)
    earlier = next((one for one in search.versions(db.session(), page.key) if one.number == number), None)
    if earlier is None and not page.is_shipped:
        raise NotFound
    if earlier is None:
        return _kept(page.key, State.AS_SHIPPED, page.entry, form)
    return _kept(page.key, State.IN_FORCE, earlier.entry, form)


def _kept(key: str, state: State, entry: Entry, form: ChangeForm) -> ResponseReturnValue:
    """Writes a version with its audit event, and tells every process."""
    staff = signed_in_staff()
    version = Version(0, key, state, entry, form.why.data, staff.name, now())
    try:
        with db.transaction() as session:
            number = search.write_version(session, version, form.seen_version())
            action = f"thesaurus.{state.value}"
            audit.record(session, actor=staff_member(staff.id), action=action, kind=RECORD, about=number)
    except SomeoneElseWasFirst:
        words = gettext("Someone changed this entry after you opened it. Look at it again, then decide.")
        return _entry_page(_page(key), notice=words), 409
    search.words_changed()
    return redirect(url_for(".entry", key=key, kept="yes"), code=303)


def _page(key: str) -> EntryPage:
    page = EntryPage.of(key)
    if page is None:
        raise NotFound
    return page


def _entry_form(**kwargs: None) -> EntryForm:
    return EntryForm(search.words_in_force(), names_of_needs(), **kwargs)


def _entry_page(page: EntryPage, form: EntryForm | None = None, notice: str = "") -> str:
    if form is None:
        form = _entry_form(formdata=None)
        form.fill(page.entry)
    form.key.data, form.seen.data = page.key, str(page.number)
    return render_template("directory/staff_word.html", page=page, form=form, notice=notice, staff=signed_in_staff())


@blueprint.get("/ranking")
def ranking() -> ResponseReturnValue:
    """Why the results of a search stand in their order, field by field."""
    typed, wanted = (request.args.get(name, "")[:LONGEST_TYPED] for name in ("q", "service"))
    page = RankingPage.of(typed, wanted)
    return render_template(
        "directory/staff_ranking.html", page=page, typed=typed, wanted=wanted, staff=signed_in_staff()
    )
