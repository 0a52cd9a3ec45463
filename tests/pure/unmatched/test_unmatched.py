"""An unmatched need is code words, an outward code and a week: nothing that somebody typed or answered fits in."""

from datetime import date

import pytest

from app.kernel.postcode import NotAPostcode
from app.unmatched.domain import NotACodeWord, Unmatched, in_words

MONDAY = date(2026, 11, 16)


def test_the_same_filters_are_always_the_same_words() -> None:
    assert in_words({"miles": ["5"], "days": {"SU", "SA"}}) == in_words({"days": ["SA", "SU"], "miles": {"5"}})


def test_a_filter_in_which_nothing_is_chosen_says_nothing() -> None:
    assert in_words({"free": set(), "days": ["SA"]}) == "days=SA"


@pytest.mark.parametrize("filters", [{"q": ["lunch club"]}, {"my name": ["x"]}, {"days": [""]}, {"days": ["a=b"]}])
def test_a_filter_is_code_words_alone(filters: dict[str, list[str]]) -> None:
    with pytest.raises(NotACodeWord):
        in_words(filters)


@pytest.mark.parametrize(("need", "outward"), [("my mum fell", ""), ("falls", "TS18 1AU"), ("falls", "ts18")])
def test_a_need_is_a_tag_and_a_place_is_an_outward_code(need: str, outward: str) -> None:
    with pytest.raises(NotACodeWord):
        Unmatched(need, outward, MONDAY, "")


def test_what_is_no_postcode_is_no_place() -> None:
    with pytest.raises(NotAPostcode):
        Unmatched("falls", "3 Mill Lane", MONDAY, "")
