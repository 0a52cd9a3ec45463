"""The tables of talking points and of their appointments. The only module in this room that knows SQL."""

import hmac
import json
from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from uuid import UUID

from flask import current_app
from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, delete, exists, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.appointments.domain import (
    KEPT_AFTERWARDS,
    Appointment,
    Need,
    Pattern,
    Person,
    Point,
    Slot,
    Telling,
    Wish,
    remind_at,
)
from app.db import Base, Sealed, UtcDateTime
from app.kernel.at_once import SomeoneElseWasFirst
from app.kernel.clock import now
from app.kernel.reference import NotACode, as_typed, new_code

# 130 bits, in letters and figures that no program which shows a link cuts off.
LENGTH_OF_A_LINK = 26


class PointRow(Base):
    """A talking point. Lives for good; one that has ended is kept for the appointments that were made there."""

    __tablename__ = "talking_points"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str]
    postcode: Mapped[str] = mapped_column(String(10))
    access: Mapped[str]
    who: Mapped[str]
    service: Mapped[str] = mapped_column(String(200))
    sample: Mapped[bool]
    ended: Mapped[bool]
    version: Mapped[int]


class PatternRow(Base):
    """When a talking point is open. Lives as long as it."""

    __tablename__ = "talking_point_patterns"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    point_id: Mapped[UUID] = mapped_column(ForeignKey("talking_points.id", ondelete="CASCADE"), index=True)
    weekday: Mapped[int]
    opens: Mapped[time]
    closes: Mapped[time]
    minutes: Mapped[int]
    capacity: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    bank_holidays: Mapped[bool]


