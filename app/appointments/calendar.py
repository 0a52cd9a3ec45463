"""An appointment as a file for calendars (iCalendar, RFC 5545): where and when, and neither whose it is nor why."""

from datetime import UTC

from flask_babel import gettext

from app.appointments.domain import Appointment, Point
from app.councils.api import council
from app.kernel.clock import now


def calendar_of(appointment: Appointment, point: Point) -> bytes:
    """The file. Its times are in UTC, which every calendar shows in its own."""
    from icalendar import Calendar, Event  # when a file is wanted: it would slow every start

    calendar, event = Calendar(), Event()
    calendar.add("prodid", f"-//{council().name}//{council().service_name}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"{appointment.id}@appointments")
    event.add("sequence", appointment.version)
    event.add("dtstamp", now())
    event.add("dtstart", appointment.slot.starts_at.astimezone(UTC))
    event.add("dtend", appointment.slot.ends_at.astimezone(UTC))
    event.add("summary", gettext("Appointment"))
    event.add("location", ", ".join((point.name, *point.lines)))
    calendar.add_component(event)
    return bytes(calendar.to_ical())
