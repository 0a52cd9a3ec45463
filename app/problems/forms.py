"""The forms: telling us what is wrong with a listing, and what staff did about it."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.problems.domain import LONGEST, About, Report
from app.web.fields import AtMost, tidy
from app.web.written import email_as_written

NO_ANSWER, BY_EMAIL = "no", "email"
LONGEST_ADDRESS = 200

_ = lazy_gettext


class ProblemForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What is wrong, and whether somebody wants to hear what came of it."""

    about = RadioField(
        _("What is wrong?"),
        [InputRequired(_("Choose what is wrong"))],
        choices=[
            SelectChoice(About.OUT_OF_DATE.value, _("Something here is out of date or wrong")),
            SelectChoice(About.CLOSED.value, _("It has closed or stopped")),
            SelectChoice(About.MORE.value, _("There is more to say about it")),
            SelectChoice(
                About.SAFETY.value,
                _("I am worried that somebody is not safe there"),
                render_kw={"hint": _("Only the council reads this. The people who run the service do not.")},
            ),
        ],
    )
    words = TextAreaField(
        _("What should we know?"),
        [AtMost(LONGEST)],
        filters=[tidy],
        description=_("You need not give names. Leave out telephone numbers and anything about your own health."),
    )
    answer = RadioField(
        _("Would you like to hear what we did?"),
        default=NO_ANSWER,
        choices=[
            SelectChoice(NO_ANSWER, _("No, thank you")),
            SelectChoice(BY_EMAIL, _("Yes, by e-mail")),
        ],
    )
    email = EmailField(
        _("Your e-mail address"),
        [AtMost(LONGEST_ADDRESS)],
        filters=[tidy],
        description=_("Only if you would like to hear. We use it once and then delete it."),
        render_kw={"autocomplete": "email"},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a few words unless it has simply closed, and an address from whoever wants an answer."""
        sound = bool(super().validate(extra_validators))
        if not self.words.data and self.about.data != About.CLOSED.value:
            self.words.errors = [gettext("Write what we should know, in a sentence")]
        if self.answer.data == BY_EMAIL and not email_as_written(self.email.data):
            self.email.errors = [gettext("Write an e-mail address like name@example.org, or choose “No, thank you”")]
        return sound and not self.errors

    def report(self, source: str, service_id: str) -> Report:
        """What was typed. An address of somebody who wants no answer is not kept."""
        email = self.email.data if self.answer.data == BY_EMAIL else ""
        return Report(source, service_id, About(self.about.data), self.words.data, email)


class AnswerForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What was done about a problem."""

    answer = TextAreaField(
        _("What did you do about it?"),
        [AtMost(LONGEST)],
        filters=[tidy],
        description=_("Whoever reported it gets these words by e-mail if they asked to hear. Write to them."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs a sentence."""
        sound = bool(super().validate(extra_validators))
        if not self.answer.data:
            self.answer.errors = [gettext("Say what was done, in a sentence")]
        return sound and not self.errors
