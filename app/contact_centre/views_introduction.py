"""What a group sees of an introduction, once; and the two questions to whoever was introduced. No account is needed."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.audit import api as audit
from app.audit.domain import ANYONE, RESIDENT
from app.contact_centre import introducing, introductions
from app.contact_centre.introduction_forms import GroupForm, WentForm
from app.contact_centre.introductions import Answer, Introduction
from app.web.errors import NotFound

blueprint = Blueprint("introductions", __name__, url_prefix="/introduction")


@blueprint.get("/")
def shown() -> ResponseReturnValue:
    """Says that somebody would like to be introduced. Programs that open links of e-mails come no further."""
    return _group_page(_introduction(request.args.get("link", "")), GroupForm(formdata=None))


@blueprint.post("/open")
def opened() -> ResponseReturnValue:
    """Shows who it is, to the first who presses."""
    introduction = _introduction(request.form.get("link", ""))
    with db.transaction() as session:
        first = introductions.open_once(session, introduction.id)
        if first:
            _on_record(session, introduction, "opened")
    return _group_page(_introduction(request.form["link"]), GroupForm(formdata=None), details=first)


@blueprint.post("/")
def answered() -> ResponseReturnValue:
    """Keeps what the group says."""
    introduction, form = _introduction(request.form.get("link", "")), GroupForm()
    if not form.validate_on_submit():
        return _group_page(introduction, form), 422
    with db.transaction() as session:
        if introductions.answer(session, introduction.id, Answer(form.answer.data)):
            _on_record(session, introduction, form.answer.data)
    return redirect(url_for(".thanks"), code=303)


@blueprint.get("/how-it-went")
def how_it_went() -> ResponseReturnValue:
    """Two questions, weeks later."""
    _asked(request.args.get("link", ""))
    return render_template("contact_centre/went.html", form=WentForm(formdata=None), link=request.args["link"])


@blueprint.post("/how-it-went")
def said_how_it_went() -> ResponseReturnValue:
    """Counts the answer, once."""
    introduction, form = _asked(request.form.get("link", "")), WentForm()
    if not form.validate_on_submit():
        return render_template("contact_centre/went.html", form=form, link=request.form["link"]), 422
    with db.transaction() as session:
        if introducing.settle(session, introduction, form.outcome):
            audit.record(
                session, actor=RESIDENT, action="introduction.answered", kind="introduction", about=str(introduction.id)
            )
    return redirect(url_for(".thanks"), code=303)


@blueprint.get("/thanks")
def thanks() -> ResponseReturnValue:
    """Says that we have it."""
    return render_template("contact_centre/thanks.html")


def _introduction(link: str) -> Introduction:
    introduction = introductions.by_link(db.session(), link)
    if introduction is None:
        raise NotFound
    return introduction


def _asked(link: str) -> Introduction:
    introduction = introductions.by_question(db.session(), link)
    if introduction is None:
        raise NotFound
    return introduction


def _group_page(introduction: Introduction, form: GroupForm, details: bool = False) -> str:
    link = request.values.get("link", "")
    return render_template(
        "contact_centre/introduction.html", introduction=introduction, form=form, details=details, link=link
    )


def _on_record(session: Session, introduction: Introduction, what: str) -> None:
    audit.record(
        session, actor=ANYONE, action=f"introduction.{what}", kind=introducing.RECORD, about=str(introduction.id)
    )
