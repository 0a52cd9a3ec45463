"""The forms of what comes after sending: a person asks after their form and adds to it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from app.referrals.step_form import A_STORY, lines

_ = lazy_gettext


class CodeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Where the code is typed that a person was given with their form. `words` waits while they look for it."""

    code = StringField(
        _("Your code"),
        description=_("16 letters and numbers. Spaces and small letters do not matter."),
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    words = HiddenField()


class AddForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Something to add to what was sent, and to which case when there are two."""

    case = RadioField(_("Which form is it for?"), validate_choice=False)
    words = lines(_("What would you like to add?"), A_STORY)

    def __init__(self, cases: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case.choices = [SelectChoice(value, label) for value, label in cases.items()]
        self._only = next(iter(cases), "") if len(cases) < 2 else ""
        if len(cases) < 2:
            del self.case

    @property
    def chosen(self) -> str:
        """The case that is meant."""
        return str(self.case.data) if "case" in self else self._only

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs words, and a case when there are two."""
        sound = bool(super().validate(extra_validators))
        if not self.words.data:
            self.words.errors = [gettext("Write what you would like to add")]
        if "case" in self and self.case.data not in {choice.value for choice in self.case.choices}:
            self.case.errors = [gettext("Choose which form it is for")]
        return sound and not self.errors
