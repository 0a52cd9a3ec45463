"""The staff's page to send a list to a caller: search, pick, put in order, send. Nothing is kept until it is sent."""

from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from sqlalchemy.exc import IntegrityError

from app import db
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.directory import api as directory
from app.directory.api import Picking
from app.directory.domain import Idea
from app.lists import sending, store
from app.lists.domain import Thing, Things
from app.lists.forms import SendToCallerForm
from app.lists.recipients import Recipient
from app.lists.sending import DayFull, sends_texts
from app.places import api as places
from app.web.errors import TooMany

OFFERED = 10
RECORD = "list-link"

blueprint = Blueprint("staff_lists", __name__, url_prefix="/staff/lists")


@dataclass(frozen=True)
class Desk:
    """What stands on the page: what was picked, what was looked for, and what was found."""

    picked: tuple[Idea, ...]
    words: str
    postcode: str
    place_known: bool
    found: tuple[Idea, ...]


@blueprint.get("/")
def start() -> ResponseReturnValue:
    """An empty list."""
    form = SendToCallerForm(formdata=None, once=uuid4().hex)
    return _page(_desk(Picking()), form)


@blueprint.post("/")
def work() -> ResponseReturnValue:
    """Searches, picks and puts in order. A POST, so that what a caller looks for stands in no address and no log."""
    form = SendToCallerForm()
    return _page(_desk(_picked().pressed(request.form.get("press", ""))), form)


@blueprint.post("/send")
def send() -> ResponseReturnValue:
    """Sends what was picked, once, and writes down that it was sent, by whom, and neither to whom nor what."""
    form, things = SendToCallerForm(), _things(_picked())
    link_id = _once(form.once.data or "")
    if not form.validate_on_submit() or form.recipient is None or not things.all:
        if not things.all:
            form.form_errors.append(gettext("Pick at least one service"))
        return _page(_desk(_picked()), form), 422
    if not store.has_link(db.session(), link_id):
        if refusal := _refusal(form.recipient):
            form.to.errors = [refusal]
            return _page(_desk(_picked()), form), 429
        with suppress(IntegrityError):  # the other half of a double press was first
            _send(link_id, things, form.recipient)
    return redirect(url_for(".sent"), code=303)


@blueprint.get("/sent")
def sent() -> ResponseReturnValue:
    """Says that it is on its way."""
    return render_template("lists/staff/sent.html", staff=signed_in_staff())


def _refusal(to: Recipient) -> str:
    """Counts this sending, and says why it may not be. Staff are told, and keep what they picked."""
    try:
        may_send = sending.may_send(sending.from_staff(signed_in_staff().id), to)
    except TooMany as wait:
        words = ngettext(
            "You have sent many lists. Wait %(num)s minute, then send this one.",
            "You have sent many lists. Wait %(num)s minutes, then send this one.",
            wait.minutes,
        )
        return str(words)
    except DayFull:
        return str(
            gettext("The service has sent as many messages today as it may. Read the list out, or send it tomorrow.")
        )
    return "" if may_send else str(gettext("We have written there as often today as we may. Try again tomorrow."))


def _send(link_id: UUID, things: Things, to: Recipient) -> None:
    staff = signed_in_staff()
    with db.transaction() as session:
        link = store.add_link(session, link_id, things, None)
        sending.send(session, link, to)
        audit.record(session, actor=staff_member(staff.id), action="list.sent", kind=RECORD, about=str(link_id))


def _picked() -> Picking:
    return Picking.of(request.form.getlist("service"))


def _things(picking: Picking) -> Things:
    """The services that are picked, without those that have left the directory meanwhile."""
    ideas = directory.rows_of(picking.keys)
    return Things(tuple(Thing(key, ideas[key].name) for key in picking.keys if key in ideas))


def _desk(picking: Picking) -> Desk:
    words, postcode = (request.form.get(name, "").strip() for name in ("q", "postcode"))
    place = places.lookup(postcode) if postcode else None
    found = directory.first_for(words, (), place, OFFERED) if words or place else ()
    return Desk(directory.picked(picking), words, postcode, not postcode or place is not None, found)


def _once(text: str) -> UUID:
    """The id that the page was given; a new one when somebody tampered with it."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _page(desk: Desk, form: SendToCallerForm) -> str:
    return render_template("lists/staff/send.html", desk=desk, form=form, texts=sends_texts(), staff=signed_in_staff())
