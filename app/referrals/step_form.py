"""What every page before sending has in common: two voices, what was kept, complaints; and the kinds of its fields."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, StringField, TelField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from app.questionnaire.flow import Voice
from app.referrals.domain import Details
from app.web.fields import AtMost, tidy

ONE_LINE = 200
A_FEW_LINES = 1000
A_STORY = 4000

_ = lazy_gettext
Words = Any  # a lazy string of Flask-Babel, which ships no types


def line(label: Words, **kwargs: Any) -> StringField:
    return StringField(label, [AtMost(ONE_LINE)], filters=[tidy], **kwargs)


def lines(label: Words, longest: int = A_FEW_LINES, **kwargs: Any) -> TextAreaField:
    return TextAreaField(label, [AtMost(longest)], filters=[tidy], **kwargs)


def telephone_number(label: Words, **kwargs: Any) -> TelField:
    return TelField(label, [AtMost(ONE_LINE)], filters=[tidy], **kwargs)


def yes_or_no(label: Words, **kwargs: Any) -> RadioField:
    choices = [SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]
    return RadioField(label, [Optional()], choices=choices, **kwargs)


class StepForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """One page. `title` and labels speak to the reader about themselves; `they` is what differs about someone else.

    `first` names the field whose label is the heading of the page, when it is not the only one. In a summary the page
    stands under the heading of its `group`, without the extras that are empty: most people have no need of them.
    """

    step: ClassVar[str]
    title: ClassVar[Words]
    group: ClassVar[Words] = ""
    they: ClassVar[Mapping[str, Words]] = {}
    extras: ClassVar[frozenset[str]] = frozenset()
    first: ClassVar[str] = ""

    def __init__(self, voice: Voice, details: Details, **kwargs: Any) -> None:
        super().__init__(data=dict(details.get(self.step, {})), **kwargs)
        self.voice, self.details = voice, details
        for name, words in self.they.items() if voice is Voice.THEY else ():
            if name in self._fields:
                self[name].label.text = words

    @property
    def heading(self) -> str:
        return str(self.they.get("title", self.title) if self.voice is Voice.THEY else self.title)

    @property
    def group_heading(self) -> str:
        return str(self.they.get("group", self.group) if self.voice is Voice.THEY else self.group)

    @property
    def shown(self) -> list[Field]:
        """The fields that a person fills in."""
        return [field for field in self if field.short_name != "csrf_token"]

    def heading_field(self) -> Field | None:
        """The field whose label is the heading of the page."""
        if self.first:
            return self[self.first]
        return self.shown[0] if len(self.shown) == 1 else None

    def values(self) -> dict[str, Any]:
        """What stands in the form, as plain values to keep."""
        return {field.short_name: _plain(field.data) for field in self.shown if field.data not in (None, "", [])}

    def refuse(self, name: str, words: str) -> bool:
        """Puts a complaint beside a field."""
        self[name].errors = [*self[name].errors, words]
        return False


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
