"""Form fields that take what people write by hand: dates of birth, telephone numbers, long texts with a count."""

from contextlib import suppress
from datetime import date
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext
from wtforms import DateField, IntegerField

from app.kernel.clock import today
from app.kernel.postcode import NotAPostcode, Postcode, outward_code
from app.questionnaire.flow import cleaned
from app.web.fields import AtMost as AtMost

OLDEST = 125


def tidy(text: str | None) -> str:
    """The text as it was meant."""
    return cleaned(text or "")


class BirthDateField(DateField):  # type: ignore[misc]  # WTForms ships no types
    """Day, month and year in three boxes, all of them or none. Its value is an ISO date, as it is kept."""

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, format="%d %m %Y", **kwargs)

    def process_data(self, value: str | None) -> None:
        """Takes the kept ISO date."""
        self.data = date.fromisoformat(value) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the boxes; an error says which part to look at."""
        self.data = None
        if not "".join(valuelist).strip():
            return
        figures = [part.strip() for part in valuelist]
        if len(figures) != 3 or not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in figures):
            raise ValueError(gettext("Write the day, the month and the year in figures, like 27 3 1951"))
        self.data = _birth(*(int(part) for part in figures))


def _birth(day: int, month: int, year: int) -> date:
    this = today()
    if year < 100:
        raise ValueError(gettext("Write the year with four figures, like 1951"))
    try:
        born = date(year, month, day)
    except ValueError:
        raise ValueError(gettext("There is no such day. Check the day and the month")) from None
    if born > this:
        raise ValueError(gettext("This day has not come yet. Check the year"))
    if this.year - year > OLDEST:
        raise ValueError(gettext("Check the year: it is more than %(number)s years ago", number=OLDEST))
    return born


class AgeField(IntegerField):  # type: ignore[misc]  # WTForms ships no types
    """Years in figures, or nothing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads the years."""
        self.data = None
        text = "".join(valuelist).strip()
        if not text:
            return
        if not (text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) <= OLDEST):
            raise ValueError(gettext("Write the age in figures, like 82, or leave it empty"))
        self.data = int(text)


def telephone_as_written(text: str) -> tuple[str, bool]:
    """A telephone number the way it is printed, and whether it looks like one that can be rung from here."""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return text, False
    if not phonenumbers.is_possible_number(number):
        return text, False
    national = number.country_code == 44
    shape = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    printed = phonenumbers.format_number(number, shape)
    # Words that somebody wrote around the number ("hostel, ask for Jo") are worth more than its spacing.
    return (text if any(character.isalpha() for character in text) else printed), True


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
