"""Talking inside the site: one's conversations, one of them, and what can be done in it.

A conversation is its two people's. To everybody else it is not there, whoever they are.
"""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy.orm import Session
from wtforms import Field

from app import db
from app.accounts.api import signed_in_staff
from app.accounts.domain import Role
from app.kernel.clock import today
from app.limits import api as limits
from app.pa_finder.domain import NotYours
from app.pa_finder.finding import showing
from app.pa_finder.record import store
from app.pa_finder.talking import advert_store, conversation_store, talking
from app.pa_finder.talking.before_sending import is_safe, refuse_unless_they_may
from app.pa_finder.talking.conversation import (
    Conversation,
    Ended,
    Message,
    Reach,
    Side,
    may_talk,
    side_of,
    unread,
)
from app.pa_finder.talking.forms import MessageForm, ReportForm, ShareForm
from app.pa_finder.talking.talking import Held
from app.pa_finder.talking.wording import STAGES
from app.pa_finder.views_adverts import Row, rows_of
from app.web.errors import NotFound, TooMany

MOST_SAID, MOST_REPORTED, AN_HOUR = 60, 10, 60

blueprint = Blueprint("pa_messages", __name__, url_prefix="/personal-assistants/messages")


@dataclass(frozen=True)
class TalkPage:
    """What the page of a conversation is told: all that this side may see, and nothing of the other's account."""

    conversation: Conversation
    side: Side
    other: str
    messages: tuple[Message, ...]
    new: int
    reach: Reach
    mine: Reach
    other_shares: bool
    may_write: bool
    rows: tuple[Row, ...]
    page_of_pa: str


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """One's conversations and adverts."""
    account, roles = signed_in_staff().id, signed_in_staff().roles
    conversations = conversation_store.of_account(db.session(), account)
    return render_template(
        "pa_finder/messages/list.html",
        conversations=[(one, one.person(side_of(one, account).other).first_name) for one in conversations],
        unread=conversation_store.unread_of(db.session(), account),
        adverts=advert_store.of_account(db.session(), account),
        stages=STAGES,
        is_seeker=Role.SEEKER in roles,
    )


@blueprint.get("/<uuid:conversation_id>/")
def opened(conversation_id: UUID) -> ResponseReturnValue:
    """A conversation."""
    return _page(_open(conversation_id), MessageForm.fresh())


@blueprint.post("/<uuid:conversation_id>/read")
def read(conversation_id: UUID) -> ResponseReturnValue:
    """Notes that what is there now was read, and shows it."""
    with db.transaction() as session:
        held = _hold(session, conversation_id)
        talking.read(session, held, held.conversation.newest)
    return _back_to(conversation_id)


@blueprint.post("/<uuid:conversation_id>/say")
def say(conversation_id: UUID) -> ResponseReturnValue:
    """Says something. What would tell the other how to reach somebody is explained first, and nothing typed is lost."""
    held, form = _open(conversation_id), MessageForm()
    if not form.validate_on_submit() or not is_safe(held, form):
        return _page(held, form), 422
    if not _is_slow_enough(held, "pa-talk", MOST_SAID, form.words):
        return _page(held, form), 429
    try:
        with db.transaction() as session:
            writing = _hold(session, conversation_id)
            refuse_unless_they_may(session, writing.conversation)
            talking.say(session, writing, form.id, form.words.data)
            talking.read(session, writing, _number(request.form.get("read", "")))
    except Ended:
        return _page(_open(conversation_id), form), 409
    return _back_to(conversation_id)


@blueprint.route("/<uuid:conversation_id>/share", methods=["GET", "POST"])
def share(conversation_id: UUID) -> ResponseReturnValue:
    """Agrees to be reached outside the site. The other sees how once they have agreed too."""
    held, form, account = _open(conversation_id), ShareForm(), signed_in_staff()
    if not form.validate_on_submit():
        page = render_template("pa_finder/messages/share.html", held=held, form=form, email=account.email)
        return page, 422 if form.errors else 200
    return _shared(conversation_id, form.reach(account.email))


