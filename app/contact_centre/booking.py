"""The free times of the talking points as a caller is told them, and the one that they take."""

from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from app.appointments import api as appointments
from app.appointments.domain import Person, Telling, Way, Wish
from app.contact_centre.calls import language_of
from app.contact_centre.end_forms import BookForm
from app.contact_centre.store import Contact
from app.kernel.clock import today
from app.messages.domain import Channel
from app.web.words import clock_time, long_date

READ_OUT = 60
"""How many times stand in the list, the soonest first: nobody reads out more."""

AHEAD = timedelta(days=21)

_TELLING = {Channel.TEXT: Telling.TEXT, Channel.EMAIL: Telling.EMAIL}


def times() -> dict[str, str]:
    """The next free times in words, by the place and the start that a form carries."""
    free = appointments.free_slots(today(), today() + AHEAD)
    slots = sorted(((slot, times.point) for times in free for slot in times.slots), key=lambda pair: pair[0].starts_at)
    return {
        f"{point.id} {slot.mark}": f"{long_date(slot.starts_at)}, {clock_time(slot.starts_at)}: {point.name}"
        for slot, point in islice(slots, READ_OUT)
    }


def wish_of(contact: Contact, form: BookForm) -> Wish:
    """What the caller wants booked. The call's own id makes a second press the same wish."""
    place, _, start = form.time.data.partition(" ")
    telling = _TELLING[form.recipient.channel] if form.recipient else Telling.NOTHING
    person = Person(form.name.data, telling, form.recipient.address if form.recipient else "")
    language = language_of(contact.notes)
    return Wish(contact.id, UUID(place), datetime.fromisoformat(start), person, Way.TELEPHONE, language)
