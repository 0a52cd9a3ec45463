"""The answer back to whoever referred: how far it is, as far as the person's agreement reaches."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import StringField

from app import db
from app.councils.api import council
from app.messages import api as messages
from app.professionals import store
from app.professionals.domain import Stage, Telling, stage_of
from app.professionals.store import Sent
from app.referrals import api as referrals
from app.web.addresses import public_address


class AskForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """The reference of a referral and the code that its sender was given."""

    reference = StringField(
        "Reference", description="For example, CW-7K3M-9PQD", render_kw={"autocomplete": "off", "spellcheck": "false"}
    )
    code = StringField(
        "Code",
        description="12 letters and numbers. Spaces and small letters do not matter.",
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )


@dataclass(frozen=True)
class Answer:
    """What a sender reads: how far it is, and by when the council gets in touch, where they may be told that."""

    stage: Stage
    contact_by: datetime | None
    is_all: bool


def answer_to(sent: Sent) -> Answer:
    """What may be told now. Without the person's agreement that is that it has arrived, and nothing that followed."""
    if sent.telling is Telling.RECEIVED_ALONE:
        return Answer(Stage.RECEIVED, None, is_all=False)
    standing = referrals.standing_of(db.session(), sent.referral_id)
    stage = stage_of(standing.status)
    return Answer(stage, standing.contact_by if stage is not Stage.CLOSED else None, is_all=True)


def tell_of_changes() -> None:
    """Writes to every sender whose referral has come further, if they asked for that and may know."""
    with db.transaction() as session:
        waiting = [sent for sent in store.to_be_told(session) if sent.telling is Telling.HOW_FAR]
        for sent in waiting:
            stage = stage_of(referrals.standing_of(session, sent.referral_id).status)
            if stage is not sent.told:
                tell(session, sent, stage)
                store.mark_told(session, sent.id, stage)


def tell(session: Session, sent: Sent, stage: Stage) -> None:
    """Writes that something has changed: the reference and a link, neither the code nor anything of anybody."""
    if sent.email is None:
        return
    address = public_address(url_for("professionals.where"))
    messages.enqueue(
        session,
        to=sent.email,
        subject=f"{council().name}: referral {sent.reference}",
        body=render_template("professionals/mail/changed.txt", sent=sent, address=address),
        key=f"professional:{sent.id}:{stage}",
    )
