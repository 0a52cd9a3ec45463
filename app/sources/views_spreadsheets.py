"""The staff's pages of spreadsheets: upload one, say what its columns hold, take it in, and undo that."""

from uuid import UUID, uuid4

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import current_staff, signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.directory.api import spreadsheets as directory
from app.kernel.clock import now
from app.sources import spreadsheet_files as files
from app.sources import spreadsheet_pages as pages
from app.sources import spreadsheet_store as store
from app.sources.spreadsheet_domain import Report, Spreadsheet, Stage
from app.sources.spreadsheet_forms import ROWS_SHOWN, UploadForm, matching_typed
from app.web.errors import NotFound

blueprint = Blueprint("spreadsheets", __name__, url_prefix="/staff/spreadsheets")

RECORD = "spreadsheet"
BYTES_BESIDE_THE_FILES = 100_000


@blueprint.url_value_preprocessor
def let_large_files_in(_: str | None, __: dict[str, object] | None) -> None:
    """A file may be larger than a form, but only from staff. Before anything else reads what was sent."""
    if request.endpoint == "spreadsheets.upload" and current_staff():
        request.max_content_length = directory.MOST_BYTES + BYTES_BESIDE_THE_FILES


@blueprint.errorhandler(413)
def too_large(_: Exception) -> ResponseReturnValue:
    """Says how large it may be."""
    return render_template("sources/spreadsheet_too_large.html", megabytes=directory.MOST_BYTES // 1_000_000), 413


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every upload, and the form for another."""
    return _list_page(UploadForm(formdata=None))


@blueprint.post("/")
def upload() -> ResponseReturnValue:
    """Takes the files, guesses what their columns hold, or remembers what staff said before."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _list_page(form), 422
    spreadsheet = _new(form)
    files.keep(spreadsheet.id, form.contents)
    with db.transaction() as session:
        store.add(session, spreadsheet)
        _on_record(session, spreadsheet.id, "uploaded")
    return redirect(url_for(".columns", spreadsheet_id=UUID(spreadsheet.id)), code=303)


@blueprint.get("/<uuid:spreadsheet_id>/columns")
def columns(spreadsheet_id: UUID) -> ResponseReturnValue:
    """The first rows, and what each column is taken to say."""
    spreadsheet = _spreadsheet(spreadsheet_id)
    if spreadsheet.stage is not Stage.MATCHING:
        return _to_its_page(spreadsheet_id)
    matching = directory.matching_from_json(spreadsheet.matching)
    return _columns_page(spreadsheet, pages.ColumnsPage.of(_first_rows(spreadsheet), matching))


@blueprint.post("/<uuid:spreadsheet_id>/columns")
def match(spreadsheet_id: UUID) -> ResponseReturnValue:
    """Remembers what staff say of the columns, and has every row checked."""
    spreadsheet = _spreadsheet(spreadsheet_id)
    sheets = _first_rows(spreadsheet)
    matching, again = matching_typed(request.form, sheets)
    if again:
        return _columns_page(spreadsheet, pages.ColumnsPage.of(sheets, matching))
    try:
        directory.check_matching(matching, sheets)
    except directory.NotAMatch as wrong:
        return _columns_page(spreadsheet, pages.ColumnsPage.of(sheets, matching, wrong)), 422
    kept = directory.matching_as_json(matching)
    with db.transaction() as session:
        store.remember_matching(session, directory.fingerprint(sheets), kept, now())
    _move(spreadsheet, Stage.MATCHING, Stage.CHECKING, "matched", matching=kept)
    return _to_its_page(spreadsheet_id)


@blueprint.get("/<uuid:spreadsheet_id>")
def shown(spreadsheet_id: UUID) -> ResponseReturnValue:
    """How far it is, what the check found, or what was done. While the worker has it the page comes again by itself."""
    page = pages.SpreadsheetPage.of(_spreadsheet(spreadsheet_id), refreshes="still" not in request.args)
    answer = make_response(render_template("sources/spreadsheet.html", page=page, staff=signed_in_staff()))
    if page.refreshes:
        answer.headers["Refresh"] = str(pages.SECONDS_TO_LOOK_AGAIN)
    return answer


@blueprint.post("/<uuid:spreadsheet_id>/take")
def take(spreadsheet_id: UUID) -> ResponseReturnValue:
    """Has it taken in. Rows that cannot go in, and services that would go, need a word of their own."""
    spreadsheet = _spreadsheet(spreadsheet_id)
    report, ticked = spreadsheet.report, request.form
    if (report.rejected and "others" not in ticked) or (report.too_many_gone and "gone" not in ticked):
        page = pages.SpreadsheetPage.of(spreadsheet, refreshes=False)
        return render_template("sources/spreadsheet.html", page=page, staff=signed_in_staff(), not_said=True), 422
    _move(spreadsheet, Stage.CHECKED, Stage.TAKING, "approved", allow_removals="gone" in ticked)
    return _to_its_page(spreadsheet_id)


@blueprint.post("/<uuid:spreadsheet_id>/again")
def match_again(spreadsheet_id: UUID) -> ResponseReturnValue:
    """Goes back to the columns."""
    _move(_spreadsheet(spreadsheet_id), Stage.CHECKED, Stage.MATCHING, "reopened")
    return redirect(url_for(".columns", spreadsheet_id=spreadsheet_id), code=303)


@blueprint.post("/<uuid:spreadsheet_id>/undo")
def undo(spreadsheet_id: UUID) -> ResponseReturnValue:
    """Has everything put back as it was before."""
    _move(_spreadsheet(spreadsheet_id), Stage.TAKEN, Stage.UNDOING, "undone", said="")
    return _to_its_page(spreadsheet_id)


@blueprint.post("/<uuid:spreadsheet_id>/drop")
def drop(spreadsheet_id: UUID) -> ResponseReturnValue:
    """Deletes an upload that nobody wants, and its files."""
    spreadsheet = _spreadsheet(spreadsheet_id)
    if not spreadsheet.can_be_dropped:
        return _to_its_page(spreadsheet_id)
    with db.transaction() as session:
        if not store.drop(session, spreadsheet.id, spreadsheet.stage):
            return _to_its_page(spreadsheet_id)
        _on_record(session, spreadsheet.id, "dropped")
    files.delete(spreadsheet.id)
    return redirect(url_for(".listed"), code=303)


def _spreadsheet(id: UUID) -> Spreadsheet:
    spreadsheet = store.by_id(db.session(), str(id))
    if spreadsheet is None:
        raise NotFound
    return spreadsheet


def _move(spreadsheet: Spreadsheet, before: Stage, after: Stage, deed: str, **values: object) -> None:
    """Brings it to the next stage, unless somebody else has moved it meanwhile: their page then says where it is."""
    with db.transaction() as session:
        if store.move(session, spreadsheet.id, before, after, now(), **values):
            _on_record(session, spreadsheet.id, deed)


def _to_its_page(id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".shown", spreadsheet_id=id), code=303)


