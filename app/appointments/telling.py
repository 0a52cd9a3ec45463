"""What is written to somebody about their appointment: day, hour and a link, and nothing of whom, where or why.

Whoever reads over a shoulder learns neither where the person will be nor what they want to talk about.
"""

from flask import current_app
from sqlalchemy.orm import Session

from app.appointments import store
from app.appointments.domain import Appointment, Telling
from app.councils.api import council
from app.councils.domain import Room
from app.kernel.clock import in_london, now
from app.messages import api as messages
from app.messages.domain import Channel, Kind, Recipient
from app.web.addresses import public_address

AT_ONCE = 100


def sends_texts() -> bool:
    """Whether this council sends text messages. Only a sample may say so while they go into a folder."""
    return council().has(Room.TEXT_MESSAGES) and (council().sample or messages.texts_reach_people())


def address_of(appointment: Appointment) -> str:
    """The whole address that opens it. What opens it stands behind the "?", which our logs leave out.

    The worker asks too, to whom no request tells the host.
    """
    routes = current_app.url_map.bind("localhost")
    return public_address(routes.build("appointments.yours", {"link": appointment.token}))


def tell(session: Session, appointment: Appointment, kind: Kind) -> None:
    """Writes to whoever has the appointment, if they want that, in the caller's transaction and in their language."""
    person, slot = appointment.person, appointment.slot
    if person is None or person.telling is Telling.NOTHING:
        return
    messages.tell(
        session,
        kind,
        Recipient(Channel(person.telling.value), person.to),
        {"day": slot.day, "time": f"{in_london(slot.starts_at):%H:%M}", "link": address_of(appointment)},
        language=appointment.language,
        key=f"appointment:{appointment.id}:{kind}:{appointment.version}",
    )


def remind(session: Session) -> bool:
    """Reminds whoever comes tomorrow; whether there may be more. Each once, for the time that it has now."""
    due = store.to_remind(session, now(), AT_ONCE)
    for appointment in due:
        if appointment.slot.starts_at > now():
            tell(session, appointment, Kind.REMINDER)
    store.mark_reminded(session, (appointment.id for appointment in due))
    return len(due) == AT_ONCE
