"""A number that somebody sends is one that the tables can hold, or none."""

import pytest

from app.kernel.whole_number import whole_number, whole_number_or


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("007", 7), ("999999999", 999_999_999)])
def test_nine_figures_are_a_number(typed: str, number: int) -> None:
    assert whole_number(typed) == number


@pytest.mark.parametrize("typed", ["", "-1", "+1", "1.0", " 1", "1_0", "٣", "²", "9" * 10, "9" * 19, "9" * 5000])
def test_anything_else_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match="nine figures"):
        whole_number(typed)
    assert whole_number_or(typed, -1) == -1


def test_nothing_sent_is_none() -> None:
    assert whole_number_or(None, 0) == 0
