"""What the pages of a professional's referral have in common; their words are English, as the staff's are."""

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice, SelectFieldBase
from wtforms.validators import Optional

from app.professionals.domain import Details
from app.web.fields import AtMost, tidy

ONE_LINE = 200
A_FEW_LINES = 1000
A_STORY = 6000


def line(label: str, **kwargs: Any) -> StringField:
    return StringField(label, [AtMost(ONE_LINE)], filters=[tidy], **kwargs)


def lines(label: str, longest: int = A_FEW_LINES, **kwargs: Any) -> TextAreaField:
    return TextAreaField(label, [AtMost(longest)], filters=[tidy], **kwargs)


def one_of(label: str, choices: Iterable[tuple[str, str]], **kwargs: Any) -> RadioField:
    return RadioField(label, [Optional()], choices=[SelectChoice(*choice) for choice in choices], **kwargs)


def any_of(label: str, choices: Iterable[tuple[str, str]], alone: tuple[str, ...] = (), **kwargs: Any) -> Field:
    """Tick boxes; those in `alone` exclude the others."""
    offered = [SelectChoice(value, words, {"alone": True} if value in alone else {}) for value, words in choices]
    return SelectMultipleField(label, choices=offered, **kwargs)


class StepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One page: what it asks, what was kept, and what is to be mended."""

    step: ClassVar[str]
    title: ClassVar[str]

    def __init__(self, details: Details, **kwargs: Any) -> None:
        super().__init__(data=dict(details.get(self.step, {})), **kwargs)
        self.details = details

    @property
    def shown(self) -> list[Field]:
        """The fields that are filled in."""
        return [field for field in self if field.short_name != "csrf_token"]

    def values(self) -> dict[str, Any]:
        """What stands in the form, as plain values to keep."""
        kept = {field.short_name: field.data for field in self.shown if field.data not in (None, "", [], False)}
        return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in kept.items()}

    def refuse(self, name: str, words: str) -> bool:
        """Puts a complaint beside a field."""
        self[name].errors = [*self[name].errors, words]
        return False

    def must_have(self, name: str, words: str) -> bool:
        """Complains when nothing stands in a field."""
        return bool(self[name].data) or self.refuse(name, words)


def said(field: Field) -> str:
    """What stands in a field, as somebody reads it."""
    if isinstance(field, BooleanField):
        return "Yes" if field.data else ""
    if isinstance(field, SelectFieldBase):
        return "\n".join(str(choice.label) for choice in field.iter_choices() if choice.selected)
    if hasattr(field.data, "isoformat"):
        return f"{field.data:%-d %B %Y}"
    return "" if field.data is None else str(field.data)
