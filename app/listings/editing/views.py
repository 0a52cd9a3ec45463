"""The pages of whoever keeps a listing: its tasks, a question at a time or all on one page, preview, and sending."""

from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import current_staff, signed_in_staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.kernel.whole_number import whole_number_or
from app.listings.domain import MOST_PICTURES, Group, OwnService, Picture, as_json, filled, from_json
from app.listings.editing import pages as own_pages
from app.listings.editing import steps
from app.listings.editing.pages import Writing
from app.listings.editing.steps import Part, Step
from app.listings.public import pictures, store
from app.listings.public.preview import preview_page
from app.listings.room import ListingsRoom
from app.publishing import api as publishing
from app.publishing.domain import CannotBeSent, Kind, MustBeMended, Page
from app.web.errors import NotFound, TooMany

blueprint = Blueprint("own_listing", __name__, url_prefix="/your-pages/listing/<uuid:page_id>")

MOST_KEPT_PICTURES = 60
BYTES_BESIDE_A_PICTURE = 100_000
NEXT, SAVE, PREVIEW = "next", "save", "preview"
READY = frozenset({NEXT, SAVE, PREVIEW})
"""The presses after which rows that were left blank go; while rows come and go, they stay."""

UPLOADS = frozenset({"own_listing.upload"})


@blueprint.url_value_preprocessor
def let_pictures_in(_: str | None, __: dict[str, object] | None) -> None:
    """A picture may be larger than a form, but only from somebody who is signed in."""
    if request.endpoint in UPLOADS and request.method == "POST" and current_staff():
        request.max_content_length = pictures.MOST_BYTES + BYTES_BESIDE_A_PICTURE


@blueprint.errorhandler(413)
def too_large(_: Exception) -> ResponseReturnValue:
    """Says how large a picture may be."""
    page_id = (request.view_args or {})["page_id"]
    megabytes = pictures.MOST_BYTES // 1_000_000
    return render_template(
        "listings/own/too_large.html", page_id=page_id, megabytes=megabytes, staff=signed_in_staff()
    ), 413


@blueprint.get("/")
def tasks(page_id: UUID) -> ResponseReturnValue:
    """How far the page is, what could be added, and where each question is."""
    return _tasks_page(_own(page_id))


@blueprint.route("/<step>", methods=("GET", "POST"))
def ask(page_id: UUID, step: str) -> ResponseReturnValue:
    """A question about the group."""
    page, group = _page_and_group(page_id)
    return _asked(page, group, None, _step(group, None, step))


@blueprint.route("/services/<service_id>/<step>", methods=("GET", "POST"))
def ask_of_service(page_id: UUID, service_id: str, step: str) -> ResponseReturnValue:
    """A question about something that the group does."""
    page, group = _page_and_group(page_id)
    service = _service(group, service_id)
    return _asked(page, group, service, _step(group, service, step))


@blueprint.route("/everything", methods=("GET", "POST"))
def everything(page_id: UUID) -> ResponseReturnValue:
    """Every question on one page, for the practised."""
    page, group = _page_and_group(page_id)
    if request.method == "GET":
        return _writing_page(page, group, steps.every_part(group))
    return _written(page, group, steps.every_part(group, request.form), request.path, request.path)


@blueprint.post("/services")
def change_services(page_id: UUID) -> ResponseReturnValue:
    """Adds something that the group does, or takes it away; an earlier version still has it."""
    page, group = _page_and_group(page_id)
    changed = steps.pressed(group, request.form.get("press", ""))
    try:
        _save(page, changed)
    except SomeoneElseWasFirst:
        return _tasks_page(_own(page_id), changed=True), 409
    added = [service for service in changed.services if group.service(service.id) is None]
    if added:
        return redirect(own_pages.address_of(page_id, added[0], steps.OF_SERVICE[0]), code=303)
    return redirect(url_for(".tasks", page_id=page_id), code=303)


