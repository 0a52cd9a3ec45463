"""The letter of a month, for those who keep the page: to read, to print, as PDF; and to want it no more."""

from datetime import date, datetime
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.kernel.clock import now
from app.limits import api as limits
from app.listings.letters import letter
from app.listings.letters.letter import Letter
from app.listings.still_right import reminders_store
from app.listings.still_right.reminders_store import Letters
from app.printing import api as printing
from app.printing.domain import NotPrinted
from app.publishing import api as publishing
from app.web.errors import NotFound

MOST_PDFS_AN_HOUR, AN_HOUR = 20, 60

blueprint = Blueprint("letters", __name__, url_prefix="/your-pages/letters")


@blueprint.get("/<uuid:page_id>/<month>")
def shown(page_id: UUID, month: str) -> ResponseReturnValue:
    """How the page did."""
    return render_template(
        "listings/letter.html",
        letter=_letter(page_id, month),
        month=month,
        has_press=printing.has_press(),
        wanted=reminders_store.wants_letters(db.session(), signed_in_staff().email, Letters.MONTHLY),
    )


@blueprint.post("/<uuid:page_id>/<month>/pdf")
def pdf(page_id: UUID, month: str) -> ResponseReturnValue:
    """The same as tagged PDF."""
    found = _letter(page_id, month)
    limits.spend("letter-pdf", request.remote_addr or "", MOST_PDFS_AN_HOUR, AN_HOUR)
    try:
        made = printing.pdf_of(render_template("listings/letter_alone.html", letter=found))
    except NotPrinted:
        return redirect(url_for(".shown", page_id=page_id, month=month), code=303)
    headers = {"Content-Disposition": f'attachment; filename="letter-{month}.pdf"'}
    return Response(made, mimetype="application/pdf", headers=headers)


@blueprint.post("/<uuid:page_id>/<month>/wanted")
def want(page_id: UUID, month: str) -> ResponseReturnValue:
    """Stops the letters, or has them again."""
    publishing.page_of(db.session(), page_id, signed_in_staff().id)
    editor, wanted = signed_in_staff(), request.form.get("wanted") == "yes"
    with db.transaction() as session:
        if wanted:
            reminders_store.want_letters_again(session, editor.email, Letters.MONTHLY)
        else:
            reminders_store.want_no_letters(session, editor.email, now(), Letters.MONTHLY)
        action = "letters.wanted" if wanted else "letters.stopped"
        audit.record(session, actor=staff_member(editor.id), action=action, kind="account", about=editor.id)
    return redirect(url_for(".shown", page_id=page_id, month=month), code=303)


def _letter(page_id: UUID, month: str) -> Letter:
    """The letter about a page of one's own. Raises NotFound."""
    publishing.page_of(db.session(), page_id, signed_in_staff().id)
    found = letter.letter_about(db.session(), page_id, _first_day(month))
    if found is None:
        raise NotFound
    return found


def _first_day(month: str) -> date:
    try:
        return datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007  # a month has no hour
    except ValueError as error:
        raise NotFound from error
