"""The forms of a conversation: a message, how to reach somebody, a report, and what staff did about it."""

from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, TelField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app.pa_finder.talking.conversation import LONGEST_MESSAGE, About, Reach
from app.pa_finder.talking.wording import ABOUT
from app.web.fields import AtMost, tidy
from app.web.written import number_in

_ = lazy_gettext


class OnceForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """A form that makes something of its own, once however often it is sent."""

    once = HiddenField()

    @classmethod
    def fresh(cls, **data: Any) -> Any:
        """An empty form with an id of its own."""
        return cls(formdata=None, data={"once": uuid4().hex, **data})

    @property
    def id(self) -> UUID:
        """The id that the page was given; a new one when somebody tampered with it."""
        try:
            return UUID(self.once.data or "")
        except ValueError:
            return uuid4()


class MessageForm(OnceForm):
    """A message."""

    words = TextAreaField(_("Your message"), [AtMost(LONGEST_MESSAGE)], filters=[tidy])

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs words."""
        sound = bool(super().validate(extra_validators))
        if not self.words.data:
            self.words.errors = [gettext("Write something first")]
        return sound and not self.errors


class ShareForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """How somebody wants to be reached."""

    telephone = TelField(
        _("Telephone number"),
        description=_("Leave it empty if you do not want to share one."),
        filters=[tidy],
        render_kw={"autocomplete": "tel"},
    )
    email = BooleanField(_("My e-mail address"))

    def reach(self, address: str) -> Reach:
        """What is shared, once the form is sound; `address` is that of the account."""
        return Reach(self.telephone.data or "", address if self._shares_email else "")

    @property
    def _shares_email(self) -> bool:
        return self.email is not None and bool(self.email.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs one of the two, and a number that can be dialled."""
        sound = bool(super().validate(extra_validators))
        if self.telephone.data:
            self._read_number()
        elif not self._shares_email:
            self.telephone.errors = [gettext("Write a telephone number, or tick your e-mail address")]
        return sound and not self.errors

    def _read_number(self) -> None:
        number = number_in(self.telephone.data)
        if number is None:
            self.telephone.errors = [gettext("Write a whole telephone number, like 01632 960000")]
        else:
            self.telephone.data = number


class ReportForm(OnceForm):
    """What somebody reports."""

    about = RadioField(_("What is it about?"), choices=[SelectChoice(*pair) for pair in ABOUT.items()])
    words = TextAreaField(
        _("What happened?"),
        [AtMost(LONGEST_MESSAGE)],
        description=_("In your own words. Here you may write names, dates and numbers: only our team reads it."),
        filters=[tidy],
    )
    end = BooleanField(_("End this conversation, and let them not write to me again"))

    @property
    def kind(self) -> About:
        """What it is about, once the form is sound."""
        return About(self.about.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs to know what it is about. Words are welcome and not demanded: whoever is afraid may write none."""
        sound = bool(super().validate(extra_validators))
        if not self.about.data:
            self.about.errors = [gettext("Choose what it is about")]
        return sound and not self.errors


class DoneForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What staff did about a report."""

    seen = HiddenField()
    done = TextAreaField(
        "What was done", [AtMost(LONGEST_MESSAGE)], description="For colleagues. Nobody else reads it.", filters=[tidy]
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Needs to say it."""
        sound = bool(super().validate(extra_validators))
        if not self.done.data:
            self.done.errors = ["Say what was done about it"]
        return sound and not self.errors
