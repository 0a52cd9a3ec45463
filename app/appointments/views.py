"""Talking points for everybody: where and when, booking a time without an account, moving and cancelling it by link."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext

from app import db
from app.appointments import api, booking, store
from app.appointments.calendar import calendar_of
from app.appointments.domain import (
    Appointment,
    NoAppointment,
    Point,
    Slot,
    SlotTaken,
    Times,
    Way,
    Wish,
    moment_of,
)
from app.appointments.forms import BookForm, TimeForm
from app.audit import api as audit
from app.audit.domain import RESIDENT
from app.kernel.clock import now
from app.limits import api as limits
from app.web.errors import NotFound, TooMany

RECORD = "appointment"
DAYS_ON_A_PAGE = 10
OTHERS_OFFERED = 8
AN_HOUR, A_DAY = 60, 24 * 60
MOST_FROM_ONE_PLACE_AN_HOUR = 10
MOST_TO_ONE_RECIPIENT_A_DAY = 4

blueprint = Blueprint("appointments", __name__)
blueprint.add_app_template_global(api.has_any, "has_talking_points")


@dataclass(frozen=True)
class YoursPage:
    """What the pages of an appointment are told."""

    appointment: Appointment
    point: Point
    is_over: bool


@blueprint.get("/talking-points/")
def listed() -> ResponseReturnValue:
    """Every talking point, with its next free times."""
    return render_template("appointments/list.html", points=booking.free_slots(way=Way.WEB))


@blueprint.get("/talking-points/<uuid:point_id>/")
def times(point_id: UUID) -> ResponseReturnValue:
    """The free times of one, day by day."""
    found = _times(point_id, _day(request.args.get("from", "")))
    days = list(found.days.items())
    later = days[DAYS_ON_A_PAGE][0] if len(days) > DAYS_ON_A_PAGE else None
    return render_template("appointments/times.html", point=found.point, days=days[:DAYS_ON_A_PAGE], later=later)


@blueprint.get("/talking-points/<uuid:point_id>/book")
def ask(point_id: UUID) -> ResponseReturnValue:
    """Asks who comes, once a time is chosen."""
    found = _times(point_id)
    slot = _chosen(found, request.args.get("at", ""))
    if slot is None:
        return redirect(url_for(".times", point_id=point_id))
    return _book_page(found.point, slot, BookForm(formdata=None, once=uuid4().hex, at=slot.mark))


@blueprint.post("/talking-points/<uuid:point_id>/book")
def book(point_id: UUID) -> ResponseReturnValue:
    """Books it, once. When somebody was faster, the other times stand on the page and what was typed stays."""
    found, form = _times(point_id), BookForm()
    slot, starts_at = _chosen(found, form.at.data or ""), moment_of(form.at.data or "")
    earlier = store.by_id(db.session(), form.id)
    if earlier is not None:
        return _to(earlier)
    if slot is None or starts_at is None:
        return _taken(found, form)
    if not form.validate_on_submit():
        return _book_page(found.point, slot, form), 422
    if refusal := _refusal(form):
        form.form_errors.append(refusal)
        return _book_page(found.point, slot, form), 429
    wish = Wish(form.id, point_id, starts_at, form.person, Way.WEB, get_locale().language)
    try:
        with db.transaction() as session:
            appointment = booking.book(session, wish)
            audit.record(session, actor=RESIDENT, action="appointment.booked", kind=RECORD, about=str(appointment.id))
    except SlotTaken:
        return _taken(_times(point_id), form)
    return _to(appointment)


@blueprint.get("/appointment")
def yours() -> ResponseReturnValue:
    """When and where it is, and nothing of the person."""
    return render_template("appointments/yours.html", page=_page_of(_opened(request.args.get("link", ""))))


@blueprint.get("/appointment/calendar.ics")
def calendar() -> ResponseReturnValue:
    """The same for a calendar."""
    page = _page_of(_opened(request.args.get("link", "")))
    if page.appointment.is_cancelled:
        raise NoAppointment
    answer = Response(calendar_of(page.appointment, page.point), mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return answer


@blueprint.get("/appointment/move")
def choose() -> ResponseReturnValue:
    """Other free times, at the same place and at others."""
    appointment = _upcoming(request.args.get("link", ""))
    return _move_page(appointment, TimeForm(formdata=None, link=appointment.token))


@blueprint.post("/appointment/move")
def move() -> ResponseReturnValue:
    """Moves it. The first time stays until the other one is certain."""
    form = TimeForm()
    appointment, chosen = _upcoming(form.link.data or ""), form.chosen
    if chosen is None or not form.validate_on_submit():
        form.at.errors = [gettext("Choose a time")]
        return _move_page(appointment, form), 422
    try:
        with db.transaction() as session:
            moved = booking.move(session, appointment.token, *chosen)
            audit.record(session, actor=RESIDENT, action="appointment.moved", kind=RECORD, about=str(moved.id))
    except SlotTaken:
        form.at.data, form.at.errors = None, [gettext("Somebody has just taken this time. Choose another")]
        return _move_page(appointment, form), 409
    return _to(moved)


@blueprint.get("/appointment/cancel")
def ask_to_cancel() -> ResponseReturnValue:
    """Asks once before cancelling."""
    return render_template("appointments/cancel.html", page=_page_of(_upcoming(request.args.get("link", ""))))


@blueprint.post("/appointment/cancel")
def cancel() -> ResponseReturnValue:
    """Cancels it, frees the time and forgets whose it was."""
    appointment = _opened(request.form.get("link", ""))
    if not appointment.is_cancelled:
        with db.transaction() as session:
            booking.cancel(session, appointment.token)
            about = str(appointment.id)
            audit.record(session, actor=RESIDENT, action="appointment.cancelled", kind=RECORD, about=about)
    return _to(appointment)


@blueprint.app_errorhandler(NoAppointment)
def no_appointment(_: NoAppointment) -> ResponseReturnValue:
    """Says why a link may have stopped."""
    return render_template("appointments/no_appointment.html"), 404


def _times(point_id: UUID, first: date | None = None) -> Times:
    found = booking.free_slots(first=first, point_id=point_id, way=Way.WEB)
    if not found:
        raise NotFound
    return found[0]


def _chosen(found: Times, mark: str) -> Slot | None:
    return next((slot for slot in found.slots if slot.mark == mark), None)


def _opened(token: str) -> Appointment:
    appointment = store.by_token(db.session(), token)
    if appointment is None:
        raise NoAppointment
    return appointment


def _upcoming(token: str) -> Appointment:
    """One that can still be changed. Raises NoAppointment."""
    appointment = _opened(token)
    if appointment.is_cancelled or appointment.slot.starts_at <= now():
        raise NoAppointment
    return appointment


def _page_of(appointment: Appointment) -> YoursPage:
    point = store.point(db.session(), appointment.slot.point_id)
    if point is None:
        raise NoAppointment
    return YoursPage(appointment, point, appointment.slot.starts_at <= now())


def _refusal(form: BookForm) -> str:
    """Counts this booking, and says why it may not be: nobody fills a place with names, or a stranger's telephone."""
    try:
        limits.spend("appointment-from", request.remote_addr or "", MOST_FROM_ONE_PLACE_AN_HOUR, AN_HOUR)
        if form.to:
            limits.spend("appointment-to", form.to.lower(), MOST_TO_ONE_RECIPIENT_A_DAY, A_DAY)
    except TooMany:
        return str(gettext("There were many bookings from here. Ring us, and we book it for you."))
    return ""


