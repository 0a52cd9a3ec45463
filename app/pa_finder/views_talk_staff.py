"""The staff's side of adverts and conversations: adverts to read before they go out, and what somebody reported.

Staff read no conversation but a reported one, and that they read it is on record before anything of it is shown.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.accounts import api as accounts
from app.accounts.api import signed_in_staff
from app.audit import api as audit
from app.audit.domain import staff_member
from app.kernel.at_once import SomeoneElseWasFirst
from app.pa_finder.talking import (
    advert_store,
    advertising,
    choosing,
    conversation_store,
    letting_out,
    removing,
    talking,
)
from app.pa_finder.talking.advert import Advert, Decision, Kept, Stage, doubts_about
from app.pa_finder.talking.advert_forms import DecisionForm
from app.pa_finder.talking.conversation import Conversation, Message, Report, Side
from app.pa_finder.talking.forms import DoneForm
from app.pa_finder.talking.wording import ABOUT, SIDES
from app.pa_finder.views_adverts import rows_of
from app.web.errors import NotFound

adverts = Blueprint("staff_pa_adverts", __name__, url_prefix="/staff/personal-assistants/adverts")
reports = Blueprint("staff_pa_reports", __name__, url_prefix="/staff/personal-assistants/reports")


@dataclass(frozen=True)
class ReportPage:
    """What was reported, with the whole conversation and whose accounts they are."""

    report: Report
    conversation: Conversation
    messages: tuple[Message, ...]
    seeker_email: str
    pa_email: str
    removed: bool


@adverts.get("/")
def listed() -> ResponseReturnValue:
    """The adverts to read, the one that waits longest first."""
    staff = signed_in_staff()
    return render_template(
        "pa_finder/staff/adverts.html",
        adverts=advert_store.waiting(db.session()),
        may_decide=accounts.may(staff, "staff_pa_adverts.opened", "GET"),
        may_begin=accounts.may(staff, "staff_pa_adverts.begin", "POST"),
        staff=staff,
    )


@adverts.post("/begin")
def begin() -> ResponseReturnValue:
    """Begins an advert for a caller."""
    return redirect(advertising.begin_anew(Advert(), caller_of=signed_in_staff()), code=303)


@adverts.get("/<uuid:advert_id>/")
def opened(advert_id: UUID) -> ResponseReturnValue:
    """One advert, as personal assistants would read it, with what is doubtful."""
    kept = _waiting(advert_id)
    return _advert_page(kept, DecisionForm(formdata=None, data={"seen": str(kept.version)}))


@adverts.post("/<uuid:advert_id>/")
def decide(advert_id: UUID) -> ResponseReturnValue:
    """Passes it on, asks for a change, or refuses it."""
    kept, form = _waiting(advert_id), DecisionForm()
    if not form.validate_on_submit():
        return _advert_page(kept, form), 422
    try:
        with db.transaction() as session:
            decision, words = Decision(form.decision.data), form.words.data
            seen = replace(kept, version=_number(form.seen.data))
            letting_out.decide(session, seen, decision, words, signed_in_staff().id)
    except SomeoneElseWasFirst:
        return _advert_page(kept, form, changed=True), 409
    return redirect(url_for(".listed"), code=303)


@reports.get("/")
def reported() -> ResponseReturnValue:
    """What was reported, the oldest first; worries about safety are with the safeguarding team already."""
    waiting, done = (conversation_store.reports(db.session(), done) for done in (False, True))
    return render_template(
        "pa_finder/staff/reports.html", waiting=waiting, done=done, about=ABOUT, sides=SIDES, staff=signed_in_staff()
    )


@reports.get("/<uuid:report_id>/")
def read(report_id: UUID) -> ResponseReturnValue:
    """One report, with its conversation."""
    report = _report(report_id)
    return _report_page(report, DoneForm(formdata=None, data={"seen": str(report.version)}))


@reports.post("/<uuid:report_id>/done")
def finish(report_id: UUID) -> ResponseReturnValue:
    """Ends a report with what was done about it."""
    report, form = _report(report_id), DoneForm()
    if not form.validate_on_submit():
        return _report_page(report, form), 422
    try:
        with db.transaction() as session:
            conversation_store.finish_report(session, replace(report, version=_number(form.seen.data)), form.done.data)
            _on_record(session, "done", report_id)
    except SomeoneElseWasFirst:
        return _report_page(_report(report_id), form, changed=True), 409
    return redirect(url_for(".reported"), code=303)


@reports.post("/<uuid:report_id>/concern")
def raise_concern(report_id: UUID) -> ResponseReturnValue:
    """Makes a safeguarding case of a report that was not one; pressed twice it is one."""
    report = _report(report_id)
    if not report.reference:
        try:
            with db.transaction() as session:
                actor = staff_member(signed_in_staff().id)
                conversation_store.note_case(session, report, talking.concern_of(session, report, actor))
                _on_record(session, "raised", report_id)
        except SomeoneElseWasFirst:
            report = _report(report_id)
            return _report_page(report, DoneForm(formdata=None, data={"seen": str(report.version)}), changed=True), 409
    return redirect(url_for(".read", report_id=report_id), code=303)


@reports.post("/<uuid:report_id>/end")
def end(report_id: UUID) -> ResponseReturnValue:
    """Ends the conversation, and lets none begin between these two."""
    report = _report(report_id)
    with db.transaction() as session:
        conversation = conversation_store.by_id(session, report.conversation, hold=True)
        if conversation is not None:
            conversation_store.end(session, conversation)
            conversation_store.block(session, conversation)
        _on_record(session, "ended", report_id)
    return redirect(url_for(".read", report_id=report_id), code=303)


@reports.post("/<uuid:report_id>/remove")
def remove(report_id: UUID) -> ResponseReturnValue:
    """Removes the personal assistant at once, without notice: page, search and every conversation."""
    report = _report(report_id)
    conversation = _conversation(report)
    with db.transaction() as session:
        removing.remove(session, conversation.page, signed_in_staff().id)
        _on_record(session, "removed-pa", report_id)
    return redirect(url_for(".read", report_id=report_id), code=303)


def _waiting(advert_id: UUID) -> Kept:
    """An advert that staff have to read. Raises NotFound."""
    kept = advert_store.by_id(db.session(), advert_id)
    if kept is None or kept.stage is not Stage.WAITING:
        raise NotFound
    return kept


def _report(report_id: UUID) -> Report:
    report = conversation_store.report(db.session(), report_id)
    if report is None:
        raise NotFound
    return report


def _conversation(report: Report) -> Conversation:
    conversation = conversation_store.by_id(db.session(), report.conversation)
    if conversation is None:
        raise NotFound
    return conversation


def _advert_page(kept: Kept, form: DecisionForm, changed: bool = False) -> str:
    with db.transaction() as session:
        actor = staff_member(signed_in_staff().id)
        audit.record(session, actor=actor, action="pa-advert.opened", kind=advertising.RECORD, about=str(kept.id))
    return render_template(
        "pa_finder/staff/advert.html",
        kept=kept,
        rows=rows_of(kept.advert),
        doubts=tuple(doubts_about(kept.advert)),
        names=choosing.first_names(kept.chosen),
        form=form,
        changed=changed,
        staff=signed_in_staff(),
    )


def _report_page(report: Report, form: DoneForm, changed: bool = False) -> str:
    """The page of a report: that it was opened is written in the transaction in which it is read."""
    with db.transaction() as session:
        conversation = _conversation(report)
        messages = conversation_store.messages_of(session, conversation.id)
        seeker, pa = (accounts.account(session, conversation.person(side).account) for side in Side)
        removed = removing.is_removed(session, conversation.page)
        _on_record(session, "opened", report.id)
    emails = (person.email if person and person.has_address else "" for person in (seeker, pa))
    seeker_email, pa_email = emails
    page = ReportPage(report, conversation, messages, seeker_email, pa_email, removed)
    return render_template(
        "pa_finder/staff/report.html",
        page=page,
        rows=rows_of(conversation.advert),
        form=form,
        changed=changed,
        about=ABOUT,
        sides=SIDES,
        staff=signed_in_staff(),
    )


def _on_record(session: Session, deed: str, report_id: UUID) -> None:
    actor = staff_member(signed_in_staff().id)
    audit.record(session, actor=actor, action=f"pa-report.{deed}", kind=talking.REPORT, about=str(report_id))


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 7 else 0
