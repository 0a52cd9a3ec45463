"""The staff's page of the messages that wait for a person: what kind, why and since when, and never to whom or what."""

from collections.abc import Callable

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.audit import api as audit
from app.kernel.clock import now
from app.kernel.whole_number import whole_number
from app.messages import store, wording
from app.messages.domain import State
from app.web.errors import NotFound
from app.web.pagination import Pager, last_page

MOST_ON_A_PAGE = 50

blueprint = Blueprint("stuck_messages", __name__, url_prefix="/staff/messages/stuck")


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The messages that wait for a person: what kind, why and since when, and never to whom or what."""
    return _stuck_page()


@blueprint.post("/<message_id>/again")
def again(message_id: str) -> ResponseReturnValue:
    """Lets a message be tried again from the start."""
    return _decided(message_id, "message.tried-again", lambda session: bool(store.revive(session, now(), message_id)))


@blueprint.post("/<message_id>/give-up")
def give_up(message_id: str) -> ResponseReturnValue:
    """Ends a message, which goes no more."""
    return _decided(message_id, "message.given-up", lambda session: store.give_up(session, message_id, now()))


def _decided(message_id: str, action: str, deed: Callable[[Session], bool]) -> ResponseReturnValue:
    """Does the deed and notes who did it; when somebody else was first, nothing is done and the page says so."""
    if not store.is_there(db.session(), message_id):
        raise NotFound
    with db.transaction() as session:
        done = deed(session)
        if done:
            audit.record(session, actor=_actor(), action=action, kind="message", about=message_id)
    if not done:
        return _stuck_page("Somebody else has decided about this message meanwhile. Nothing was done twice."), 409
    return redirect(url_for(".listed"), code=303)


def _stuck_page(notice: str = "") -> str:
    total = store.number_of(db.session(), State.STUCK)
    last = last_page(total, MOST_ON_A_PAGE)
    page = min(max(request.args.get("page", 1, type=whole_number), 1), last)
    rows = store.standings(db.session(), State.STUCK, (page - 1) * MOST_ON_A_PAGE, MOST_ON_A_PAGE)
    return render_template(
        "messages/staff/stuck.html",
        rows=rows,
        total=total,
        notice=notice,
        wording=wording,
        pager=Pager.of(page, last, lambda number: url_for(".listed", page=number)),
    )


def _actor() -> str:
    """Who is signed in, as the audit names them: the accounts are above this room, and the factory ties the two."""
    actor: Callable[[], str] = current_app.extensions["actor"]
    return actor()
