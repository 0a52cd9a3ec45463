"""My list: what somebody keeps in this browser, without an account; to put in order, to note, to print and to send."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.directory import api as directory
from app.limits import api as limits
from app.lists import browser, pages, sending, store
from app.lists.domain import KEPT_FOR, MOST_KEPT, MOST_LINKS, ChangedMeanwhile, ListFull, Move, NoLink, Thing, Things
from app.lists.forms import LinkForm, NoteForm, SendForm
from app.lists.sending import DayFull, sends_texts
from app.lists.store import KeptList, Link
from app.printing import api as printing
from app.printing.api import Size
from app.printing.domain import NotPrinted
from app.web.addresses import local_path
from app.web.errors import NotFound
from app.web.skeletons import fill_on_every_page

KEEP = "keep"
MOST_PDFS_AN_HOUR, AN_HOUR = 20, 60

blueprint = Blueprint("lists", __name__, url_prefix="/list")


@blueprint.app_template_global("kept_in_my_list")
def kept_here() -> frozenset[str]:
    """The services on the list of this browser. Asks the store once for a page, and only for those who have a list."""
    kept = browser.list_here()
    return frozenset(kept.things.keys) if kept else frozenset()


def tally_here() -> str:
    """How many there are, for the link on every page."""
    return pages.tally(browser.number_here())


blueprint.record_once(lambda state: fill_on_every_page(state.app, "things_in_my_list", tally_here))
blueprint.add_app_template_filter(directory.anchor_of, "place_in_list")


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """What is kept, and what can be done with it."""
    kept = browser.list_here()
    return render_template(
        "lists/list.html",
        kept=kept,
        rows=pages.rows_of(kept.things) if kept else (),
        links=store.links_of(db.session(), kept.id) if kept else (),
        link_form=LinkForm(formdata=None),
        address_of=sending.address_of,
        days=KEPT_FOR.days,
        most_links=MOST_LINKS,
        texts=sends_texts(),
    )


@blueprint.post("/<press>")
def press(press: str) -> ResponseReturnValue:
    """Keeps a service, takes it out, or moves it, and goes back to where the person was."""
    key = request.form.get("service", "")
    change = _pressed(press, key)
    if press == KEEP or browser.list_here() is not None:
        browser.change_here(change)
    return _back_to(key)


@blueprint.post("/note")
def note() -> ResponseReturnValue:
    """Keeps a note. One that was changed in another tab meanwhile is shown beside what was typed here."""
    form, kept = NoteForm(), browser.list_here()
    thing = kept.things.named(form.service.data or "") if kept else None
    if thing is None:
        raise NotFound
    if not form.validate_on_submit():
        return _note_page(thing, form), 422
    try:
        browser.change_here(lambda things: things.noting(thing.key, form.note.data, form.seen.data or ""))
    except ChangedMeanwhile:
        form.seen.data = thing.mark
        return _note_page(thing, form, changed=True), 409
    return _back_to(thing.key)


@blueprint.post("/link")
def make_link() -> ResponseReturnValue:
    """Makes a link that shows the list as it is now."""
    kept, form = _something_kept(), LinkForm()
    things = kept.things if form.notes.data else kept.things.without_notes()
    browser.change_here(lambda now: now)
    with db.transaction() as session:
        if len(store.links_of(session, kept.id)) < MOST_LINKS:
            store.add_link(session, uuid4(), things, kept.id)
    return redirect(url_for(".shown", _anchor="links"), code=303)


@blueprint.post("/link/<uuid:link_id>/end")
def end_link(link_id: UUID) -> ResponseReturnValue:
    """Ends a link at once."""
    with db.transaction() as session:
        store.end_link(session, _something_kept().id, link_id)
    return redirect(url_for(".shown", _anchor="links"), code=303)


@blueprint.get("/send")
def ask_where() -> ResponseReturnValue:
    """Asks where the list is to go."""
    return _send_page(SendForm(formdata=None))


@blueprint.post("/send")
def send() -> ResponseReturnValue:
    """Sends a link to the list. Where to is kept with the message alone, which nothing ties to the list."""
    kept, form = _something_kept(), SendForm()
    if not form.validate_on_submit() or form.recipient is None:
        return _send_page(form), 422
    things = kept.things if form.notes.data else kept.things.without_notes()
    if sending.may_send(sending.from_a_browser(request.remote_addr or "", kept.id), form.recipient):
        browser.change_here(lambda now: now)
        with db.transaction() as session:
            link = store.add_link(session, uuid4(), things, kept.id)
            sending.send(session, link, form.recipient)
    return redirect(url_for(".sent"), code=303)


@blueprint.get("/sent")
def sent() -> ResponseReturnValue:
    """Says that it is on its way, and not to whom."""
    return render_template("lists/sent.html", most=sending.MOST_TO_ONE_RECIPIENT_A_DAY)


@blueprint.get("/paper/<size>")
def paper(size: str) -> ResponseReturnValue:
    """A booklet of the list, to print in ordinary or in large print."""
    kept = browser.list_here()
    return paper_page(kept.things if kept else Things(), _size(size), "")


@blueprint.post("/paper/<size>")
def pdf(size: str) -> ResponseReturnValue:
    """The same as tagged PDF, of one's own list or of the one that a link opens."""
    token = request.form.get("link", "")
    link = opened_by(token) if token else None
    kept = link or _something_kept()
    limits.spend("list-pdf", request.remote_addr or "", MOST_PDFS_AN_HOUR, AN_HOUR)
    try:
        made = pages.pdf_of(kept.things, _size(size))
    except NotPrinted:
        busy = render_template("lists/no_pdf.html", back=pages.paper_address(link, _size(size)))
        return busy, 503, {"Retry-After": "10"}
    headers = {"Content-Disposition": 'attachment; filename="list.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)


@blueprint.get("/delete")
def ask_to_delete() -> ResponseReturnValue:
    """Asks once before deleting."""
    return render_template("lists/delete.html", kept=browser.list_here())


@blueprint.post("/delete")
def delete() -> ResponseReturnValue:
    """Deletes the list, its notes and its links."""
    kept = browser.list_here()
    if kept is not None:
        with db.transaction() as session:
            store.forget(session, kept.id)
    browser.let_go()
    return redirect(url_for(".deleted"), code=303)


@blueprint.get("/deleted")
def deleted() -> ResponseReturnValue:
    """Says that nothing is left."""
    return render_template("lists/deleted.html")


@blueprint.app_errorhandler(ListFull)
def full(_: ListFull) -> ResponseReturnValue:
    """There is no room: says what to do."""
    return render_template("lists/full.html", most=MOST_KEPT), 409


@blueprint.app_errorhandler(NoLink)
def no_link(_: NoLink) -> ResponseReturnValue:
    """Says why a link may have stopped."""
    return render_template("lists/no_link.html"), 404


@blueprint.app_errorhandler(DayFull)
def day_is_full(_: DayFull) -> ResponseReturnValue:
    """No more messages go out today: says what else there is."""
    return render_template("lists/day_full.html"), 429


def paper_page(things: Things, size: Size, link: str) -> str:
    """The booklet as a page that prints by itself."""
    page = pages.booklet_of(things)
    return render_template("lists/paper.html", page=page, size=size, link=link, has_press=printing.has_press())


def opened_by(token: str) -> Link:
    """What a link opens. Raises NoLink."""
    link = store.link_by_token(db.session(), token)
    if link is None:
        raise NoLink
    return link


def _pressed(press: str, key: str) -> Callable[[Things], Things]:
    if press == "drop":
        return lambda things: things.without(key)
    if press in set(Move):
        return lambda things: things.moved(key, Move(press))
    idea = directory.rows_of([key]).get(key) if press == KEEP else None
    if idea is None:
        raise NotFound
    return lambda things: things.with_all([Thing(key, idea.name)])


def _back_to(key: str) -> ResponseReturnValue:
    """To the page that was sent along, where this service stands on it; to the list when there is none."""
    back = request.form.get("back", "")
    page = local_path(back) if back else url_for(".shown")
    return redirect(f"{page.partition('#')[0]}#{directory.anchor_of(key)}", code=303)


def _something_kept() -> KeptList:
    kept = browser.list_here()
    if kept is None or not kept.things.all:
        raise NotFound
    return kept


def _note_page(thing: Thing, form: NoteForm, changed: bool = False) -> str:
    return render_template("lists/note.html", thing=thing, form=form, changed=changed)


def _send_page(form: SendForm) -> str:
    return render_template("lists/send.html", form=form, kept=browser.list_here(), texts=sends_texts())


def _size(name: str) -> Size:
    if name not in set(Size):
        raise NotFound
    return Size(name)