@blueprint.post("/<uuid:conversation_id>/take-back")
def take_back(conversation_id: UUID) -> ResponseReturnValue:
    """Takes it back that one agreed."""
    return _shared(conversation_id, Reach())


@blueprint.route("/<uuid:conversation_id>/end", methods=["GET", "POST"])
def end(conversation_id: UUID) -> ResponseReturnValue:
    """Ends it, once that is confirmed; the other reads that it has ended, and not why."""
    held = _open(conversation_id)
    if request.method == "GET":
        return render_template("pa_finder/messages/end.html", held=held)
    with db.transaction() as session:
        talking.end(session, _hold(session, conversation_id), block="block" in request.form)
    return redirect(url_for(".listed"), code=303)


@blueprint.route("/<uuid:conversation_id>/report", methods=["GET", "POST"])
def report(conversation_id: UUID) -> ResponseReturnValue:
    """Tells staff of a conversation. The other is told nothing."""
    held = _open(conversation_id)
    form = ReportForm() if request.method == "POST" else ReportForm.fresh()
    if not form.validate_on_submit() or not _is_slow_enough(held, "pa-report", MOST_REPORTED, form.words):
        return render_template("pa_finder/messages/report.html", held=held, form=form), 422 if form.errors else 200
    with db.transaction() as session:
        writing = _hold(session, conversation_id)
        talking.report(session, writing, form.id, form.kind, form.words.data)
        if form.end.data:
            talking.end(session, writing, block=True)
    return render_template("pa_finder/messages/reported.html", held=held, kind=form.kind)


def _open(conversation_id: UUID) -> Held:
    """The conversation, for one of its two. Raises NotFound."""
    account = signed_in_staff().id
    conversation = conversation_store.by_id(db.session(), conversation_id)
    try:
        if conversation is not None:
            return Held(conversation, side_of(conversation, account), account)
    except NotYours:
        pass
    raise NotFound


def _hold(session: Session, conversation_id: UUID) -> Held:
    """The same, held until the transaction ends. Raises NotFound."""
    try:
        return talking.hold(session, conversation_id, signed_in_staff().id)
    except NotYours:
        raise NotFound from None


def _shared(conversation_id: UUID, reach: Reach) -> ResponseReturnValue:
    try:
        with db.transaction() as session:
            writing = _hold(session, conversation_id)
            if reach:
                refuse_unless_they_may(session, writing.conversation)
            talking.share(session, writing, reach)
    except Ended:
        return _page(_open(conversation_id), MessageForm.fresh()), 409
    return _back_to(conversation_id)


def _is_slow_enough(held: Held, purpose: str, most: int, words: Field) -> bool:
    """Counts what somebody sends; whoever sends too much reads so beside what they wrote."""
    try:
        limits.spend(purpose, str(held.account), most, AN_HOUR)
    except TooMany as many:
        words.errors = [
            ngettext(
                "That was a lot in a short time. Wait %(num)s minute, and send it again",
                "That was a lot in a short time. Wait %(num)s minutes, and send it again",
                many.minutes,
            )
        ]
        return False
    return True


def _page(held: Held, form: MessageForm) -> str:
    conversation, side = held.conversation, held.side
    messages = conversation_store.messages_of(db.session(), conversation.id)
    shown = showing.visible(db.session(), conversation.page)
    assistant = store.by_id(db.session(), conversation.page)
    page = TalkPage(
        conversation=conversation,
        side=side,
        other=conversation.person(side.other).first_name,
        messages=messages,
        new=len(unread(conversation, messages, side)),
        reach=conversation.reach_of(side.other),
        mine=conversation.person(side).shares,
        other_shares=bool(conversation.person(side.other).shares),
        may_write=not conversation.has_ended and may_talk(assistant, showing.conditions(), today()),
        rows=rows_of(conversation.advert),
        page_of_pa=url_for("pa_finder.shown", short=shown.short) if shown else "",
    )
    return render_template("pa_finder/messages/conversation.html", page=page, form=form)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0


def _back_to(conversation_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".opened", conversation_id=conversation_id), code=303)
