"""Staff look, write and talk for callers without e-mail, who are told of answers by telephone or letter.

Whoever opens what is somebody's is on record, in the transaction in which it is read.
"""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from markupsafe import Markup
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import signed_in_staff
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.kernel.whole_number import whole_number_or
from app.pa_finder.talking import (
    advert_browser,
    advert_store,
    advertising,
    before_sending,
    caller_store,
    callers,
    conversation_store,
)
from app.pa_finder.talking.advert import Advert
from app.pa_finder.talking.caller import Caller, Told
from app.pa_finder.talking.caller_forms import NewCallerForm, SharedForm, ToldForm
from app.pa_finder.talking.conversation import Ended, Message, Side, unread
from app.pa_finder.talking.forms import MessageForm
from app.pa_finder.talking.talking import Held
from app.pa_finder.talking.talking import end as end_talk
from app.pa_finder.talking.wording import AGREED, STAGES, TOLD
from app.pa_finder.views_adverts import rows_of
from app.web.errors import NotFound

blueprint = Blueprint("staff_pa_callers", __name__, url_prefix="/staff/personal-assistants/callers")


@dataclass(frozen=True)
class TalkPage:
    """A conversation of a caller, as staff read it. `new` are the messages that the caller does not know yet."""

    caller: Caller
    held: Held
    messages: tuple[Message, ...]
    new: tuple[Message, ...]

    @property
    def other(self) -> str:
        """The first name of the personal assistant."""
        return self.held.conversation.pa.first_name


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """The callers for whom staff write, those first who have something to be told."""
    to_tell = caller_store.to_tell(db.session())
    everybody = sorted(caller_store.everybody(db.session()), key=lambda caller: -to_tell.get(caller.account, 0))
    return render_template(
        "pa_finder/staff/callers.html", callers=everybody, to_tell=to_tell, told=TOLD, staff=signed_in_staff()
    )


@blueprint.route("/new", methods=["GET", "POST"])
def begin() -> ResponseReturnValue:
    """Begins to write for a caller who agreed."""
    form, staff = NewCallerForm(), signed_in_staff()
    if not form.validate_on_submit():
        page = render_template("pa_finder/staff/new_caller.html", form=form, staff=staff)
        return page, 422 if form.errors else 200
    with db.transaction() as session:
        caller = callers.begin(session, form.reached, form.how, staff.id, form.language.data)
    return _back_to(caller)


@blueprint.get("/<uuid:caller_id>/")
def opened(caller_id: UUID) -> ResponseReturnValue:
    """A caller: how they are told of answers, their adverts and their conversations."""
    staff = signed_in_staff()
    with db.transaction() as session:
        caller = _caller(session, caller_id)
        callers.on_record(session, staff.id, "opened", caller)
    return render_template(
        "pa_finder/staff/caller.html",
        caller=caller,
        adverts=advert_store.of_account(db.session(), caller.account),
        conversations=conversation_store.of_account(db.session(), caller.account),
        unread=conversation_store.unread_of(db.session(), caller.account),
        stages=STAGES,
        agreed=AGREED,
        told=TOLD,
        staff=staff,
    )


@blueprint.post("/<uuid:caller_id>/advert")
def begin_advert(caller_id: UUID) -> ResponseReturnValue:
    """Begins an advert for a caller in this browser: what is looked for, and then who fits it, and how."""
    caller = _caller(db.session(), caller_id)
    return redirect(advertising.begin(Advert(), caller_of=signed_in_staff(), caller=caller), code=303)


@blueprint.post("/<uuid:caller_id>/adverts/<uuid:advert_id>/change")
def change_advert(caller_id: UUID, advert_id: UUID) -> ResponseReturnValue:
    """Opens an advert of a caller in this browser, to be written anew."""
    caller, kept = _caller(db.session(), caller_id), advert_store.by_id(db.session(), advert_id)
    if kept is None or kept.account != caller.account or not kept.stage.may_be_changed:
        raise NotFound
    try:
        advert_browser.hold(lambda session, token: advertising.take_up(session, kept, token))
    except SomeoneElseWasFirst:
        return _back_to(caller)
    return redirect(url_for("pa_adverts.write"), code=303)


@blueprint.get("/<uuid:caller_id>/talk/<uuid:conversation_id>/")
def talk(caller_id: UUID, conversation_id: UUID) -> ResponseReturnValue:
    """A conversation of a caller."""
    return _talk_page(caller_id, conversation_id, MessageForm.fresh())


@blueprint.post("/<uuid:caller_id>/talk/<uuid:conversation_id>/say")
def say(caller_id: UUID, conversation_id: UUID) -> ResponseReturnValue:
    """Says what the caller wants said. What would tell how to reach them is explained first."""
    caller, form = _caller(db.session(), caller_id), MessageForm()
    if not form.validate_on_submit() or not before_sending.is_safe(_held(db.session(), caller, conversation_id), form):
        return _talk_page(caller_id, conversation_id, form), 422
    try:
        with db.transaction() as session:
            held = _held(session, caller, conversation_id)
            before_sending.refuse_unless_they_may(session, held.conversation)
            callers.say(session, caller, held, form.id, form.words.data)
    except Ended:
        return _talk_page(caller_id, conversation_id, form), 409
    return _back_to_talk(caller, conversation_id)