def _new(form: UploadForm) -> Spreadsheet:
    remembered = store.matching_for(db.session(), directory.fingerprint(form.sheets))
    matching = remembered[0] if remembered else directory.matching_as_json(directory.guess(form.sheets))
    return Spreadsheet(
        id=str(uuid4()),
        source=form.slug,
        files=tuple(form.contents),
        area=form.area.data or "",
        stage=Stage.MATCHING,
        uploaded_at=now(),
        uploaded_by=signed_in_staff().name,
        changed_at=now(),
        matching=matching,
        remembered_at=remembered[1] if remembered else None,
        allow_removals=False,
        done=0,
        total=0,
        tries=0,
        said="",
        report=Report(),
    )


def _first_rows(spreadsheet: Spreadsheet) -> tuple[directory.Sheet, ...]:
    try:
        contents = files.contents(spreadsheet.id, spreadsheet.files)
    except FileNotFoundError as error:
        raise NotFound from error
    return directory.first_rows(contents, ROWS_SHOWN)


def _on_record(session: Session, id: str, deed: str) -> None:
    staff = signed_in_staff()
    audit.record(session, actor=staff_member(staff.id), action=f"{RECORD}.{deed}", kind=RECORD, about=id)


def _list_page(form: UploadForm) -> str:
    uploads = pages.rows(store.listed(db.session()))
    return render_template(
        "sources/spreadsheets.html",
        form=form,
        uploads=uploads,
        address_of=pages.address_of,
        megabytes=directory.MOST_BYTES // 1_000_000,
        staff=signed_in_staff(),
    )


def _columns_page(spreadsheet: Spreadsheet, page: pages.ColumnsPage) -> str:
    return render_template(
        "sources/spreadsheet_columns.html", spreadsheet=spreadsheet, page=page, staff=signed_in_staff()
    )
