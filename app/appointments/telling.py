"""What is written to somebody about their appointment: day, hour and a link, and nothing of whom, where or why.

Whoever reads over a shoulder learns neither where the person will be nor what they want to talk about.
"""

from flask import render_template, url_for
from flask_babel import force_locale, gettext
from sqlalchemy.orm import Session

from app.appointments import store
from app.appointments.domain import Appointment, Person, Telling
from app.councils.api import council
from app.councils.domain import Room
from app.kernel.clock import now
from app.messages import api as messages
from app.web.addresses import public_address

AT_ONCE = 100


def sends_texts() -> bool:
    """Whether this council sends text messages. Only a sample may say so while they go into a folder."""
    return council().has(Room.TEXT_MESSAGES) and (council().sample or messages.texts_reach_people())


def address_of(appointment: Appointment) -> str:
    """The whole address that opens it. What opens it stands behind the "?", which our logs leave out."""
    return public_address(url_for("appointments.yours", link=appointment.token))


def booked(session: Session, appointment: Appointment) -> None:
    """Confirms an appointment, in the caller's transaction."""
    _tell(session, appointment, appointment.person, "booked")


def moved(session: Session, appointment: Appointment) -> None:
    """Says when it is now."""
    _tell(session, appointment, appointment.person, "moved")


def cancelled(session: Session, appointment: Appointment) -> None:
    """Says that it is cancelled, to whom it was before it was forgotten."""
    _tell(session, appointment, appointment.person, "cancelled")


def closed(session: Session, appointment: Appointment) -> None:
    """Says that the place is closed then, and that another time can be had."""
    _tell(session, appointment, appointment.person, "closed")


def remind(session: Session) -> bool:
    """Reminds whoever comes tomorrow; whether there may be more. Each once, for the time that it has now."""
    due = store.to_remind(session, now(), AT_ONCE)
    for appointment in due:
        if appointment.slot.starts_at > now():
            _tell(session, appointment, appointment.person, "reminder")
    store.mark_reminded(session, (appointment.id for appointment in due))
    return len(due) == AT_ONCE


def _tell(session: Session, appointment: Appointment, person: Person | None, what: str) -> None:
    if person is None or person.telling is Telling.NOTHING:
        return
    key = f"appointment:{appointment.id}:{what}:{appointment.version}"
    told = {"slot": appointment.slot, "address": address_of(appointment), "what": what}
    with force_locale(appointment.language):
        if person.telling is Telling.TEXT:
            messages.enqueue_text(
                session, to=person.to, body=render_template("appointments/mail/text.txt", **told), key=key
            )
            return
        subjects = {
            "booked": gettext("Your appointment is booked"),
            "moved": gettext("Your appointment has a new time"),
            "cancelled": gettext("Your appointment is cancelled"),
            "closed": gettext("Please choose another time for your appointment"),
            "reminder": gettext("Your appointment is tomorrow"),
        }
        body = render_template("appointments/mail/letter.txt", **told)
        messages.enqueue(session, to=person.to, subject=subjects[what], body=body, key=key)
