"""A talking point that is open on every working day, for tests of its pages."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
import time_machine
from flask import Flask

from app import db
from app.appointments import store
from app.appointments.domain import Pattern, Point

MONDAY_MORNING = datetime(2027, 3, 8, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A Monday at nine, long before any holiday."""
    with time_machine.travel(MONDAY_MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def point(app: Flask) -> Point:
    """Ten to eleven, two slots of half an hour, one person each."""
    point = Point(
        uuid4(), "Sample Library", "1 Sample Street\nStockton", "TS18 1AU", "Level entrance", "A social worker"
    )
    with app.app_context(), db.transaction() as session:
        store.save_point(session, point)
        for weekday in range(5):
            store.add_pattern(session, Pattern(uuid4(), point.id, weekday, time(10), time(11), 30, 1, date(2027, 1, 1)))
    return point