class ClosedDayRow(Base):
    """A day on which a talking point is closed. Lives as long as it."""

    __tablename__ = "talking_point_closed_days"

    point_id: Mapped[UUID] = mapped_column(ForeignKey("talking_points.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)


class AppointmentRow(Base):
    """An appointment. Whose it is, is sealed, and deleted as soon as it is cancelled.

    Lives until 30 days after its time.
    """

    __tablename__ = "appointments"
    __table_args__ = (
        UniqueConstraint("point_id", "starts_at", "seat"),
        Index("ix_appointments_starts_at", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    point_id: Mapped[UUID] = mapped_column(ForeignKey("talking_points.id"))
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    minutes: Mapped[int]
    seat: Mapped[int | None] = mapped_column(doc="which of the people at this time; nobody's once it is cancelled")
    person: Mapped[str | None] = mapped_column(Sealed)
    language: Mapped[str] = mapped_column(String(10))
    token: Mapped[str] = mapped_column(Sealed)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    remind_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    version: Mapped[int]


def points(session: Session) -> tuple[Point, ...]:
    """The talking points there are now, by name."""
    return tuple(
        map(_point, session.scalars(select(PointRow).where(PointRow.ended.is_(False)).order_by(PointRow.name)))
    )


def point(session: Session, point_id: UUID) -> Point | None:
    """One talking point, also when it has ended."""
    row = session.get(PointRow, point_id)
    return None if row is None else _point(row)


def any_points(session: Session) -> bool:
    """Whether there is a talking point with times."""
    with_times = exists().where(PatternRow.point_id == PointRow.id)
    return session.scalar(select(PointRow.id).where(PointRow.ended.is_(False), with_times).limit(1)) is not None


def held(session: Session, point_id: UUID) -> Point | None:
    """The talking point, open still, held against everybody else who books there until the transaction ends."""
    of_it = select(PointRow).where(PointRow.id == point_id, PointRow.ended.is_(False))
    row = session.scalar(of_it.with_for_update())
    return None if row is None else _point(row)


def patterns_of(session: Session, point_ids: Collection[UUID]) -> tuple[Pattern, ...]:
    """When these are open, Monday first."""
    rows = session.scalars(
        select(PatternRow)
        .where(PatternRow.point_id.in_(point_ids))
        .order_by(PatternRow.weekday, PatternRow.opens, PatternRow.first_day)
    )
    return tuple(map(_pattern, rows))


def closed_days_of(session: Session, point_ids: Collection[UUID], since: date) -> dict[UUID, frozenset[date]]:
    """The days on which each of these is closed, from a day on."""
    rows = session.execute(
        select(ClosedDayRow.point_id, ClosedDayRow.day).where(
            ClosedDayRow.point_id.in_(point_ids), ClosedDayRow.day >= since
        )
    ).all()
    return {point_id: frozenset(day for of, day in rows if of == point_id) for point_id in point_ids}


def taken(session: Session, point_ids: Collection[UUID], since: datetime, until: datetime) -> tuple[Slot, ...]:
    """What is taken at these between two moments, as slots for one each."""
    rows = session.execute(
        select(AppointmentRow.point_id, AppointmentRow.starts_at, AppointmentRow.minutes).where(
            AppointmentRow.point_id.in_(point_ids),
            AppointmentRow.seat.is_not(None),
            AppointmentRow.starts_at >= since,
            AppointmentRow.starts_at < until,
        )
    )
    return tuple(Slot(point_id, starts_at, minutes, 1) for point_id, starts_at, minutes in rows)


def add(session: Session, wish: Wish, slot: Slot) -> Appointment:
    """Writes an appointment. The caller holds the talking point and has seen that there is room."""
    token = new_code(LENGTH_OF_A_LINK)
    row = AppointmentRow(
        id=wish.id,
        point_id=slot.point_id,
        starts_at=slot.starts_at,
        minutes=slot.minutes,
        seat=_free_seat(session, slot),
        person=_person_to_json(wish.person),
        language=wish.language,
        token=token,
        token_hash=_hash(token),
        remind_at=_reminder(wish.person, slot),
        version=1,
    )
    session.add(row)
    session.flush()
    return _appointment(row)


def move(session: Session, appointment: Appointment, slot: Slot) -> Appointment:
    """Gives an appointment that is not cancelled another time, and leaves its first one in the same transaction."""
    row, seat = session.get_one(AppointmentRow, appointment.id), _free_seat(session, slot)
    row.point_id, row.starts_at, row.minutes, row.seat = slot.point_id, slot.starts_at, slot.minutes, seat
    row.remind_at = _reminder(_person_from_json(row.person or ""), slot)
    row.version += 1
    session.flush()
    return _appointment(row)


def cancel(session: Session, appointment_id: UUID) -> None:
    """Frees the time and forgets whose it was."""
    row = session.get_one(AppointmentRow, appointment_id)
    row.seat = row.person = row.remind_at = None
    row.version += 1
    session.flush()


def by_id(session: Session, appointment_id: UUID) -> Appointment | None:
    """One appointment."""
    row = session.scalar(select(AppointmentRow).where(AppointmentRow.id == appointment_id))
    return None if row is None else _appointment(row)


def by_token(session: Session, typed: str, hold: bool = False) -> Appointment | None:
    """The appointment that a link names; with `hold`, held against other writers."""
    try:
        token = as_typed(typed, LENGTH_OF_A_LINK)
    except NotACode:
        return None
    named = select(AppointmentRow).where(AppointmentRow.token_hash == _hash(token))
    row = session.scalar(named.with_for_update() if hold else named)
    return None if row is None else _appointment(row)


def on(session: Session, point_id: UUID, since: datetime, until: datetime) -> tuple[Appointment, ...]:
    """Who comes to a talking point between two moments, in order."""
    rows = session.scalars(
        select(AppointmentRow)
        .where(
            AppointmentRow.point_id == point_id,
            AppointmentRow.seat.is_not(None),
            AppointmentRow.starts_at >= since,
            AppointmentRow.starts_at < until,
        )
        .order_by(AppointmentRow.starts_at, AppointmentRow.seat)
    )
    return tuple(map(_appointment, rows))


def to_remind(session: Session, moment: datetime, most: int) -> tuple[Appointment, ...]:
    """Whom to remind by now, held until they are marked."""
    due = select(AppointmentRow).where(AppointmentRow.remind_at <= moment).order_by(AppointmentRow.remind_at)
    return tuple(map(_appointment, session.scalars(due.limit(most).with_for_update(skip_locked=True))))


def mark_reminded(session: Session, ids: Iterable[UUID]) -> None:
    """Notes that these need no reminder any more."""
    session.execute(update(AppointmentRow).where(AppointmentRow.id.in_(tuple(ids))).values(remind_at=None))


def forget_old(session: Session) -> None:
    """Deletes the appointments whose time was 30 days ago."""
    session.execute(delete(AppointmentRow).where(AppointmentRow.starts_at <= now() - KEPT_AFTERWARDS))


def save_point(session: Session, kept: Point) -> None:
    """Writes a new talking point, or changes the one that the page showed. Raises SomeoneElseWasFirst."""
    values = {name: getattr(kept, name) for name in ("name", "address", "postcode", "access", "who", "service")}
    if session.get(PointRow, kept.id) is None:
        session.add(PointRow(id=kept.id, **values, sample=kept.sample, ended=False, version=1))
        session.flush()
        return
    seen = (PointRow.id == kept.id, PointRow.version == kept.version)
    changed = session.execute(
        update(PointRow).where(*seen).values(**values, version=kept.version + 1).returning(PointRow.id)
    )
    if changed.first() is None:
        raise SomeoneElseWasFirst


def end_point(session: Session, point_id: UUID) -> None:
    """Takes a talking point away: nobody can book there any more."""
    ended = update(PointRow).where(PointRow.id == point_id)
    session.execute(ended.values(ended=True, version=PointRow.version + 1))


def add_pattern(session: Session, pattern: Pattern) -> None:
    """Opens a talking point on one more weekday."""
    session.add(PatternRow(**vars(pattern)))
    session.flush()


def end_pattern(session: Session, point_id: UUID, pattern_id: UUID, last_day: date) -> None:
    """Ends a pattern after a day; one that has not begun by then goes altogether."""
    this = (PatternRow.point_id == point_id, PatternRow.id == pattern_id)
    session.execute(delete(PatternRow).where(*this, PatternRow.first_day > last_day))
    sooner = or_(PatternRow.last_day.is_(None), PatternRow.last_day > last_day)
    session.execute(update(PatternRow).where(*this, sooner).values(last_day=last_day))


def close_on(session: Session, point_id: UUID, day: date) -> None:
    """Closes a talking point for a day."""
    if session.get(ClosedDayRow, (point_id, day)) is None:
        session.add(ClosedDayRow(point_id=point_id, day=day))
        session.flush()


def open_on(session: Session, point_id: UUID, day: date) -> None:
    """Opens it again that day."""
    session.execute(delete(ClosedDayRow).where(ClosedDayRow.point_id == point_id, ClosedDayRow.day == day))


def _free_seat(session: Session, slot: Slot) -> int:
    """The first number at this time that nobody has. The table refuses the same one twice, whatever went wrong."""
    sitting = session.scalars(
        select(AppointmentRow.seat).where(
            AppointmentRow.point_id == slot.point_id,
            AppointmentRow.starts_at == slot.starts_at,
            AppointmentRow.seat.is_not(None),
        )
    )
    numbers = set(sitting)
    return next(number for number in range(len(numbers) + 1) if number not in numbers)


def _reminder(person: Person, slot: Slot) -> datetime | None:
    """When to remind them; never of what was booked after that moment."""
    moment = remind_at(slot)
    return moment if person.telling is not Telling.NOTHING and moment > now() else None


def _person_to_json(person: Person) -> str:
    return json.dumps([person.name, person.telling, person.to, list(person.needs), person.other])


def _person_from_json(text: str) -> Person:
    name, telling, to, needs, other = json.loads(text)
    return Person(name, Telling(telling), to, tuple(map(Need, needs)), other)


def _appointment(row: AppointmentRow) -> Appointment:
    return Appointment(
        id=row.id,
        slot=Slot(row.point_id, row.starts_at, row.minutes, 1),
        person=None if row.person is None else _person_from_json(row.person),
        language=row.language,
        token=row.token,
        version=row.version,
    )


def _point(row: PointRow) -> Point:
    return Point(row.id, row.name, row.address, row.postcode, row.access, row.who, row.service, row.sample, row.version)


def _pattern(row: PatternRow) -> Pattern:
    return Pattern(
        id=row.id,
        point_id=row.point_id,
        weekday=row.weekday,
        opens=row.opens,
        closes=row.closes,
        minutes=row.minutes,
        capacity=row.capacity,
        first_day=row.first_day,
        last_day=row.last_day,
        bank_holidays=row.bank_holidays,
    )


def _hash(token: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"appointment:{token}".encode(), "sha256").hex()