@blueprint.post("/<uuid:caller_id>/talk/<uuid:conversation_id>/told")
def told(caller_id: UUID, conversation_id: UUID) -> ResponseReturnValue:
    """Notes that the caller was told of what came, and how."""
    caller, form = _caller(db.session(), caller_id), ToldForm()
    if not form.validate_on_submit():
        return _talk_page(caller_id, conversation_id, MessageForm.fresh(), told_form=form), 422
    with db.transaction() as session:
        number = whole_number_or(form.number.data, 0)
        callers.told(session, caller, _held(session, caller, conversation_id), number, Told(form.how.data))
    return _back_to_talk(caller, conversation_id)


@blueprint.get("/<uuid:caller_id>/talk/<uuid:conversation_id>/letter")
def letter(caller_id: UUID, conversation_id: UUID) -> ResponseReturnValue:
    """The letter that tells a caller what came, in their language, to print."""
    page = _read(caller_id, conversation_id, "letter-opened")
    said = page.new or page.messages[-1:]
    with force_locale(page.caller.language):
        words = render_template(
            "pa_finder/staff/_letter.html", caller=page.caller, other=page.other, said=said, today=now()
        )
    return render_template("pa_finder/staff/letter.html", page=page, letter=Markup(words), staff=signed_in_staff())


@blueprint.route("/<uuid:caller_id>/talk/<uuid:conversation_id>/share", methods=["GET", "POST"])
def share(caller_id: UUID, conversation_id: UUID) -> ResponseReturnValue:
    """Shares the caller's telephone number, who agreed; the other side sees it once they have agreed too."""
    caller = _caller(db.session(), caller_id)
    form = SharedForm(telephone=caller.reached.telephone)
    if not form.validate_on_submit():
        page = TalkPage(caller, _held(db.session(), caller, conversation_id), (), ())
        shown = render_template("pa_finder/staff/share.html", page=page, form=form, staff=signed_in_staff())
        return shown, 422 if form.errors else 200
    try:
        with db.transaction() as session:
            held = _held(session, caller, conversation_id)
            before_sending.refuse_unless_they_may(session, held.conversation)
            callers.share(session, caller, held, form.reach().telephone)
    except Ended:
        return _talk_page(caller_id, conversation_id, MessageForm.fresh()), 409
    return _back_to_talk(caller, conversation_id)


@blueprint.post("/<uuid:caller_id>/talk/<uuid:conversation_id>/end")
def end(caller_id: UUID, conversation_id: UUID) -> ResponseReturnValue:
    """Ends a conversation of a caller."""
    caller = _caller(db.session(), caller_id)
    with db.transaction() as session:
        end_talk(session, _held(session, caller, conversation_id), block=False)
    return _back_to(caller)


@blueprint.post("/<uuid:caller_id>/stop")
def stop(caller_id: UUID) -> ResponseReturnValue:
    """Writes for a caller no more, who wants that no longer, and forgets how they are reached."""
    with db.transaction() as session:
        callers.stop(session, _caller(session, caller_id), signed_in_staff().id)
    return redirect(url_for(".listed"), code=303)


def _caller(session: Session, caller_id: UUID) -> Caller:
    caller = caller_store.by_id(session, caller_id)
    if caller is None:
        raise NotFound
    return caller


def _held(session: Session, caller: Caller, conversation_id: UUID) -> Held:
    held = callers.held(session, caller, conversation_id, signed_in_staff().id)
    if held is None:
        raise NotFound
    return held


def _read(caller_id: UUID, conversation_id: UUID, deed: str) -> TalkPage:
    """A conversation with what was said: that it was read is written in the transaction that reads it."""
    with db.transaction() as session:
        caller = _caller(session, caller_id)
        held = _held(session, caller, conversation_id)
        messages = conversation_store.messages_of(session, conversation_id)
        callers.on_record(session, held.account, deed, caller)
    return TalkPage(caller, held, messages, unread(held.conversation, messages, Side.SEEKER))


def _talk_page(caller_id: UUID, conversation_id: UUID, form: MessageForm, told_form: ToldForm | None = None) -> str:
    page = _read(caller_id, conversation_id, "talk-opened")
    known = {"number": str(page.held.conversation.newest), "how": page.caller.reached.by}
    return render_template(
        "pa_finder/staff/talk.html",
        page=page,
        form=form,
        told_form=told_form or ToldForm(formdata=None, data=known),
        rows=rows_of(page.held.conversation.advert),
        reach=page.held.conversation.reach_of(Side.PA),
        staff=signed_in_staff(),
    )


def _back_to(caller: Caller) -> ResponseReturnValue:
    return redirect(url_for(".opened", caller_id=caller.id), code=303)


def _back_to_talk(caller: Caller, conversation_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".talk", caller_id=caller.id, conversation_id=conversation_id), code=303)
