"""Letters to post: each a booklet of what was picked on a call, with the address on its first page."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale

from app import db
from app.accounts.api import signed_in_staff
from app.contact_centre import calls, store
from app.contact_centre.domain import Notes
from app.contact_centre.finding import contact_at
from app.kernel.whole_number import whole_number
from app.lists import api as lists
from app.web.errors import NotFound
from app.web.pagination import Pager, last_page
from app.web.translations import is_unreviewed

blueprint = Blueprint("call_letters", __name__, url_prefix="/staff/calls/letters")


@dataclass(frozen=True)
class Written:
    """What a letter says in one language."""

    language: str
    direction: str
    words: str


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The letters that wait, the oldest first."""
    page = max(1, request.args.get("page", 1, type=whole_number))
    letters, total = store.to_post(db.session(), page)
    pager = Pager.of(page, last_page(total, store.PAGE), lambda number: url_for(".listed", page=number))
    return render_template("contact_centre/letters.html", letters=letters, pager=pager, staff=signed_in_staff())


@blueprint.get("/<uuid:contact_id>")
def paper(contact_id: UUID) -> ResponseReturnValue:
    """One letter, to print. That it was opened is on record."""
    contact, staff = contact_at(contact_id), signed_in_staff()
    if not contact.letter:
        raise NotFound
    with db.transaction() as session:
        calls.on_record(session, staff, "letter-opened", contact.id)
    written = _in_their_language(contact.notes)
    return render_template("contact_centre/letter.html", contact=contact, written=written, staff=staff)


def _in_their_language(notes: Notes) -> tuple[Written, ...]:
    """The list in the caller's language, and again in English after a translation that nobody has answered for."""
    written: list[Written] = []
    for language in (calls.language_of(notes), "en"):
        with force_locale("en_GB" if language == "en" else language):
            page = lists.booklet(notes.picked)
            level = "h2" if written else "h1"
            words = render_template("contact_centre/_letter.html", page=page, mark=f"{language}-", level=level)
            written.append(Written(language, get_locale().text_direction, words))
            if not is_unreviewed():
                break
    return tuple(written)


@blueprint.post("/<uuid:contact_id>")
def posted(contact_id: UUID) -> ResponseReturnValue:
    """Notes that it is in the post; a second press changes nothing."""
    with db.transaction() as session:
        if store.posted(session, contact_at(contact_id).id):
            calls.on_record(session, signed_in_staff(), "letter-posted", contact_id)
    return redirect(url_for(".listed"), code=303)
