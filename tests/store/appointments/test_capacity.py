"""A time at a talking point never has more people than it has room, however many ask for it at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app import db
from app.appointments import booking, store
from app.appointments.domain import Pattern, Person, Point, SlotTaken, Way, Wish
from app.kernel.clock import LONDON, today

THREADS = 20
ROOM = 3


def point_with_room(app: Flask, capacity: int = ROOM) -> Point:
    """A talking point that is open every day, ten to twelve, thirty minutes each."""
    point = Point(uuid4(), "Sample Library", "1 Sample Street", "TS18 1AU", "Level entrance", "A social worker")
    with app.app_context(), db.transaction() as session:
        store.save_point(session, point)
        for weekday in range(7):
            store.add_pattern(
                session, Pattern(uuid4(), point.id, weekday, time(10), time(12), 30, capacity, date(2026, 1, 1))
            )
    return point


def tomorrow_at_ten() -> datetime:
    return datetime.combine(today() + timedelta(days=1), time(10), LONDON)


def wish(point: Point, starts_at: datetime, wish_id: UUID | None = None) -> Wish:
    return Wish(wish_id or uuid4(), point.id, starts_at, Person("Ada"), Way.TELEPHONE, "en")


def booked(app: Flask, wished: Wish, together: Barrier | None = None) -> bool:
    with app.app_context():
        if together:
            together.wait()
        try:
            with db.transaction() as session:
                booking.book(session, wished)
        except SlotTaken:
            return False
    return True


def test_of_twenty_who_book_at_once_as_many_get_the_time_as_there_is_room(app: Flask) -> None:
    point, starts_at, together = point_with_room(app), tomorrow_at_ten(), Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as people:
        got = list(people.map(lambda _: booked(app, wish(point, starts_at), together), range(THREADS)))
    assert got.count(True) == ROOM
    with app.app_context():
        assert len(store.on(db.session(), point.id, starts_at, starts_at + timedelta(minutes=30))) == ROOM


def test_a_wish_that_is_sent_twenty_times_at_once_is_one_appointment(app: Flask) -> None:
    point, starts_at, together = point_with_room(app), tomorrow_at_ten(), Barrier(THREADS)
    once = wish(point, starts_at)
    with ThreadPoolExecutor(THREADS) as presses:
        got = list(presses.map(lambda _: booked(app, once, together), range(THREADS)))
    assert all(got)
    with app.app_context():
        assert len(store.on(db.session(), point.id, starts_at, starts_at + timedelta(minutes=30))) == 1


def test_twenty_who_move_to_one_time_at_once_leave_nobody_without_a_time(app: Flask) -> None:
    point, starts_at, together = point_with_room(app, THREADS), tomorrow_at_ten(), Barrier(THREADS)
    narrow = point_with_room(app)
    tokens = []
    with app.app_context():
        for _ in range(THREADS):
            with db.transaction() as session:
                tokens.append(booking.book(session, wish(point, starts_at)).token)

    def move(token: str) -> None:
        with app.app_context():
            together.wait()
            try:
                with db.transaction() as session:
                    booking.move(session, token, narrow.id, starts_at)
            except SlotTaken:
                return

    with ThreadPoolExecutor(THREADS) as people:
        list(people.map(move, tokens))
    with app.app_context():
        until = starts_at + timedelta(minutes=30)
        moved = store.on(db.session(), narrow.id, starts_at, until)
        stayed = store.on(db.session(), point.id, starts_at, until)
    assert (len(moved), len(stayed)) == (ROOM, THREADS - ROOM)


def test_a_cancelled_time_is_free_for_the_next(app: Flask) -> None:
    point, starts_at = point_with_room(app, 1), tomorrow_at_ten()
    with app.app_context():
        with db.transaction() as session:
            token = booking.book(session, wish(point, starts_at)).token
        with db.transaction() as session:
            booking.cancel(session, token)
    assert booked(app, wish(point, starts_at))


def test_an_appointment_of_longer_slots_keeps_its_time_when_the_slots_become_shorter(app: Flask) -> None:
    point, starts_at = point_with_room(app, 1), tomorrow_at_ten()
    assert booked(app, wish(point, starts_at))
    weekday = starts_at.weekday()
    with app.app_context():
        with db.transaction() as session:
            for pattern in store.patterns_of(session, [point.id]):
                store.end_pattern(session, point.id, pattern.id, today())
            store.add_pattern(session, Pattern(uuid4(), point.id, weekday, time(10), time(12), 15, 1, date(2026, 1, 1)))
        with pytest.raises(SlotTaken), db.transaction() as session:
            booking.book(session, wish(point, starts_at + timedelta(minutes=15)))