def _taken(found: Times, form: BookForm) -> ResponseReturnValue:
    """Somebody was faster: other times to choose from, with what was typed."""
    form.at.data = None
    form.offer(found.slots[:OTHERS_OFFERED])
    form.at.errors = [gettext("Somebody has just taken this time. Choose another")]
    return _book_page(found.point, None, form), 409


def _to(appointment: Appointment) -> ResponseReturnValue:
    return redirect(url_for(".yours", link=appointment.token), code=303)


def _book_page(point: Point, slot: Slot | None, form: BookForm) -> str:
    return render_template("appointments/book.html", point=point, slot=slot, form=form)


def _move_page(appointment: Appointment, form: TimeForm) -> str:
    soon, free = now().date() + timedelta(days=14), booking.free_slots(way=Way.WEB)
    here = [slot for times in free if times.point.id == appointment.slot.point_id for slot in times.slots]
    others = [times for times in free if times.point.id != appointment.slot.point_id]
    elsewhere = [(slot, times.point) for times in others for slot in times.slots]
    soonest = sorted(elsewhere, key=lambda pair: pair[0].starts_at)[:OTHERS_OFFERED]
    form.offer([slot for slot in here if slot.day <= soon] or here[:OTHERS_OFFERED], soonest)
    free_at = {"here": bool(here), "elsewhere": bool(elsewhere)}
    return render_template("appointments/move.html", form=form, page=_page_of(appointment), free=free_at)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
