"""Postcodes as people type them."""

import pytest

from app.kernel.postcode import NotAPostcode, Postcode


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ts18 oau", "TS18 0AU"),
        ("TSI8 1AU", "TS18 1AU"),
        ("TS1O 1AU", "TS10 1AU"),
        ("wia 1aa", "W1A 1AA"),
        ("OX1 1AA", "OX1 1AA"),
        ("IP1 1AA", "IP1 1AA"),
    ],
)
def test_the_letters_o_and_i_are_read_as_the_figures_they_look_like(typed: str, meant: str) -> None:
    assert str(Postcode.parse(typed)) == meant


@pytest.mark.parametrize("typed", ["toilet", "oil", "a boil", "TS18 1A0"])
def test_what_is_no_postcode_is_not_mended_into_one(typed: str) -> None:
    with pytest.raises(NotAPostcode):
        Postcode.parse(typed)
