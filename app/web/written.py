"""Telephone numbers, e-mail addresses and postcodes as people write them, made into what is printed."""

from contextlib import suppress

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from app.kernel.postcode import NotAPostcode, Postcode, outward_code


def number_in(text: str) -> str | None:
    """A telephone number the way it is printed, without words around it; None when it cannot be rung from here."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    national = number.country_code == 44
    shape = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, shape))


def telephone_as_written(text: str) -> tuple[str, bool]:
    """A telephone number the way it is printed, and whether it looks like one that can be rung from here."""
    number = number_in(text)
    if number is None:
        return text, False
    # Words that somebody wrote around the number ("hostel, ask for Jo") are worth more than its spacing.
    return (text if any(character.isalpha() for character in text) else number), True


def email_as_written(text: str) -> str | None:
    """The address, or None when nobody could be written to at it."""
    try:
        return str(validate_email(text, check_deliverability=False).normalized)
    except EmailNotValidError:
        return None


def postcode_as_written(text: str) -> str | None:
    """The postcode or its first half the way it is printed, or None when it is neither."""
    for read in (Postcode.parse, outward_code):
        with suppress(NotAPostcode):
            return str(read(text))
    return None
