"""Which passwords are refused, and how they are kept."""

import pytest

from app.accounts import hashing
from app.accounts.passwords import Weakness, weakness

PERSONAL = ("sam.okafor@teesbank.example.org", "Sam Okafor", "Teesbank Sample Council", "careway")

REFUSED = {
    "kettle rain": Weakness.SHORT,
    "long words " * 20: Weakness.LONG,
    "aaaaaaaaaaaaaaaa": Weakness.PATTERN,
    "abcdefghijklmnop": Weakness.PATTERN,
    "1234567890123456": Weakness.PATTERN,
    "kettlekettle": Weakness.PATTERN,
    "leavemealone": Weakness.COMMON,
    "password1234": Weakness.COMMON,
    "P@ssw0rd2026!": Weakness.COMMON,
    "Liverpool-2026": Weakness.COMMON,
    "!!!!Strawberry!!!!": Weakness.COMMON,
    "passwordpassword1": Weakness.COMMON,
    "TeesbankCouncil26": Weakness.PERSONAL,
    "okafor-okafor-26-x": Weakness.PERSONAL,
    "careway winter": Weakness.PERSONAL,
    # Full width letters are the same password on another keyboard.
    "ｐａｓｓｗｏｒｄ１２３４": Weakness.COMMON,
}

ACCEPTED = (
    "purple kettle rain",
    "teesbank purple kettle rain",
    "vT9#kQ2!mZ7pL",
    "ženy čekají na déšť",
    "雨が降ると傘をさして歩く人々",
)


@pytest.mark.parametrize("password", REFUSED)
def test_a_password_that_would_be_guessed_is_refused_for_its_reason(password: str) -> None:
    assert weakness(password, hashing.common_passwords(), PERSONAL) is REFUSED[password]


@pytest.mark.parametrize("password", ACCEPTED)
def test_a_password_of_words_that_do_not_belong_together_is_accepted(password: str) -> None:
    assert weakness(password, hashing.common_passwords(), PERSONAL) is None


def test_every_common_password_is_refused() -> None:
    common = hashing.common_passwords()
    assert len(common) >= 3000  # OWASP ASVS 5.0, 6.2.4
    assert [word for word in common if weakness(word, common, ()) is None] == []


def test_an_unknown_name_costs_the_same_hash_as_a_known_one() -> None:
    assert not hashing.is_outdated(hashing.HASH_OF_NOTHING)


def test_the_same_password_on_another_keyboard_matches() -> None:
    assert hashing.matches(hashing.hashed("Zoë's purple kettle"), "Zoe\u0308's purple kettle")


def test_another_password_does_not_match() -> None:
    assert not hashing.matches(hashing.hashed("purple kettle rain"), "purple kettle rail")


def test_a_hash_that_is_none_matches_nothing() -> None:
    assert not hashing.matches("none", "none")
