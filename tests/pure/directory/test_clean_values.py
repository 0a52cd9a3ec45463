"""Values as feeds write them, and what is made of them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.directory.importing import cleaning
from app.directory.importing.cleaning import Doubtful, Number


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<h1>About</h1>\n\n<p>Tea &amp; talk</p>", "About\n\nTea & talk"),
        ("one<br>two", "one\n\ntwo"),
        ("<ul><li>tea</li><li>cake</li></ul>", "- tea\n- cake"),
        ('see <a href="https://a.example.org/">our page</a>', "see our page (https://a.example.org/)"),
        ("[Write](mailto:a@b.example.org)", "Write (a@b.example.org)"),
        ("[https://a.example.org](https://a.example.org)", "https://a.example.org"),
        ("**Monday** 6pm\n### Tuesday", "Monday 6pm\nTuesday"),
        ("* tea\n* cake", "- tea\n- cake"),
        ("ages <5 and 7>6", "ages <5 and 7>6"),
        ("<script>alert(1)</script>Hello", "Hello"),
        ("a\u202eb\x00c", "abc"),
    ],
)
def test_html_and_markdown_become_plain_text(written: str, plain: str) -> None:
    assert cleaning.plain_text(written) == plain


@given(st.text())
def test_any_text_can_be_cleaned_and_written_to_a_database(text: str) -> None:
    cleaning.plain_text(text).encode("utf-8")


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("Bristol Youth MAPS: 0117 332 7111", [Number("0117 332 7111", "Bristol Youth MAPS")]),
        ("0800 0354213", [Number("0800 035 4213", None)]),
        ("020 8568 2101\n07700 900577", [Number("020 8568 2101", None), Number("07700 900577", None)]),
        ("+44 (0) 208 568 2101", [Number("020 8568 2101", None)]),
        ("0300 123 1111 (Mon-Fri)", [Number("0300 123 1111", "Mon-Fri")]),
        ("01632 960001", [Number("01632 960001", None)]),
        ("116 123", [Number("116 123", None)]),
    ],
)
def test_telephone_numbers_are_parted_from_the_words_beside_them(written: str, numbers: list[Number]) -> None:
    assert list(cleaning.telephone_numbers(written)) == numbers


@pytest.mark.parametrize("written", ["9.99E+99", "ask at the desk", ""])
def test_what_holds_no_telephone_number_is_doubtful(written: str) -> None:
    with pytest.raises(Doubtful):
        cleaning.telephone_numbers(written)


@pytest.mark.parametrize("written", ["assurer@noemail.invalid", "Unknown-12@x.example.org", "x@y", "not one", "@"])
def test_placeholder_e_mail_addresses_are_doubtful(written: str) -> None:
    with pytest.raises(Doubtful):
        cleaning.email_address(written)


@pytest.mark.parametrize(
    "written",
    ["http://www.example.com", "javascript:alert(1)", "https://path/to/profile", "http://a b.org", "http://[", "x"],
)
def test_placeholder_and_dangerous_web_addresses_are_doubtful(written: str) -> None:
    with pytest.raises(Doubtful):
        cleaning.web_address(written)


def test_a_web_address_without_a_scheme_is_given_one() -> None:
    assert cleaning.web_address("www.lunch.example.org") == "https://www.lunch.example.org"


def test_a_moment_without_a_time_zone_is_doubtful() -> None:
    with pytest.raises(Doubtful, match="has no time zone"):
        cleaning.moment("2025-09-02T12:06:15.654")
    assert cleaning.moment("2025-09-02T12:06:15+01:00") == datetime(2025, 9, 2, 11, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize("years", [-1, 121, float("inf")])
def test_what_is_no_age_is_doubtful(years: float) -> None:
    with pytest.raises(Doubtful):
        cleaning.age(years)


@pytest.mark.parametrize("written", ["2030-01-01", "1066-10-14", "yesterday", "2025-02-30"])
def test_a_date_that_cannot_be_is_doubtful(written: str) -> None:
    with pytest.raises(Doubtful):
        cleaning.day(written, date(2026, 11, 22))


@pytest.mark.parametrize(
    "words", ["Lunch \ue000x\ue001 club", "Lunch &#57344;x&#57345; club", "Lunch x\U000f0000 club"]
)
def test_characters_for_private_use_are_left_out(words: str) -> None:
    assert cleaning.one_line(words) == "Lunch x club"


def test_no_entity_brings_back_what_may_not_stand_in_a_text() -> None:
    assert cleaning.plain_text("Lunch &#8238;club&#7;") == "Lunch club"
