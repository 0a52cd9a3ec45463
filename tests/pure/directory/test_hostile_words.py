"""A listing written to keep the import busy for ever is read to its end, or these tests never come to theirs."""

import pytest

from app.directory.importing.cleaning import plain_text
from app.directory.importing.hours import times_in
from app.directory.service.digests import first_sentence

LONGEST = 20_000


@pytest.mark.parametrize(
    "words",
    ["Every Monday, and Tuesday" + " and, " * 3000, "Monday and " * 1800, "every " * 3300, "1st, 2nd, " * 2000],
)
def test_days_without_end_state_no_times(words: str) -> None:
    assert list(times_in(words[:LONGEST])) == []


def test_links_that_never_close_stay_as_they_are() -> None:
    words = "[](x" * (LONGEST // 4)
    assert plain_text(words) == words


def test_blanks_without_end_are_no_text() -> None:
    assert plain_text(" " * 2 * LONGEST) == ""


def test_a_sentence_with_endless_blanks_has_a_first_sentence() -> None:
    assert first_sentence("Tea." + " " * LONGEST + "Cake.") == "Tea."
