"""What is asked is read as the description says, and nothing else is taken."""

from datetime import UTC, datetime, time

import pytest

from app.directory.domain import Schedule
from app.open_data.domain import Sheet, Wrong, envelope, old_envelope, read, told
from app.open_data.parameters import V1, V3, by_operation
from app.open_data.version3 import rhythm

SERVICES, OLD_SERVICES = by_operation(V3)["services"], by_operation(V1)["services"]


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-22T10:30:00Z", datetime(2026, 11, 22, 10, 30, tzinfo=UTC)),
        ("2026-11-22T10:30:00.123Z", datetime(2026, 11, 22, 10, 30, 0, 123000, tzinfo=UTC)),
        ("2026-11-22T10:30:00+01:00", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        ("2026-11-22T10:30:00 01:00", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        ("2026-07-01T10:30:00", datetime(2026, 7, 1, 9, 30, tzinfo=UTC)),
        ("2026-07-01", datetime(2026, 6, 30, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_with_its_zone_or_as_londons(written: str, moment: datetime) -> None:
    assert read(SERVICES, {"modified_after": [written]}) == {"modified_after": moment}


@pytest.mark.parametrize("written", ["0001-01-01T00:00:00+23:00", "now", "2026-02-30", "9" * 400])
def test_what_is_no_moment_is_wrong(written: str) -> None:
    with pytest.raises(Wrong) as refused:
        read(SERVICES, {"modified_after": [written]})
    assert refused.value.parameter == "modified_after"


def test_several_values_stand_in_one_parameter_or_in_several() -> None:
    for given in (["mo,TU"], ["MO", "tu"]):
        assert read(OLD_SERVICES, {"day": given}) == {"day": ("MO", "TU")}
    assert read(OLD_SERVICES, {"start_time": ["09:30"]}) == {"start_time": (time(9, 30),)}


def test_truth_is_said_in_words_or_figures() -> None:
    for said, meant in (("true", True), ("1", True), ("FALSE", False), ("0", False)):
        assert read(SERVICES, {"full": [said]}) == {"full": meant}


def test_an_empty_list_is_one_empty_page_in_both_versions() -> None:
    new, old = envelope(Sheet(), 0, []), old_envelope(Sheet(), 0, [])
    assert (new["total_pages"], new["first_page"], new["last_page"], new["empty"]) == (1, True, True, True)
    assert (old["totalPages"], old["first"], old["last"], old["empty"]) == (1, True, True, True)


def test_nothing_empty_is_told_but_nought_and_no_are() -> None:
    assert told(a=None, b="", c=[], d={}, e=0, f=False, g="x") == {"e": 0, "f": False, "g": "x"}


@pytest.mark.parametrize(
    ("schedule", "published"),
    [
        (Schedule("1", freq="WEEKLY", byday="MO"), ("WEEKLY", "MO")),
        (Schedule("1", freq="MONTHLY", byday="2SU"), ("MONTHLY", "2SU")),
        (Schedule("1", freq="DAILY"), ("WEEKLY", "MO,TU,WE,TH,FR,SA,SU")),
        (Schedule("1", freq="DAILY", interval=2), (None, None)),
        (Schedule("1", freq="YEARLY"), (None, None)),
        (Schedule("1"), (None, None)),
    ],
)
def test_only_the_two_frequencies_of_the_standard_are_published(
    schedule: Schedule, published: tuple[str | None, str | None]
) -> None:
    assert rhythm(schedule) == published
