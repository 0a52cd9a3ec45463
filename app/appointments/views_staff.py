"""The staff's pages of talking points: places, opening times, closed days, the sheet of a day, booking for a caller."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app import db
from app.accounts.api import may, signed_in_staff
from app.appointments import booking, picking, store, telling
from app.appointments.domain import Appointment, Pattern, Point, SlotTaken, Times, Way, Wish, moment_of
from app.appointments.forms import BookForm
from app.appointments.loader import WEEKDAYS
from app.appointments.staff_forms import NEEDS, DayForm, PatternForm, PointForm
from app.audit import api as audit
from app.audit.domain import staff_member
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import LONDON, today
from app.kernel.whole_number import whole_number
from app.messages.domain import Kind
from app.web.errors import NotFound

RECORD, APPOINTMENT = "talking-point", "appointment"
OFFERED = 24
MOST_LETTERS = 100

blueprint = Blueprint("staff_appointments", __name__, url_prefix="/staff/talking-points")


@dataclass(frozen=True)
class PointPage:
    """A talking point as its keepers see it: nothing of anybody who comes."""

    point: Point
    patterns: tuple[Pattern, ...]
    closed: tuple[date, ...]
    booked: dict[date, int]
    today: date

    @classmethod
    def of(cls, point: Point) -> "PointPage":
        since, until = _bounds(today(), today() + timedelta(days=42))
        taken = store.taken(db.session(), [point.id], since, until)
        booked: dict[date, int] = {}
        for slot in taken:
            booked[slot.day] = booked.get(slot.day, 0) + 1
        return cls(
            point=point,
            patterns=store.patterns_of(db.session(), [point.id]),
            closed=tuple(sorted(store.closed_days_of(db.session(), [point.id], today())[point.id])),
            booked=dict(sorted(booked.items())),
            today=today(),
        )


@blueprint.get("/")
def listed() -> ResponseReturnValue:
    """Every talking point, with its next free time."""
    return render_template(
        "appointments/staff/list.html",
        points=booking.free_slots(),
        today=today(),
        staff=signed_in_staff(),
        may_keep=_may(".add", "POST"),
        may_book=_may(".book", "POST"),
    )


@blueprint.get("/new")
def begin() -> ResponseReturnValue:
    """A place to fill in: empty, or with what the directory says of one that was picked."""
    picked = picking.place(request.args.get("service", ""), request.args.get("place", 0, type=whole_number))
    return _new_page(PointForm(formdata=None, data=picked.filled_in if picked else None))


@blueprint.post("/new")
def add() -> ResponseReturnValue:
    """Adds a place."""
    form = PointForm()
    if not form.validate_on_submit():
        return _new_page(form), 422
    point = form.point(uuid4())
    with db.transaction() as session:
        store.save_point(session, point)
        _on_record(session, "added", point.id)
    return redirect(url_for(".opened", point_id=point.id), code=303)


@blueprint.get("/<uuid:point_id>/")
def opened(point_id: UUID) -> ResponseReturnValue:
    """A place: its words, its times, its closed days, and how many come on which day."""
    return _point_page(_point(point_id))


@blueprint.post("/<uuid:point_id>/")
def change(point_id: UUID) -> ResponseReturnValue:
    """Changes the words of a place. Nobody overwrites what somebody else wrote meanwhile."""
    form, point = PointForm(), _point(point_id)
    if not form.validate_on_submit():
        return _point_page(point, point_form=form), 422
    try:
        with db.transaction() as session:
            store.save_point(session, form.point(point_id))
            _on_record(session, "changed", point_id)
    except SomeoneElseWasFirst:
        newer = _point(point_id)
        form.version.data = str(newer.version)
        return _point_page(newer, "Somebody changed this place after you opened it.", point_form=form), 409
    return _back_to(point_id)


@blueprint.post("/<uuid:point_id>/end")
def end(point_id: UUID) -> ResponseReturnValue:
    """Takes a place away, once nobody is booked there any more."""
    point = _point(point_id)
    if PointPage.of(point).booked:
        return _point_page(point, "People are booked here. Move or cancel those appointments first."), 409
    with db.transaction() as session:
        store.end_point(session, point_id)
        _on_record(session, "ended", point_id)
    return redirect(url_for(".listed"), code=303)


@blueprint.post("/<uuid:point_id>/patterns")
def add_pattern(point_id: UUID) -> ResponseReturnValue:
    """Opens a place on one more weekday, where it is not open already."""
    form, point = PatternForm(), _point(point_id)
    if not form.validate_on_submit():
        return _point_page(point, pattern_form=form), 422
    pattern = form.pattern(point_id)
    with db.transaction() as session:
        store.held(session, point_id)
        is_free = not any(map(pattern.overlaps, store.patterns_of(session, [point_id])))
        if is_free:
            store.add_pattern(session, pattern)
            _on_record(session, "opened", point_id)
    if not is_free:
        form.opens.errors = ["It is open at that time already. End the other opening time first"]
        return _point_page(point, pattern_form=form), 422
    return _back_to(point_id)


@blueprint.post("/<uuid:point_id>/patterns/<uuid:pattern_id>/end")
def end_pattern(point_id: UUID, pattern_id: UUID) -> ResponseReturnValue:
    """Ends an opening time after today. Appointments that were made stay."""
    _point(point_id)
    with db.transaction() as session:
        store.end_pattern(session, point_id, pattern_id, today())
        _on_record(session, "pattern-ended", point_id)
    return _back_to(point_id)


@blueprint.post("/<uuid:point_id>/closed")
def close(point_id: UUID) -> ResponseReturnValue:
    """Closes a place for a day, and writes to whoever is booked then, that they choose another time."""
    form, point = DayForm(), _point(point_id)
    if not form.validate_on_submit():
        return _point_page(point, day_form=form), 422
    day: date = form.day.data
    with db.transaction() as session:
        store.held(session, point_id)
        store.close_on(session, point_id, day)
        for appointment in store.on(session, point_id, *_bounds(day, day)):
            telling.tell(session, appointment, Kind.APPOINTMENT_CLOSED)
        _on_record(session, "closed", point_id)
    return _back_to(point_id)


@blueprint.post("/<uuid:point_id>/open/<day>")
def reopen(point_id: UUID, day: str) -> ResponseReturnValue:
    """Opens a place again on a day."""
    _point(point_id)
    with db.transaction() as session:
        store.open_on(session, point_id, _day(day))
        _on_record(session, "reopened", point_id)
    return _back_to(point_id)


@blueprint.get("/<uuid:point_id>/day/<day>")
def sheet(point_id: UUID, day: str) -> ResponseReturnValue:
    """Who comes on a day, to print. That it was opened is on record before anything is shown."""
    point, chosen = _point(point_id), _day(day)
    appointments = store.on(db.session(), point_id, *_bounds(chosen, chosen))
    with db.transaction() as session:
        for appointment in appointments:
            _on_record(session, "opened", appointment.id, APPOINTMENT)
    return render_template(
        "appointments/staff/sheet.html",
        point=point,
        day=chosen,
        appointments=appointments,
        needs=NEEDS,
        is_closed=chosen in store.closed_days_of(db.session(), [point_id], chosen)[point_id],
        staff=signed_in_staff(),
    )


@blueprint.get("/<uuid:point_id>/book")
def ask(point_id: UUID) -> ResponseReturnValue:
    """The free times, and who comes."""
    return _book_page(_times(point_id), BookForm(formdata=None, once=uuid4().hex))


@blueprint.post("/<uuid:point_id>/book")
def book(point_id: UUID) -> ResponseReturnValue:
    """Books for a caller, once."""
    form, starts_at = BookForm(), moment_of(request.form.get("at", ""))
    if starts_at is None:
        form.at.errors = ["Choose a time"]
    if not form.validate_on_submit() or starts_at is None:
        return _book_page(_times(point_id), form), 422
    wish = Wish(form.id, point_id, starts_at, form.person, Way.TELEPHONE, "en")
    try:
        with db.transaction() as session:
            appointment = booking.book(session, wish)
            _on_record(session, "booked", appointment.id, APPOINTMENT)
    except SlotTaken:
        form.at.data, form.at.errors = None, ["Somebody has just taken this time. Choose another"]
        return _book_page(_times(point_id), form), 409
    return _booked_page(appointment)


def _booked_page(appointment: Appointment) -> str:
    point = _point(appointment.slot.point_id)
    return render_template(
        "appointments/staff/booked.html",
        point=point,
        slot=appointment.slot,
        address=telling.address_of(appointment),
        staff=signed_in_staff(),
    )


def _point(point_id: UUID) -> Point:
    """A place that has not ended. Raises NotFound."""
    point = next((one for one in store.points(db.session()) if one.id == point_id), None)
    if point is None:
        raise NotFound
    return point


def _times(point_id: UUID) -> Times:
    found = booking.free_slots(point_id=point_id)
    if not found:
        raise NotFound
    return found[0]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None


def _bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last."""
    return (
        datetime.combine(first, time(0), LONDON),
        datetime.combine(last + timedelta(days=1), time(0), LONDON),
    )


