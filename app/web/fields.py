"""Fields and checks that the forms of every room share: dates of birth, ages, texts of a certain length."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask_babel import gettext, ngettext
from wtforms import DateField, Field, Form, IntegerField
from wtforms.validators import ValidationError

from app.kernel.clock import today
from app.kernel.text import cleaned

OLDEST = 125


def tidy(text: str | None) -> str:
    """The text as it was meant."""
    return cleaned(text or "")


class AtMost:
    """Refuses a text that is longer than `longest` characters, and says by how much."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.field_flags = {"maxlength": longest}

    def __call__(self, form: Form, field: Field) -> None:
        over = len(field.data or "") - self.longest
        if over > 0:
            raise ValidationError(
                ngettext(
                    "This is %(num)s character too long. Please make it shorter",
                    "This is %(num)s characters too long. Please make it shorter",
                    over,
                )
            )


def written_once(once: str | None, *said: object) -> UUID:
    """The id under which what stands in a form is written: the same when it is sent twice, another when it was changed.

    `once` is a UUID that the form carries; where it cannot be read, each sending is one of its own.
    """
    try:
        return uuid5(UUID(once or ""), repr(said))
    except ValueError:
        return uuid4()


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