@blueprint.get("/services/<service_id>/remove")
def ask_to_remove(page_id: UUID, service_id: str) -> ResponseReturnValue:
    """Whether something is to be taken off the page."""
    page, group = _page_and_group(page_id)
    service = _service(group, service_id)
    name = group.called(service)
    return render_template("listings/own/remove.html", page=page, service=service, name=name, staff=signed_in_staff())


@blueprint.post("/upload")
def upload(page_id: UUID) -> ResponseReturnValue:
    """Takes a picture, made anew; its words are asked for beside it."""
    page, group = _page_and_group(page_id)
    step = _step(group, None, "pictures")
    part = steps.part_of(group, None, step)
    file, alt = request.files.get("picture"), request.form.get("alt", "").strip()
    try:
        if not file or not alt:
            raise pictures.Refused("Choose a picture and say what it shows, for people who cannot see it")
        if len(group.pictures) >= MOST_PICTURES:
            raise pictures.Refused(f"A page has at most {MOST_PICTURES} pictures. Take one away first")
        remade = pictures.remade(file.stream.read())
        _keep_picture(page, group, remade, alt)
    except pictures.Refused as refusal:
        return _writing_page(page, group, [part], step=step, mend=[("picture", str(refusal))], alt=alt), 422
    except SomeoneElseWasFirst:
        return _writing_page(_own(page_id), _group(page_id), [part], step=step, changed=True, alt=alt), 409
    except TooMany as many:
        return _writing_page(page, group, [part], step=step, wait=many.minutes, alt=alt), 429
    return redirect(url_for(".ask", page_id=page_id, step="pictures"), code=303)


@blueprint.get("/preview/<service_id>")
def preview(page_id: UUID, service_id: str) -> ResponseReturnValue:
    """A service as residents will see it."""
    page, group = _page_and_group(page_id)
    return preview_page(page, group, _service(group, service_id))


@blueprint.post("/live")
def live(page_id: UUID) -> ResponseReturnValue:
    """The same of what stands in the boxes now: for a script, which shows it beside them. Nothing is kept."""
    page, group = _page_and_group(page_id)
    fresh = steps.with_typed(group, _parts_sent(group))
    service = fresh.service(request.form.get("shown", "")) or next(iter(fresh.services), None)
    if service is None:
        raise NotFound
    return preview_page(page, fresh, service)


@blueprint.post("/send")
def send(page_id: UUID) -> ResponseReturnValue:
    """Sends the page to be checked; a trusted editor's is public at once."""
    page = _own(page_id)
    try:
        with db.transaction() as writing:
            publishing.submit(writing, page_id, signed_in_staff().id, _seen())
    except (MustBeMended, CannotBeSent):
        return _tasks_page(page, tried=True), 422
    except SomeoneElseWasFirst:
        return _tasks_page(_own(page_id), changed=True), 409
    return redirect(url_for(".tasks", page_id=page_id), code=303)


def _asked(page: Page, group: Group, service: OwnService | None, step: Step) -> ResponseReturnValue:
    if request.method == "GET":
        return _writing_page(page, group, [steps.part_of(group, service, step)], service, step)
    part = steps.part_of(group, service, step, request.form)
    then = own_pages.next_address(page.id, group, service, step)
    return _written(page, group, [part], request.path, then, service, step)


def _written(
    page: Page,
    group: Group,
    parts: list[Part],
    here: str,
    then: str,
    service: OwnService | None = None,
    step: Step | None = None,
) -> ResponseReturnValue:
    """Keeps what was typed whatever was pressed; stays here while something cannot be read."""
    press = request.form.get("press", NEXT)
    fresh = steps.pressed(steps.with_typed(group, parts), press)
    try:
        page = _save(page, filled(fresh) if press in READY else fresh)
    except SomeoneElseWasFirst:
        return _writing_page(_own(page.id), group, parts, service, step, changed=True), 409
    except TooMany as many:
        return _writing_page(page, group, parts, service, step, wait=many.minutes), 429
    if press == PREVIEW and fresh.services:
        return redirect(own_pages.preview_of(page.id, fresh, service), code=303)
    if press not in (NEXT, SAVE):
        return redirect(f"{here}#{press.split(':')[1]}" if ":" in press else here, code=303)
    wrong = steps.doubts_in(fresh, parts)
    if wrong:
        mend = [(id, doubt.words) for id, doubt in wrong]
        return _writing_page(page, fresh, parts, service, step, mend=mend), 422
    return redirect(then if press == NEXT else here, code=303)