def _on_record(session: Session, deed: str, about: UUID, kind: str = RECORD) -> None:
    actor = staff_member(signed_in_staff().id)
    audit.record(session, actor=actor, action=f"{kind}.{deed}", kind=kind, about=str(about))


def _may(page: str, method: str) -> bool:
    """Whether whoever is signed in may open one of these pages."""
    return may(signed_in_staff(), f"{blueprint.name}{page}", method)


def _back_to(point_id: UUID) -> ResponseReturnValue:
    return redirect(url_for(".opened", point_id=point_id), code=303)


def _new_page(form: PointForm) -> str:
    """With the places of the directory that answer what somebody looks for, above the form."""
    words = request.args.get("q", "").strip()[:MOST_LETTERS]
    places, staff = picking.places_for(words), signed_in_staff()
    return render_template("appointments/staff/new.html", form=form, words=words, places=places, staff=staff)


def _point_page(
    point: Point,
    notice: str = "",
    point_form: PointForm | None = None,
    pattern_form: PatternForm | None = None,
    day_form: DayForm | None = None,
) -> str:
    filled = PointForm(formdata=None, obj=point, version=str(point.version))
    return render_template(
        "appointments/staff/point.html",
        page=PointPage.of(point),
        notice=notice,
        form=point_form or pattern_form or day_form,
        point_form=point_form or filled,
        pattern_form=pattern_form or PatternForm(formdata=None, first_day=today(), minutes=30, capacity=1),
        day_form=day_form or DayForm(formdata=None),
        weekdays=WEEKDAYS,
        staff=signed_in_staff(),
        may_keep=_may(".add", "POST"),
        may_book=_may(".book", "POST"),
    )


def _book_page(times: Times, form: BookForm) -> str:
    form.offer(times.slots[:OFFERED])
    return render_template("appointments/staff/book.html", point=times.point, form=form, staff=signed_in_staff())
