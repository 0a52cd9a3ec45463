"""Promised times in words, and days as people write them."""

from datetime import date, datetime, timedelta

import pytest

from app.contact_centre.domain import Notes, date_written, how_late, notes_from_json
from app.kernel.clock import LONDON

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-3, "3 minutes late"),
        (-1, "1 minute late"),
        (-125, "2 hours late"),
        (-3 * 24 * 60, "3 days late"),
        (0, "now"),
        (20, "in 20 minutes"),
        (90, "today at 10:30"),
        (24 * 60, "tomorrow at 09:00"),
        (3 * 24 * 60, "Thursday 26 November at 09:00"),
    ],
)
def test_a_promised_time_is_told_in_words(minutes: int, words: str) -> None:
    assert how_late(NOW + timedelta(minutes=minutes), NOW) == words


@pytest.mark.parametrize("written", ["27 3 1951", "27/03/1951", "27.3.1951", "27-03-1951"])
def test_a_day_is_read_however_it_is_parted(written: str) -> None:
    assert date_written(written) == date(1951, 3, 27)


@pytest.mark.parametrize("written", ["", "March 1951", "31 2 1951", "27 3 51", "1951", "٢٧ ٣ ١٩٥١"])
def test_what_is_no_day_is_none(written: str) -> None:
    assert date_written(written) is None


def test_notes_come_back_from_the_store_as_they_were() -> None:
    notes = Notes(caller="Ruth", hard=("hygiene", "toilet"), asked=True, picked=("sample/a",))
    assert notes_from_json(notes.as_json()) == notes


def test_notes_say_where_two_windows_differ() -> None:
    assert Notes(want="One", hard=("hygiene",)).unlike(Notes(want="Two", hard=("hygiene",))) == ("want",)