def _tasks_page(page: Page, tried: bool = False, changed: bool = False) -> str:
    """`tried` says that it could not be sent as it is; `changed`, that somebody else wrote meanwhile."""
    group = _group(page.id)
    remarks = publishing.remarks(db.session(), page) if tried or page.may_be_sent else ()
    shown = own_pages.overview(page, group, remarks, ListingsRoom().public_address(page))
    return render_template("listings/own/tasks.html", overview=shown, staff=shown.staff, tried=tried, changed=changed)


def _writing_page(
    page: Page,
    group: Group,
    parts: list[Part],
    service: OwnService | None = None,
    step: Step | None = None,
    mend: list[tuple[str, str]] | None = None,
    changed: bool = False,
    alt: str = "",
    wait: int = 0,
) -> str:
    staff = signed_in_staff()
    writing = Writing(
        page=page,
        group=group,
        title=step.title if step else "Everything on one page",
        heading=(group.called(service) if service else group.name) or "Your listing",
        parts=parts,
        seen=page.newest,
        staff=staff,
        back=url_for(".tasks", page_id=page.id),
        preview=own_pages.preview_of(page.id, group, service),
        live=url_for(".live", page_id=page.id),
        mend=mend or (),
        changed=changed,
        everything=step is None,
        wait=wait,
    )
    return render_template("listings/own/writing.html", writing=writing, staff=staff, alt=alt, shown=service)


def _parts_sent(group: Group) -> list[Part]:
    """The questions whose boxes stand in what was sent."""
    return [
        part
        for part in steps.every_part(group, request.form)
        if any(name.startswith(f"{part.key}-") for name in request.form)
    ]


def _keep_picture(page: Page, group: Group, remade: pictures.Remade, alt: str) -> None:
    id = uuid4()
    fresh = Group(**{**vars(group), "pictures": (*group.pictures, Picture(str(id), alt))})
    with db.transaction() as writing:
        if store.count_pictures(writing, page.id) >= MOST_KEPT_PICTURES:
            raise pictures.Refused("Too many pictures were uploaded here. Ring us, and we clear some away")
        size = store.Size(id, page.id, remade.width, remade.height)
        store.add_picture(writing, size, remade.jpeg, now())
        publishing.save_draft(writing, page.id, signed_in_staff().id, _seen(), as_json(fresh), _title(fresh))


def _save(page: Page, group: Group) -> Page:
    """Keeps the draft. Raises SomeoneElseWasFirst."""
    with db.transaction() as writing:
        return publishing.save_draft(writing, page.id, signed_in_staff().id, _seen(), as_json(group), _title(group))


def _title(group: Group) -> str:
    return " ".join(group.name.split())[:200] or "A listing without a name"


def _seen() -> int:
    """The version that the page showed; none that ever was when somebody tampered with it."""
    return whole_number_or(request.form.get("seen"), -1)


def _own(page_id: UUID) -> Page:
    page = publishing.page_of(db.session(), page_id, signed_in_staff().id)
    if page.kind is not Kind.LISTING:
        raise NotFound
    return page


def _group(page_id: UUID) -> Group:
    return from_json(publishing.draft(db.session(), page_id).content)


def _page_and_group(page_id: UUID) -> tuple[Page, Group]:
    page = _own(page_id)
    return page, _group(page_id)


def _service(group: Group, id: str) -> OwnService:
    service = group.service(id)
    if service is None:
        raise NotFound
    return service


def _step(group: Group, service: OwnService | None, id: str) -> Step:
    step = next((step for step in steps.steps_of(group, service) if step.id == id), None)
    if step is None:
        raise NotFound
    return step
