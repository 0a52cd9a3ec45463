"""What the checks of words find, what they let be, and that no text makes them slow."""

import pytest

from app.publishing.checks import (
    Found,
    What,
    contact_details_in,
    links_in,
    personal_data_in,
    plain,
    promises_of_cures_in,
)

CHECKS = (contact_details_in, links_in, personal_data_in, promises_of_cures_in)

CONTACT_DETAILS = {
    "Write to jo.bell@example.org": What.EMAIL,
    "Write to jo @ example.org": What.EMAIL,
    "jo (at) example dot org": What.EMAIL,
    "jo[at]example[dot]org": What.EMAIL,
    "jo at example dot co dot uk": What.EMAIL,
    "jo\u200b@exa\u00admple.org": What.EMAIL,
    "ring 07700 900123": What.TELEPHONE,
    "(01632) 960 001": What.TELEPHONE,
    "+44 7700 900 123": What.TELEPHONE,
    "0044 7700 900123": What.TELEPHONE,
    "0 7 7 0 0 9 0 0 1 2 3": What.TELEPHONE,
    "07700.900.123": What.TELEPHONE,
    "07700|900|123": What.TELEPHONE,
    "07700_900_123": What.TELEPHONE,
    "07700/900/123": What.TELEPHONE,
    "اتصل بي ٠٧٧٠٠٩٠٠١٢٣": What.TELEPHONE,
    "میرا نمبر ۰۷۷۰۰ ۹۰۰۱۲۳": What.TELEPHONE,
    "my insta is robin_pa": What.ACCOUNT_ELSEWHERE,
    "0770090012307700900124": What.TELEPHONE,
    "01632 960001 01632 960002": What.TELEPHONE,
    "０７７００９００１２３": What.TELEPHONE,
    "oh seven seven double oh nine oh oh one two three": What.TELEPHONE,
    "zero7700nine00123": What.TELEPHONE,
    "call me on 960123": What.TELEPHONE,
    "We live at AB1 2DE": What.POSTCODE,
    "at 12 Mill Lane": What.ADDRESS,
    "whatsapp me": What.ACCOUNT_ELSEWHERE,
    "insta: jo_bell": What.ACCOUNT_ELSEWHERE,
    "find me on Facebook": What.ACCOUNT_ELSEWHERE,
    "I am @jo_bell": What.ACCOUNT_ELSEWHERE,
}
LINKS = (
    "https://example.org/a",
    "hxxps://example.org",
    "www.example.com",
    "example.co.uk/tea",
    "see example.org for more",
    "example dot com",
    "bit.ly/abc",
    "wa.me/447700900123",
)
PERSONAL = {
    "AB 12 34 56 C": What.NATIONAL_INSURANCE,
    "ab123456c": What.NATIONAL_INSURANCE,
    "999 123 4578": What.NHS_NUMBER,
    "her NHS number is 123 456 7890": What.NHS_NUMBER,
    "dob 01/02/1950": What.DATE_OF_BIRTH,
    "He was born on 3rd March 1947": What.DATE_OF_BIRTH,
    "Date of birth: 1.2.50": What.DATE_OF_BIRTH,
    "sort code 12-34-56": What.BANK_DETAILS,
    "4111 1111 1111 1111": What.BANK_DETAILS,
}
CURES = (
    "Our tea cures arthritis",
    "We can cure anything",
    "heals your back pain",
    "reverse dementia in a month",
    "a miracle cure",
    "guaranteed relief",
    "100% results",
    "throw away your tablets",
    "try this instead of your medication",
)
LET_BE = (
    "We meet at St John's hall every Monday, 09.30-11.30, 13.00 to 15.00.",
    "Open 0900-1700. Mon 09.00-10.30 10.30-12.00 13.00-14.00 15.00-16.00.",
    "Ages 0-5, 6-11, 12-18. £12.50 - £15.00 a session. 10.00. We look after the over 60s.",
    "Registered charity number 1234567. Company 01234567. Ofsted URN EY123456.",
    "From 12/03/2024 to 14/04/2025. Founded on 1 May 2010. Term times 2024 2025 2026.",
    "Our group was born on 1 May 2010.",
    "Call 999 in an emergency, or ring 111.",
    "Count with us: one, two, three, four, five, six, seven, eight, nine, ten.",
    "Look for us at the market. Dot to dot puzzles. Secure parking. Manicure and tea.",
    "Every other Tuesday.Me and my dog come too. Our groups.Online ones as well.",
    "There is no cure for dementia, but company helps. We do not cure anything.",
    "We pay for research to find a cure for cancer.",
    "A healing garden. Help with pain and loneliness. Use the lift instead of the stairs.",
    "Buses 12 and 14, room 3 on the first floor. ISO 9001 2015.",
)


@pytest.mark.parametrize(("text", "what"), CONTACT_DETAILS.items())
def test_a_way_to_reach_somebody_is_found_however_it_is_written(text: str, what: What) -> None:
    assert what in {found.what for found in contact_details_in(text)}


@pytest.mark.parametrize("text", LINKS)
def test_a_link_is_found(text: str) -> None:
    assert [found.what for found in links_in(text)] == [What.LINK]


@pytest.mark.parametrize(("text", "what"), PERSONAL.items())
def test_a_fact_about_one_person_is_found(text: str, what: What) -> None:
    assert what in {found.what for found in personal_data_in(text)}


@pytest.mark.parametrize("text", CURES)
def test_a_promise_of_a_cure_is_found(text: str) -> None:
    assert [found.what for found in promises_of_cures_in(text)] == [What.CURE]


@pytest.mark.parametrize("text", LET_BE)
def test_ordinary_words_of_a_group_are_let_be(text: str) -> None:
    assert [found for check in CHECKS for found in check(text)] == []


def test_an_e_mail_address_is_no_link() -> None:
    assert links_in("Write to jo@example.org") == ()


def test_what_was_found_is_quoted_as_it_stands() -> None:
    assert contact_details_in("Ring (01632) 960 001 now") == (Found(What.TELEPHONE, "(01632) 960 001"),)


def test_invisible_characters_and_other_alphabets_of_figures_are_read_as_people_read_them() -> None:
    assert plain("０７\u200b７\u2011a\u0301\n") == "07" + "7-á "


HOSTILE = (
    *("0 ", "1", "a", "a.", "aa dot ", "a@", "a at ", "one ", "1 Abc ", "(((", "www.", "cures your ", "born on the "),
    *("ring me ", "a\u0301", "+", "0-", "double ", "https://", "a.b-c'", " ", "123-456-", "1" * 15 + " ", "d.o.b "),
)


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_comes_to_an_end_with_texts_made_to_keep_it_busy(check) -> None:
    """Were a pattern to go back over a text again and again, this would not end within the time of the suite."""
    for part in HOSTILE:
        check(part * (20_000 // len(part)))
