"""The form of whoever looks for a personal assistant: what for, when, where, and with whom they have worked."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice

from app.pa_finder.domain import INTIMATE, WEEK, Gender
from app.pa_finder.finding.matching import Asked
from app.pa_finder.finding.wording import EXPERIENCE, TASKS, languages, time_in_words
from app.places.api import lookup
from app.web.fields import tidy

_ = lazy_gettext


class FindForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Everything may be left out. What is asked decides the order of what is shown, and never who is."""

    tasks = SelectMultipleField(
        _("What do you want help with?"),
        description=_("Tick all that fit."),
        choices=[SelectChoice(task, words) for task, words in TASKS.items()],
    )
    times = SelectMultipleField(_("When do you want help?"), description=_("Tick all that fit."))
    postcode = StringField(
        _("Where is the help needed?"),
        description=_("A postcode. We use it to work out how far away somebody is."),
        filters=[tidy],
        render_kw={"autocomplete": "postal-code", "spellcheck": "false"},
    )
    language = SelectField(_("Which language should they speak, besides English?"), default="")
    experience = SelectMultipleField(
        _("Should they have worked with any of these?"),
        description=_("Tick all that fit."),
        choices=[SelectChoice(one, words) for one, words in EXPERIENCE.items()],
    )
    gender = RadioField(
        _("Do you want a woman or a man for this?"),
        description=_(
            "You can ask for this only if you ticked help with washing, dressing or the toilet. "
            "That is the law: for other help, a woman and a man must have the same chance."
        ),
        choices=[
            SelectChoice("", _("It makes no difference")),
            SelectChoice(Gender.WOMAN, _("A woman")),
            SelectChoice(Gender.MAN, _("A man")),
        ],
        default="",
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.times.choices = [SelectChoice(time.mark, time_in_words(time)) for time in WEEK]
        spoken = (SelectChoice(code, name) for code, name in languages())
        self.language.choices = [SelectChoice("", gettext("Any language")), *spoken]

    @property
    def asks_more(self) -> bool:
        """Whether anything below the fold is filled in or wrong."""
        more = (self.language, self.experience, self.gender)
        return any(field.data or field.errors for field in more)

    @property
    def asked(self) -> Asked:
        """What was filled in."""
        return Asked(
            tasks=tuple(self.tasks.data or ()),
            times=tuple(self.times.data or ()),
            experience=tuple(self.experience.data or ()),
            language=self.language.data or "",
            gender=self.gender.data or "",
            postcode=self.postcode.data or "",
        )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a postcode that we know, if one is given, and a reason in law to ask for a woman or a man."""
        sound = bool(super().validate(extra_validators))
        if self.postcode.data and lookup(self.postcode.data) is None:
            words = gettext("We do not know that postcode. Check it, or leave this empty to see everybody")
            self.postcode.errors = [words]
        if self.gender.data and not INTIMATE & set(self.tasks.data or ()):
            words = gettext("Tick help with washing, dressing or the toilet, or choose “It makes no difference”")
            self.gender.errors = [words]
        return sound and not self.errors
