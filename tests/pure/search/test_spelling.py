from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.spelling import Spelling

SPELLING = Spelling.of(
    {"alzheimers": 5, "benefits": 40, "counselling": 9, "bereavement": 6, "carers": 30, "careers": 2}
)

SLIPS = [
    ("alzhiemers", "alzheimers"),
    ("benifits", "benefits"),
    ("councelling", "counselling"),
    ("counseling", "counselling"),
    ("bereavementt", "bereavement"),
    ("aenefits", "benefits"),
]


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_a_letter_changed_swapped_missing_or_added_is_mended(typed: str, meant: str) -> None:
    assert SPELLING.mended(typed) == meant


def test_of_several_the_most_used_is_taken() -> None:
    assert SPELLING.mended("cairers") == "carers"


@pytest.mark.parametrize("typed", ["bene", "zzzzzz", "12345", "b3nefits"])
def test_short_strange_and_numbered_words_are_left_alone(typed: str) -> None:
    assert SPELLING.mended(typed) is None


def test_a_rare_word_beside_a_common_one_may_be_a_slip_in_a_listing() -> None:
    assert (SPELLING.commoner("careers"), SPELLING.commoner("carers")) == ("carers", None)


@given(st.text("abcdefghij", min_size=6, max_size=12), st.integers(0, 11))
def test_any_word_with_one_letter_missing_is_found_again(word: str, place: int) -> None:
    slip = word[: place % len(word)] + word[place % len(word) + 1 :]
    assert Spelling.of({word: 3}).mended(slip) == word or slip == word


def test_spelling_is_read_as_it_was_saved(tmp_path: Path) -> None:
    SPELLING.save(tmp_path / "spelling.npz")
    assert Spelling.load(tmp_path / "spelling.npz").mended("benifits") == "benefits"


def test_without_words_nothing_is_mended() -> None:
    assert Spelling.of({}).mended("anything") is None
