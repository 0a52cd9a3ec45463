"""Which times a talking point has: by weekday, within its dates, never on a closed day or over capacity."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.appointments.domain import Pattern, Slot, moment_of, remind_at, slots_of, with_room
from app.kernel.clock import LONDON

POINT = UUID(int=1)
MONDAY = date(2027, 3, 8)


def pattern(**changed: object) -> Pattern:
    plain = {
        "weekday": 0,
        "opens": time(10),
        "closes": time(11),
        "minutes": 30,
        "capacity": 2,
        "first_day": date(2027, 1, 1),
    }
    return Pattern(uuid4(), POINT, **{**plain, **changed})  # type: ignore[arg-type]  # changed by each test


def starts(*slots: Slot) -> list[str]:
    return [f"{slot.starts_at:%d %H:%M}" for slot in slots]


def test_a_slot_ends_before_the_place_closes() -> None:
    assert starts(*slots_of([pattern(minutes=25)], (), (), MONDAY, MONDAY)) == ["08 10:00", "08 10:25"]


def test_other_weekdays_and_days_outside_its_dates_have_none() -> None:
    short = pattern(first_day=MONDAY + timedelta(days=7), last_day=MONDAY + timedelta(days=7))
    assert {slot.day for slot in slots_of([short], (), (), MONDAY, MONDAY + timedelta(days=30))} == {
        MONDAY + timedelta(days=7)
    }


def test_a_closed_day_has_none() -> None:
    assert slots_of([pattern()], {MONDAY}, (), MONDAY, MONDAY) == ()


def test_a_bank_holiday_has_none_unless_the_place_says_so() -> None:
    assert slots_of([pattern()], (), {MONDAY}, MONDAY, MONDAY) == ()
    assert len(slots_of([pattern(bank_holidays=True)], (), {MONDAY}, MONDAY, MONDAY)) == 2


def test_the_clock_on_the_wall_stays_when_the_clocks_change() -> None:
    sunday = date(2027, 3, 28)
    [first, *_] = slots_of([pattern(weekday=6)], (), (), sunday, sunday)
    assert first.mark == "20270328T0900Z"


@given(st.integers(1, 5), st.lists(st.tuples(st.integers(0, 12), st.integers(5, 60)), max_size=12))
def test_never_more_room_than_the_capacity_less_whoever_is_there(capacity: int, booked: list[tuple[int, int]]) -> None:
    slots = slots_of([pattern(capacity=capacity)], (), (), MONDAY, MONDAY)
    taken = [Slot(POINT, slots[0].starts_at + timedelta(minutes=5 * start), length, 1) for start, length in booked]
    for slot in with_room(slots, taken):
        assert 0 < slot.left == capacity - sum(map(slot.meets, taken))


def test_patterns_that_meet_on_some_day_overlap() -> None:
    assert pattern().overlaps(pattern(opens=time(10, 30), closes=time(12)))
    assert not pattern().overlaps(pattern(opens=time(11), closes=time(12)))
    assert not pattern(last_day=MONDAY).overlaps(pattern(first_day=MONDAY + timedelta(days=1)))


def test_the_reminder_is_due_at_ten_on_the_day_before() -> None:
    [first, *_] = slots_of([pattern()], (), (), MONDAY, MONDAY)
    assert remind_at(first) == datetime(2027, 3, 7, 10, tzinfo=LONDON)


def test_a_mark_that_somebody_made_up_names_no_moment() -> None:
    assert moment_of("tomorrow") is None
