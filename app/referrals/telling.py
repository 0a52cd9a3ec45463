"""What the team is told of cases: that something came, was added or withdrawn, and none of its words."""

from collections.abc import Iterable
from typing import NamedTuple

from flask import render_template
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from app.councils.api import council
from app.messages import api as messages
from app.referrals.domain import Happened
from app.referrals.store import Referral

RECORD = "referral"
STAFF_LANGUAGE = "en_GB"


class Told(NamedTuple):
    """What the team is told."""

    subject: str
    body: str


def tell_staff(
    session: Session, referrals: Iterable[Referral], what: Happened | None = None, key: str | None = None
) -> None:
    """Writes to the team that a form was sent, added to or withdrawn: its reference and clock, none of its words."""
    write_to_staff(session, told_to_staff(referrals, what), key)


def told_to_staff(referrals: Iterable[Referral], what: Happened | None = None) -> Told:
    """The words of that."""
    cases = tuple(referrals)
    references = ", ".join(referral.reference for referral in cases)
    with force_locale(STAFF_LANGUAGE):
        subjects = {
            Happened.ADDED: gettext("Something was added: %(references)s", references=references),
            Happened.WITHDRAWN: gettext("A form was withdrawn: %(references)s", references=references),
        }
        subject = subjects[what] if what else gettext("A new form to read: %(references)s", references=references)
        return Told(subject, render_template("referrals/mail/staff.txt", referrals=cases))


def write_to_staff(session: Session, told: Told, key: str | None) -> None:
    """Writes it in the caller's transaction."""
    messages.enqueue(session, to=council().email, subject=told.subject, body=told.body, key=key)
