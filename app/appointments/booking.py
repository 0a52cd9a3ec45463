"""Booking, moving and cancelling: each in one transaction, so that a time never has more people than it has room."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app import db
from app.appointments import store, telling
from app.appointments.domain import (
    FURTHEST,
    Appointment,
    NoAppointment,
    Point,
    Slot,
    SlotTaken,
    Times,
    Way,
    Wish,
    slots_of,
    with_room,
)
from app.councils.api import council
from app.events import api as events
from app.events.domain import Happening
from app.kernel.clock import LONDON, in_london, now
from app.messages.domain import Kind


def free_slots(
    first: date | None = None, last: date | None = None, point_id: UUID | None = None, way: Way = Way.TELEPHONE
) -> tuple[Times, ...]:
    """Each talking point, or the one, with its free times in order; a point without any has none.

    From today, or the day `first`, to the day `last`, at most six weeks ahead. Reads only.
    """
    points = tuple(point for point in store.points(db.session()) if point_id in (None, point.id))
    return _free(db.session(), points, first, last, way)


def book(session: Session, wish: Wish) -> Appointment:
    """Books a time in the caller's transaction and writes the confirmation. A wish that was booked before stays so.

    Raises SlotTaken.
    """
    point = store.held(session, wish.point_id)
    earlier = store.by_id(session, wish.id)
    if earlier is not None:
        return earlier
    appointment = store.add(session, wish, _free_slot(session, point, wish.starts_at, wish.way))
    telling.tell(session, appointment, Kind.APPOINTMENT)
    place = point.outward if point else ""
    events.happened(session, Happening.APPOINTMENT_BOOKED, way=wish.way, place=place, language=wish.language)
    return appointment


def move(session: Session, token: str, point_id: UUID, starts_at: datetime) -> Appointment:
    """Moves an appointment to another time, in the caller's transaction. Raises NoAppointment, or SlotTaken."""
    point = store.held(session, point_id)
    appointment = _upcoming(session, token)
    if appointment.slot.starts_at == starts_at and appointment.slot.point_id == point_id:
        return appointment
    moved = store.move(session, appointment, _free_slot(session, point, starts_at, Way.WEB))
    telling.tell(session, moved, Kind.APPOINTMENT_MOVED)
    return moved


def cancel(session: Session, token: str) -> None:
    """Cancels an appointment, in the caller's transaction; cancelled twice is cancelled. Raises NoAppointment."""
    appointment = store.by_token(session, token, hold=True)
    if appointment is None:
        raise NoAppointment
    if not appointment.is_cancelled:
        store.cancel(session, appointment.id)
        telling.tell(session, appointment, Kind.APPOINTMENT_CANCELLED)


def _upcoming(session: Session, token: str) -> Appointment:
    """The appointment of a link, held; one that is over or cancelled cannot be changed any more."""
    appointment = store.by_token(session, token, hold=True)
    if appointment is None or appointment.is_cancelled or appointment.slot.starts_at <= now():
        raise NoAppointment
    return appointment


def _free_slot(session: Session, point: Point | None, starts_at: datetime, way: Way) -> Slot:
    """The free slot that begins at this moment, where the caller holds the point. Raises SlotTaken."""
    day = in_london(starts_at).date()
    found = _free(session, (point,), day, day, way) if point else ()
    for slot in found[0].slots if found else ():
        if slot.starts_at == starts_at:
            return slot
    raise SlotTaken


def _free(
    session: Session, points: Collection[Point], first: date | None, last: date | None, way: Way
) -> tuple[Times, ...]:
    moment = now()
    soonest, furthest = moment + way.notice, in_london(moment + FURTHEST).date()
    since, until = max(first or date.min, in_london(moment).date()), min(last or furthest, furthest)
    ids = [point.id for point in points]
    patterns = store.patterns_of(session, ids)
    closed = store.closed_days_of(session, ids, since)
    taken = store.taken(session, ids, _midnight(since), _midnight(until + timedelta(days=1)))
    times = []
    for point in points:
        own = [pattern for pattern in patterns if pattern.point_id == point.id]
        slots = slots_of(own, closed[point.id], council().bank_holidays, since, until)
        times.append(Times(point, tuple(slot for slot in with_room(slots, taken) if slot.starts_at >= soonest)))
    return tuple(times)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)
