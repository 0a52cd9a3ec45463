"""What other rooms may ask of the talking points: which times are free, to book one, and what falls due."""

from datetime import timedelta

from app import db
from app.appointments import booking, store, telling
from app.appointments.domain import Point
from app.messages.domain import Chore

free_slots = booking.free_slots
book = booking.book


def points() -> tuple[Point, ...]:
    """The talking points there are, by name."""
    return store.points(db.session())


def has_any() -> bool:
    """Whether this council has a talking point where somebody can book."""
    return store.any_points(db.session())


def chores() -> tuple[Chore, ...]:
    """Reminds whoever comes tomorrow, and forgets who came a month ago."""
    return (
        Chore("remind of appointments", timedelta(minutes=5), _remind),
        Chore("forget old appointments", timedelta(hours=1), _forget),
    )


def _remind() -> bool:
    with db.transaction() as session:
        return telling.remind(session)


def _forget() -> None:
    with db.transaction() as session:
        store.forget_old(session)
