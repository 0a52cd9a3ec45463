"""What whoever keeps a listing takes elsewhere: a widget, dates and a poster; and a spreadsheet of their services."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.whole_number import whole_number_or
from app.listings.domain import Group, as_json, from_json, new_id
from app.listings.page.lines import lines_of
from app.listings.public import store
from app.listings.sharing import own_spreadsheet as spreadsheet
from app.listings.sharing import shared
from app.listings.sharing.own_spreadsheet import NotASheet, Reading
from app.needs.api import vocabulary
from app.publishing import api as publishing
from app.publishing.domain import Kind, Line, Page
from app.web.errors import NotFound

blueprint = Blueprint("own_shares", __name__, url_prefix="/your-pages/share/<uuid:page_id>")

MOST_BYTES = 500_000  # less than a form may have, since the file comes back from the preview
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/")
def shown(page_id: UUID) -> ResponseReturnValue:
    """Everything that can be taken elsewhere."""
    return _page(_own(page_id))


@blueprint.get("/services.<kind>")
def download(page_id: UUID, kind: str) -> ResponseReturnValue:
    """The services of the newest version, as a workbook or as CSV."""
    group = _group(_own(page_id))
    if kind not in {"xlsx", "csv"}:
        raise NotFound
    made = (spreadsheet.as_workbook if kind == "xlsx" else spreadsheet.as_csv)(group, _needs())
    headers = {"Content-Disposition": f'attachment; filename="services.{kind}"'}
    return Response(made, mimetype=XLSX if kind == "xlsx" else "text/csv", headers=headers)


@blueprint.post("/services")
def upload(page_id: UUID) -> ResponseReturnValue:
    """What the sheet would change, row by row; nothing is written yet."""
    page, file = _own(page_id), request.files.get("sheet")
    try:
        if file is None or not file.filename:
            raise NotASheet("Choose a file first")
        content = file.stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise NotASheet(f"The file is larger than {MOST_BYTES // 1000:,} kB")
        name = "services.csv" if file.filename.lower().endswith(".csv") else "services.xlsx"
        return _preview(page, name, content)
    except NotASheet as error:
        return _page(page, str(error)), 422


@blueprint.post("/services/take")
def take(page_id: UUID) -> ResponseReturnValue:
    """Writes what the preview showed into the draft; nobody else sees it before it is sent and checked."""
    page = _own(page_id)
    try:
        name, content = _sent()
        reading = _read(page, name, content)
        if reading.mistakes:
            return _preview(page, name, content), 422
        _save(page, reading.group)
    except NotASheet as error:
        return _page(page, str(error)), 422
    except SomeoneElseWasFirst:
        return _preview(_own(page_id), name, content, changed=True), 409
    return redirect(url_for("own_listing.tasks", page_id=page_id), code=303)


def _save(page: Page, group: Group) -> None:
    number = whole_number_or(request.form.get("seen"), -1)
    with db.transaction() as writing:
        publishing.save_draft(writing, page.id, signed_in_staff().id, number, as_json(group), page.title)


def _preview(page: Page, name: str, content: bytes, changed: bool = False) -> str:
    before, reading = _group(page), _read(page, name, content)
    return render_template(
        "listings/shares/preview.html",
        page=page,
        reading=reading,
        rows=_rows(before, reading),
        name=name,
        content=b64encode(content).decode(),
        changed=changed,
        staff=signed_in_staff(),
    )


def _rows(before: Group, reading: Reading) -> list[tuple[str, str, str]]:
    """What differs: the label, what it says now, and what it would say."""
    old = {line.field: line for line in lines_of(before)}
    new = {line.field: line for line in lines_of(reading.group)}
    labels = {field: line.label for field, line in (*old.items(), *new.items())}
    told = ((label, _text(old, field), _text(new, field)) for field, label in labels.items())
    return [row for row in told if row[1] != row[2]]


def _text(lines: Mapping[str, Line], field: str) -> str:
    return lines[field].text if field in lines else ""


def _read(page: Page, name: str, content: bytes) -> Reading:
    return spreadsheet.read(name, content, _group(page), _needs(), new_id)


def _sent() -> tuple[str, bytes]:
    try:
        content = b64decode(request.form.get("content", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotASheet("Choose the file again") from error
    return ("services.csv" if request.form.get("name") == "services.csv" else "services.xlsx"), content


def _page(page: Page, mistake: str = "") -> str:
    public = shared.public(db.session(), page.id) if store.shown(db.session(), page.id) else None
    told: dict[str, Any] = {"addresses": shared.addresses(public) if public else None, "mistake": mistake}
    return render_template("listings/shares/own.html", page=page, staff=signed_in_staff(), **told)


def _needs() -> dict[str, str]:
    return {need.id: need.name for need in vocabulary().needs}


def _own(page_id: UUID) -> Page:
    page = publishing.page_of(db.session(), page_id, signed_in_staff().id)
    if page.kind is not Kind.LISTING:
        raise NotFound
    return page


def _group(page: Page) -> Group:
    return from_json(publishing.draft(db.session(), page.id).content)
